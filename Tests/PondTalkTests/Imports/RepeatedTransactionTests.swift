import PondCommunity
import PondCore
import PondDemo
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

/// The lane runs a transaction again when a neighbour in its group meets a serialisation failure.
@Suite("Imports whose transactions are run again")
struct RepeatedTransactionTests {
    private static let records = ChatGenerator(messages: 14_000, people: 300, days: 40).records()

    /// What an import leaves behind, apart from its ids.
    private struct Trace: Equatable {
        let history: Set<ChatRecord>
        let rows: [String: Int]
        let answers: Int
    }

    @Test("They store what they would have stored the first time", arguments: Dialect.allCases)
    func again(_ dialect: Dialect) async throws {
        let expected = Locked<Trace?>(nil)
        try await withImports(dialect) { bench in
            try await bench.addWhole(Self.records, hash: "a")
            let trace = try await self.trace(bench)
            expected.withLock { $0 = trace }
        }
        try await withImports(dialect) { bench in
            let isOver = Locked(false)
            async let repeats = disturb(bench, until: { isOver.withLock { $0 } })
            let done = try await bench.addWhole(Self.records, hash: "a")
            isOver.withLock { $0 = true }
            #expect(try await repeats > 0)
            #expect(done.messagesAdded == 14_000)
            #expect(try await trace(bench) == expected.withLock { $0 })
        }
    }

    private func trace(_ bench: ImportBench) async throws -> Trace {
        Trace(
            history: Set(try await bench.history()), rows: try await bench.rowCounts(),
            answers: try await bench.database.read {
                try $0.count("SELECT count(*) FROM messages WHERE reply_to_id IS NOT NULL")
            })
    }

    /// Keeps breaking up the groups of the import's lane: each of these fails once and works when it is run again.
    private func disturb(_ bench: ImportBench, until isOver: @Sendable () -> Bool) async throws -> Int {
        var repeats = 0
        while !isOver() {
            let runs = Locked(0)
            try await bench.database.write(lane: .id(bench.community.id)) { transaction in
                let run = runs.withLock { runs in
                    runs += 1
                    return runs
                }
                _ = try transaction.databaseNow()
                if run == 1 { throw StoreError.serialisation }
            }
            repeats += runs.withLock { $0 } - 1
        }
        return repeats
    }
}
