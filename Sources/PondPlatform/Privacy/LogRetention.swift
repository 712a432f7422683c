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
        try await database.write { try Self.schedule(day: $0.now.milliseconds / Self.dayMilliseconds, $0) }
    }

    private static func schedule(day: Int64, _ transaction: WriteTransaction) throws {
        try transaction.schedule(
            NewJob(
                jobKind, community: 0, runAt: Timestamp(milliseconds: day * dayMilliseconds), key: "day:\(day)"))
    }

    package func handler() -> JobHandler {
        JobHandler(kind: Self.jobKind) { _ in
            { transaction in
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
                try Self.schedule(day: now.milliseconds / Self.dayMilliseconds + 1, transaction)
            }
        }
    }
}
