import Foundation
import PondCore
import PondInsight

/// Dates as both languages write them.
///
/// Fixed patterns instead of the machine's locale, so that the same checkup gives the same bytes everywhere.
enum DateWords {
    private static let monthsShort = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdaysChinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    private static let weekdaysEnglish = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// 9/22, "22 Sep": under an axis.
    static func short(_ day: CalendarDay) -> Phrase {
        let civil = day.civil
        return Phrase("\(civil.month)/\(civil.day)", "\(civil.day) \(monthsShort[civil.month - 1])")
    }

    /// 9 月 22 日, "22 Sep": in a sentence about the span of the report.
    static func plain(_ day: CalendarDay) -> Phrase {
        let civil = day.civil
        return Phrase("\(civil.month) 月 \(civil.day) 日", "\(civil.day) \(monthsShort[civil.month - 1])")
    }

    /// 2025 年 9 月 22 日, "22 Sep 2025".
    static func full(_ day: CalendarDay) -> Phrase {
        let civil = day.civil
        return Phrase(
            "\(civil.year) 年 \(civil.month) 月 \(civil.day) 日",
            "\(civil.day) \(monthsShort[civil.month - 1]) \(civil.year)")
    }

    /// 2025 年 9 月, "Sep 2025".
    static func month(_ day: CalendarDay) -> Phrase {
        let civil = day.civil
        return Phrase("\(civil.year) 年 \(civil.month) 月", "\(monthsShort[civil.month - 1]) \(civil.year)")
    }

    /// 2025-09-22 09:42 in the given time zone; GMT where the zone is unknown here.
    static func minute(_ moment: Timestamp, timeZone: String) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timeZone) ?? TimeZone(secondsFromGMT: 0) ?? .current
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment.date)
        let day = CalendarDay(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
        return "\(day) \(twoDigits(parts.hour ?? 0)):\(twoDigits(parts.minute ?? 0))"
    }

    /// Monday is 0.
    static func weekday(_ index: Int) -> Phrase {
        Phrase(weekdaysChinese[index % 7], weekdaysEnglish[index % 7])
    }

    static func weekdayShort(_ index: Int) -> Phrase {
        Phrase(weekdaysChinese[index % 7], String(weekdaysEnglish[index % 7].prefix(3)))
    }

    /// 20–21 点, "20:00–21:00".
    static func hours(_ start: Int, _ length: Int) -> Phrase {
        Phrase("\(start)–\(start + length) 点", "\(start):00–\(start + length):00")
    }

    private static func twoDigits(_ value: Int) -> String {
        value < 10 ? "0\(value)" : String(value)
    }
}
