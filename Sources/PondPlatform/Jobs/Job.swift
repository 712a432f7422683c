package import PondCore
package import PondStore

/// Work for later, noted by the transaction that causes it.
package struct NewJob: Sendable {
    package let kind: String
    package let communityID: Int64
    /// Nil: at once.
    package let runAt: Timestamp?
    /// A JSON object of ids and numbers.
    package let payload: String
    /// The same kind and key twice is one job, until `JobQueue.retentionMilliseconds` after it was done.
    package let key: String

    package init(_ kind: String, community: Int64, runAt: Timestamp? = nil, payload: String = "{}", key: String) {
        self.kind = kind
        communityID = community
        self.runAt = runAt
        self.payload = payload
        self.key = key
    }
}

/// A job that a worker holds. The token proves that it still does.
package struct Job: Hashable, Sendable {
    package let id: Int64
    package let kind: String
    package let communityID: Int64
    package let payload: String
    /// How often it was begun, this time included.
    package let attempts: Int
    let token: Int64
}

extension WriteTransaction {
    /// Notes a job; the same kind and key again changes nothing.
    /// - Returns: whether it is new.
    @discardableResult
    package func schedule(_ job: NewJob) throws -> Bool {
        try execute(
            """
            INSERT INTO jobs (community_id, id, kind, run_at, payload, idempotency_key)
            VALUES (
                \(job.communityID), \(newEventID()), \(job.kind), COALESCE(\(job.runAt), \(dialect.now)),
                \(job.payload), \(job.key))
            ON CONFLICT (kind, idempotency_key) DO NOTHING
            """) == 1
    }
}
