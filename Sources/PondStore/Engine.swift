/// What an engine gives `Database`: one writer a lane, and snapshot readers.
package protocol Engine: Sendable {
    var dialect: Dialect { get }
    var limits: WriteLimits { get }

    /// Lends the writing connection of a lane. Called on that lane's thread alone; reconnects when it was lost.
    /// - Throws: `StoreError`, and what `body` throws.
    func withWriter<Value>(lane: Int, _ body: (any Connection) throws -> Value) throws -> Value

    /// Runs `body` on a snapshot, on a thread of the engine's own.
    /// - Throws: `StoreError`, and what `body` throws.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

    /// Called after each commit that wrote events, on the lane's thread, outside the transaction.
    func committedEvents()

    /// Rung whenever some process has committed events. Delivery is best effort; consumers also poll.
    var bells: EventBells { get }

    /// Makes sure that commits of other processes ring too, where the engine can tell.
    func listen()

    /// What the server knows of a transaction whose COMMIT was not answered.
    func outcome(ofTransaction id: String, lane: Int) throws -> TransactionOutcome

    func close()
}

/// The limits of group commit on an engine.
package struct WriteLimits: Sendable {
    package let laneCount: Int
    /// Closures in one transaction; a batched command's last few batches may exceed it by three. PostgreSQL overflows
    /// its cache above 64 subtransactions, so 60 there.
    package let savepointsMax: Int
    /// When this has passed, the rest waits for the next transaction.
    package let groupMillisecondsMax: Int64

    package init(laneCount: Int, savepointsMax: Int, groupMillisecondsMax: Int64 = 250) {
        self.laneCount = laneCount
        self.savepointsMax = savepointsMax
        self.groupMillisecondsMax = groupMillisecondsMax
    }
}

/// What a server says of a transaction whose COMMIT was not answered.
package enum TransactionOutcome: Sendable {
    case committed
    case aborted
    case unknown
}
