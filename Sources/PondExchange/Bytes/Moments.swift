import PondCore

/// Moments that an export may claim. Numbers outside are taken for damage, not for dates.
enum Moments {
    /// 9999-12-31.
    private static let secondsMax: Int64 = 253_402_300_799
    /// Larger numbers are milliseconds: 100,000,000,000 s would be the year 5138, as ms it is 1973.
    private static let secondsLimit: Int64 = 100_000_000_000

    /// Seconds or milliseconds since 1970, told apart by size.
    static func timestamp(unix number: Int64) -> Timestamp? {
        guard number > 0, number <= secondsMax * 1000 else { return nil }
        return number < secondsLimit ? Timestamp(seconds: number) : Timestamp(milliseconds: number)
    }

    /// RFC 3339 with a zone, such as `2024-05-01T09:30:00.123+08:00`; without a zone it is read on `clock`.
    static func timestamp(iso bytes: Bytes, clock: LocalClock) -> Timestamp? {
        var scanner = ByteScanner(bytes.trimmed)
        guard let date = scanner.isoDate() else { return nil }
        guard scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: " ")) else { return nil }
        guard let time = scanner.clockTime() else { return nil }
        let local = date.daysSince1970 * 86_400 + time.seconds
        let milliseconds = scanner.fraction()
        if scanner.isAtEnd { return clock.timestamp(localSeconds: local).adding(milliseconds: milliseconds) }
        guard let offset = scanner.zoneOffset() else { return nil }
        return Timestamp(seconds: Int64(local - offset)).adding(milliseconds: milliseconds)
    }
}

extension ByteScanner {
    /// `.123456` as milliseconds; 0 when there is none.
    fileprivate mutating func fraction() -> Int64 {
        guard take(UInt8(ascii: ".")) else { return 0 }
        var value: Int64 = 0
        var digits = 0
        while let digit = next?.digit {
            if digits < 3 { value = value * 10 + Int64(digit) }
            digits += 1
            at += 1
        }
        while digits < 3 {
            value *= 10
            digits += 1
        }
        return value
    }

    /// `Z`, `+08:00` or `+0800`, in seconds east.
    fileprivate mutating func zoneOffset() -> Int? {
        if take(UInt8(ascii: "Z")) { return 0 }
        let sign: Int
        if take(UInt8(ascii: "+")) { sign = 1 } else if take(UInt8(ascii: "-")) { sign = -1 } else { return nil }
        guard let hours = number(2...2), hours <= 18 else { return nil }
        _ = take(UInt8(ascii: ":"))
        guard let minutes = number(2...2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
