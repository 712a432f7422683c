import Foundation
import PondCore
package import PondStore

/// Takes away once a day what has been kept long enough.
package struct LogRetention: Sendable {
    package static let jobKind = "log.retention"
    private static let dayMilliseconds: Int64 = 86_400_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Notes the job of today; each run notes the next one.
    package func start() async throws {
        try await database.write { try Self.schedule(day: $0.databaseNow().milliseconds / Self.dayMilliseconds, $0) }
    }

    private static func schedule(day: Int64, _ transaction: WriteTransaction) throws {
        try transaction.schedule(
            NewJob(
                jobKind, community: 0, runAt: Timestamp(milliseconds: day * dayMilliseconds),
                payload: "{\"day\":\(day)}", key: "day:\(day)"))
    }

    private struct Payload: Decodable {
        let day: Int64
    }

    package func handler() -> JobHandler {
        JobHandler(kind: Self.jobKind) { job in
            let done = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).day
            return { transaction in
                let settings = try transaction.installationSettings()
                let now = transaction.now
                let limit = now.adding(milliseconds: -Int64(settings.logRetentionDays) * Self.dayMilliseconds)
                try transaction.execute("DELETE FROM audit_entries WHERE at < \(limit)")
                try transaction.execute("DELETE FROM sessions WHERE expires_at < \(limit)")
                let yesterday = now.adding(milliseconds: -Self.dayMilliseconds)
                try transaction.execute("DELETE FROM codes WHERE expires_at < \(yesterday)")
                let exported = now.adding(milliseconds: -DataExports.keptMilliseconds)
                try transaction.execute("DELETE FROM data_exports WHERE created_at < \(exported)")
                try Throttle.removeOld(transaction)
                try Answers.removeOld(transaction)
                let today = try transaction.databaseNow().milliseconds / Self.dayMilliseconds
                try Self.schedule(day: max(done, today) + 1, transaction)
            }
        }
    }
}
