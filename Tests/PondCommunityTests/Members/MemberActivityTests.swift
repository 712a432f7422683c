import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondCommunity

@Suite("Who spoke when")
struct MemberActivityTests {
    @Test("Messages and imports are counted, and an undone import is taken out again", arguments: Dialect.allCases)
    func counts(_ dialect: Dialect) async throws {
        let clock = TestClock()
        try await withDatabase(dialect, clock: clock.clock) { test in
            let database = test.database
            try await database.write { transaction in
                try transaction.execute(
                    "INSERT INTO communities (id, name, time_zone, created_at) VALUES (1, '清晨手冲', 'UTC', 0)")
                try transaction.execute(
                    """
                    INSERT INTO groups (community_id, id, name, platform, kind, created_at)
                    VALUES (1, 7, '大厅', 'pond', 'group', 0)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO members (community_id, id, number, display_name, created_at)
                    VALUES (1, 5, 1, '小满', 0)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO imports (community_id, id, state, file_name, file_hash, settings, first_message_id,
                        lease_token, lease_until, started_at)
                    VALUES (1, 3, 'completed', 'a', 'b', '{}', 1, 0, 0, 0)
                    """)
                for id in 1...4 {
                    try transaction.execute(
                        """
                        INSERT INTO messages (community_id, id, group_id, author_id, kind, body, sent_at, sent_minute,
                            import_id)
                        VALUES (1, \(id), 7, 5, 0, 'x', \(id * 100), 0, 3)
                        """)
                }
                transaction.record(NewEvent("import.completed", community: 1, subject: 3))
                transaction.record(NewEvent("message.posted", community: 1, group: 7, actor: 5, subject: 9))
            }
            let now = clock.clock.now().milliseconds
            try await read(database)
            #expect(try await facts(database) == [100, now, 5])
            try await database.write { transaction in
                try transaction.execute("DELETE FROM messages WHERE import_id = 3 AND id > 1")
                transaction.record(NewEvent("import.undone", community: 1, subject: 3))
            }
            try await read(database)
            #expect(try await facts(database) == [100, 100, 1])
        }
    }

    private func read(_ database: Database) async throws {
        let reader = LogReader(MemberActivity.consumer, database: database)
        try await reader.register()
        try await reader.catchUp()
    }

    private func facts(_ database: Database) async throws -> [Int64]? {
        try await database.read { transaction in
            try transaction.first("SELECT first_spoke_at, last_spoke_at, message_count FROM members") {
                [$0.integer(0), $0.integer(1), $0.integer(2)]
            }
        }
    }
}
