import Foundation
import PondCore
import PondStore
import PondStoreSQLite
import PondTestSupport
import Testing

@Suite("Write lanes, on both engines")
struct WriteLaneTests {
    struct Refusal: Error, Equatable {}

    static func insert(_ id: Int, _ name: String = "a") -> SQL {
        "INSERT INTO communities (id, name, time_zone, created_at) VALUES (\(id), \(name), 'UTC', 0)"
    }

    static func ids(_ database: Database) async throws -> [Int] {
        try await database.read { transaction in
            try transaction.query("SELECT id FROM communities ORDER BY id") { Int($0.integer(0)) }
        }
    }

    /// Holds the lane until `count` writes wait in it, so that they form a group.
    static func together(_ database: Database, _ writes: [@Sendable (WriteTransaction) throws -> Void]) async throws
        -> [(any Error)?]
    {
        let gate = Gate()
        return try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { group in
            group.addTask {
                try await database.write { try gate.waitUntilOpen(keeping: $0) }
                return (-1, nil)
            }
            await gate.reached()
            for (index, write) in writes.enumerated() {
                group.addTask {
                    do {
                        try await database.write { try write($0) }
                        return (index, nil)
                    } catch {
                        return (index, error)
                    }
                }
            }
            // The tasks hand their closures in on their own time; a lane that gets them late still forms groups.
            for _ in 0..<50 { await Task.yield() }
            gate.open()
            var errors: [(any Error)?] = Array(repeating: nil, count: writes.count)
            for try await (index, error) in group where index >= 0 { errors[index] = error }
            return errors
        }
    }

