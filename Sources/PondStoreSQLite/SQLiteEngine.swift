import Dispatch
import GRDB
import GRDBSQLite
import PondCore
package import PondStore

/// SQLite in one file: one writer, snapshot readers beside it (WAL), an answer means that it is on disk.
package final class SQLiteEngine: Engine {
    package var dialect: Dialect { .sqlite }
    /// One lane, because SQLite has one writer. Savepoints are cheap here; the time of a group bounds it.
    package let limits = WriteLimits(laneCount: 1, savepointsMax: 512)

    /// How long a write waits for another process that writes.
    package static let busySecondsMax = 10.0
    private static let readersMax = 4
    private static let cacheKibibytes = 32 * 1024

    /// Why a path could not be opened, where it is the path's fault.
    package enum OpeningError: Error {
        /// There is no such folder, or no permission.
        case notOpened
        /// A file of something else.
        case notADatabase
    }

    private let writer: DatabaseQueue
    private let readers: SnapshotReaders<SQLiteReader>
    private let checkpointer: Checkpointer
    package let bells = EventBells()

    /// Opens the file, or makes it.
    /// - Parameter isDurable: false where a machine that stops may take the file with it: the demo's is made anew.
    /// - Throws: `OpeningError`, `StoreError`.
    package init(
        path: String, busySecondsMax: Double = SQLiteEngine.busySecondsMax, isDurable: Bool = true
    ) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(busySecondsMax)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(Self.cacheKibibytes); PRAGMA temp_store = MEMORY")
        }
        do {
            writer = try DatabaseQueue(path: path, configuration: configuration)
            checkpointer = try Checkpointer(path: path, configuration: configuration)
            readers = SnapshotReaders(count: Self.readersMax) { [configuration] in
                try SQLiteReader(path: path, configuration: configuration)
            }
            try writer.writeWithoutTransaction { [checkpointer] database in
                try database.execute(sql: "PRAGMA synchronous = \(isDurable ? "FULL" : "OFF")")
                checkpointer.attach(to: database)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            throw OpeningError.notOpened
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw OpeningError.notADatabase
        } catch let error as DatabaseError {
            throw SQLiteConnection.storeError(
                code: error.extendedResultCode.rawValue, message: error.message ?? "cannot open \(path)")
        }
    }

    package func withWriter<Value>(
        lane: Int, _ body: (any PondStore.Connection) throws -> Value
    ) throws -> Value {
        try writer.writeWithoutTransaction { database in
            let connection = SQLiteConnection(database)
            defer { if connection.isInTransaction { try? connection.script("ROLLBACK") } }
            return try body(connection)
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any PondStore.Connection) throws -> Value
    ) async throws -> Value {
        try await readers.read(body)
    }

    package func committedEvents() {
        bells.ring()
    }

    /// SQLite tells nobody of another process's commits; polling finds them.
    package func listen() {}

    package func outcome(ofTransaction id: String, lane: Int) throws -> TransactionOutcome {
        .unknown
    }

    package func close() {
        readers.close()
        checkpointer.stop()
        // The file is whole by itself then, for whoever copies or moves it alone.
        try? writer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try? writer.close()
    }
}
