package import Foundation
package import PondCore

/// The days of a community: numbers of days since 1970-01-01 in its time zone.
package struct DayCalendar: Sendable {
    package let timeZone: TimeZone

    package init(_ timeZone: TimeZone) {
        self.timeZone = timeZone
    }

    /// - Parameter identifier: an IANA name; an unknown one means UTC.
    package init(identifier: String) {
        timeZone = TimeZone(identifier: identifier) ?? .gmt
    }

    package func day(of moment: Timestamp) -> CalendarDay {
        let local = moment.seconds + Int64(timeZone.secondsFromGMT(for: moment.date))
        return CalendarDay(number: Int((local >= 0 ? local : local - 86_399) / 86_400))
    }

    /// The first moment of a day. Where clocks are put forward at midnight, it is the moment they were.
    package func start(of day: CalendarDay) -> Timestamp {
        let midnight = Int64(day.number) * 86_400
        let guess = Date(timeIntervalSince1970: Double(midnight))
        let offset = Int64(timeZone.secondsFromGMT(for: guess))
        let second = Int64(timeZone.secondsFromGMT(for: guess.addingTimeInterval(Double(-offset))))
        return Timestamp(seconds: midnight - second)
    }
}
