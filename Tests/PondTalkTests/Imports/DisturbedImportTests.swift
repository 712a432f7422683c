import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Imports that are disturbed")
struct DisturbedImportTests {
    @Test("Whoever stops an import that the database holds up leaves nothing behind", arguments: Dialect.allCases)
    func stopped(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let isStopped = Locked(false)
            let outcome = try await bench.add(
                CastTalk.conversation, hash: "a", isCancelled: { isStopped.withLock { $0 } },
                before: { index in
                    guard index == 8 else { return }
                    isStopped.withLock { $0 = true }
                    throw StoreError.timeout("too slow")
                })
            guard case .cancelled = outcome else {
                Issue.record("not cancelled: \(outcome)")
                return
            }
            #expect(try await bench.count("imports") == 0)
            #expect(try await bench.count("messages") == 0)
        }
    }

    @Test("What the database broke off is gone on with at once", arguments: Dialect.allCases)
    func goneOnWith(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            await #expect(throws: StoreError.timeout("too slow")) {
                try await bench.add(
                    CastTalk.conversation, hash: "a",
                    before: { if $0 == 8 { throw StoreError.timeout("too slow") } })
            }
            let done = try await bench.addWhole(CastTalk.conversation, hash: "a")
            #expect(done.messagesAdded == 10)
        }
    }

    @Test("PostgreSQL plans the rest of an import by what the first chunk brought")
    func statistics() async throws {
        try await withImports(.postgres) { bench in
            let people = (0..<400).map { ChatRecord.person(ChatPerson(accountID: "\($0)", name: "成员\($0)")) }
            try await bench.addWhole([.chat(CastTalk.chat)] + people + CastTalk.conversation.dropFirst(), hash: "a")
            let rows = try await bench.database.read { transaction in
                try transaction.count("SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE relname = 'members'")
            }
            #expect(rows > 300)
        }
    }
}
