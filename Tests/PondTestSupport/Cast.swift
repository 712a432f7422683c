package import PondCore
package import PondExchange

/// A small conversation of the cast, for tests of importers and of what becomes of what they read.
package enum Cast {
    package static let start = Timestamp(milliseconds: 1_758_333_600_000)

    package static let chat = ChatInfo(
        platform: "wechat", sourceID: "4242@chatroom", name: "清晨手冲 1 群", kind: .group, ownerID: "wxid_he")

    package static let people = [
        ChatPerson(accountID: "wxid_he", name: "何以棠", aliases: ["老何"], role: .owner),
        ChatPerson(accountID: "wxid_aze", name: "阿泽", role: .admin),
        ChatPerson(accountID: "wxid_xiaoman", name: "小满"),
        ChatPerson(accountID: "wxid_silent", name: "许南乔"),
    ]

    /// A message `minutes` after the start.
    package static func says(
        _ account: String, _ name: String, _ text: String, minutes: Int64, kind: ChatMessageKind = .text,
        sourceID: String? = nil, reply: ChatReply? = nil
    ) -> ChatRecord {
        .message(
            ChatMessage(
                sender: ChatSender(accountID: account, name: name), sentAt: start.adding(milliseconds: minutes * 60_000),
                kind: kind, text: text, sourceID: sourceID, reply: reply))
    }

    package static func notice(_ text: String, minutes: Int64, _ notice: ChatNotice?) -> ChatRecord {
        .message(
            ChatMessage(
                sender: nil, sentAt: start.adding(milliseconds: minutes * 60_000), kind: .system, text: text,
                notice: notice))
    }

    /// Ten messages of four kinds, with a reply, equal lines in one minute, and a renamed speaker.
    package static let conversation: [ChatRecord] =
        [.chat(chat)] + people.map { .person($0) } + [
            notice("\"何以棠\"邀请\"小满\"加入了群聊", minutes: 0, .joined(names: ["小满"], inviter: "何以棠")),
            says("wxid_he", "何以棠", "周六早上八点，老地方，耶加雪菲管够", minutes: 1, sourceID: "1"),
            says("wxid_aze", "阿泽", "水温多少合适？", minutes: 2, sourceID: "2"),
            says("wxid_he", "何以棠", "92 度起步，酸就再高一度", minutes: 3, kind: .reply, sourceID: "3", reply: .sourceID("2")),
            says("wxid_xiaoman", "小满", "哈哈", minutes: 4, sourceID: "4"),
            says("wxid_xiaoman", "小满", "哈哈", minutes: 4, sourceID: "5"),
            says("wxid_xiaoman", "小满", "[图片]", minutes: 5, kind: .image, sourceID: "6"),
            says("wxid_aze", "阿泽（露营中）", "@何以棠 收到", minutes: 6, sourceID: "7"),
            says("wxid_he", "何以棠", "恭喜发财，早起有份", minutes: 7, kind: .redPacket, sourceID: "8"),
            says("wxid_xiaoman", "小满", "谢谢老板，\"引号\"、换行\n和 emoji ☕️ 都要留住", minutes: 8, sourceID: "9"),
        ]
}
