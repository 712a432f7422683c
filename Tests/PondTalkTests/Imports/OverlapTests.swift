import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Imports that hold the same lines, on both engines")
struct OverlapTests {
    private static let people = Array(CastTalk.conversation.prefix(5))
    private static let lines = Array(CastTalk.conversation.dropFirst(5))
    private static let many = (0..<17_000).map {
        CastTalk.says("wxid_heyitang", "何以棠", "第 \($0) 条", minutes: 10 + Int64($0 / 60))
    }

    /// A member list that says other things of the same people: another owner, a newcomer, a name, an account.
    private static let contrary: [ChatRecord] =
        [
            .chat(CastTalk.chat),
            .person(ChatPerson(accountID: "wxid_heyitang", name: "老何头", aliases: ["张三新名"], role: .admin)),
            .person(ChatPerson(accountID: "wxid_xiaoman", name: "小满", aliases: ["秘密别名"], role: .owner)),
            .person(ChatPerson(accountID: "wxid_linzhou", name: "林舟")),
        ] + lines.dropFirst(3) + [
            CastTalk.says("wxid_linzhou", "林舟", "@老何 我也来", minutes: 30, reply: .sourceID("9"))
        ]

    @Test("An undo leaves every row as it was before the import", arguments: Dialect.allCases)
    func undo(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addWhole([.chat(CastTalk.chat)] + Self.lines.prefix(6), hash: "a")
            let before = try await bench.dump()
            let second = try await bench.addWhole(Self.contrary, hash: "b")
            let between = try await bench.dump()
            #expect(between != before)
            let third = try await bench.addWhole(CastTalk.conversation + Self.many.prefix(50), hash: "c")
            try await bench.undo(third)
            #expect(try await bench.dump() == between)
            try await bench.undo(second)
            #expect(try await bench.dump() == before)
        }
    }

    @Test("Undone in the order they came, the last is as if it had been the only one", arguments: Dialect.allCases)
    func undoFirst(_ dialect: Dialect) async throws {
        let alone = Locked<[ChatRecord]>([])
        try await withImports(dialect) { bench in
            try await bench.addWhole(Self.contrary, hash: "b")
            let history = try await bench.history()
            alone.withLock { $0 = history }
        }
        try await withImports(dialect) { bench in
            let first = try await bench.addWhole(CastTalk.conversation, hash: "a")
            let second = try await bench.addWhole(Self.contrary, hash: "b")
            #expect(second.messagesAdded == 1 && second.messagesKnown == 7)
            try await bench.undo(first)
            let left = try await bench.history()
            #expect(alone.withLock { Set(left).symmetricDifference($0) } == [])
            let dangling = try await bench.database.read { transaction in
                try transaction.count(
                    """
                    SELECT count(*) FROM messages m WHERE reply_to_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM messages t WHERE t.community_id = m.community_id AND t.id = m.reply_to_id)
                    """)
            }
            #expect(dangling == 0)
            try await bench.undo(second)
            #expect(try await bench.rowCounts() == [:])
        }
    }

    @Test("A person whom only the undone import knew is called by no line any more", arguments: Dialect.allCases)
    func mentioned(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let first = try await bench.addWhole(CastTalk.conversation, hash: "a")
            let calls = CastTalk.says("wxid_linzhou", "林舟", "@许南乔 在吗", minutes: 40)
            try await bench.addWhole([.chat(CastTalk.chat), calls], hash: "b")
            try await bench.undo(first)
            #expect(try await bench.rowCounts()["members"] == 1)
            #expect(try await bench.count("message_mentions") == 0)
            #expect(try await bench.messages().map(\.text) == ["@许南乔 在吗"])
        }
    }

    @Test("An import is whole although a dead one holds its lines", arguments: Dialect.allCases)
    func deadOwner(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addBroken(Self.people + Self.lines + Self.many, hash: "a")
            #expect(try await bench.count("messages") > 4_000)
            #expect(try await bench.visibleCount() == 0)

            let second = try await bench.addWhole(Self.people + Self.lines + Self.many.prefix(3_000), hash: "b")
            #expect(second.messagesAdded == 3_010 && second.messagesKnown == 0 && second.membersAdded == 4)
            #expect(try await bench.visibleCount() == 3_010)

            let first = try await bench.addWhole(Self.people + Self.lines + Self.many, hash: "a")
            #expect(first.messagesAdded == 14_000 && first.messagesKnown == 3_010)
            #expect(try await bench.visibleCount() == 17_010)
            try await bench.undo(second)
            #expect(try await bench.visibleCount() == 17_010)
            try await bench.undo(first)
            #expect(try await bench.rowCounts() == [:])
        }
    }

    @Test("A resumed import counts the people it brought before", arguments: Dialect.allCases)
    func resumed(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addBroken(CastTalk.conversation + Self.many, hash: "a")
            let done = try await bench.addWhole(CastTalk.conversation + Self.many, hash: "a")
            #expect(done.membersAdded == 4 && done.messagesAdded == 17_010)
        }
    }

    @Test("While one import runs, another of the same lines is whole when it says so", arguments: Dialect.allCases)
    func runningOwner(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let gate = Gate()
            let all = CastTalk.conversation + Self.many
            async let first = bench.add(all, hash: "a", before: { if $0 == 8_500 { gate.waitUntilOpen() } })
            await gate.reached()
            let second = try await bench.addWhole(CastTalk.conversation + Self.many.prefix(20), hash: "b")
            #expect(second.messagesAdded == 30)
            #expect(try await bench.visibleCount() == 30)
            gate.open()
            guard case .completed(let done) = try await first else {
                Issue.record("expected .completed")
                return
            }
            #expect(done.messagesAdded + done.messagesKnown >= 17_010)
            #expect(try await bench.visibleCount() == 17_010)
        }
    }

    @Test("An import that was never completed is undone without a word in the log", arguments: Dialect.allCases)
    func neverCompleted(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addBroken(CastTalk.conversation + Self.many, hash: "a")
            let dead = try #require(try await Imports(bench.database).all().first)
            #expect(dead.state == .running && !dead.isHeld)
            // Killed while it was being cleared away.
            try await bench.database.write { try $0.execute("UPDATE imports SET state = 'undoing'") }
            try await bench.undo(dead)
            #expect(try await bench.rowCounts() == [:])
            #expect(try await bench.count("imports") == 0)
            #expect(try await bench.eventKinds() == ["community.founded"])
        }
    }

    @Test("A refused or stopped import founds no community; one that is completed does", arguments: Dialect.allCases)
    func founding(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { (test) async throws -> Void in
            let communities = Communities(test.database)
            let draft = CommunityDraft(name: "清晨手冲")
            var bench = ImportBench(test.database, try await communities.findOrPrepare(draft))
            let empty = bench
            await #expect(throws: AppError(.nothingToRead, "a.jsonl")) {
                try await empty.add(Self.people, hash: "a")
            }
            #expect(try await bench.count("communities") == 0)
            bench = ImportBench(test.database, try await communities.findOrPrepare(draft))
            #expect(try await bench.add(CastTalk.conversation, hash: "a", isCancelled: { true }) == .cancelled)
            #expect(try await bench.count("communities") == 0)
            #expect(try await bench.eventKinds() == [])

            bench = ImportBench(test.database, try await communities.findOrPrepare(draft))
            #expect(try await communities.all().isEmpty)
            try await bench.addWhole(CastTalk.conversation, hash: "a")
            #expect(try await communities.find("清晨手冲") == bench.community)
            #expect(try await bench.eventKinds() == ["community.founded", "import.completed"])
        }
    }
}
