import PondStore

extension JobQueue {
    /// A job that another node is claiming at this moment is passed over.
    static let claimLockPostgres: SQL = " FOR UPDATE SKIP LOCKED"
}
