/// Reads a line from left to right. Each `take` moves on only when it succeeds.
struct ByteScanner {
    let bytes: Bytes
    var at = 0

    init(_ bytes: Bytes, at: Int = 0) {
        self.bytes = bytes
        self.at = at
    }

    var rest: Bytes { bytes.dropping(at) }
    var isAtEnd: Bool { at >= bytes.count }
    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        at += 1
        return true
    }

    mutating func take(_ text: StaticString) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        at += text.utf8CodeUnitCount
        return true
    }

    mutating func skipSpaces() {
        while next == 0x20 { at += 1 }
    }

    /// A run of digits, as many as `digits` allows.
    mutating func number(_ digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var end = at
        while end < bytes.count, end - at < digits.upperBound, let digit = bytes[end].digit {
            value = value * 10 + digit
            end += 1
        }
        guard end - at >= digits.lowerBound else { return nil }
        at = end
        return value
    }

    /// `YYYY-MM-DD`, also with `/` or `.` between.
    mutating func isoDate() -> CivilDate? {
        let start = at
        if let year = number(4...4), let separator = next, separator == 0x2D || separator == 0x2F || separator == 0x2E {
            at += 1
            if let month = number(1...2), take(separator), let day = number(1...2) {
                let date = CivilDate(year: year, month: month, day: day)
                if date.isValid { return date }
            }
        }
        at = start
        return nil
    }

    /// `H:MM` or `H:MM:SS`. Fractions of a second are passed over.
    mutating func clockTime() -> ClockTime? {
        let start = at
        if let hour = number(1...2), take(0x3A), let minute = number(2...2) {
            var time = ClockTime(hour: hour, minute: minute, second: 0)
            let beforeSeconds = at
            if take(0x3A) {
                if let second = number(2...2) { time.second = second } else { at = beforeSeconds }
            }
            if time.isValid { return time }
        }
        at = start
        return nil
    }
}
