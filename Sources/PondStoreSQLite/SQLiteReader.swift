import GRDB
import PondStore

/// A connection that reads beside the writer (WAL).
final class SQLiteReader: SnapshotReader {
    private let queue: DatabaseQueue

    /// - Parameter configuration: of the writer.
    /// - Throws: `StoreError`.
    init(path: String, configuration: Configuration) throws {
        var configuration = configuration
        configuration.readonly = true
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw SQLiteConnection.storeError(
                code: error.extendedResultCode.rawValue, message: error.message ?? "cannot read \(path)")
        }
    }

    deinit { try? queue.close() }

    var isBroken: Bool { false }

    /// The transaction is ours and not GRDB's: BEGIN and COMMIT are prepared once, and the schema's number is not asked
    /// for each time, because SQLite looks at it with every statement.
    func read<Value>(_ body: (any PondStore.Connection) throws -> Value) throws -> Value {
        try queue.unsafeRead { database in
            let connection = SQLiteConnection(database)
            try connection.execute("BEGIN DEFERRED")
            defer { _ = try? connection.execute("COMMIT") }
            return try body(connection)
        }
    }
}
