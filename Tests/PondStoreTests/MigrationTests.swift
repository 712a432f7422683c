import PondCore
import PondStore
import PondTestSupport
import Testing

@Suite("Migrations, on both engines")
struct MigrationTests {
    @Test("Opening again changes nothing", arguments: Dialect.allCases)
    func again(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let second = try test.reopen()
            let numbers = try await second.read { transaction in
                try transaction.query("SELECT number FROM schema_migrations ORDER BY number") { Int($0.integer(0)) }
            }
            #expect(numbers == Schema.migrations.map(\.number))
            second.close()
        }
    }

    @Test("A database from the future is refused and left as it is", arguments: Dialect.allCases)
    func future(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await test.database.write { transaction in
                try transaction.execute("INSERT INTO schema_migrations (number, name) VALUES (9999, 'later')")
            }
            #expect(throws: StoreError.databaseFromTheFuture(found: 9999, known: Schema.migrations.count)) {
                _ = try test.reopen()
            }
        }
    }

    @Test("A migration that fails leaves nothing of itself", arguments: Dialect.allCases)
    func failing(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let broken = Migration(Schema.migrations.count + 1, "broken") { engine in
                "CREATE TABLE half_done (a \(engine.bigint)); CREATE TABLE half_done (a \(engine.bigint));"
            }
            #expect(throws: StoreError.self) {
                _ = try TestDatabase.open(test.address, migrations: Schema.migrations + [broken])
            }
            await #expect(throws: StoreError.self) {
                try await test.database.read { try $0.count("SELECT count(*) FROM half_done") }
            }
            let second = try test.reopen()
            second.close()
        }
    }

    @Test("Numbers rise without gaps")
    func numbers() {
        #expect(Schema.migrations.map(\.number) == Array(1...Schema.migrations.count))
    }
}
