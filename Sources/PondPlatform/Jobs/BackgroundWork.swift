package import PondCore
package import PondStore

/// How far the work behind the pages is, and what of it failed for good: for who runs the installation.
package struct BackgroundWork: Sendable {
    /// A reader of the log.
    package struct Reader: Decodable, Hashable, Sendable {
        package let name: String
        /// Positions of the log that it has not read.
        package let behind: Int64
        /// Events that it could not take and left out.
        package let parked: Int
    }

    /// A job that failed as often as it may.
    package struct DeadJob: Decodable, Hashable, Sendable {
        package let id: Int64
        package let kind: String
        package let attempts: Int
        package let endedAt: Timestamp
        package let lastError: String?
    }

    /// An event that a reader could not take.
    package struct ParkedEvent: Decodable, Hashable, Sendable {
        package let consumer: String
        package let position: Int64
        package let error: String
        package let parkedAt: Timestamp
    }

    package struct State: Sendable {
        package let readers: [Reader]
        /// Counted up to ``BackgroundWork/countedMax``.
        package let deadJobCount: Int
    }

    package static let countedMax = 1_000
    package static let listedMax = 100

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    package func state() async throws -> State {
        try await database.read { transaction in
            let head = try transaction.headPosition()
            return State(
                readers: try transaction.all(
                    Reader.self,
                    """
                    SELECT c.name, \(head) - c.position AS behind,
                        (SELECT count(*) FROM (SELECT 1 FROM parked_events p WHERE p.consumer = c.name
                            LIMIT \(Self.countedMax)) AS found) AS parked
                    FROM consumers c ORDER BY c.name
                    """),
                deadJobCount: try transaction.count(
                    """
                    SELECT count(*) FROM (SELECT 1 FROM jobs WHERE state = 1 LIMIT \(Self.countedMax)) AS found
                    """))
        }
    }

    /// The newest first.
    /// - Parameter before: the last job that was listed.
    /// - Throws: `AppError.notAllowed`.
    package func deadJobs(before: Int64? = nil, as actor: Actor) async throws -> [DeadJob] {
        try actor.requireAdministrator()
        return try await database.read { transaction in
            try transaction.all(
                DeadJob.self,
                """
                SELECT id, kind, attempts, ended_at, last_error FROM jobs
                WHERE state = 1 AND id < \(before ?? Int64.max) ORDER BY id DESC LIMIT \(Self.listedMax)
                """)
        }
    }

    /// The first ones of each reader; once its words are mended, a rebuild takes them in.
    /// - Throws: `AppError.notAllowed`.
    package func parkedEvents(as actor: Actor) async throws -> [ParkedEvent] {
        try actor.requireAdministrator()
        return try await database.read { transaction in
            try transaction.all(
                ParkedEvent.self,
                """
                SELECT consumer, position, error, parked_at FROM parked_events
                ORDER BY consumer, position LIMIT \(Self.listedMax)
                """)
        }
    }

    /// Lets a dead job be tried again from the beginning; one that is not dead any more stays as it is.
    /// - Throws: `AppError.notAllowed`.
    package func retry(_ job: Int64, as actor: Actor) async throws {
        try actor.requireAdministrator()
        try await database.write { transaction in
            let changed = try transaction.execute(
                """
                UPDATE jobs SET state = 0, ended_at = NULL, attempts = 0, run_at = \(transaction.dialect.now)
                WHERE id = \(job) AND state = 1
                """)
            guard changed == 1 else { return }
            try transaction.audit(NewAuditEntry("job.retried", "job", job), by: actor.person)
        }
    }
}
