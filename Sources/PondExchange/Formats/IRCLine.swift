/// One line of an IRC log, taken apart; nil when it is none.
struct IRCLine {
    var channel: Bytes?
    var date: CivilDate?
    /// The day where no year stands beside it.
    var monthDay: (month: Int, day: Int)?
    /// Nil for what the server says in logs that stamp only what people say.
    var time: ClockTime?
    /// Whether date and time are of UTC and not of the log's zone.
    var isUTC = false
    /// Nil for what the server says.
    var nick: Bytes?
    var isAction = false
    var text: Bytes

    init(time: ClockTime, text: Bytes) {
        self.time = time
        self.text = text
    }

    init?(_ line: Bytes) {
        text = line
        var scanner = ByteScanner(line)
        if let first = line.first, first != UInt8(ascii: "["), first != UInt8(ascii: "=") {
            if let found = Self.irssi(line) ?? Self.weeChat(line) ?? Self.hexChat(line) {
                self = found
                return
            }
            takePrefix(&scanner)
        }
        if scanner.take("===") {
            guard scanner.rest.trimmed.count > 0, scanner.next != UInt8(ascii: "=") else { return nil }
            text = scanner.rest.trimmed
            return
        }
        guard scanner.take(UInt8(ascii: "[")), let time = scanner.clockTime(), scanner.take("] ") else { return nil }
        self.time = time
        scanner.skipSpaces()
        if scanner.take("===") {
            text = scanner.rest.trimmed
            guard text.count > 0, text.first != UInt8(ascii: "=") else { return nil }
        } else if scanner.take("*** ") {
            text = scanner.rest
        } else if scanner.next == UInt8(ascii: "<") {
            guard takeSpeech(scanner.rest) else { return nil }
        } else if scanner.take("*") {
            _ = scanner.take(0x20)
            text = scanner.rest
            guard IRCNotice.isServers(text) || takeAction(text) else { return nil }
        } else {
            return nil
        }
    }

    /// `channel YYYY-MM-DD ` in front of the line.
    private mutating func takePrefix(_ scanner: inout ByteScanner) {
        guard let space = scanner.rest.index(of: 0x20), space > 0, space <= 64 else { return }
        var probe = ByteScanner(scanner.bytes, at: space + 1)
        guard let date = probe.isoDate(), probe.take(0x20) else { return }
        channel = scanner.bytes.slice(0, space)
        self.date = date
        scanner = probe
    }
}

extension CivilDate {
    /// The first `YYYY-MM-DD`, `YYYY_MM_DD` or `YYYYMMDD` in a name; in a path the last part is looked at first.
    static func inName(_ path: String) -> CivilDate? {
        let parts = path.split(separator: "/").reversed()
        for var part in parts.map(String.init) {
            if let date = part.withUTF8({ inName($0) }) { return date }
        }
        return nil
    }

    private static func inName(_ name: Bytes) -> CivilDate? {
        for start in 0..<max(0, name.count) where start == 0 || name[start - 1].digit == nil {
            var scanner = ByteScanner(name, at: start)
            guard let year = scanner.number(4...4), (1970...2199).contains(year) else { continue }
            let separator = scanner.next
            if separator == UInt8(ascii: "-") || separator == UInt8(ascii: "_") || separator == UInt8(ascii: ".") {
                scanner.at += 1
            }
            guard let month = scanner.number(2...2) else { continue }
            if let separator, separator.digit == nil, !scanner.take(separator) { continue }
            guard let day = scanner.number(2...2) else { continue }
            let date = CivilDate(year: year, month: month, day: day)
            if date.isValid { return date }
        }
        return nil
    }
}
