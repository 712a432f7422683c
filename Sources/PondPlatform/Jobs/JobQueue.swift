package import Logging
import PondCore
package import PondStore

/// Runs jobs that are due. The promise is *never two effects*, not never two runs: a worker that slept past its lease
/// finds its token replaced, and what it wanted to write is rolled back.
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
    }

    private struct LostLease: Error {}
    /// Its workers ended again and again without an answer: perhaps it ends them.
    private struct Abandoned: Error {}

    package static let leaseMilliseconds: Int64 = 60_000
    package static let attemptsMax = 8
    /// The pause before the n-th further attempt is 2ⁿ times this.
    package static let backoffMilliseconds: Int64 = 1_000

    private let database: Database
    private let handlers: [String: JobHandler]
    private let logger: Logger

    package init(database: Database, handlers: [JobHandler], logger: Logger = Logger(label: "pond.jobs")) {
        self.database = database
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
            let effects = try await handler.run(job)
            try await complete(job, effects)
            return .done(id: job.id)
        } catch is LostLease {
            return .lostLease(id: job.id)
        } catch let error as StoreError where error.isOfTheDatabase {
            // The job is held until its lease runs out, and then tried again.
            throw error
        } catch {
            return try await fail(job, error)
        }
    }

    /// Takes a job for the length of a lease, by the database's clock.
    package func claim() async throws -> Job? {
        let token = Int64.random(in: 1...Int64.max)
        let kinds = handlers.keys.sorted()
        return try await database.write { transaction in
            let due = try kinds.compactMap { kind in try Self.dueSince(kind, transaction).map { (kind, $0) } }
            for (kind, _) in due.sorted(by: { $0.1 < $1.1 }) {
                if let job = try Self.claim(kind, token: token, transaction) { return job }
            }
            return nil
        }
    }

    /// When the oldest job of a kind that waits was due; nil when none is due. One look into the index.
    private static func dueSince(_ kind: String, _ transaction: WriteTransaction) throws -> Int64? {
        try transaction.first(
            """
            SELECT run_at FROM jobs WHERE kind = \(kind) AND state = 0 AND run_at <= \(transaction.now.milliseconds)
            ORDER BY run_at, id LIMIT 1
            """
        ) { $0.integer(0) }
    }

    private static func claim(_ kind: String, token: Int64, _ transaction: WriteTransaction) throws -> Job? {
        let now = try transaction.databaseNow().milliseconds
        let lock = transaction.dialect == .postgres ? claimLockPostgres : claimLockSQLite
        let due: SQL = """
            SELECT id FROM jobs
            WHERE kind = \(kind) AND state = 0 AND run_at <= \(transaction.now.milliseconds) AND lease_until <= \(now)
            ORDER BY run_at, id LIMIT 1\(lock)
            """
        return try transaction.query(
            """
            UPDATE jobs SET lease_token = \(token), lease_until = \(now + leaseMilliseconds), attempts = attempts + 1
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
                UPDATE jobs SET state = 2, lease_token = 0, lease_until = 0, last_error = NULL
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
            let retryAt = transaction.now.milliseconds + Self.backoffMilliseconds << Int64(min(job.attempts, 16))
            return try transaction.execute(
                """
                UPDATE jobs SET state = \(isDead ? 1 : 0), lease_token = 0, lease_until = 0, run_at = \(retryAt),
                    last_error = \(reason)
                WHERE id = \(job.id) AND lease_token = \(job.token) AND state = 0
                """)
        }
        guard held == 1 else { return .lostLease(id: job.id) }
        logger.warning("job failed", metadata: ["kind": "\(job.kind)", "id": "\(job.id)", "error": "\(reason)"])
        return isDead ? .dead(id: job.id) : .failed(id: job.id)
    }
}
