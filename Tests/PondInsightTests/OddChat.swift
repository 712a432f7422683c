import PondCore
import PondExchange
import PondStats

/// A chat put together at random of what exports hold: people who leave and speak on, who come twice, roles of people
/// who never say a word, removals of strangers, red packets, the same lines again.
struct OddChat {
    private var random: SeededRandom
    private(set) var records: [ChatRecord] = []

    private static let texts = [
        "哈哈哈", "早安", "请问水温多少度合适？", "因为研磨太细，建议调粗两格，大约 2 分 10 秒滴完", "今晚截止，扫码下单，399 元", "收到",
        "how do I mount this drive?", "you need to install the headers first", "ok", "新人报到，我是老王", "人2: 试试看", "@人3 在吗",
        "这个群是做什么的？",
    ]

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        let platform = random.pick(["wechat", "irc", "qq", "telegram"])
        let chat = ChatInfo(platform: platform, sourceID: "g", name: "群", kind: .group)
        let (people, days) = (1 + random.below(40), 1 + random.below(70))
        let listed = random.chance(0.5) ? random.below(people + 10) : 0
        var lines: [ChatRecord] = []
        for _ in 0..<random.below(900) { lines.append(line(people: people, days: days)) }
        records.append(.chat(chat))
        for number in 0..<listed {
            records.append(
                .person(
                    ChatPerson(
                        accountID: "a\(number)", name: "人\(number)",
                        role: random.pick([.member, .member, .admin, .owner, .bot]), isListed: random.chance(0.7))))
        }
        records += lines
        if random.chance(0.3) { records += [.chat(chat)] + lines.prefix(random.below(lines.count + 1)) }
    }

    private mutating func line(people: Int, days: Int) -> ChatRecord {
        let sentAt = Timestamp(seconds: 1_756_000_000 + Int64(random.below(days * 86_400)))
        let (who, other) = (random.below(people), random.below(people + 5))
        guard random.chance(0.25) else {
            let sender = ChatSender(accountID: "a\(who)", name: "人\(who)")
            let kind = random.pick([ChatMessageKind.text, .text, .text, .sticker, .redPacket, .link])
            let text = random.pick(Self.texts)
            return .message(ChatMessage(sender: sender, sentAt: sentAt, kind: kind, text: text))
        }
        let name = "人\(other)"
        let notice = random.pick([
            ChatNotice.joined(names: [name], inviter: nil), .joined(names: [name, "人\(who)"], inviter: "人0"),
            .left(names: [name]), .removed(names: [name], remover: nil),
            .redPacketOpened(name: name, owner: nil),
        ])
        return .message(ChatMessage(sender: nil, sentAt: sentAt, kind: .system, text: "\(notice)", notice: notice))
    }
}
