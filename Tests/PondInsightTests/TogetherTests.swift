import PondCore
import PondExchange
import PondInsight
import PondTestSupport
import Testing

@Suite("A checkup of several exports")
struct TogetherTests {
    private func checkup(_ exports: [[ChatRecord]], mergesPlatforms: Bool = false) throws -> Checkup {
        var options = CheckupSample.options()
        options.mergesPlatforms = mergesPlatforms
        var builder = CheckupBuilder(options: options)
        for records in exports {
            builder.beginExport()
            for record in records { builder.add(record) }
        }
        return try builder.finish()
    }

    /// The cast's talk as another platform tells it: other accounts, the same names.
    private var elsewhere: [ChatRecord] {
        CastTalk.conversation.compactMap { record in
            switch record {
            case .chat(var chat):
                chat.platform = "qq"
                chat.sourceID = nil
                return .chat(chat)
            case .person: return nil
            case .message(var message):
                let account = message.sender?.accountID
                message.sender?.accountID = account.map { "10\($0.utf8.count)" }
                message.sourceID = nil
                return .message(message)
            }
        }
    }

    @Test("Two platforms are two chats; put together, equal lines count once and people are joined by name")
    func platforms() throws {
        let apart = try checkup([CastTalk.conversation, elsewhere])
        #expect(apart.totals.chats == 2 && apart.totals.messages == 20)
        let together = try checkup([CastTalk.conversation, elsewhere], mergesPlatforms: true)
        #expect(together.totals.chats == 1 && together.totals.messages == 10 && together.totals.duplicates == 10)
        #expect(together.totals.people == 4)
        #expect(together.source.platforms == ["wechat", "qq"])
        #expect(together.limits.contains(.peopleMayBeCountedTwice))
        #expect(!(try checkup([CastTalk.conversation])).limits.contains(.peopleMayBeCountedTwice))
    }

    /// Six people of whom nobody is named, in a chat of this name.
    private func strangers(_ name: String, _ prefix: String) -> [ChatRecord] {
        [.chat(ChatInfo(platform: "whatsapp", sourceID: nil, name: name, kind: .group))]
            + (0..<12).map { line in
                let sender = ChatSender(accountID: nil, name: "\(prefix)\(line % 6)")
                let sentAt = CastTalk.start.adding(milliseconds: Int64(line) * 60_000)
                let text = "\(prefix) line \(line)"
                return .message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: text))
            }
    }

    @Test("A nameless export in which nobody of the other speaks is another chat")
    func nameless() throws {
        let error = #expect(throws: AppError.self) {
            try checkup([strangers("", "a"), strangers("Growers", "b")])
        }
        #expect(error == AppError(.severalChats, "Growers", "?"))
        #expect(try checkup([strangers("", "a"), strangers("Growers", "a")]).totals.chats == 1)
        let together = try checkup([strangers("", "a"), strangers("Growers", "b")], mergesPlatforms: true)
        #expect(together.totals.people == 12)
    }

    @Test("Two telephones may count their chats alike: who shares hardly anybody is another chat")
    func rowNumbers() throws {
        func numbered(_ name: String, _ prefix: String) -> [ChatRecord] {
            strangers(name, prefix).map { record in
                guard case .chat = record else { return record }
                return .chat(ChatInfo(platform: "wechat", sourceID: "3", name: name, kind: .group))
            }
        }
        #expect(throws: AppError.self) { try checkup([numbered("露营", "a"), numbered("读书", "b")]) }
        #expect(throws: AppError.self) { try checkup([numbered("", "a"), numbered("", "b")]) }
        #expect(try checkup([numbered("露营", "a"), numbered("露营 备份", "a")]).totals.chats == 1)
        #expect(throws: AppError.self) { try checkup([strangers("", "a"), strangers("", "b")]) }
    }

    @Test("A chat that comes back in the same export overlaps nothing")
    func interleaved() throws {
        var other = CastTalk.chat
        other.sourceID = "other"
        let laughs = CastTalk.says("wxid_xiaoman", "小满", "哈哈", minutes: 4)
        let records: [ChatRecord] = [.chat(CastTalk.chat), laughs, .chat(other), laughs, .chat(CastTalk.chat), laughs]
        let once = try checkup([records])
        #expect(once.totals.chats == 2 && once.totals.messages == 3 && once.totals.duplicates == 0)
        let twice = try checkup([records, records])
        #expect(twice.totals.messages == 3 && twice.totals.duplicates == 3)
    }

    @Test("A line edited between two exports counts once")
    func edited() throws {
        var later = CastTalk.conversation
        later[6] = CastTalk.says("wxid_heyitang", "何以棠", "周六早上九点，改时间了", minutes: 1, sourceID: "1")
        let checkup = try checkup([CastTalk.conversation, later])
        #expect(checkup.totals.messages == 10 && checkup.totals.duplicates == 10)
    }

    @Test("Of two who share a name, an export without accounts means neither; an account elsewhere joins the one left")
    func sharedName() throws {
        func chat(_ platform: String) -> ChatRecord {
            .chat(ChatInfo(platform: platform, sourceID: nil, name: "群", kind: .group))
        }
        let two = [
            chat("wechat"), CastTalk.says("wxid_1", "小满", "早", minutes: 1),
            CastTalk.says("wxid_2", "小满", "早", minutes: 2),
        ]
        let elsewhere = [chat("qq"), CastTalk.says("10001", "小满", "晚安", minutes: 3)]
        #expect(try checkup([two, elsewhere], mergesPlatforms: true).totals.people == 3)
        #expect(try checkup([Array(two.prefix(2)), elsewhere], mergesPlatforms: true).totals.people == 1)
    }
}
