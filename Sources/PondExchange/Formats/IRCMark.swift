/// A line that a client writes into its log about the log itself: irssi's `--- Day changed Tue Jun 28 2005`, HexChat's
/// `**** BEGIN LOGGING AT Mon Jun 27 21:00:00 2005`, mIRC's `Session Start: Mon Jun 27 21:00:00 2005`. Nobody said it.
enum IRCMark {
    /// The lines after it are of this day.
    case day(CivilDate)
    /// The channel that the log is of.
    case channel(Bytes)
    /// Nothing that is of use.
    case other

    init?(_ line: Bytes) {
        switch line.first {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "S"): break
        default: return nil
        }
        if let rest = Self.rest(of: line, after: Self.openings) {
            self = CivilDate.inWords(rest).map { .day($0) } ?? .other
        } else if let rest = Self.rest(of: line, after: ["Session Ident: "]) {
            self = .channel(rest.trimmed)
        } else if Self.rest(of: line, after: Self.closings) != nil {
            self = .other
        } else {
            return nil
        }
    }

    private static let openings: [StaticString] = [
        "--- Log opened ", "--- Day changed ", "**** BEGIN LOGGING AT ", "Session Start: ", "Session Time: ",
    ]
    private static let closings: [StaticString] = ["--- Log closed ", "**** ENDING LOGGING AT ", "Session Close: "]

    private static func rest(of line: Bytes, after signs: [StaticString]) -> Bytes? {
        signs.first { line.hasPrefix($0) }.map { line.dropping($0.utf8CodeUnitCount) }
    }
}

extension CivilDate {
    /// The day in `Mon Jun 27 21:00:00 2005`, `Tue Jun 28 2005`, `一 6月 28 2005` or `2005-06-28`.
    static func inWords(_ text: Bytes) -> CivilDate? {
        var date = CivilDate(year: 0, month: 0, day: 0)
        var scanner = ByteScanner(text.slice(0, 64).trimmed)
        while !scanner.isAtEnd {
            if let whole = scanner.isoDate() { return whole }
            if let month = scanner.monthName() {
                date.month = month
            } else if let number = scanner.number(1...4), scanner.isAtEnd || scanner.next == 0x20 {
                if number > 31 { date.year = number } else { date.day = number }
            }
            while let byte = scanner.next, byte != 0x20 { scanner.at += 1 }
            scanner.skipSpaces()
        }
        return date.isValid ? date : nil
    }
}

extension ByteScanner {
    /// `Jun`, as C's own locale writes it, or `6月`.
    mutating func monthName() -> Int? {
        if let index = Self.months.firstIndex(where: { rest.hasPrefix($0) }) {
            at += 3
            return index + 1
        }
        let start = at
        if let number = number(1...2), (1...12).contains(number), take("月") { return number }
        at = start
        return nil
    }

    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
