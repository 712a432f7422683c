import PondCore
import PondDemo
import Testing

@Suite("The plan of the demo's community")
struct DemoPlanTests {
    static let end = Timestamp(milliseconds: 1_760_000_000_000)

    @Test("The same seed makes the same history, another one another")
    func seeds() {
        let first = DemoPlan(seed: 7, end: Self.end)
        #expect(first.acts == DemoPlan(seed: 7, end: Self.end).acts)
        #expect(first.acts != DemoPlan(seed: 8, end: Self.end).acts)
    }

    @Test("Acts follow each other, begin after the founding, and none is in the future")
    func order() throws {
        let plan = DemoPlan(end: Self.end)
        #expect(zip(plan.acts, plan.acts.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(try #require(plan.acts.first).at > plan.start)
        #expect(try #require(plan.acts.last).at <= Self.end)
        #expect(plan.acts.count > 4_000)
    }

    @Test("What refers to a message comes after it")
    func references() {
        var said: Set<Int> = []
        for act in DemoPlan(end: Self.end).acts {
            switch act.deed {
            case .say(_, _, let quoted):
                if let quoted { #expect(said.contains(quoted)) }
                said.insert(act.number)
            case .react(_, let message), .recall(let message), .report(let message, _, _), .read(let message):
                #expect(said.contains(message))
            default: continue
            }
        }
    }

    @Test("Every slot of the conversations is filled, and every mark of their notation is understood")
    func words() {
        for act in DemoPlan(end: Self.end).acts {
            guard case .say(_, let text, _) = act.deed else { continue }
            #expect(!text.isEmpty && !text.contains { "{}|".contains($0) }, "\(text)")
        }
    }

    @Test("Nobody says much: the liveliest has less than an eighth of the words, and most say something")
    func spread() {
        let plan = DemoPlan(end: Self.end)
        var counts: [Int: Int] = [:]
        for act in plan.acts {
            if case .say = act.deed { counts[act.actor, default: 0] += 1 }
        }
        let total = counts.values.reduce(0, +)
        #expect((counts.values.max() ?? 0) * 8 < total)
        #expect(counts.count >= 38)
    }
}
