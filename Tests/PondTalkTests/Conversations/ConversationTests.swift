import PondCommunity
import PondCore
import PondDemo
import PondExchange
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Conversation, on both engines")
struct ConversationTests {
    private func withTown(
        _ dialect: Dialect, draft: GroupDraft = GroupDraft(name: "早起手冲"),
        _ body: (ChatTown, Conversations, TestClock) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDatabase(dialect, clock: clock.clock) { test in
            let town = try await ChatTown.found(test.database, draft: draft)
            try await body(town, Conversations(test.database), clock)
        }
    }

    private func texts(_ page: TimelinePage) -> [String] {
        page.lines.compactMap { line in
            guard case .message(let message) = line.content else { return nil }
            return message.text
        }
    }

    private func refusal(_ body: () async throws -> Void) async -> AppError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? AppError)?.code
        }
    }

    @Test("What is said stands in the time line, with its event and its mentions", arguments: Dialect.allCases)
    func posting(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, clock in
            let first = try await conversations.post(
                MessageDraft(text: "  水温\u{0}多少\u{202E}合适？\r\n\n\n\n@阿泽 "), to: town.inGroup(town.xiaoman))
            clock.advance(milliseconds: 10)
            _ = try await conversations.post(
                MessageDraft(text: "92 度", replyTo: first.id), to: town.inGroup(town.aze))
            let page = try await conversations.timeline(town.inGroup(town.owner))
            #expect(texts(page) == ["水温多少合适？\n\n@阿泽", "92 度"])
            guard case .message(let reply)? = page.lines.last?.content,
                case .message(let asked)? = page.lines.dropLast().last?.content
            else {
                Issue.record("no messages")
                return
            }
            #expect(reply.quote?.id == first.id && reply.quote?.name == "小满")
            #expect(asked.mentions.map(\.name) == ["阿泽"])
            #expect(try await town.count("SELECT count(*) FROM events WHERE kind = 'message.posted'") == 2)
            #expect(try await town.count("SELECT count(*) FROM timeline_entries WHERE kind = 'message'") == 2)
        }
    }

    @Test("The same key posts once, and another text under it is refused", arguments: Dialect.allCases)
    func keys(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, _ in
            let group = try await town.inGroup(town.xiaoman)
            let answers = try await withThrowingTaskGroup(of: PostedMessage.self) { tasks in
                for _ in 0..<8 {
                    tasks.addTask { try await conversations.post(MessageDraft(text: "早"), to: group, key: "k") }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.id)).count == 1)
            #expect(try await town.count("SELECT count(*) FROM messages") == 1)
            let code = await refusal { _ = try await conversations.post(MessageDraft(text: "晚"), to: group, key: "k") }
            #expect(code == .keyReused)
        }
    }

    @Test("Who is not in the group, muted, too fast or too late at night is told so", arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        // The test clock stands at 16:53 in Shanghai.
        let draft = GroupDraft(name: "慢", slowModeSeconds: 60)
        try await withTown(dialect, draft: draft) { town, conversations, clock in
            #expect(await refusal { _ = try await town.inGroup(town.outsider) } == .groupNotFound)
            let hers = try await town.inGroup(town.xiaoman)
            _ = try await conversations.post(MessageDraft(text: "一"), to: hers)
            clock.advance(milliseconds: 59_000)
            #expect(await refusal { _ = try await conversations.post(MessageDraft(text: "二"), to: hers) } == .slowMode)
            clock.advance(milliseconds: 1_000)
            _ = try await conversations.post(MessageDraft(text: "三"), to: hers)

            let owners = try await town.inGroup(town.owner)
            try await Groups(town.database).change(
                owners, to: GroupDraft(name: "慢", quietFrom: "16:00", quietUntil: "08:30"))
            #expect(
                await refusal { _ = try await conversations.post(MessageDraft(text: "四"), to: hers) } == .quietHours)
            _ = try await conversations.post(MessageDraft(text: "群主可以"), to: owners)

            try await town.database.write { transaction in
                try transaction.execute(
                    "UPDATE members SET muted_until = \(transaction.now.adding(milliseconds: 5_000)) WHERE number = 2")
            }
            #expect(
                await refusal { _ = try await conversations.post(MessageDraft(text: "五"), to: hers) } == .memberMuted)

            let member = try await town.standing(town.aze).asMember()
            let his = try await town.inGroup(town.aze)
            try await GroupMembers(town.database).remove(member, from: owners)
            #expect(
                await refusal { _ = try await conversations.post(MessageDraft(text: "六"), to: his) }
                    == .groupMembershipNeeded)
            #expect(try await town.count("SELECT count(*) FROM messages") == 3)
        }
    }

    @Test("Text is bounded and a quote is of the same group", arguments: Dialect.allCases)
    func bounds(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, _ in
            let group = try await town.inGroup(town.xiaoman)
            let long = String(repeating: "长", count: 4_001)
            for draft in [
                MessageDraft(text: long), MessageDraft(text: " \u{200B}\n"), MessageDraft(text: "好", replyTo: ID(7)),
                MessageDraft(text: "", pictures: [PictureDraft(ID(7))]),
            ] {
                #expect(await refusal { _ = try await conversations.post(draft, to: group) } == .fieldsInvalid)
            }
            _ = try await conversations.post(MessageDraft(text: String(long.dropLast())), to: group)
            #expect(try await town.count("SELECT count(*) FROM messages") == 1)
        }
    }

    @Test(
        "Authors recall for two minutes, staff with a reason; the place stays and the words go",
        arguments: Dialect.allCases)
    func recalling(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, clock in
            let hers = try await town.inGroup(town.xiaoman)
            let owners = try await town.inGroup(town.owner)
            let first = try await conversations.post(MessageDraft(text: "手滑了"), to: hers)
            let second = try await conversations.post(MessageDraft(text: "加我微信"), to: hers)
            let aze = try await town.inGroup(town.aze)
            #expect(await refusal { try await conversations.recall(first.id, in: aze) } == .notAllowed)
            try await conversations.recall(first.id, in: hers)
            #expect(await refusal { try await conversations.recall(first.id, in: hers) } == .messageNotFound)
            clock.advance(milliseconds: 120_001)
            #expect(await refusal { try await conversations.recall(second.id, in: hers) } == .recallTooLate)
            #expect(await refusal { try await conversations.recall(second.id, in: owners) } == .recallNeedsReason)
            try await conversations.recall(second.id, in: owners, reason: "广告")
            let lines = try await conversations.messages([first.id, second.id], in: hers)
            let marks = lines.compactMap { line -> RecallMark? in
                guard case .message(let message) = line.content else { return nil }
                #expect(message.text.isEmpty && message.kind == .recall)
                return message.recall
            }
            #expect(marks.map(\.isByAuthor) == [true, false] && marks.last?.reason == "广告")
            #expect(try await town.count("SELECT count(*) FROM messages WHERE body <> ''") == 0)
        }
    }

    @Test("Reactions are counted, once a person, and go with a recall", arguments: Dialect.allCases)
    func reacting(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, _ in
            let hers = try await town.inGroup(town.xiaoman)
            let posted = try await conversations.post(MessageDraft(text: "豆子到了"), to: hers)
            let reactions = Reactions(town.database)
            for actor in [town.xiaoman, town.aze] {
                try await reactions.set(.heart, to: true, on: posted.id, in: town.inGroup(actor))
            }
            #expect(try await reactions.set(.heart, to: true, on: posted.id, in: hers) == false)
            try await reactions.toggle(.like, on: posted.id, in: hers)
            try await reactions.toggle(.like, on: posted.id, in: hers)
            guard case .message(let message)? = try await conversations.messages([posted.id], in: hers).first?.content
            else {
                Issue.record("no message")
                return
            }
            #expect(message.reactions.map(\.reaction) == [.heart] && message.reactions.first?.count == 2)
            #expect(message.reactions.first?.isOwn == true)
            try await conversations.recall(posted.id, in: hers)
            #expect(try await town.count("SELECT count(*) FROM message_reactions") == 0)
        }
    }

    @Test("Pages go both ways and around a place; what is unread is counted to 99", arguments: Dialect.allCases)
    func paging(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, clock in
            let hers = try await town.inGroup(town.xiaoman)
            for number in 0..<110 {
                clock.advance(milliseconds: 1)
                _ = try await conversations.post(MessageDraft(text: "第\(number)句"), to: hers)
            }
            let his = try await town.inGroup(town.aze)
            let newest = try await conversations.timeline(his, countMax: 10)
            #expect(texts(newest) == (100..<110).map { "第\($0)句" } && newest.hasOlder && !newest.hasNewer)
            let first = try #require(newest.first)
            let older = try await conversations.timeline(his, .before(first), countMax: 10)
            #expect(texts(older) == (90..<100).map { "第\($0)句" })
            let newer = try await conversations.timeline(his, .after(#require(older.last)), countMax: 100)
            #expect(texts(newer) == texts(newest) && !newer.hasNewer)
            let around = try await conversations.timeline(his, .around(first), countMax: 4)
            #expect(texts(around) == ["第98句", "第99句", "第100句", "第101句"])

            let reading = ReadPositions(town.database)
            #expect(try await reading.unread(in: his).text == "99+")
            try await reading.read(upTo: #require(older.last), in: his)
            #expect(try await reading.unread(in: town.inGroup(town.aze)).count == 10)
            try await reading.read(upTo: #require(older.first), in: town.inGroup(town.aze))
            let overview = try await reading.overview(of: town.standing(town.aze))
            #expect(overview.map(\.unread.count) == [10])
            guard case .message(let last)? = overview.first?.last?.content else {
                Issue.record("no last line")
                return
            }
            #expect(last.text == "第109句")
        }
    }

    @Test("Imported history stands in the same time line, with its authors and notices", arguments: Dialect.allCases)
    func imported(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, _ in
            let request = ImportRequest(
                community: town.community, fileName: "cast", fileHash: "1", settings: "")
            guard
                case .completed(let done) = try await Imports(town.database).run(
                    request, reading: ImportBench.reading(CastTalk.conversation))
            else {
                Issue.record("not imported")
                return
            }
            let group = try await Groups(town.database).find(Cast.communityName, of: town.community)
            let access = GroupAccess(town.database)
            let owner = try await town.standing(town.owner)
            let member = try await town.standing(town.xiaoman)
            #expect(await refusal { _ = try await access.enter(group.id, as: member) } == .groupNotFound)
            try await GroupMembers(town.database).join(group.id, as: owner)
            let inside = try await access.enter(group.id, as: owner)
            _ = try await conversations.post(MessageDraft(text: "大家还在吗"), to: inside)
            let page = try await conversations.timeline(inside)
            #expect(texts(page).first?.hasPrefix("\"何以棠\"邀请") == true && texts(page).last == "大家还在吗")
            let names = page.lines.compactMap { line -> String? in
                guard case .message(let message) = line.content else { return nil }
                return message.author?.name
            }
            #expect(names.contains("阿泽（露营中）"))
            _ = try await Imports(town.database).undo(done.id)
            let left = try await conversations.timeline(access.enter(group.id, as: owner))
            #expect(texts(left) == ["大家还在吗"])
        }
    }

    @Test("Nobody is put into an archived group", arguments: Dialect.allCases)
    func archivedGroup(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, _, _ in
            let group = try await town.inGroup(town.owner)
            let members = GroupMembers(town.database)
            let xiaoman = try await town.standing(town.xiaoman).asMember()
            try await members.remove(xiaoman, from: group)
            try await Groups(town.database).setArchived(true, group)
            #expect(await refusal { try await members.add(xiaoman, to: group) } == .groupArchived)
            try await Groups(town.database).setArchived(false, group)
            try await members.add(xiaoman, to: group)
            #expect(try await town.inGroup(town.xiaoman).membership != nil)
        }
    }

    @Test("Reports keep the words, wait in a queue and are decided once", arguments: Dialect.allCases)
    func reporting(_ dialect: Dialect) async throws {
        try await withTown(dialect) { town, conversations, _ in
            let posted = try await conversations.post(MessageDraft(text: "兼职日结加我"), to: town.inGroup(town.xiaoman))
            let reports = Reports(town.database)
            for actor in [town.aze, town.aze, town.owner] {
                try await reports.file(ReportDraft(reason: .fraud), on: posted.id, in: town.inGroup(actor))
            }
            let owner = try await town.standing(town.owner)
            let open = try await reports.open(as: owner)
            #expect(open.map(\.words) == ["兼职日结加我", "兼职日结加我"])
            let aze = try await town.standing(town.aze)
            #expect(await refusal { _ = try await reports.open(as: aze) } == .notAllowed)
            try await reports.decide(#require(open.first).id, .recalled, as: owner)
            #expect(try await reports.open(as: owner).isEmpty)
            #expect(
                await refusal { try await reports.decide(#require(open.last).id, .kept, as: owner) } == .reportDecided)
            #expect(try await town.count("SELECT count(*) FROM messages WHERE recalled_at IS NOT NULL") == 1)
        }
    }
}
