package import Logging
import PondCore
package import PondStore
import ServiceLifecycle

/// Runs jobs that are due, by the database's clock. The promise is *never two effects*, not never two runs: a worker
/// that slept past its lease finds its token replaced, and what it wanted to write is rolled back.
package struct JobQueue: Sendable {
    package enum Turn: Hashable, Sendable {
        case done(id: Int64)
        case idle
        /// It failed and is tried again later.
        case failed(id: Int64)
        /// It failed as often as it may; people see it in the list of dead letters.
        case dead(id: Int64)
        /// The lease had run out and another worker had taken the job: this run had no effect.
        case lostLease(id: Int64)
        /// The worker was cancelled while doing it: given back, as if it had not been begun.
        case givenBack(id: Int64)
    }

    struct LostLease: Error {}
    /// Its workers ended again and again without an answer: perhaps it ends them.
    private struct Abandoned: Error {}

    /// Prolonged while the handler runs, so that only a worker that ended or was stopped loses it.
    package static let leaseMilliseconds: Int64 = 60_000
    package static let attemptsMax = 8
    /// The pause before the n-th further attempt is 2ⁿ times this.
    package static let backoffMilliseconds: Int64 = 1_000
    package static let workerCount = 4
    /// How long a job that was scheduled for at once may wait for a worker.
    package static let pollInterval: Duration = .milliseconds(250)

    let database: Database
    let leaseMilliseconds: Int64
    private let handlers: [String: JobHandler]
    let logger: Logger

    package init(
        database: Database, handlers: [JobHandler], leaseMilliseconds: Int64 = Self.leaseMilliseconds,
        logger: Logger = Logger(label: "pond.jobs")
    ) {
        self.database = database
        self.leaseMilliseconds = leaseMilliseconds
        self.handlers = Dictionary(handlers.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        self.logger = logger
    }

    /// Claims the job that is due for longest, among the kinds that have a handler, and does it.
    /// - Throws: `StoreError` of the database itself; what a handler throws becomes `.failed` and `.dead`.
    package func takeTurn() async throws -> Turn {
        guard let job = try await claim() else { return .idle }
        if job.attempts > Self.attemptsMax { return try await fail(job, Abandoned()) }
        do {
            guard let handler = handlers[job.kind] else { return .idle }
            let effects = try await whileHeld(job) { try await handler.run(job) }
            try await complete(job, effects)
            return .done(id: job.id)
        } catch is LostLease {
            return .lostLease(id: job.id)
        } catch is CancellationError where Task.isCancelled {
            return try await giveBack(job)
        } catch let error as StoreError where error.isOfTheDatabase {
            // The job is held until its lease runs out, and then tried again.
            throw error
        } catch {
            return try await fail(job, error)
        }
    }

    /// Takes a job for the length of a lease.
    package func claim() async throws -> Job? {
        let token = Int64.random(in: 1...Int64.max)
        let kinds = handlers.keys.sorted()
        return try await database.write { [leaseMilliseconds] transaction in
            let now = try transaction.databaseNow().milliseconds
            let waiting = try kinds.compactMap { kind in
                try Self.firstRunAt(kind, now: now, transaction).map { (kind: kind, runAt: $0) }
            }
            for (kind, runAt) in waiting.sorted(by: { $0.runAt < $1.runAt }) where runAt <= now {
                let leaseUntil = now + leaseMilliseconds
                if let job = try Self.claim(kind, token: token, now: now, leaseUntil: leaseUntil, transaction) {
                    return job
                }
            }
            return nil
        }
    }

    /// When the free job of a kind that comes first is due; nil without any. One look into the index.
    private static func firstRunAt(_ kind: String, now: Int64, _ transaction: ReadTransaction) throws -> Int64? {
        try transaction.first(
            """
            SELECT run_at FROM jobs WHERE kind = \(kind) AND state = 0 AND lease_until <= \(now)
            ORDER BY run_at, id LIMIT 1
            """
        ) { $0.integer(0) }
    }

    private static func claim(
        _ kind: String, token: Int64, now: Int64, leaseUntil: Int64, _ transaction: WriteTransaction
    ) throws -> Job? {
        let due: SQL = """
            SELECT id FROM jobs
            WHERE kind = \(kind) AND state = 0 AND run_at <= \(now) AND lease_until <= \(now)
            ORDER BY run_at, id LIMIT 1\(transaction.dialect.skipLocked)
            """
        return try transaction.query(
            """
            UPDATE jobs SET lease_token = \(token), lease_until = \(leaseUntil), attempts = attempts + 1
            WHERE id = (\(due))
            RETURNING id, community_id, payload, attempts
            """
        ) { row in
            Job(
                id: row.integer(0), kind: kind, communityID: row.integer(1), payload: row.text(2),
                attempts: Int(row.integer(3)), token: token)
        }.first
    }

    /// Writes the effects and the completion in one transaction.
    package func complete(
        _ job: Job, _ effects: @escaping @Sendable (WriteTransaction) throws -> Void
    ) async throws {
        try await database.write { transaction in
            let held = try transaction.execute(
                """
                UPDATE jobs SET state = 2, ended_at = \(transaction.dialect.now), lease_token = 0, lease_until = 0,
                    last_error = NULL
                WHERE id = \(job.id) AND lease_token = \(job.token) AND state = 0
                """)
            guard held == 1 else { throw LostLease() }
            try effects(transaction)
        }
    }

    private func fail(_ job: Job, _ error: any Error) async throws -> Turn {
        let isDead = job.attempts >= Self.attemptsMax
        let reason = String(describing: error)
        let held = try await database.write { transaction in
            let now = try transaction.databaseNow().milliseconds
            let retryAt = now + Self.backoffMilliseconds << Int64(min(job.attempts, 16))
            return try transaction.execute(
                """
                UPDATE jobs SET state = \(isDead ? 1 : 0), ended_at = \(isDead ? now : nil), lease_token = 0,
                    lease_until = 0, run_at = \(retryAt), last_error = \(reason)
                WHERE id = \(job.id) AND lease_token = \(job.token) AND state = 0
                """)
        }
        guard held == 1 else { return .lostLease(id: job.id) }
        logger.warning("job failed", metadata: ["kind": "\(job.kind)", "id": "\(job.id)", "error": "\(reason)"])
        return isDead ? .dead(id: job.id) : .failed(id: job.id)
    }

    private func giveBack(_ job: Job) async throws -> Turn {
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE jobs SET lease_token = 0, lease_until = 0, attempts = attempts - 1
                WHERE id = \(job.id) AND lease_token = \(job.token) AND state = 0
                """)
        }
        return .givenBack(id: job.id)
    }
}

extension JobQueue: Service {
    /// Does jobs with `workerCount` workers, until the process is asked to stop.
    package func run() async {
        await cancelWhenGracefulShutdown { await run(workerCount: Self.workerCount) }
    }

    /// Does jobs as they become due, until the surrounding task is cancelled. Handlers are cancelled with it: those
    /// that end for it give their job back, the others finish first.
    package func run(workerCount: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<workerCount { group.addTask { await work() } }
            group.addTask { await keepTidy() }
        }
    }

    private func work() async {
        while !Task.isCancelled {
            var pause = Self.pollInterval
            do {
                let wait = try await pauseBeforeNext()
                if wait == .zero, try await takeTurn() != .idle { continue }
                if wait > .zero { pause = wait }
            } catch {
                // A database that is away is back at some later look.
                logger.warning("no job can be taken", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Zero when a job is due; at most `pollInterval`. Only reads, so that idle workers are in nobody's way.
    private func pauseBeforeNext() async throws -> Duration {
        let kinds = handlers.keys.sorted()
        return try await database.read { transaction in
            let now = try transaction.databaseNow().milliseconds
            let first = try kinds.compactMap { try Self.firstRunAt($0, now: now, transaction) }.min()
            guard let first else { return Self.pollInterval }
            return min(Self.pollInterval, .milliseconds(max(0, first - now)))
        }
    }
}
