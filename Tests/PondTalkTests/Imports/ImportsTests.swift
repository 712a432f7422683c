import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Imports, on both engines")
struct ImportsTests {
    struct BrokenFile: Error {}

    @Test("What was read is what is read back: kinds, replies, names of the time, notices", arguments: Dialect.allCases)
    func roundTrip(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let done = try await bench.addWhole(CastTalk.conversation, hash: "a")
            #expect(done.messagesAdded == 10 && done.messagesKnown == 0 && done.membersAdded == 4)
            let history = try await bench.history()
            #expect(Set(history) == Set(CastTalk.conversation))
            #expect(history.last == CastTalk.conversation.last)
        }
    }

    @Test("A reply is linked to the message it answers", arguments: Dialect.allCases)
    func replies(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let quoted = CastTalk.says(
                "wxid_xiaoman", "小满", "我也想问", minutes: 9, kind: .reply,
                reply: .quote(name: "阿泽", text: "水温多少合适？"))
            try await bench.addWhole(CastTalk.conversation + [quoted], hash: "a")
            let linked = try await bench.database.read { transaction in
                try transaction.query(
                    """
                    SELECT a.body, b.body FROM messages a
                    JOIN messages b ON b.community_id = a.community_id AND b.id = a.reply_to_id ORDER BY a.sent_at
                    """
                ) { [$0.text(0), $0.text(1)] }
            }
            #expect(linked == [["92 度起步，酸就再高一度", "水温多少合适？"], ["我也想问", "水温多少合适？"]])
        }
    }

    @Test("Whom a line calls is noted, also by an earlier name", arguments: Dialect.allCases)
    func mentions(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let later = [
                CastTalk.says("wxid_xiaoman", "小满", "@阿泽（露营中） @老何 周六见", minutes: 9),
                CastTalk.says("wxid_aze", "阿泽（露营中）", "写信到 he@example.com", minutes: 10),
            ]
            try await bench.addWhole(CastTalk.conversation + later, hash: "a")
            let noted = try await bench.database.read { transaction in
                try transaction.query(
                    """
                    SELECT m.body, p.display_name FROM message_mentions x
                    JOIN messages m ON m.community_id = x.community_id AND m.id = x.message_id
                    JOIN members p ON p.community_id = x.community_id AND p.id = x.member_id
                    ORDER BY m.sent_at, p.number
                    """
                ) { [$0.text(0), $0.text(1)] }
            }
            #expect(
                noted == [
                    ["@何以棠 收到", "何以棠"], ["@阿泽（露营中） @老何 周六见", "何以棠"], ["@阿泽（露营中） @老何 周六见", "阿泽"],
                ])
        }
    }

    @Test("Nothing is seen before the import is whole, then one event says so", arguments: Dialect.allCases)
    func hidden(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addWhole(Array(CastTalk.conversation.prefix(7)), hash: "first")
            let gate = Gate()
            let many =
                CastTalk.conversation
                + (0..<17_000).map { CastTalk.says("wxid_heyitang", "何以棠", "第 \($0) 条", minutes: 10) }
            async let outcome = bench.add(
                many, hash: "second",
                before: { index in
                    if index == many.count - 1 { gate.waitUntilOpen() }
                })
            await gate.reached()
            // Two chunks are on their way into the database by now; wait until one has arrived.
            while try await bench.count("messages") <= 2 { await Task.yield() }
            #expect(try await bench.messages().count == 2)
            gate.open()
            guard case .completed(let done) = try await outcome else {
                Issue.record("expected .completed")
                return
            }
            #expect(done.messagesAdded == 17_008 && done.messagesKnown == 2)
            #expect(try await bench.messages().count == 17_010)
            #expect(try await bench.eventKinds() == ["community.founded", "import.completed", "import.completed"])
        }
    }

    @Test("The same file twice adds nothing", arguments: Dialect.allCases)
    func twice(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let first = try await bench.addWhole(CastTalk.conversation, hash: "a")
            let rows = try await bench.rowCount()
            guard case .knownAlready(let known) = try await bench.add(CastTalk.conversation, hash: "a") else {
                Issue.record("expected .knownAlready")
                return
            }
            #expect(known.id == first.id)
            #expect(try await bench.rowCount() == rows)
        }
    }

    @Test("Overlapping exports merge; undoing the earlier leaves what the later held", arguments: Dialect.allCases)
    func overlap(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let people = Array(CastTalk.conversation.prefix(5))
            let messages = Array(CastTalk.conversation.dropFirst(5))
            let first = try await bench.addWhole(people + messages.prefix(6), hash: "a")
            let second = try await bench.addWhole(people + messages.dropFirst(3), hash: "b")
            #expect(second.messagesAdded == 4 && second.messagesKnown == 3 && second.membersAdded == 0)
            #expect(try await bench.messages().count == 10)

            _ = try await Imports(bench.database).undo(first.id)
            let left = try await bench.messages()
            #expect(
                left.map(\.text) == messages.dropFirst(3).map { if case .message(let it) = $0 { it.text } else { "" } })
            #expect(try await bench.count("members") == 4)

            _ = try await Imports(bench.database).undo(second.id)
            #expect(try await bench.rowCounts() == [:])
            await #expect(throws: AppError(.importAlreadyUndone, second.id.description)) {
                _ = try await Imports(bench.database).undo(second.id)
            }
        }
    }

    @Test("An export that carries names alone joins the people another brought", arguments: Dialect.allCases)
    func namesAlone(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addWhole(CastTalk.conversation, hash: "a")
            let nameless = CastTalk.conversation.compactMap { record -> ChatRecord? in
                switch record {
                case .chat(var info):
                    info.sourceID = nil
                    return .chat(info)
                case .person: return nil
                case .message(var message):
                    message.sender?.accountID = nil
                    message.sourceID = nil
                    message.reply = nil
                    if message.kind == .reply { message.kind = .text }
                    message.sentAt = message.sentAt.adding(milliseconds: 20_000)
                    return .message(message)
                }
            }
            let second = try await bench.addWhole(nameless, hash: "b")
            #expect(second.messagesAdded == 0 && second.messagesKnown == 10 && second.membersAdded == 0)
            #expect(try await bench.count("groups") == 1)
        }
    }

    @Test("A message edited since the earlier export is not doubled", arguments: Dialect.allCases)
    func edited(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addWhole(CastTalk.conversation, hash: "a")
            var later = CastTalk.conversation
            later[6] = CastTalk.says("wxid_heyitang", "何以棠", "周六早上九点，改时间了", minutes: 1, sourceID: "1")
            let second = try await bench.addWhole(later, hash: "b")
            #expect(second.messagesAdded == 0 && second.messagesKnown == 10)
        }
    }

    @Test("Stopping leaves nothing behind, also not the import", arguments: Dialect.allCases)
    func cancelled(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let stop = Locked(false)
            let many =
                CastTalk.conversation
                + (0..<20_000).map { CastTalk.says("wxid_heyitang", "何以棠", "第 \($0) 条", minutes: 10) }
            let outcome = try await bench.add(
                many, hash: "a", isCancelled: { stop.withLock { $0 } },
                before: { index in if index == 15_000 { stop.withLock { $0 = true } } })
            #expect(outcome == .cancelled)
            #expect(try await bench.rowCounts() == [:])
            #expect(try await bench.count("imports") == 0)
            #expect(try await bench.eventKinds() == ["community.founded"])
        }
    }

    @Test("A file that breaks off leaves nothing behind", arguments: Dialect.allCases)
    func broken(_ dialect: Dialect) async throws {
        try await withImports(dialect) { (bench) async throws -> Void in
            let many =
                CastTalk.conversation
                + (0..<17_000).map { CastTalk.says("wxid_heyitang", "何以棠", "第 \($0) 条", minutes: 10) }
            await #expect(throws: BrokenFile.self) {
                try await bench.add(many, hash: "a", before: { if $0 == 16_900 { throw BrokenFile() } })
            }
            #expect(try await bench.rowCounts() == [:])
            #expect(try await bench.count("imports") == 0)
        }
    }

    @Test("An export without messages is refused")
    func empty() async throws {
        try await withImports(.sqlite) { (bench) async throws -> Void in
            await #expect(throws: AppError(.nothingToRead, "a.jsonl")) {
                try await bench.add(Array(CastTalk.conversation.prefix(5)), hash: "a")
            }
            #expect(try await bench.rowCounts() == [:])
        }
    }

    @Test("A full disk leaves nothing visible, and the import works once there is room")
    func diskFull() async throws {
        try await withImports(.sqlite) { bench in
            let pages = try await bench.database.write { transaction in
                let pages = try transaction.count("PRAGMA page_count")
                try transaction.connection.script("PRAGMA max_page_count = \(pages + 300)")
                return pages
            }
            let many =
                CastTalk.conversation
                + (0..<30_000).map { CastTalk.says("wxid_heyitang", "何以棠", "第 \($0) 条", minutes: 10) }
            await #expect {
                try await bench.add(many, hash: "a")
            } throws: { error in
                if case .diskFull? = error as? StoreError { true } else { false }
            }
            #expect(try await Groups(bench.database).all(of: bench.community.id).isEmpty)
            try await bench.database.write { try $0.connection.script("PRAGMA max_page_count = \(pages + 100_000)") }
            let done = try await bench.addWhole(many, hash: "a")
            #expect(done.messagesAdded == 30_010)
            #expect(try await bench.messages().count == 30_010)
        }
    }

    @Test("While one process imports a file, another is told to wait", arguments: Dialect.allCases)
    func running(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let gate = Gate()
            async let first = bench.add(
                CastTalk.conversation, hash: "a", before: { if $0 == 9 { gate.waitUntilOpen() } })
            await gate.reached()
            await #expect {
                try await bench.add(CastTalk.conversation, hash: "a")
            } throws: { error in
                (error as? AppError)?.code == .importRunning
            }
            gate.open()
            _ = try await first
            #expect(try await bench.messages().count == 10)
        }
    }
}
