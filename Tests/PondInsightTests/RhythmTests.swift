import PondCore
import PondExchange
import PondInsight
import Testing

@Suite("Hours for an activity")
struct RhythmTests {
    /// A Monday, 0:00 in Shanghai.
    private static let monday: Int64 = 1_740_931_200

    private func line(_ person: Int, day: Int, hour: Int) -> ChatRecord {
        let sentAt = Timestamp(seconds: Self.monday + Int64(day * 86_400 + hour * 3_600 + person % 3_600))
        let sender = ChatSender(accountID: "\(person)", name: "成员\(person)")
        return .message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: "第 \(day) 天 \(hour) 点"))
    }

    /// Two people at every hour by day; on Saturday mornings six more, others every week.
    private func records(weeks: Int, isMissing: (Int) -> Bool = { _ in false }) -> [ChatRecord] {
        (0..<(weeks * 7)).filter { !isMissing($0) }.flatMap { day in
            (7..<23).flatMap { hour -> [ChatRecord] in
                let visitors = day % 7 == 5 && hour == 10 ? 6 : 0
                return ([0, 1] + (0..<visitors).map { 10 + day * 6 + $0 }).map { line($0, day: day, hour: hour) }
            }
        }
    }

    @Test("An hour has as many people as speak each time, however long the export", arguments: [6, 20])
    func perOccurrence(weeks: Int) throws {
        let rhythm = try CheckupSample.checkup(of: records(weeks: weeks)).rhythm
        #expect(rhythm.people[5 * 24 + 10] == 8 && rhythm.people[10] == 2 && rhythm.people[3] == 0)
        #expect(rhythm.bestSlots.map(\.weekday) == [5] && rhythm.bestSlots.map(\.hour) == [10])
        let slot = try #require(rhythm.bestSlots.first)
        #expect(slot.people == 8 && slot.weeksShare == 1)
        #expect(abs(slot.liftOverMean - 8 / (2 + 6.0 / 112)) < 0.001)
    }

    @Test("Where all hours are alike none is named, and no activity is put there")
    func flat() throws {
        let alike = (0..<42).flatMap { day in
            (7..<23).flatMap { hour in (0..<6).map { line($0, day: day, hour: hour) } }
        }
        let checkup = try CheckupSample.checkup(of: alike)
        #expect(checkup.tells(.slots) && checkup.rhythm.bestSlots.isEmpty)
        #expect(!checkup.actions.contains { $0.step.code == .useBestSlots })
    }

    @Test("After a collapse no hour is named for the people who used to be there")
    func collapse() throws {
        let lively = records(weeks: 10)
        let after = (70..<112).map { line(0, day: $0, hour: 10) }
        let checkup = try CheckupSample.checkup(of: lively + after)
        #expect(checkup.activity.changePoints.contains { $0.series == .speakers && $0.direction == .down })
        #expect(checkup.rhythm.bestSlots.isEmpty)
        // What was seen stays on the map.
        #expect(checkup.rhythm.people[5 * 24 + 10] > 2)
    }

    @Test("With a third of the days missing no hour is named")
    func holes() throws {
        let checkup = try CheckupSample.checkup(of: records(weeks: 12) { (20..<50).contains($0) })
        #expect(checkup.coverage.daysMissing == 30)
        #expect(!checkup.tells(.slots) && checkup.rhythm.bestSlots.isEmpty)
    }
}
