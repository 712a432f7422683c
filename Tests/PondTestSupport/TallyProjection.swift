package import PondPlatform
package import PondStore

/// A projection that notes each event it saw. Its primary key makes a second sight of the same event an error.
package enum TallyProjection {
    package static func consumer(name: String = "tally") -> Consumer {
        Consumer(name: name, kind: .projection(reset: { try $0.execute("DELETE FROM tally") })) { transaction, events in
            for event in events {
                try transaction.execute(
                    "INSERT INTO tally (position, event_id, subject_id) VALUES (\(event.position), \(event.id), \(event.subjectID))"
                )
            }
        }
    }

    package static func createTable(_ database: Database) async throws {
        try await database.write { transaction in
            let engine = transaction.dialect
            try transaction.connection.script(
                """
                CREATE TABLE IF NOT EXISTS tally (
                    position \(engine.bigint) NOT NULL, event_id \(engine.bigint) NOT NULL PRIMARY KEY,
                    subject_id \(engine.bigint)
                )
                """)
        }
    }

    package static func seen(_ database: Database) async throws -> [Int64] {
        try await database.read { transaction in
            try transaction.query("SELECT event_id FROM tally ORDER BY position") { $0.integer(0) }
        }
    }

    package static func logged(_ database: Database) async throws -> [Int64] {
        try await database.read { transaction in
            try transaction.query("SELECT id FROM events ORDER BY position") { $0.integer(0) }
        }
    }
}
