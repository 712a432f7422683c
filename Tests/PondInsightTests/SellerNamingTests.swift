import PondCore
import PondExchange
import PondStats
import Testing

@testable import PondInsight

@Suite("Whom selling is laid to")
struct SellerNamingTests {
    private static let offer = "新款面霜今晚截止，到手价 99 元，想要的私信我下单"
    private static let talk = ["水温九十二度刚好，闷蒸三十秒再注水", "周末去爬山的路线我整理好了", "这本书后半部分更好看", "孩子第一天上学很开心"]

    /// Sixty days of talk; a pitch at noon on every third day, after which others say `quiet` of their lines.
    private func checkup(pitches: Int, quiet: Double) throws -> Checkup {
        var random = SeededRandom(seed: 5)
        var messages: [ChatMessage] = []
        for hour in 0..<(60 * 24) {
            let (day, clock) = (hour / 24, hour % 24)
            let isAfter = (day % 3 == 0 && clock >= 12 || day % 3 == 1 && clock < 12) && day / 3 < pitches
            let sentAt = Int64(1_740_931_200 + hour * 3_600)
            if day % 3 == 0, clock == 12, day / 3 < pitches {
                messages.append(
                    ChatMessage(
                        sender: ChatSender(accountID: nil, name: "成员1"), sentAt: Timestamp(seconds: sentAt),
                        kind: .text, text: Self.offer + " \(day)"))
            }
            for turn in 0..<4 where random.chance(isAfter ? 0.7 * quiet : 0.7) {
                let sender = ChatSender(accountID: nil, name: "成员\(random.below(20))")
                messages.append(
                    ChatMessage(
                        sender: sender, sentAt: Timestamp(seconds: sentAt + 60 + Int64(turn * 600)), kind: .text,
                        text: random.pick(Self.talk)))
            }
        }
        return try CheckupSample.checkup(of: messages.map { .message($0) })
    }

    /// Sixty days in which somebody new speaks every fourth day, and one member offers something three times a day.
    private func eager() throws -> Checkup {
        var random = SeededRandom(seed: 6)
        var messages: [ChatMessage] = []
        func say(_ name: String, _ seconds: Int, _ text: String) {
            let sentAt = Timestamp(seconds: 1_740_931_200 + Int64(seconds))
            messages.append(
                ChatMessage(sender: ChatSender(accountID: nil, name: name), sentAt: sentAt, kind: .text, text: text))
        }
        for day in 0..<60 {
            for hour in 8..<23 {
                let second = day * 86_400 + hour * 3_600
                if [9, 15, 21].contains(hour) { say("卖家", second + 1_800, Self.offer + " \(day)-\(hour)") }
                if hour == 8, day >= 14, day % 4 == 0 { say("新人\(day)", second, random.pick(Self.talk)) }
                for turn in 0..<6 { say("成员\(random.below(30))", second + turn * 200, random.pick(Self.talk)) }
            }
            say("卖家", day * 86_400 + 80_000, random.pick(Self.talk))
        }
        return try CheckupSample.checkup(of: messages.map { .message($0) })
    }

    @Test("Few of the lines sell, but each newcomer hears them within hours from one who says little else")
    func eagerSeller() throws {
        let finding = try #require(try eager().errors.first { $0.error == .sellsEarly })
        let share = try #require(finding.evidence.first { $0.code == .promotionShare })
        #expect(share.share ?? 1 < 0.04 && !share.isSign)
        #expect(finding.verdict == .found && finding.evidence.contains { $0.code == .sellerShare && $0.isSign })
        #expect(finding.next.value == nil && finding.next.share == nil)
    }

    @Test("A few offers may be mistakes: nobody is named, nothing quoted, no effect claimed")
    func few() throws {
        let checkup = try checkup(pitches: 9, quiet: 0.3)
        #expect(checkup.content.promotions == 9)
        #expect(checkup.content.sellers.isEmpty && checkup.content.talkAfterPromotion == nil)
        let item = try #require(checkup.errors[1].evidence.first { $0.code == .promotionShare })
        #expect(item.count == 9 && item.people.isEmpty && item.excerpt == nil)
    }

    @Test("Of many offers the seller is named, and an effect claimed where chance does not make it")
    func many() throws {
        let quiet = try checkup(pitches: 20, quiet: 0.5)
        let seller = try #require(quiet.content.sellers.first)
        #expect(quiet.people[seller].name == "成员1")
        #expect(try #require(quiet.content.talkAfterPromotion) < -0.3)
        #expect(try checkup(pitches: 20, quiet: 1).content.talkAfterPromotion == nil)
    }
}
