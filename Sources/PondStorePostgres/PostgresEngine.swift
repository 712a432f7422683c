import Logging
import PondCore
package import PondStore

/// PostgreSQL through libpq: a writing connection a lane, a pool of readers, a listener for other nodes' commits. Every
/// connection belongs to one thread.
package final class PostgresEngine: Engine {
    package var dialect: Dialect { .postgres }
    package let limits: WriteLimits

    /// A subtransaction cache holds 64; the transaction itself and PostgreSQL's own need some of it.
    private static let savepointsMax = 60

    private let address: String
    private let timeLimits: PostgresLimits
    private let writers: [Locked<PostgresConnection?>]
    private let readers: SnapshotReaders<PostgresConnection>
    private let listener: PostgresListener

    /// - Parameters:
    ///   - address: a libpq connection URL, `postgres://user@host/database`.
    /// - Throws: `StoreError.connectionLost`, with libpq's words, when nothing answers there.
    package init(
        address: String, laneCount: Int = 4, readerCount: Int = 4, timeLimits: PostgresLimits = PostgresLimits()
    ) throws {
        self.address = address
        self.timeLimits = timeLimits
        limits = WriteLimits(laneCount: laneCount, savepointsMax: Self.savepointsMax)
        let first = try PostgresConnection(address: address, role: .writer, limits: timeLimits)
        writers = (0..<laneCount).map { Locked($0 == 0 ? first : nil) }
        readers = SnapshotReaders(count: readerCount) {
            try PostgresConnection(address: address, role: .reader, limits: timeLimits)
        }
        listener = PostgresListener(address: address, limits: timeLimits)
    }

    package func withWriter<Value>(
        lane: Int, _ body: (any Connection) throws -> Value
    ) throws -> Value {
        try writers[lane].withLock { slot in
            let connection = try usable(&slot)
            defer {
                if connection.isInTransaction { try? connection.script("ROLLBACK") }
                if connection.isBroken { slot = nil }
            }
            return try body(connection)
        }
    }

    private func usable(_ slot: inout PostgresConnection?) throws -> PostgresConnection {
        if let connection = slot, !connection.isBroken { return connection }
        let connection = try PostgresConnection(address: address, role: .writer, limits: timeLimits)
        slot = connection
        return connection
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await readers.read(body)
    }

    /// The commit itself has notified the listeners of all nodes, ours among them.
    package func committedEvents() {}

    package var bells: EventBells { listener.bells }

    package func listen() {
        listener.start()
    }

    /// Asks on a new connection, because the old one broke during COMMIT. While the server still runs the transaction
    /// there is no answer yet, and PostgreSQL ends it soon after its client is gone.
    package func outcome(ofTransaction id: String, lane: Int) throws -> TransactionOutcome {
        let deadline = ContinuousClock.now + .milliseconds(timeLimits.outcomeMilliseconds)
        while true {
            let isLast = ContinuousClock.now > deadline
            do {
                switch try ask(id) {
                case "committed": return .committed
                case "aborted": return .aborted
                case "in progress": break
                default: return .unknown
                }
            } catch let error {
                if isLast { throw error }
            }
            if isLast { return .unknown }
            OutcomeInquiry.wait()
        }
    }

    private func ask(_ id: String) throws -> String? {
        let connection = try PostgresConnection(address: address, role: .reader, limits: timeLimits)
        return try connection.query("SELECT pg_xact_status(CAST(\(id) AS xid8))") { $0.text(0) }.first
    }

    package func close() {
        readers.close()
        listener.close()
        for writer in writers { writer.withLock { $0 = nil } }
    }
}

extension PostgresConnection: SnapshotReader {
    /// REPEATABLE READ, READ ONLY: as SQLite's readers do.
    func read<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        try script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        defer { if isInTransaction { try? script("ROLLBACK") } }
        return try body(self)
    }
}
