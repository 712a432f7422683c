import Foundation
import PondInsight
import Testing

@Suite("Days")
struct CalendarDayTests {
    @Test("Days are those of the calendar, leap years and all", arguments: [-1, 0, 59, 11_016, 20_412, 47_540])
    func civil(number: Int) {
        let date = Date(timeIntervalSince1970: Double(number) * 86_400)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
        let day = CalendarDay(number: number)
        #expect(day.civil.year == parts.year && day.civil.month == parts.month && day.civil.day == parts.day)
        #expect((day.weekday + 1) % 7 + 1 == parts.weekday)
        #expect(CalendarDay(year: day.civil.year, month: day.civil.month, day: day.civil.day) == day)
    }

    @Test("Written as the standard says")
    func description() {
        #expect(CalendarDay(year: 2025, month: 3, day: 9).description == "2025-03-09")
    }
}
