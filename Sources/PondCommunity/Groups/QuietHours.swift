package import Foundation
package import PondCore

/// 禁言时间: the hours of each day in which a group rests, in the community's time zone. They may pass midnight.
package struct QuietHours: Hashable, Sendable {
    package static let minutesOfDay = 1_440

    /// Minutes after midnight.
    package let fromMinute: Int
    package let untilMinute: Int

    /// Nil for hours that are none: from and until are the same, or out of range.
    package init?(fromMinute: Int, untilMinute: Int) {
        let range = 0..<Self.minutesOfDay
        guard range.contains(fromMinute), range.contains(untilMinute), fromMinute != untilMinute else { return nil }
        self.fromMinute = fromMinute
        self.untilMinute = untilMinute
    }

    package func covers(minute: Int) -> Bool {
        if fromMinute < untilMinute { return (fromMinute..<untilMinute).contains(minute) }
        return minute >= fromMinute || minute < untilMinute
    }

    /// Whether the group rests at a moment.
    package func covers(_ time: Timestamp, zone: TimeZone) -> Bool {
        covers(minute: Self.minute(of: time, zone: zone))
    }

    static func minute(of time: Timestamp, zone: TimeZone) -> Int {
        let seconds = Int(time.seconds) + zone.secondsFromGMT(for: time.date)
        return ((seconds % 86_400) + 86_400) % 86_400 / 60
    }

    /// `08:00`.
    package static func clock(_ minute: Int) -> String {
        let hours = minute / 60
        let minutes = minute % 60
        return (hours < 10 ? "0" : "") + "\(hours):" + (minutes < 10 ? "0" : "") + "\(minutes)"
    }

    /// Minutes after midnight of `8:00` or `08:00`.
    package static func minute(ofClock text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }), let hours = Int(parts[0]),
            let minutes = Int(parts[1]), (0..<24).contains(hours), (0..<60).contains(minutes)
        else { return nil }
        return hours * 60 + minutes
    }
}