    @Test("One closure's error is its own: its neighbours are committed", arguments: Dialect.allCases)
    func savepoints(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let errors = try await Self.together(
                test.database,
                [
                    { try $0.execute(Self.insert(1)) },
                    {
                        try $0.execute(Self.insert(2))
                        throw Refusal()
                    },
                    { try $0.execute(Self.insert(1, "twice")) },
                    { try $0.execute(Self.insert(3)) },
                ])
            #expect(errors[0] == nil && errors[3] == nil)
            #expect(errors[1] as? Refusal == Refusal())
            guard case .unique? = errors[2] as? StoreError else {
                Issue.record("expected .unique, got \(String(describing: errors[2]))")
                return
            }
            #expect(try await Self.ids(test.database) == [1, 3])
        }
    }

    @Test("A thousand concurrent writes are all there, in far fewer transactions", arguments: Dialect.allCases)
    func groupCommit(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let writes = (1...1000).map { id in
                { @Sendable (transaction: WriteTransaction) throws -> Void in
                    try transaction.execute(Self.insert(id))
                }
            }
            let errors = try await Self.together(test.database, writes)
            #expect(errors.allSatisfy { $0 == nil })
            #expect(try await Self.ids(test.database) == Array(1...1000))
        }
    }

    @Test("Events of a refused closure are not recorded, those of its neighbours are", arguments: Dialect.allCases)
    func eventsFollowSavepoints(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            _ = try await Self.together(
                test.database,
                (1...9).map { number in
                    { transaction in
                        transaction.record(NewEvent("test.happened", community: 1, subject: Int64(number)))
                        if number % 3 == 0 { throw Refusal() }
                    }
                })
            let subjects = try await test.database.read { transaction in
                try transaction.query("SELECT subject_id FROM events ORDER BY position") { $0.integer(0) }
            }
            #expect(subjects.sorted() == [1, 2, 4, 5, 7, 8])
        }
    }

    @Test("When SQLite leaves the transaction by itself, each closure is run alone")
    func sqliteFull() async throws {
        try await withDatabase(.sqlite) { test in
            let database = test.database
            let pages = try await database.write { transaction in
                let pages = try transaction.count("PRAGMA page_count")
                try transaction.connection.script("PRAGMA max_page_count = \(pages + 40)")
                return pages
            }
            let large = String(repeating: "x", count: 190)
            let writes = (1...5).map { id in
                { @Sendable (transaction: WriteTransaction) throws -> Void in
                    if id == 3 {
                        for extra in 0..<2000 { try transaction.execute(Self.insert(1000 + extra, large)) }
                    }
                    try transaction.execute(Self.insert(id))
                }
            }
            let errors = try await Self.together(database, writes)
            guard case .diskFull? = errors[2] as? StoreError else {
                Issue.record("expected .diskFull, got \(String(describing: errors[2]))")
                return
            }
            #expect(try await Self.ids(database) == [1, 2, 4, 5])
            try await database.write { try $0.connection.script("PRAGMA max_page_count = \(pages + 40_000)") }
            try await database.write { try $0.execute(Self.insert(3)) }
            #expect(try await Self.ids(database) == [1, 2, 3, 4, 5])
        }
    }

    @Test("Deadlocked groups are rolled back and run alone, and nothing is lost")
    func deadlock() async throws {
        try await withDatabase(.postgres) { test in
            try PostgresAdministration(address: test.address).run(
                """
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = ''20ms''', current_database());
                END $$
                """)
            let one = try test.reopen()
            let two = try test.reopen()
            try await one.write { transaction in
                for id in 1...8 { try transaction.execute(Self.insert(id, "0")) }
            }
            // Two nodes lock the same rows in opposite orders, over and over: PostgreSQL has to break deadlocks.
            @Sendable func bump(_ database: Database, _ ids: [Int]) async throws {
                for round in 0..<10 {
                    try await database.write(lane: LaneKey(Int64(round))) { transaction in
                        for id in ids {
                            try transaction.execute(
                                """
                                UPDATE communities SET last_member_number = last_member_number + 1 WHERE id = \(id)
                                """)
                        }
                    }
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    let order = worker % 2 == 0 ? Array(1...8) : Array((1...8).reversed())
                    group.addTask { try await bump(worker % 2 == 0 ? one : two, order) }
                }
                try await group.waitForAll()
            }
            let sums = try await one.read { transaction in
                try transaction.query("SELECT last_member_number FROM communities") { Int($0.integer(0)) }
            }
            #expect(sums == Array(repeating: 80, count: 8))
            one.close()
            two.close()
        }
    }

    @Test("A group that cannot even begin is answered with the reason, and the lane goes on")
    func cannotBegin() async throws {
        try await withDatabase(.sqlite) { test in
            let impatient = try Database(engine: SQLiteEngine(path: test.address, busySecondsMax: 0.1))
            try await impatient.write { try $0.execute(Self.insert(1)) }
            let gate = Gate()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await test.database.write { transaction in
                        try transaction.execute(Self.insert(2))
                        try gate.waitUntilOpen(keeping: transaction)
                    }
                }
                await gate.reached()
                for id in 3...5 {
                    group.addTask {
                        do {
                            try await impatient.write { try $0.execute(Self.insert(id)) }
                            Issue.record("the file was locked")
                        } catch StoreError.timeout {}
                    }
                }
                for _ in 3...5 { try await group.next() }
                gate.open()
                try await group.waitForAll()
            }
            try await impatient.write { try $0.execute(Self.insert(6)) }
            #expect(try await Self.ids(test.database) == [1, 2, 6])
            impatient.close()
        }
    }

    @Test("A role that may not write is told so", arguments: [1, 20])
    func mayNotWrite(_ writers: Int) async throws {
        try await withDatabase(.postgres) { test in
            try await test.database.write { try $0.execute(Self.insert(1)) }
            let role = "pond_reader_\(writers)_\(UInt32.random(in: 0...UInt32.max))"
            try PostgresAdministration(address: test.address).run(
                """
                CREATE ROLE \(role) LOGIN; GRANT CREATE ON SCHEMA public TO \(role);
                GRANT SELECT ON ALL TABLES IN SCHEMA public TO \(role)
                """)
            let address = test.address.replacingOccurrences(of: "user=postgres", with: "user=\(role)")
                .replacingOccurrences(of: "//postgres@", with: "//\(role)@")
            let reader = try TestDatabase.open(address)
            await withTaskGroup(of: Bool.self) { group in
                for id in 2..<(2 + writers) {
                    group.addTask {
                        do {
                            try await reader.write { try $0.execute(Self.insert(id)) }
                            return false
                        } catch {
                            return error is StoreError
                        }
                    }
                }
                for await refused in group { #expect(refused) }
            }
            #expect(try await Self.ids(reader) == [1])
            reader.close()
        }
    }

    @Test("No server, no such database: a clear refusal", arguments: ["nowhere", "database"])
    func noServer(_ missing: String) async throws {
        let address: String
        if missing == "nowhere" {
            address = "postgres://postgres@/postgres?host=/nowhere"
        } else {
            address = try ClusterAddress.fromEnvironment().address(database: "no_such_database")
        }
        #expect {
            _ = try TestDatabase.open(address)
        } throws: { error in
            if case .connectionLost(let reason)? = error as? StoreError { !reason.isEmpty } else { false }
        }
    }

    @Test("After the server cuts the connections, writes and reads fail cleanly or work, and then work again")
    func connectionLost() async throws {
        try await withDatabase(.postgres) { test in
            try await test.database.write { try $0.execute(Self.insert(1)) }
            let administration = try PostgresAdministration(address: test.address)
            try administration.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
            do {
                try await test.database.write { try $0.execute(Self.insert(2)) }
                Issue.record("the write on a cut connection should have failed")
            } catch let error as StoreError {
                guard case .connectionLost = error else {
                    Issue.record("expected .connectionLost, got \(error)")
                    return
                }
            }
            try await test.database.write { try $0.execute(Self.insert(3)) }
            #expect(try await Self.ids(test.database) == [1, 3])
        }
    }

    @Test("A connection lost during COMMIT: the server is asked, and what it committed counts as committed")
    func lostCommit() async throws {
        try await withDatabase(.postgres) { test in
            let administration = try PostgresAdministration(address: test.address)
            // A deferred trigger that runs inside COMMIT cuts the connection before anything is committed.
            try administration.run(
                """
                CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.name = 'cut' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON communities
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()
                """)
            await #expect(throws: StoreError.self) {
                try await test.database.write { try $0.execute(Self.insert(1, "cut")) }
            }
            try await test.database.write { try $0.execute(Self.insert(2)) }
            #expect(try await Self.ids(test.database) == [2])
        }
    }
}
