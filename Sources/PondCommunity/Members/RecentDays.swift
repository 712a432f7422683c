import Foundation
package import PondCore

/// The last days of a community: whole days by the calendar of its time zone, today among them.
///
/// Wherever the console says 近 7 天 of people, it means these, so that a number and the list behind it are the same.
package struct RecentDays: Sendable {
    private let calendar: Calendar
    private let now: Timestamp

    /// - Parameter timeZone: an IANA name; an unknown one means UTC.
    package init(timeZone: String, now: Timestamp) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
        self.calendar = calendar
        self.now = now
    }

    /// The first moment of the last `count` days: of today for 1.
    package func start(_ count: Int) -> Timestamp {
        let today = calendar.startOfDay(for: now.date)
        let first = calendar.date(byAdding: .day, value: 1 - count, to: today) ?? today
        return Timestamp(seconds: Int64(first.timeIntervalSince1970))
    }
}
