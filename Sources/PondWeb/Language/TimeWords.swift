import PondCore

/// How long ago something was, and when exactly.
struct ShownTime: Sendable {
    /// 3 分钟前.
    let ago: String
    /// 2025-09-22 09:42.
    let exact: String
    /// For `datetime`, milliseconds since 1970 as ISO 8601 in UTC.
    let machine: String

    init(_ moment: Timestamp, now: Timestamp, timeZone: String, _ language: ReportLanguage) {
        ago = TimeWords.ago(moment, now: now, timeZone: timeZone).text(language)
        exact = DateWords.minute(moment, timeZone: timeZone)
        machine = DateWords.minute(moment, timeZone: "UTC").replacing(" ", with: "T") + "Z"
    }
}

/// Spans of time in words.
enum TimeWords {
    /// 刚刚, 5 分钟前, 3 小时前, 12 天前; after a month the day itself.
    static func ago(_ moment: Timestamp, now: Timestamp, timeZone: String) -> Phrase {
        let seconds = max(0, (now.milliseconds - moment.milliseconds) / 1000)
        switch seconds {
        case ..<60: return Phrase("刚刚", "just now")
        case ..<3_600: return span(Int(seconds / 60), "分钟", "minute")
        case ..<86_400: return span(Int(seconds / 3_600), "小时", "hour")
        case ..<(31 * 86_400): return span(Int(seconds / 86_400), "天", "day")
        default: return Phrase(same: String(DateWords.minute(moment, timeZone: timeZone).prefix(10)))
        }
    }

    /// 还有 3 天, "3 days left".
    static func left(_ moment: Timestamp, now: Timestamp) -> Phrase {
        let hours = max(0, (moment.milliseconds - now.milliseconds) / 3_600_000)
        if hours < 1 { return Phrase("不到 1 小时", "less than an hour") }
        if hours < 48 { return Phrase("\(hours) 小时", NumberWords.english(Int(hours), "hour", "hours")) }
        return Phrase("\(hours / 24) 天", NumberWords.english(Int(hours / 24), "day", "days"))
    }

    private static func span(_ count: Int, _ chinese: String, _ english: String) -> Phrase {
        Phrase("\(count) \(chinese)前", NumberWords.english(count, english, english + "s") + " ago")
    }
}
