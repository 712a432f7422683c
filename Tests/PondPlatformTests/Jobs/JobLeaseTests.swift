import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("The lease of a job whose handler runs, on both engines")
struct JobLeaseTests {
    typealias Jobs = JobQueueTests
    private static let leaseMilliseconds: Int64 = 300
    private static let patienceMilliseconds: Int64 = 60_000

    struct Impatient: Error {}

    /// Looks until the lease was prolonged so often.
    static func waitForHeartbeats(_ count: Int, in database: Database) async throws {
        var seen: Set<Int64> = []
        var start: Int64?
        while seen.count <= count {
            let (leaseUntil, now) = try await database.read { transaction in
                let leaseUntil = try transaction.first("SELECT lease_until FROM jobs") { $0.integer(0) } ?? 0
                return (leaseUntil, try transaction.databaseNow().milliseconds)
            }
            seen.insert(leaseUntil)
            if now - (start ?? now) > patienceMilliseconds { throw Impatient() }
            start = start ?? now
        }
    }

    @Test("A handler that takes longer than a lease keeps its job", arguments: Dialect.allCases)
    func prolonged(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let other = try test.reopen()
            let runs = Locked(0)
            let slow = JobHandler(kind: "test") { job in
                runs.withLock { $0 += 1 }
                try await Self.waitForHeartbeats(4, in: other)
                return try await Jobs.handler().run(job)
            }
            let queue = JobQueue(
                database: test.database, handlers: [slow], leaseMilliseconds: Self.leaseMilliseconds)
            try await Jobs.schedule(test.database, key: "a")
            guard case .done = try await queue.takeTurn() else {
                Issue.record("expected .done")
                return
            }
            #expect(runs.withLock { $0 } == 1)
            #expect(try await Jobs.effects(test.database) == 1)
            #expect(try await test.database.read { try $0.count("SELECT attempts FROM jobs") } == 1)
            other.close()
        }
    }

    @Test("A handler whose job was taken by another is cancelled, and has no effect", arguments: Dialect.allCases)
    func lost(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let (endless, _) = AsyncStream.makeStream(of: Void.self)
            let waiting = JobHandler(kind: "test") { job in
                try await test.database.write { try $0.execute("UPDATE jobs SET lease_token = 1") }
                // Ends when the task is cancelled.
                for await _ in endless {}
                return try await Jobs.handler().run(job)
            }
            let queue = JobQueue(
                database: test.database, handlers: [waiting], leaseMilliseconds: Self.leaseMilliseconds)
            try await Jobs.schedule(test.database, key: "a")
            guard case .lostLease = try await queue.takeTurn() else {
                Issue.record("expected .lostLease")
                return
            }
            #expect(try await Jobs.effects(test.database) == 0)
            #expect(try await Jobs.count(test.database, state: 0) == 1)
        }
    }
}
