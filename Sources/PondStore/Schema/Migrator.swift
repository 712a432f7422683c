/// One forward step of the schema. Never edited after a release.
package struct Migration: Sendable {
    package let number: Int
    package let name: String
    /// The statements in the engine's dialect, separated by semicolons.
    package let script: @Sendable (Dialect) -> String

    package init(_ number: Int, _ name: String, script: @escaping @Sendable (Dialect) -> String) {
        self.number = number
        self.name = name
        self.script = script
    }
}

/// Brings a database to this version's schema, each migration in a transaction of its own.
struct Migrator {
    let migrations: [Migration]

    /// - Throws: `StoreError.databaseFromTheFuture` when the database knows migrations that this version does not.
    func migrate(_ connection: any Connection) throws {
        try underLock(connection) {
            try connection.script(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    number \(connection.dialect.bigint) PRIMARY KEY,
                    name \(connection.dialect.text) NOT NULL
                ) \(connection.dialect.strict)
                """)
            let found = try connection.query("SELECT number FROM schema_migrations") { Int($0.integer(0)) }
            let known = migrations.map(\.number)
            if let newest = found.max(), newest > (known.max() ?? 0) {
                throw StoreError.databaseFromTheFuture(found: newest, known: known.max() ?? 0)
            }
            let missing = migrations.filter { !found.contains($0.number) }
            for migration in missing { try apply(migration, connection) }
            if !missing.isEmpty, connection.dialect == .sqlite { try PlannerStatistics.write(connection) }
        }
    }

    private func apply(_ migration: Migration, _ connection: any Connection) throws {
        try connection.transaction {
            let isNew = try connection.execute(
                """
                INSERT INTO schema_migrations (number, name) VALUES (\(migration.number), \(migration.name))
                ON CONFLICT DO NOTHING
                """)
            if isNew == 1 { try connection.script(migration.script(connection.dialect)) }
        }
    }

    /// On PostgreSQL one node migrates and the others wait; SQLite's write lock does the same by itself.
    private func underLock(_ connection: any Connection, _ body: () throws -> Void) throws {
        guard connection.dialect == .postgres else { return try body() }
        // A migration may take long, and other nodes wait for it.
        try connection.withoutTimeLimits {
            _ = try connection.query("SELECT pg_advisory_lock(\(EventWriter.lockKey + 1))") { _ in 0 }
            let result = Result { try body() }
            _ = try connection.query("SELECT pg_advisory_unlock(\(EventWriter.lockKey + 1))") { _ in 0 }
            try result.get()
        }
    }
}
