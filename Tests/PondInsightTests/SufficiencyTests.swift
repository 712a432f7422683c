import PondCore
import PondDemo
import PondExchange
import PondInsight
import Testing

@Suite("What can be told of how much")
struct SufficiencyTests {
    private func checkup(days: Int, messages: Int = 1200) throws -> Checkup {
        try CheckupSample.checkup(
            of: ChatGenerator(seed: 5, messages: messages, people: 60, days: days).records())
    }

    @Test("Of one busy day nothing is judged, ranked, scored or advised")
    func oneDay() throws {
        let checkup = try checkup(days: 1)
        #expect(checkup.totals.days == 1 && checkup.totals.messages == 1200)
        #expect(checkup.indices == nil)
        #expect(checkup.errors.allSatisfy { $0.verdict == .cannotTell && $0.reasons.contains(.tooFewDays) })
        #expect(checkup.rhythm.bestSlots.isEmpty)
        #expect(checkup.ecology.roles.isEmpty && checkup.people.allSatisfy { $0.role == nil && $0.circle == nil })
        #expect(checkup.network.leaders.isEmpty && checkup.network.circles.isEmpty && checkup.network.bridges.isEmpty)
        #expect(checkup.activity.trend == nil && checkup.activity.changePoints.isEmpty)
        #expect(checkup.actions.map(\.step.code) == [.exportMoreDays])
        #expect(checkup.actions.first?.step.days == 28)
    }

    @Test("Many days of little talk ask for more talk, not for more days")
    func littleTalk() throws {
        let checkup = try checkup(days: 60, messages: 90)
        #expect(checkup.indices == nil)
        #expect(checkup.actions.map(\.step.code) == [.exportMoreTalk])
        #expect(checkup.actions.first?.step.count == 200)
    }

    @Test("Each figure comes exactly when its need is met", arguments: [1, 6, 7, 13, 14, 27, 28, 29, 60])
    func steps(days: Int) throws {
        let checkup = try checkup(days: days)
        let spanned = checkup.totals.days
        let lines = checkup.totals.messages - checkup.totals.system
        #expect(checkup.needs.map(\.figure) == Checkup.Figure.allCases)
        for need in checkup.needs {
            #expect(need.isMet == (spanned >= need.days && lines >= need.messages), "\(need)")
        }
        #expect((checkup.indices != nil) == checkup.tells(.indices))
        #expect(checkup.rhythm.bestSlots.isEmpty != checkup.tells(.slots))
        #expect(checkup.ecology.roles.isEmpty != checkup.tells(.roles))
        #expect(checkup.network.leaders.isEmpty != checkup.tells(.network))
        #expect((checkup.activity.trend != nil) == checkup.tells(.trend))
        #expect(checkup.tells(.verdicts) == checkup.errors.contains { $0.verdict != .cannotTell })
    }

    @Test("Without a member list the first 28 days have no share of recent speakers")
    func recentSpeakers() throws {
        func parts(_ days: Int, _ loss: CheckupSample.Loss) throws -> [Checkup.IndexPart.Code] {
            let records = ChatGenerator(seed: 5, messages: 1500, people: 60, days: days).records()
            return try #require(try CheckupSample.checkup(of: records, loss: loss).indices).participation.parts
                .map(\.code)
        }
        #expect(try !parts(20, .plainText).contains(.recentSpeakers))
        #expect(try parts(20, .nothing).contains(.recentSpeakers))
        #expect(try parts(60, .plainText).contains(.recentSpeakers))
    }
}
