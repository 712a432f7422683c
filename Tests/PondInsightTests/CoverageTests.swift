import PondCore
import PondDemo
import PondExchange
import PondStats
import Testing

@testable import PondInsight

@Suite("Missing days and silent days")
struct CoverageTests {
    private func missing(_ lines: [Int], weekday: Int = 0) -> [Coverage.Stretch] {
        Coverage(lines: lines, weekday: weekday, recentDays: 28).missing
    }

    private func busy(_ days: Int, seed: UInt64 = 1) -> [Int] {
        var random = SeededRandom(seed: seed)
        return (0..<days).map { _ in 40 + random.below(120) }
    }

    @Test("Weeks that break off between full days are missing")
    func phoneChange() {
        let lines = busy(60) + [Int](repeating: 0, count: 25) + busy(40, seed: 2)
        #expect(missing(lines) == [.init(first: 60, days: 25)])
    }

    @Test("Single full days years apart are samples, not a group that died")
    func samples() {
        var lines = [Int](repeating: 0, count: 3000)
        for (number, full) in busy(100).enumerated() { lines[number * 30] = full * 10 }
        let coverage = Coverage(lines: Array(lines.prefix(2971)), weekday: 2, recentDays: 28)
        #expect(coverage.coveredDays == 100 && coverage.missing.count == 99)
        #expect(coverage.share < 0.04)
    }

    @Test("A slow group with silent days is whole", arguments: 1...20 as ClosedRange<UInt64>)
    func slow(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let lines = (0..<200).map { _ in random.chance(0.5) ? 0 : 1 + random.below(30) }
        #expect(missing(lines).isEmpty)
    }

    @Test("Talk in bursts of a dozen lines between silent days is whole", arguments: 1...20 as ClosedRange<UInt64>)
    func bursts(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let lines = (0..<200).map { _ in random.chance(0.6) ? 0 : 12 + random.below(20) }
        #expect(missing(lines).isEmpty)
    }

    @Test("Weekends of a group that works are silence, also beside two days off")
    func weekends() {
        var lines = busy(70)
        for day in lines.indices where day % 7 > 4 { lines[day] = 0 }
        lines[14] = 0
        lines[15] = 0
        #expect(missing(lines).isEmpty)
    }

    @Test("A group that dies is not a group with missing days")
    func dying() {
        let lines = busy(30) + [9, 5, 3, 1, 2, 1] + [Int](repeating: 0, count: 60) + [1, 0, 0, 2]
        #expect(missing(lines).isEmpty)
    }

    @Test("One line dated years off is no full day")
    func farOff() {
        #expect(missing([1] + [Int](repeating: 0, count: 4000) + busy(60)).isEmpty)
    }

    private func records(without gap: Range<Int>) -> [ChatRecord] {
        let all = ChatGenerator(seed: 5, messages: 9000, people: 60, days: 120).records()
        let times = all.compactMap { record -> Int64? in
            if case .message(let message) = record { message.sentAt.milliseconds } else { nil }
        }
        let start = times.min() ?? 0
        return all.filter { record in
            guard case .message(let message) = record else { return true }
            return !gap.contains(Int((message.sentAt.milliseconds - start) / 86_400_000))
        }
    }

    @Test("Nothing that needs the missing days is told, and the first thing to do is to export them")
    func holes() throws {
        let whole = try CheckupSample.checkup(of: records(without: 0..<0))
        let holed = try CheckupSample.checkup(of: records(without: 50..<90))
        #expect(whole.coverage.daysMissing == 0 && whole.coverage.share == 1)
        #expect((38...40).contains(holed.coverage.daysMissing) && holed.coverage.missing.count == 1)
        #expect(holed.indices == nil && holed.activity.trend == nil && holed.activity.changePoints.isEmpty)
        #expect(holed.newcomers.backWithin30Days.share == nil && holed.newcomers.cohorts.cohorts.isEmpty)
        #expect(whole.content.daysToFirstPromotion != nil && holed.content.daysToFirstPromotion == nil)
        #expect(!holed.tells(.recentSpeakers) && !holed.tells(.roles) && holed.tells(.verdicts))
        #expect(holed.limits.contains(.daysMissing) && !whole.limits.contains(.daysMissing))
        #expect(holed.actions.first?.step.code == .exportMissingDays)
        #expect(!holed.actions.contains { $0.step.code == .askTheQuiet || $0.step.code == .welcomeNewcomers })
        #expect(abs(holed.activity.messagesPerDay / whole.activity.messagesPerDay - 1) < 0.2)
        let screening = try #require(holed.errors.first { $0.error == .noScreening })
        #expect(screening.verdict == .cannotTell && screening.reasons == [.daysMissing])
        #expect(screening.next.code == .exportMissingDays)
    }

    @Test("A short stretch costs the trend only")
    func shortHole() throws {
        let holed = try CheckupSample.checkup(of: records(without: 40..<48))
        #expect(holed.coverage.daysMissing > 0)
        #expect(holed.activity.trend == nil && holed.activity.changePoints.isEmpty)
        #expect(holed.indices != nil && holed.tells(.returning))
        #expect(holed.actions.first?.step.code != .exportMissingDays)
    }

    @Test("A line dated decades off is left out and said so", arguments: [0, 4_000_000_000] as [Int64])
    func misdated(seconds: Int64) throws {
        var records = records(without: 0..<0)
        let sender = ChatSender(accountID: nil, name: "迷路的人")
        let line = ChatMessage(sender: sender, sentAt: Timestamp(seconds: seconds), kind: .text, text: "大家好")
        let whole = try CheckupSample.checkup(of: records)
        records.append(.message(line))
        let checkup = try CheckupSample.checkup(of: records)
        #expect(checkup.totals.misdated == 1 && checkup.limits.contains(.misdatedLines))
        #expect(checkup.totals.days == whole.totals.days && checkup.totals.messages == whole.totals.messages)
    }
}
