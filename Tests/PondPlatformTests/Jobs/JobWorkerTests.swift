import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Workers and what becomes of jobs, on both engines")
struct JobWorkerTests {
    typealias Jobs = JobQueueTests

    @Test("Workers do what is due, also what comes later, and end when cancelled", arguments: Dialect.allCases)
    func run(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let queue = JobQueue(database: test.database, handlers: [Jobs.handler()])
            for number in 0..<20 { try await Jobs.schedule(test.database, key: "\(number)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await queue.run() }
                while try await Jobs.effects(test.database) < 20 { await Task.yield() }
                try await Jobs.schedule(test.database, key: "later", inMilliseconds: 50)
                while try await Jobs.effects(test.database) < 21 { await Task.yield() }
                group.cancelAll()
            }
            #expect(try await Jobs.count(test.database, state: 2) == 21)
        }
    }

    @Test("A worker that is cancelled gives its job back, to be done at once by the next", arguments: Dialect.allCases)
    func givenBack(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await Jobs.schedule(test.database, key: "a")
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let (endless, _) = AsyncStream.makeStream(of: Void.self)
            let waiting = JobHandler(kind: "test") { _ in
                begin.finish()
                for await _ in endless {}
                try Task.checkCancellation()
                return { _ in }
            }
            let slow = JobQueue(database: test.database, handlers: [waiting])
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await slow.run(workerCount: 1) }
                for await _ in begun {}
                group.cancelAll()
            }
            let job = try await JobQueue(database: test.database, handlers: [Jobs.handler()]).claim()
            #expect(job?.attempts == 1)
        }
    }

    @Test("A job that kills whoever does it is set aside in the end", arguments: Dialect.allCases)
    func killer(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await Jobs.schedule(test.database, key: "a")
            for _ in 0..<JobQueue.attemptsMax {
                let victim = try TestProcess("PondTestWriter", ["die", test.address])
                victim.wait()
                #expect(victim.lines == ["begun"])
                try await test.database.pass(milliseconds: JobQueue.leaseMilliseconds)
            }
            let queue = JobQueue(database: test.database, handlers: [Jobs.handler()])
            guard case .dead = try await queue.takeTurn() else {
                Issue.record("expected .dead")
                return
            }
            #expect(try await Jobs.effects(test.database) == 0)
            #expect(try await queue.takeTurn() == .idle)
        }
    }

    @Test("Done jobs are removed after their time, many of them too; the others stay", arguments: Dialect.allCases)
    func removal(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let queue = JobQueue(database: test.database, handlers: [Jobs.handler()])
            try await test.database.write { transaction in
                for number in 0..<(JobQueue.removalCountMax + 7) {
                    try transaction.schedule(NewJob("test", community: 1, payload: "p", key: "\(number)"))
                }
                let now = transaction.dialect.now
                try transaction.execute("UPDATE jobs SET state = 2, ended_at = \(now) WHERE idempotency_key <> '0'")
                try transaction.execute("UPDATE jobs SET state = 1 WHERE idempotency_key = '1'")
            }
            try await test.database.pass(milliseconds: JobQueue.retentionMilliseconds - 3_600_000)
            #expect(try await queue.removeDone() == 0)
            try await test.database.pass(milliseconds: 3_600_000)
            #expect(try await queue.removeDone() == JobQueue.removalCountMax + 5)
            #expect(try await Jobs.count(test.database, state: 0) == 1)
            #expect(try await Jobs.count(test.database, state: 1) == 1)
            #expect(try await Jobs.count(test.database, state: 2) == 0)
        }
    }
}
