import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Jobs, on both engines")
struct JobQueueTests {
    struct Failure: Error {}

    /// Each run writes one community, so that two effects would show.
    static func handler() -> JobHandler {
        JobHandler(kind: "test") { job in
            { transaction in
                try transaction.execute(
                    """
                    INSERT INTO communities (id, name, time_zone, created_at)
                    VALUES (\(transaction.newEventID()), \(job.payload), 'UTC', 0)
                    """)
            }
        }
    }

    static func schedule(_ database: Database, key: String, inMilliseconds delay: Int64 = 0) async throws {
        try await database.write { transaction in
            let runAt = try transaction.databaseNow().adding(milliseconds: delay)
            try transaction.schedule(NewJob("test", community: 1, runAt: runAt, payload: "p", key: key))
        }
    }

    static func effects(_ database: Database) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) FROM communities") }
    }

    static func count(_ database: Database, state: Int) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) FROM jobs WHERE state = \(state)") }
    }

    @Test("The same kind and key is one job, also after it was done", arguments: Dialect.allCases)
    func idempotent(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let queue = JobQueue(database: test.database, handlers: [Self.handler()])
            for _ in 0..<3 { try await Self.schedule(test.database, key: "a") }
            guard case .done = try await queue.takeTurn() else {
                Issue.record("expected .done")
                return
            }
            try await Self.schedule(test.database, key: "a")
            #expect(try await queue.takeTurn() == .idle)
            #expect(try await Self.effects(test.database) == 1)
        }
    }

    @Test("A job waits for its time by the database's clock, whatever the process's says", arguments: Dialect.allCases)
    func dueLater(_ dialect: Dialect) async throws {
        try await withDatabase(dialect, clock: WallClock { Timestamp(seconds: 4_000_000_000) }) { test in
            let queue = JobQueue(database: test.database, handlers: [Self.handler()])
            try await Self.schedule(test.database, key: "a", inMilliseconds: 3_600_000)
            #expect(try await queue.takeTurn() == .idle)
            try await test.database.pass(milliseconds: 3_600_000)
            guard case .done = try await queue.takeTurn() else {
                Issue.record("expected .done")
                return
            }
            try await test.database.write { try $0.schedule(NewJob("test", community: 1, payload: "p", key: "b")) }
            guard case .done = try await queue.takeTurn() else {
                Issue.record("a job for at once is due at once")
                return
            }
        }
    }

    @Test("The job that is due for longest comes first, whatever its kind", arguments: Dialect.allCases)
    func order(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let order = [("b", -1), ("a", -3), ("c", -2), ("a", -4)]
            try await test.database.write { transaction in
                let now = try transaction.databaseNow()
                for (kind, seconds) in order {
                    let runAt = now.adding(milliseconds: Int64(seconds) * 1_000)
                    try transaction.schedule(NewJob(kind, community: 1, runAt: runAt, key: "\(seconds)"))
                }
            }
            let seen = Locked<[String]>([])
            let handlers = ["a", "b", "c"].map { kind in
                JobHandler(kind: kind) { job in
                    seen.withLock { $0.append(job.kind) }
                    return { _ in }
                }
            }
            let queue = JobQueue(database: test.database, handlers: handlers)
            while try await queue.takeTurn() != .idle {}
            #expect(seen.withLock { $0 } == ["a", "a", "c", "b"])
        }
    }

    @Test("A worker that was paused past its lease has no effect when it wakes", arguments: Dialect.allCases)
    func paused(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let other = try test.reopen()
            let second = JobQueue(database: other, handlers: [Self.handler()])
            let slow = JobHandler(kind: "test") { job in
                // While this worker is asleep its lease runs out and another one does the job.
                try await other.write { try $0.execute("UPDATE jobs SET lease_until = 1") }
                guard case .done = try await second.takeTurn() else { throw Failure() }
                return try await Self.handler().run(job)
            }
            let first = JobQueue(database: test.database, handlers: [slow])
            try await Self.schedule(test.database, key: "a")
            guard case .lostLease = try await first.takeTurn() else {
                Issue.record("expected .lostLease")
                return
            }
            #expect(try await Self.effects(test.database) == 1)
            other.close()
        }
    }

    @Test("A job that fails is tried again later, and in the end set aside with its error", arguments: Dialect.allCases)
    func failing(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let broken = JobHandler(kind: "test") { _ in throw Failure() }
            let queue = JobQueue(database: test.database, handlers: [broken])
            try await Self.schedule(test.database, key: "a")
            var turns: [JobQueue.Turn] = []
            for _ in 0..<JobQueue.attemptsMax {
                turns.append(try await queue.takeTurn())
                #expect(try await queue.takeTurn() == .idle, "it waits before it is tried again")
                try await test.database.pass(milliseconds: 10_000_000)
            }
            guard case .dead? = turns.last else {
                Issue.record("expected .dead, got \(turns)")
                return
            }
            let error = try await test.database.read { transaction in
                try transaction.first("SELECT last_error FROM jobs WHERE state = 1") { $0.text(0) }
            }
            #expect(error == "Failure()")
        }
    }

    @Test("Workers on two handles share the jobs, each done once", arguments: Dialect.allCases)
    func shared(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let other = try test.reopen()
            for number in 0..<60 { try await Self.schedule(test.database, key: "\(number)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<6 {
                    let database = worker % 2 == 0 ? test.database : other
                    group.addTask {
                        let queue = JobQueue(database: database, handlers: [Self.handler()])
                        while try await queue.takeTurn() != .idle {}
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Self.effects(test.database) == 60)
            #expect(try await test.database.read { try $0.count("SELECT count(*) FROM jobs WHERE state = 2") } == 60)
            other.close()
        }
    }
}
