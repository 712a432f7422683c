import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("What failed behind the pages, on both engines")
struct BackgroundWorkTests {
    @Test("A dead job is listed, and tried again once somebody says so", arguments: Dialect.allCases)
    func deadJob(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let work = BackgroundWork(test.database)
            let breaks = Locked(true)
            let handler = JobHandler(kind: "test") { _ in
                if breaks.withLock({ $0 }) { throw JobQueueTests.Failure() }
                return { _ in }
            }
            let queue = JobQueue(database: test.database, handlers: [handler])
            try await JobQueueTests.schedule(test.database, key: "a")
            for _ in 1...JobQueue.attemptsMax {
                _ = try await queue.takeTurn()
                try await test.database.pass(milliseconds: 3_600_000)
            }
            #expect(try await work.state().deadJobCount == 1)
            let dead = try #require(try await work.deadJobs(as: .machine).first)
            #expect(dead.kind == "test" && dead.attempts == JobQueue.attemptsMax)
            #expect(dead.lastError == "Failure()")
            #expect(try await work.deadJobs(before: dead.id, as: .machine).isEmpty)

            breaks.withLock { $0 = false }
            for _ in 1...2 { try await work.retry(dead.id, as: .machine) }
            guard case .done = try await queue.takeTurn() else {
                Issue.record("expected .done")
                return
            }
            try await work.retry(dead.id, as: .machine)
            #expect(try await queue.takeTurn() == .idle, "what is done is not done again")
            let audited = try await test.database.read {
                try $0.count("SELECT count(*) FROM audit_entries WHERE action = 'job.retried'")
            }
            #expect(audited == 1)
        }
    }

    @Test("How far a reader is behind, and what it left out", arguments: Dialect.allCases)
    func readers(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let work = BackgroundWork(test.database)
            let picky = Consumer(name: "picky", kind: .projection { _ in }) { _, events in
                if events.contains(where: { $0.subjectID == 2 }) { throw JobQueueTests.Failure() }
            }
            let reader = LogReader(picky, database: test.database)
            try await reader.register()
            try await LogReaderTests.record(test.database, 1...3)
            let before = try #require(try await work.state().readers.first)
            #expect(before.name == "picky" && before.behind > 0 && before.parked == 0)
            _ = try await LogReaderFailureTests.catchUp(reader, test.database)
            let after = try #require(try await work.state().readers.first)
            #expect(after.behind == 0 && after.parked == 1)
            let parked = try await work.parkedEvents(as: .machine)
            #expect(parked.map(\.error) == ["Failure()"])
            await #expect(throws: AppError(.notAllowed, "administrator")) { try await work.parkedEvents(as: .guest) }
        }
    }
}
