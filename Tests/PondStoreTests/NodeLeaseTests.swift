import PondCore
import PondStore
import PondTestSupport
import Testing

@Suite("Node numbers, on both engines")
struct NodeLeaseTests {
    @Test("Handles on one database get different numbers, so their ids differ", arguments: Dialect.allCases)
    func different(_ dialect: Dialect) async throws {
        let frozen = WallClock { Timestamp(milliseconds: 1_800_000_000_000) }
        try await withDatabase(dialect, clock: frozen) { test in
            let second = try test.reopen(clock: frozen)
            let mine = try await test.database.write { transaction in (0..<5000).map { _ in transaction.newEventID() } }
            let theirs = try await second.write { transaction in (0..<5000).map { _ in transaction.newEventID() } }
            #expect(Set(mine + theirs).count == 10_000)
            #expect(mine == mine.sorted())
            second.close()
        }
    }

    @Test("Closing gives the number back", arguments: Dialect.allCases)
    func release(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let second = try test.reopen()
            try await second.write { _ = $0.newEventID() }
            second.close()
            let held = try await test.database.read { transaction in
                try transaction.count("SELECT count(*) FROM nodes WHERE lease_until > 0")
            }
            #expect(held <= 1)
        }
    }
}
