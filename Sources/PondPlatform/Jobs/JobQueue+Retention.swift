import Logging
import PondCore
import PondStore

extension JobQueue {
    /// For this long after a job was done its key stays used. Thirty days: longer than anybody repeats a request.
    package static let retentionMilliseconds: Int64 = 30 * 24 * 3_600_000
    /// Few enough that a transaction which removes them is short.
    package static let removalCountMax = 1_000
    private static let removalInterval: Duration = .seconds(3_600)

    /// Removes jobs that were done long ago, in transactions of at most `removalCountMax`. Dead letters stay until a
    /// person has looked at them.
    /// - Returns: how many were removed.
    @discardableResult
    package func removeDone() async throws -> Int {
        var removed = 0
        while true {
            try Task.checkCancellation()
            let count = try await database.write { transaction in
                let before = try transaction.databaseNow().milliseconds - Self.retentionMilliseconds
                return try transaction.execute(
                    """
                    DELETE FROM jobs WHERE id IN (
                        SELECT id FROM jobs WHERE state = 2 AND ended_at <= \(before)
                        ORDER BY ended_at LIMIT \(Self.removalCountMax)\(transaction.dialect.skipLocked))
                    """)
            }
            removed += count
            if count < Self.removalCountMax { return removed }
        }
    }

    /// Removes them once an hour, until its task is cancelled.
    func keepTidy() async {
        while !Task.isCancelled {
            do {
                try await removeDone()
            } catch {
                logger.warning("done jobs cannot be removed", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.removalInterval)
        }
    }
}
