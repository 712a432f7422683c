import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Imports that wait for a lease, undos that are stopped, and times that do not agree")
struct LeaseAndUndoTests {
    private static let many = (0..<17_000).map {
        CastTalk.says("wxid_heyitang", "何以棠", "第 \($0) 条", minutes: 10 + Int64($0 / 60))
    }

    @Test(
        "An import goes on once the lease of the one that died has run out, and not before", arguments: Dialect.allCases
    )
    func waits(_ dialect: Dialect) async throws {
        let leaseMilliseconds: Int64 = 2_000
        try await withImports(dialect) { bench in
            let records = CastTalk.conversation + Self.many
            await #expect(throws: StoreError.self) {
                try await bench.add(records, hash: "a", leaseMilliseconds: leaseMilliseconds) { index in
                    if index == records.count - 1 { throw StoreError.connectionLost("pulled out") }
                }
            }
            // The process that died instead of failing would have kept its lease.
            try await bench.database.write { transaction in
                try transaction.execute(
                    "UPDATE imports SET lease_until = \(transaction.dialect.now) + \(leaseMilliseconds)")
            }
            let heldUntil = try await bench.database.read { try $0.count("SELECT lease_until FROM imports") }
            let imports = Imports(bench.database, leaseMilliseconds: leaseMilliseconds)
            let outcome = try await imports.whenFree { _ in
                try await bench.add(records, hash: "a", leaseMilliseconds: leaseMilliseconds)
            }
            guard case .completed(let done) = outcome, let endedAt = done.endedAt else {
                Issue.record("expected .completed")
                return
            }
            #expect(heldUntil > done.startedAt.milliseconds)
            #expect(endedAt.milliseconds >= heldUntil)
            #expect(done.messagesAdded == 17_010)
            #expect(try await bench.visibleCount() == 17_010)
        }
    }

    @Test("An undo that is stopped leaves the import hidden and goes on when asked again", arguments: Dialect.allCases)
    func stopped(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let done = try await bench.addWhole(CastTalk.conversation + Self.many, hash: "a")
            let imports = Imports(bench.database)
            #expect(try await imports.undo(done.id, isCancelled: { true }) == .stopped(isHidden: false))
            #expect(try await bench.visibleCount() == 17_010)

            let removed = Locked(0)
            let outcome = try await imports.undo(
                done.id, isCancelled: reached(2_000, removed), progress: noting(removed))
            #expect(outcome == .stopped(isHidden: true))
            #expect(try await bench.visibleCount() == 0)
            #expect(try await bench.count("messages") == 15_010)
            let left = try #require(try await imports.all().first)
            #expect(left.state == .undoing && !left.isHeld)

            guard case .undone(_, let rest) = try await imports.undo(done.id) else {
                Issue.record("expected .undone")
                return
            }
            #expect(rest == 15_010)
            #expect(try await bench.rowCounts() == [:])
        }
    }

    private func reached(_ count: Int, _ removed: Locked<Int>) -> @Sendable () -> Bool {
        { removed.withLock { $0 >= count } }
    }

    private func noting(_ removed: Locked<Int>) -> @Sendable (Int) -> Void {
        { count in removed.withLock { $0 = count } }
    }

    /// The conversation as a reader with another time zone tells it.
    private func conversation(minutesLater: Int64) -> [ChatRecord] {
        CastTalk.conversation.map { record in
            guard case .message(var message) = record else { return record }
            message.sentAt = message.sentAt.adding(milliseconds: minutesLater * 60_000)
            message.sourceID = nil
            return .message(message)
        }
    }

    @Test("Two exports of one group that lie hours apart are noticed", arguments: Dialect.allCases)
    func shifted(_ dialect: Dialect) async throws {
        for minutes in [480, -330] {
            try await withImports(dialect) { bench in
                let first = try await bench.addWhole(CastTalk.conversation, hash: "a")
                let imports = Imports(bench.database)
                #expect(try await imports.shiftedLines(of: first) == nil)
                let second = try await bench.addWhole(conversation(minutesLater: Int64(minutes)), hash: "b")
                #expect(second.messagesAdded == 10)
                let found = try #require(try await imports.shiftedLines(of: second))
                #expect(found.count == 10 && found.minutes == minutes)
            }
        }
        try await withImports(dialect) { bench in
            try await bench.addWhole(CastTalk.conversation, hash: "a")
            let other = try await bench.addWhole(
                [.chat(CastTalk.chat)] + Self.many.prefix(200), hash: "b")
            #expect(try await Imports(bench.database).shiftedLines(of: other) == nil)
        }
    }

    @Test("Chats of one export share their memory of recent lines", arguments: Dialect.allCases)
    func manyChats(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            var records: [ChatRecord] = []
            for round in 0..<2 {
                for number in 0..<30 {
                    records.append(
                        .chat(ChatInfo(platform: "slack", sourceID: "C\(number)", name: "群 \(number)", kind: .group)))
                    records.append(CastTalk.says("U1", "何以棠", "早", minutes: 1, sourceID: "\(round)"))
                    records.append(
                        CastTalk.says("U2", "小满", "早呀", minutes: 2, reply: .sourceID("\(round)")))
                }
            }
            let done = try await bench.addWhole(records, hash: "a")
            #expect(done.messagesAdded == 120)
            #expect(try await bench.count("groups") == 30)
            let linked = try await bench.database.read { transaction in
                try transaction.count(
                    """
                    SELECT count(*) FROM messages m JOIN messages t ON t.community_id = m.community_id
                        AND t.id = m.reply_to_id AND t.group_id = m.group_id
                    """)
            }
            #expect(linked == 60)
        }
    }
}
