import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Bridges between circles")
struct BridgesTests {
    /// Two circles of six who answer each other day by day, and `ties` across them.
    private func checkup(across ties: [(from: String, to: String)], days: Int = 10, isSpread: Bool = false) throws
        -> Checkup
    {
        var records: [ChatRecord] = []
        var second: Int64 = 1_740_931_200
        func exchange(_ from: String, _ to: String) {
            for (name, reply) in [(to, nil), (from, ChatReply.sourceID("\(second)"))] {
                let id = reply == nil ? "\(second)" : "re\(second)"
                records.append(
                    .message(
                        ChatMessage(
                            sender: ChatSender(accountID: name, name: name), sentAt: Timestamp(seconds: second),
                            kind: reply == nil ? .text : .reply,
                            text: reply == nil ? "第 \(second) 件事，再说说看" : "说到第 \(second) 件事，这样做", sourceID: id,
                            reply: reply)))
            }
            second += 1_200
        }
        for day in 0..<10 {
            // Ten days of ten months, or ten in a row.
            second = 1_740_931_200 + Int64(day * (isSpread ? 30 : 1) * 86_400)
            for circle in ["甲", "乙"] {
                for left in 0..<6 {
                    for right in 0..<6 where left != right { exchange("\(circle)\(left)", "\(circle)\(right)") }
                }
            }
            if day < days { for tie in ties { exchange(tie.from, tie.to) } }
        }
        return try CheckupSample.checkup(of: records)
    }

    @Test("Where most days are missing nobody is put into a circle: who never met by date alone looks like two")
    func eras() throws {
        let whole = try checkup(across: [("甲0", "乙0"), ("甲0", "乙1"), ("甲0", "乙2")])
        #expect(whole.network.circles.count == 2 && !whole.network.reachBySteps.isEmpty)
        let torn = try checkup(across: [("甲0", "乙0"), ("甲0", "乙1"), ("甲0", "乙2")], isSpread: true)
        #expect(torn.coverage.share < 0.8)
        #expect(torn.network.circles.isEmpty && torn.network.bridges.isEmpty && torn.network.reachBySteps.isEmpty)
    }

    @Test("A handful of ties across makes nobody a bridge, and nobody is asked to lead for it")
    func few() throws {
        let few = try checkup(across: [("甲0", "乙0"), ("甲0", "乙1"), ("甲0", "乙2")], days: 2)
        #expect(few.network.circles.count == 2 && few.network.circleTies.first?.weight ?? 0 < 20)
        #expect(few.network.bridges.isEmpty)
        #expect(!few.actions.contains { $0.step.code == .askBridgesToLead })
    }

    @Test("The circles part without somebody only where no other tie is left")
    func parting() throws {
        let alone = try checkup(across: [("甲0", "乙0"), ("甲0", "乙1"), ("甲0", "乙2")])
        #expect(alone.network.circles.count == 2)
        let first = try #require(alone.network.bridges.first)
        #expect(alone.people[first.person].name == "甲0" && first.partsCircles)
        // The others touch no tie between the circles but those of the first.
        #expect(alone.network.bridges.count == 1)
        let other = try checkup(across: [("甲0", "乙0"), ("甲0", "乙1"), ("甲0", "乙2"), ("甲5", "乙5")])
        let strongest = try #require(other.network.bridges.first)
        #expect(other.people[strongest.person].name == "甲0" && !strongest.partsCircles)
        #expect(strongest.shareOfTiesBetween == 0.75)
    }
}
