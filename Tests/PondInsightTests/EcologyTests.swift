import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Kinds of people")
struct EcologyTests {
    private static let start: Int64 = 1_756_051_200

    private func say(
        _ number: Int, _ text: String, hour: Int, notice: ChatNotice? = nil
    ) -> ChatRecord {
        let sentAt = Timestamp(seconds: Self.start + Int64(hour * 3600 + number))
        let sender = notice == nil ? ChatSender(accountID: "a\(number)", name: "人\(number)") : nil
        let kind: ChatMessageKind = notice == nil ? .text : .system
        return .message(ChatMessage(sender: sender, sentAt: sentAt, kind: kind, text: text, notice: notice))
    }

    /// 人0 asks and is called by all, 人1 explains, 人2 sells, 人3 explains and leaves, 人4 is a bot, others chat.
    private var records: [ChatRecord] {
        let roles: [Int: ChatPerson.Role] = [4: .bot]
        var records: [ChatRecord] = [.chat(ChatInfo(platform: "wechat", sourceID: "g", name: "群", kind: .group))]
        records += (0..<30).map { .person(ChatPerson(accountID: "a\($0)", name: "人\($0)", role: roles[$0] ?? .member)) }
        let value = "因为研磨太细，建议调粗两格，水温 92 度，大约 2 分 10 秒滴完"
        for hour in 0..<(20 * 24) where hour % 4 == 0 {
            records.append(say(0, "今天先冲一壶看看", hour: hour))
            for other in 5..<30 where (hour / 4 + other) % 9 == 0 { records.append(say(other, "人0：好的", hour: hour)) }
            records.append(say(1, value, hour: hour + 1))
            records.append(say(2, "新人专享 399 元礼盒，今晚截止，扫码下单", hour: hour + 1))
            if hour < 240 { records.append(say(3, value, hour: hour + 1)) }
            records.append(say(4, value, hour: hour + 1))
        }
        records.append(say(3, "人3 退出了群聊", hour: 300, notice: .left(names: ["人3"])))
        return records
    }

    @Test("Sellers, bots and people who have gone are nobody's example, whatever they say")
    func examples() throws {
        let checkup = try CheckupSample.checkup(of: records)
        func role(_ number: Int) -> EcologyRole? { checkup.people.first { $0.key == "a\(number)" }?.role }
        #expect(role(0) == .soul)
        #expect(role(1) == .thinker)
        #expect(role(2) == .active)
        #expect(role(3) != .thinker && role(3) != .soul)
        #expect(role(4) == .spectator)
        let shown = checkup.network.leaders.map { checkup.people[$0.person].key }
        #expect(Set(shown).isDisjoint(with: ["a2", "a3", "a4"]))
    }

    @Test("The rules that are told are those that were used")
    func rules() throws {
        let checkup = try CheckupSample.checkup(of: records)
        let rules = Dictionary(uniqueKeysWithValues: checkup.ecology.roles.map { ($0.role, $0.rule) })
        let spoke = checkup.people.filter { $0.messages > 0 }
        let values = spoke.map { Double($0.messages) * $0.valueShare }
        let mean = values.reduce(0, +) / Double(values.count)
        let thinker = try #require(rules[.thinker])
        #expect(thinker.second == Double(max(8, Int(2 * mean))))
        #expect(thinker.second > 8)
        for person in checkup.people where person.role == .thinker {
            #expect((Double(person.messages) * person.valueShare).rounded() >= thinker.second)
            #expect(person.valueShare >= thinker.threshold)
        }
        let soul = try #require(rules[.soul])
        #expect(soul.second == Double(max(5, Int(0.1 * Double(min(200, checkup.network.people))))))
        for leader in checkup.network.leaders where checkup.people[leader.person].role == .soul {
            #expect(Double(leader.answeredBy) >= soul.second)
            #expect(leader.pageRank >= soul.threshold / Double(checkup.network.people))
        }
    }

    @Test("One speaker alone is no decentralised group")
    func alone() throws {
        let lines = (0..<30).map { say(0, "第 \($0) 天", hour: $0 * 24) }
        #expect(try CheckupSample.checkup(of: lines).ecology.decentralisation == 0)
    }
}

@Suite("Whom the owner thanks")
struct ThanksTests {
    @Test("Everybody who gives most, and never the owner")
    func owner() throws {
        let records = TrailRunners(.healthy).records
        let plain = try CheckupSample.checkup(of: records)
        let thanked = try #require(plain.actions.first { $0.step.code == .thankGivers }?.step.people)
        let first = try #require(thanked.first)
        var options = CheckupSample.options()
        options.owner = plain.people[first].key
        var builder = CheckupBuilder(options: options)
        for record in records { builder.add(record) }
        let owned = try builder.finish()
        #expect(owned.ecology.owner.person == first)
        let rest = owned.actions.first { $0.step.code == .thankGivers }?.step.people ?? []
        #expect(!rest.contains(first) && rest.count >= thanked.count - 1)
    }
}
