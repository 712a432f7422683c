import PondCore
import PondStore
import PondTestSupport
import Testing

@Suite("The database, on both engines")
struct DatabaseTests {
    struct Community: Decodable, Equatable {
        let id: ID<Community>
        let name: String
        let timeZone: String
        let createdAt: Timestamp
    }

    @Test("What is written is read back, also as a struct", arguments: Dialect.allCases)
    func roundTrip(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let id = try await test.database.write { transaction in
                let id = transaction.newID(Community.self)
                try transaction.execute(
                    """
                    INSERT INTO communities (id, name, time_zone, created_at)
                    VALUES (\(id), \("清晨手冲"), \("Asia/Shanghai"), \(Timestamp(milliseconds: 1_700_000_000_123)))
                    """)
                return id
            }
            let found = try await test.database.read { transaction in
                try transaction.one(
                    Community.self, "SELECT id, name, time_zone, created_at FROM communities WHERE id = \(id)")
            }
            let expected = Community(
                id: id, name: "清晨手冲", timeZone: "Asia/Shanghai", createdAt: Timestamp(milliseconds: 1_700_000_000_123))
            #expect(found == expected)
        }
    }

    @Test("Many rows of every type of value survive the round trip", arguments: Dialect.allCases, [1, 2, 3_001])
    func manyRows(_ dialect: Dialect, _ count: Int) async throws {
        try await withDatabase(dialect) { test in
            try await test.database.write { transaction in
                try transaction.connection.script(
                    """
                    CREATE TABLE things (
                        a \(dialect.bigint) PRIMARY KEY, b \(dialect.real), c \(dialect.text), d \(dialect.blob)
                    )
                    """)
                let rows = (0..<count).map(Self.row)
                let into = "things (a, b, c, d)"
                #expect(try transaction.insert(into: into, columns: 4, rows.flatMap { $0 }) == count)
                let again = (rows + [Self.row(count)]).flatMap { $0 }
                let suffix = " ON CONFLICT DO NOTHING"
                #expect(try transaction.insert(into: into, columns: 4, again, suffix: suffix) == 1)
                #expect(try transaction.insert(into: into, columns: 4, []) == 0)
            }
            let found = try await test.database.read { transaction in
                try transaction.query("SELECT a, b, c, d FROM things ORDER BY a") { row -> [SQLValue] in
                    [
                        .integer(row.integer(0)), .real(row.isNull(1) ? nil : row.real(1)),
                        .text(row.isNull(2) ? nil : row.text(2)), .blob(row.isNull(3) ? nil : row.blob(3)),
                    ]
                }
            }
            #expect(found == (0...count).map(Self.row))
        }
    }

    /// Each column is NULL in a row of its own, and empty where it can be.
    private static func row(_ number: Int) -> [SQLValue] {
        let texts = [nil, "", "池塘\(number)", "a,\"b\"{}\\ NULL"]
        let blobs: [[UInt8]?] = [[0, 255], nil, [], [1]]
        return [
            .integer(Int64(number)), .real(number % 4 == 2 ? nil : -1.5e300 / Double(number + 1)),
            .text(texts[number % 4]), .blob(blobs[number % 4]),
        ]
    }

    @Test("Values of two types in one column of many rows are refused by PostgreSQL")
    func mixedColumn() async throws {
        try await withDatabase(.postgres) { test in
            let error = await #expect(throws: StoreError.self) {
                try await test.database.write { transaction in
                    try transaction.insert(
                        into: "schema_migrations (number, name)", columns: 2,
                        [.integer(998), .text("a"), .text("abcdefgh"), .text("b")])
                }
            }
            #expect(error == .engine(code: "bindings", message: "a column has values of two types"))
        }
    }

    @Test("Every type of value survives the round trip, NULL and empty text apart", arguments: Dialect.allCases)
    func types(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await test.database.write { transaction in
                try transaction.connection.script(
                    """
                    CREATE TABLE things (
                        a \(dialect.bigint), b \(dialect.real), c \(dialect.text), d \(dialect.blob), e \(dialect.text)
                    )
                    """)
                try transaction.execute(
                    """
                    INSERT INTO things (a, b, c, d, e)
                    VALUES (\(Int64.min), \(-1.5e300), \(""), \([0, 255] as [UInt8]), \(String?.none))
                    """)
            }
            try await test.database.read { transaction in
                let rows: [Void] = try transaction.query("SELECT a, b, c, d, e FROM things") { row in
                    #expect(row.integer(0) == Int64.min)
                    #expect(row.real(1) == -1.5e300)
                    #expect(!row.isNull(2) && row.text(2).isEmpty)
                    #expect(row.blob(3) == [0, 255])
                    #expect(row.isNull(4))
                }
                #expect(rows.count == 1)
            }
        }
    }

    @Test("Refusals of the schema come as typed errors", arguments: Dialect.allCases)
    func typedErrors(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            func error(_ sql: SQL) async -> StoreError? {
                do {
                    _ = try await test.database.write { try $0.execute(sql) }
                    return nil
                } catch {
                    return error as? StoreError
                }
            }
            let insert: SQL = "INSERT INTO communities (id, name, time_zone, created_at) VALUES"
            #expect(await error(insert + " (1, 'a', 'UTC', 0)") == nil)
            guard case .unique = await error(insert + " (1, 'b', 'UTC', 0)") else {
                Issue.record("expected .unique")
                return
            }
            guard case .check = await error(insert + " (2, '', 'UTC', 0)") else {
                Issue.record("expected .check")
                return
            }
            guard case .notNull = await error(insert + " (3, NULL, 'UTC', 0)") else {
                Issue.record("expected .notNull")
                return
            }
            let group: SQL = """
                INSERT INTO groups (community_id, id, name, platform, kind, created_at)
                VALUES (99, 1, 'g', 'wechat', 'group', 0)
                """
            guard case .foreignKey = await error(group) else {
                Issue.record("expected .foreignKey")
                return
            }
            guard case .engine = await error("SELEC 1") else {
                Issue.record("expected .engine")
                return
            }
        }
    }

    @Test("A reader sees one snapshot while others write", arguments: Dialect.allCases)
    func snapshot(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let database = test.database
            let written = Locked(false)
            try await database.read { transaction in
                let before = try transaction.count("SELECT count(*) FROM communities")
                let lane = WorkerThread(name: "writer")
                lane.run {
                    let engine = try? TestDatabase.engine(test.address)
                    let insert: SQL =
                        "INSERT INTO communities (id, name, time_zone, created_at) VALUES (5, 'a', 'UTC', 0)"
                    let changed = try? engine?.withWriter(lane: 0) { try $0.execute(insert) }
                    written.withLock { $0 = changed == 1 }
                    engine?.close()
                }
                lane.stop()
                #expect(try transaction.count("SELECT count(*) FROM communities") == before)
            }
            #expect(written.withLock { $0 })
            #expect(try await database.read { try $0.count("SELECT count(*) FROM communities") } == 1)
        }
    }

    @Test("Writes after closing are refused", arguments: Dialect.allCases)
    func closed(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            test.database.close()
            await #expect(throws: StoreError.closed) {
                try await test.database.write { try $0.execute("DELETE FROM jobs") }
            }
        }
    }
}
