import PondStore

extension JobQueue {
    /// SQLite has one writer, so nobody else can take the same job.
    static let claimLockSQLite: SQL = ""
}
