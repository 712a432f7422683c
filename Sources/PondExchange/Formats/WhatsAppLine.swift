/// The start of a WhatsApp message: `31/12/2024, 21:07 - ` (Android) or `[2024/12/31, 9:07:01 PM] ` (iOS).
struct WhatsAppLine {
    /// The three numbers of the date as written, each with how many digits it has.
    var numbers: (first: Int, second: Int, third: Int)
    var firstHasFourDigits: Bool
    var thirdHasFourDigits: Bool
    var separator: UInt8
    var time: ClockTime
    var isTwelveHour: Bool
    /// iOS puts a mark of writing direction in front of lines that are not a person's words.
    var isMarked: Bool
    var isBracketed: Bool
    /// What follows: `Name: text`, or what WhatsApp itself says.
    var rest: Bytes

    init?(_ line: Bytes) {
        guard line.count >= 10 else { return nil }
        var scanner = ByteScanner(line)
        isMarked = scanner.take("\u{200E}")
        scanner.skipWideSpaces()
        isBracketed = scanner.take(UInt8(ascii: "["))
        let start = scanner.at
        guard let first = scanner.number(1...4) else { return nil }
        firstHasFourDigits = scanner.at - start == 4
        guard let separator = scanner.next, Self.separators.contains(separator) else { return nil }
        self.separator = separator
        scanner.at += 1
        scanner.skipSpaces()
        guard let second = scanner.number(1...2), scanner.take(separator) else { return nil }
        scanner.skipSpaces()
        let thirdStart = scanner.at
        guard let third = scanner.number(1...4) else { return nil }
        thirdHasFourDigits = scanner.at - thirdStart == 4
        numbers = (first, second, third)
        _ = scanner.take(UInt8(ascii: "."))
        _ = scanner.take(UInt8(ascii: ","))
        guard let (time, isTwelveHour) = Self.time(&scanner) else { return nil }
        self.time = time
        self.isTwelveHour = isTwelveHour
        guard Self.takeEnd(&scanner, isBracketed) else { return nil }
        rest = scanner.rest
    }

    private static let separators: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-")]

    private static func time(_ scanner: inout ByteScanner) -> (ClockTime, Bool)? {
        scanner.skipWideSpaces()
        let before = HalfDay.take(&scanner)
        scanner.skipWideSpaces()
        guard var time = scanner.clockTime() ?? scanner.dottedTime() else { return nil }
        scanner.skipWideSpaces()
        let half = before ?? HalfDay.take(&scanner)
        if let half { time = time.onTwelveHourClock(afternoon: half == .afternoon) }
        return (time, half != nil)
    }

    private static func takeEnd(_ scanner: inout ByteScanner, _ isBracketed: Bool) -> Bool {
        scanner.skipWideSpaces()
        if isBracketed {
            guard scanner.take(UInt8(ascii: "]")) else { return false }
            _ = scanner.take(0x20)
            return true
        }
        guard scanner.take(UInt8(ascii: "-")) || scanner.take("–") else { return false }
        return scanner.take(0x20) || scanner.isAtEnd
    }
}

extension ByteScanner {
    /// `9.07` or `9.07.30`, as Finnish and Danish telephones write.
    fileprivate mutating func dottedTime() -> ClockTime? {
        let start = at
        if let hour = number(1...2), take(UInt8(ascii: ".")), let minute = number(2...2) {
            var time = ClockTime(hour: hour, minute: minute, second: 0)
            if take(UInt8(ascii: ".")), let second = number(2...2) { time.second = second }
            if time.isValid { return time }
        }
        at = start
        return nil
    }
}
