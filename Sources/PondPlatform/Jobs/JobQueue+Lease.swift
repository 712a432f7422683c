import Logging
import PondStore

extension JobQueue {
    /// The lease is prolonged each time that this part of it has passed, so that it outlives two attempts that fail.
    private static let heartbeatsPerLease: Int64 = 3

    /// Runs `body` and keeps the job's lease meanwhile. When the lease is lost nevertheless, the task that runs `body`
    /// is cancelled: what it does has no effect any more. A `body` that goes on after its own task was cancelled has
    /// what is left of the lease.
    /// - Throws: `LostLease`, and what `body` throws.
    func whileHeld<Value: Sendable>(
        _ job: Job, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await body() }
            group.addTask {
                try await keepLease(job)
                return nil
            }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }

    /// Returns when the task is cancelled.
    /// - Throws: `LostLease` once the job is another's.
    private func keepLease(_ job: Job) async throws {
        let pause = Duration.milliseconds(leaseMilliseconds / Self.heartbeatsPerLease)
        while (try? await Task.sleep(for: pause)) != nil {
            do {
                guard try await prolong(job) else { throw LostLease() }
            } catch let error as StoreError {
                // A database that is away may be back before the lease has run out.
                logger.warning("a lease cannot be prolonged", metadata: ["id": "\(job.id)", "error": "\(error)"])
            }
        }
    }

    private func prolong(_ job: Job) async throws -> Bool {
        try await database.write { [leaseMilliseconds] transaction in
            try transaction.execute(
                """
                UPDATE jobs SET lease_until = \(transaction.dialect.now) + \(leaseMilliseconds)
                WHERE id = \(job.id) AND lease_token = \(job.token) AND state = 0
                """) == 1
        }
    }
}
