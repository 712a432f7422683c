import PondCore
import PondStore

/// Takes away once a day what has been kept long enough.
package enum LogRetention {
    package static let jobKind = "log.retention"
    private static let dayMilliseconds: Int64 = 86_400_000

    package static let daily = DailyJob(jobKind) {
        { transaction in
            let settings = try transaction.installationSettings()
            let now = transaction.now
            let limit = now.adding(milliseconds: -Int64(settings.logRetentionDays) * dayMilliseconds)
            try transaction.execute("DELETE FROM audit_entries WHERE at < \(limit)")
            try transaction.execute("DELETE FROM sessions WHERE expires_at < \(limit)")
            let yesterday = now.adding(milliseconds: -dayMilliseconds)
            try transaction.execute("DELETE FROM codes WHERE expires_at < \(yesterday)")
            let exported = now.adding(milliseconds: -DataExports.keptMilliseconds)
            try transaction.execute("DELETE FROM data_exports WHERE created_at < \(exported)")
            try Throttle.removeOld(transaction)
            try Answers.removeOld(transaction)
        }
    }
}
