import Foundation
import PondCore

/// A day of the Gregorian calendar.
struct CivilDate: Hashable {
    var year: Int
    var month: Int
    var day: Int

    var isValid: Bool {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return false }
        return day <= Self.days(in: month, of: year)
    }

    /// Days since 1970-01-01. Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// A time of day.
struct ClockTime: Hashable {
    var hour: Int
    var minute: Int
    var second: Int

    var isValid: Bool { (0...23).contains(hour) && (0...59).contains(minute) && (0...60).contains(second) }
    var seconds: Int { hour * 3600 + minute * 60 + second }

    /// The same digits read on a 12-hour clock: 12 AM is 0 h, 12 PM is 12 h. An hour above 12 is left as it is.
    func onTwelveHourClock(afternoon: Bool) -> ClockTime {
        guard hour <= 12 else { return self }
        var time = self
        time.hour = hour % 12 + (afternoon ? 12 : 0)
        return time
    }
}

/// Turns local times into moments. Keeps the zone's offset of each hour it has met, because asking Foundation costs
/// a microsecond a line.
final class LocalClock {
    private let timeZone: TimeZone
    private var offsets: [Int: Int] = [:]
    private var lastHour = Int.min
    private var lastOffset = 0

    /// Offsets kept before the table is started anew: 30 years of hours.
    private static let offsetsMax = 262_144

    init(timeZone: TimeZone) {
        self.timeZone = timeZone
    }

    func timestamp(_ date: CivilDate, _ time: ClockTime) -> Timestamp {
        timestamp(localSeconds: date.daysSince1970 * 86_400 + time.seconds)
    }

    /// `localSeconds` counts from 1970-01-01 00:00 on the wall.
    func timestamp(localSeconds: Int) -> Timestamp {
        Timestamp(seconds: Int64(localSeconds - offset(localSeconds)))
    }

    /// A repeated hour (end of summer time) is taken the first time round.
    private func offset(_ localSeconds: Int) -> Int {
        let hour = localSeconds / 3600
        if hour == lastHour { return lastOffset }
        let offset = offsets[hour] ?? lookedUpOffset(localSeconds)
        if offsets.count >= Self.offsetsMax { offsets.removeAll(keepingCapacity: true) }
        offsets[hour] = offset
        lastHour = hour
        lastOffset = offset
        return offset
    }

    private func lookedUpOffset(_ localSeconds: Int) -> Int {
        let wall = Date(timeIntervalSince1970: Double(localSeconds))
        let guess = timeZone.secondsFromGMT(for: wall.addingTimeInterval(-Double(timeZone.secondsFromGMT(for: wall))))
        return timeZone.secondsFromGMT(for: wall.addingTimeInterval(-Double(guess)))
    }

    /// The day on the wall at a moment.
    func date(of moment: Timestamp) -> CivilDate {
        let offset = timeZone.secondsFromGMT(for: moment.date)
        return CivilDate(daysSince1970: (Int(moment.seconds) + offset) / 86_400)
    }
}

extension CivilDate {
    /// The inverse of `daysSince1970`; same source, civil_from_days.
    init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(year: year, month: month, day: dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }
}
