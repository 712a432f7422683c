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

    @Test("After a restart with the clock set back no id is made again", arguments: Dialect.allCases)
    func clockSetBack(_ dialect: Dialect) async throws {
        let time = TestClock()
        try await withDatabase(dialect, clock: time.clock) { test in
            // The lane's own number is the only one, so that whoever comes next gets the same again.
            @Sendable func ids(_ database: Database) async throws -> [Int64] {
                try await database.write { transaction in (0..<5_000).map { _ in transaction.newEventID() } }
            }
            try await test.database.write { transaction in
                let number = try transaction.count("SELECT number FROM nodes WHERE token <> 0")
                try transaction.execute("DELETE FROM nodes WHERE number <> \(number)")
            }
            var seen = try await ids(test.database)
            // A clock that leaps ahead is followed, and the row knows about it.
            time.advance(milliseconds: 86_400_000)
            try await test.database.write { _ = $0.newEventID() }
            seen += try await ids(test.database)
            #expect(IDGenerator.time(of: seen[seen.count - 1]) >= time.clock.now())
            // Ended without giving its number back, as if killed; and ended in order.
            for isKilled in [true, false] {
                if isKilled {
                    try await test.database.write { try $0.execute("UPDATE nodes SET lease_until = 1, token = 1") }
                }
                time.advance(milliseconds: -3_600_000)
                let next = try test.reopen(clock: time.clock)
                seen += try await ids(next)
                next.close()
            }
            #expect(Set(seen).count == seen.count)
            #expect(seen == seen.sorted())
        }
    }

    @Test("A lane that waits for its number stops no other lane")
    func lanesApart() async throws {
        try await withDatabase(.postgres) { test in
            let (first, second) = (LaneKey(0), LaneKey(1))
            try await test.database.write(lane: first) { _ = $0.newEventID() }
            let other = try test.reopen()
            let gate = Gate()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await other.write { transaction in
                        try transaction.execute("LOCK TABLE nodes IN SHARE MODE")
                        try gate.waitUntilOpen(keeping: transaction)
                    }
                }
                await gate.reached()
                group.addTask { try await test.database.write(lane: second) { _ = $0.newEventID() } }
                var waiting = 0
                while waiting == 0 {
                    waiting = try await test.database.read { transaction in
                        try transaction.count(
                            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = CAST('nodes' AS regclass)")
                    }
                }
                try await test.database.write(lane: first) { _ = $0.newEventID() }
                gate.open()
                try await group.waitForAll()
            }
            other.close()
        }
    }
}
