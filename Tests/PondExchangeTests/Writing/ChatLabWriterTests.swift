import PondCore
import PondExchange
import Testing

@Suite("ChatLab")
struct ChatLabTests {
    @Test("Lines with comments give members, answers, notices and red packets")
    func lines() throws {
        let reading = try Reading(text: Samples.chatLabLines)
        #expect(
            reading.chats == [
                ChatInfo(
                    platform: "wechat", sourceID: "42@chatroom", name: "读书会", kind: .group, ownerID: "wxid_he")
            ])
        #expect(
            reading.people == [
                ChatPerson(
                    accountID: "wxid_he", name: "棠棠", aliases: ["老何", "何以棠"], role: .owner,
                    profile: ChatProfile(accountName: "何以棠")),
                ChatPerson(accountID: "wxid_xm", name: "小满"),
            ])
        #expect(reading.kinds == [.text, .reply, .system, .redPacket])
        #expect(reading.messages[1].reply == .sourceID("1"))
        #expect(reading.messages[2].sender == nil)
        #expect(reading.messages[2].notice == .joined(names: ["许南乔"], inviter: "阿泽"))
    }

    @Test("A document gives the same kinds of records")
    func document() throws {
        let reading = try Reading(text: Samples.chatLabDocument)
        #expect(reading.chats.map(\.kind) == [.conversation])
        #expect(reading.senders == ["何以棠", "阿泽"])
        #expect(reading.texts == ["在吗", ""])
        #expect(reading.kinds == [.text, .image])
    }

    @Test("What was written reads back as it was")
    func roundTrip() throws {
        let info = ChatInfo(platform: "qq", sourceID: "77", name: "读书会\"\\", kind: .group, ownerID: "1")
        let people = [
            ChatPerson(accountID: "1", name: "何以棠", aliases: ["老何"], role: .owner),
            ChatPerson(accountID: "2", name: "阿泽", role: .admin), ChatPerson(accountID: "9", name: "机器人", role: .bot),
            ChatPerson(accountID: "3", name: "小满", role: .admin, isListed: false),
        ]
        var messages = ChatMessageKind.allCases.enumerated().map { index, kind in
            ChatMessage(
                sender: kind == .system ? nil : ChatSender(accountID: "2", name: "阿泽"),
                sentAt: Timestamp(seconds: 1_714_555_800 + Int64(index)), kind: kind,
                text: "第 \(index) 条\n\t\"引号\" \\ \u{1} \u{7F} 🌸", sourceID: "m\(index)",
                reply: kind == .reply ? .sourceID("m0") : nil, notice: kind == .recall ? .recalled(name: "阿泽") : nil)
        }
        messages.append(
            ChatMessage(
                sender: nil, sentAt: Timestamp(seconds: 1_714_556_000), kind: .system, text: "阿泽退出了群聊",
                notice: .left(names: ["阿泽"])))
        var bytes: [UInt8] = []
        let exportedAt = Timestamp(seconds: 1_714_600_000)
        var writer = try ChatLabWriter(to: { bytes += $0 }, info: info, exportedAt: exportedAt)
        for person in people { try writer.write(person: person) }
        for message in messages { try writer.write(message: message) }
        try writer.finish()
        let file = try TemporaryFile(bytes)
        let reading = try Reading(file.path)
        #expect(reading.report.format == .chatLabLines)
        #expect(reading.report.skippedCount == 0)
        #expect(reading.chats == [info])
        #expect(reading.people == people)
        #expect(reading.messages == messages)
    }

    @Test("What one format gave is the same after a detour over ChatLab, but for words of answered messages")
    func detour() throws {
        for sample in Samples.all {
            let first = try Reading(text: sample.text)
            guard let info = first.chats.first, first.report.chats.count == 1 else { continue }
            var bytes: [UInt8] = []
            var writer = try ChatLabWriter(to: { bytes += $0 }, info: info, exportedAt: Timestamp(seconds: 0))
            for person in first.people { try writer.write(person: person) }
            for message in first.messages { try writer.write(message: message) }
            try writer.finish()
            let file = try TemporaryFile(bytes)
            let second = try Reading(file.path)
            #expect(second.chats == [info])
            #expect(second.texts == first.texts)
            #expect(second.kinds == first.kinds)
            #expect(second.messages.map { $0.sender?.key } == first.messages.map { $0.sender?.key })
            #expect(second.messages.map(\.sentAt.seconds) == first.messages.map(\.sentAt.seconds))
        }
    }
}
