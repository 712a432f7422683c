/// How long PostgreSQL may take, so that nothing waits for ever for a server that is stopped, slow or gone.
///
/// Why these numbers: docs/decisions/0006-time-limits-on-postgresql.md.
package struct PostgresLimits: Sendable {
    /// Until a connection is made; to each address that the host's name has.
    package var connectSeconds = 5
    /// A statement that writes. The server cuts it off.
    package var writeStatementMilliseconds = 5_000
    /// A statement that only reads. The server cuts it off.
    package var readStatementMilliseconds = 30_000
    /// After this no further statement of a write transaction is begun, so that none is longer than this and one
    /// statement more.
    package var writeTransactionMilliseconds = 30_000
    /// A transaction that does nothing. The server cuts the connection.
    package var idleMilliseconds = 10_000
    /// Waiting for a lock.
    package var lockMilliseconds = 5_000
    /// How long after the server should have cut a statement off its word is waited for.
    package var answerMilliseconds = 10_000
    /// How long what was sent may go without the other machine's acknowledgement, and how long a silent connection
    /// may be until the machine is asked whether it is there.
    package var silenceMilliseconds = 10_000
    /// How long a COMMIT that was not answered is asked after.
    package var outcomeMilliseconds = 10_000

    package init() {}
}
