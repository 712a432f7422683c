import Foundation

/// Turns moments into days and hours of a time zone, quickly: offsets are looked up once a quarter of an hour.
struct LocalClock {
    private static let quarterMilliseconds: Int64 = 900_000
    static let dayMilliseconds: Int64 = 86_400_000
    static let hourMilliseconds: Int64 = 3_600_000

    private let timeZone: TimeZone
    private var quarter = Int64.min
    private var offset: Int64 = 0

    init(timeZone: TimeZone) {
        self.timeZone = timeZone
    }

    /// Milliseconds since 1970 as the clock on the wall counts them.
    mutating func local(_ time: Int64) -> Int64 {
        let quarter = Self.floored(time, by: Self.quarterMilliseconds)
        if quarter != self.quarter {
            self.quarter = quarter
            let date = Date(timeIntervalSince1970: Double(time) / 1000)
            offset = Int64(timeZone.secondsFromGMT(for: date)) * 1000
        }
        return time + offset
    }

    mutating func day(_ time: Int64) -> Int {
        Int(Self.floored(local(time), by: Self.dayMilliseconds))
    }

    mutating func hour(_ time: Int64) -> Int {
        Int(Self.floored(local(time), by: Self.hourMilliseconds) - Int64(day(time)) * 24)
    }

    static func floored(_ value: Int64, by unit: Int64) -> Int64 {
        value >= 0 ? value / unit : (value - unit + 1) / unit
    }
}
