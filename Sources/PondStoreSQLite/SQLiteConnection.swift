import GRDB
import GRDBSQLite
import PondStore

/// GRDB's database as a `Connection`. Statements are prepared once by GRDB's cache and then bound and stepped through
/// SQLite's own functions, which costs a third of going through GRDB's argument lists.
final class SQLiteConnection: PondStore.Connection {
    /// More rows a statement gain nothing; a full one is prepared once.
    private static let insertRowsMax = 128

    private let database: GRDB.Database

    init(_ database: GRDB.Database) {
        self.database = database
    }

    var dialect: Dialect { .sqlite }

    var isInTransaction: Bool {
        sqlite3_get_autocommit(database.sqliteConnection) == 0
    }

    @discardableResult
    func execute(_ sql: PondStore.SQL) throws -> Int {
        _ = try query(sql) { _ in () }
        return Int(sqlite3_changes64(database.sqliteConnection))
    }

    func insert(into: String, columns: Int, _ bindings: [SQLValue], suffix: String) throws -> Int {
        // Without names, which SQLite would look for one by one, each time in the list of all.
        let row = "(" + String(repeating: "?,", count: columns - 1) + "?)"
        var changed = 0
        for start in stride(from: 0, to: bindings.count, by: Self.insertRowsMax * columns) {
            let part = Array(bindings[start..<min(start + Self.insertRowsMax * columns, bindings.count)])
            let rows = String(repeating: row + ",", count: part.count / columns - 1) + row
            changed += try execute(PondStore.SQL(text: "INSERT INTO \(into) VALUES \(rows)\(suffix)", bindings: part))
        }
        return changed
    }

    func query<Value>(_ sql: PondStore.SQL, _ read: (any PondStore.Row) throws -> Value) throws -> [Value] {
        try withStatement(sql) { statement in
            try withBindings(sql.bindings, of: statement) {
                let row = SQLiteRow(statement: statement)
                var values: [Value] = []
                while true {
                    switch sqlite3_step(statement) {
                    case SQLITE_ROW: values.append(try read(row))
                    case SQLITE_DONE: return values
                    default: throw failure()
                    }
                }
            }
        }
    }

    func script(_ text: String) throws {
        guard sqlite3_exec(database.sqliteConnection, text, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// There are none.
    func withoutTimeLimits<Value>(_ body: () throws -> Value) throws -> Value {
        try body()
    }

    /// Lends a statement that is not in use: a query inside the reading of the same query gets one of its own.
    private func withStatement<Value>(
        _ sql: PondStore.SQL, _ body: (OpaquePointer) throws -> Value
    ) throws -> Value {
        do {
            var statement = try database.cachedStatement(sql: sql.text)
            if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
                statement = try database.makeStatement(sql: sql.text)
            }
            return try withExtendedLifetime(statement) {
                let pointer = statement.sqliteStatement
                defer {
                    sqlite3_reset(pointer)
                    sqlite3_clear_bindings(pointer)
                }
                return try body(pointer)
            }
        } catch let error as DatabaseError {
            throw Self.storeError(code: error.extendedResultCode.rawValue, message: error.message ?? "")
        }
    }

    /// SQLite numbers `$1, $2, …` in the order in which they first appear, so each binding goes where its name stands.
    ///
    /// Texts and blobs stand one behind the other in one piece of memory, which SQLite reads where it is for as long as
    /// `body` runs: a copy of each would be a good part of what a bulk insert costs.
    private func withBindings<Value>(
        _ bindings: [SQLValue], of statement: OpaquePointer, _ body: () throws -> Value
    ) throws -> Value {
        guard Int(sqlite3_bind_parameter_count(statement)) == bindings.count else {
            throw StoreError.engine(code: "bindings", message: "a binding is not used in the statement")
        }
        return try Self.bytes(of: bindings).withUnsafeBytes { bytes in
            var rest = bytes[...]
            for (offset, value) in bindings.enumerated() {
                guard Self.bind(value, to: statement, at: Int32(offset + 1), &rest) == SQLITE_OK else {
                    throw failure()
                }
            }
            return try body()
        }
    }

    /// All texts and blobs, and a byte more, because SQLite takes an empty text without an address for NULL.
    private static func bytes(of bindings: [SQLValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in bindings {
            switch value {
            case .text(var text?): text.withUTF8 { bytes.append(contentsOf: $0) }
            case .blob(let blob?): bytes.append(contentsOf: blob)
            default: continue
            }
        }
        bytes.append(0)
        return bytes
    }

    /// - Parameter rest: what follows the texts and blobs that are bound already.
    private static func bind(
        _ value: SQLValue, to statement: OpaquePointer, at index: Int32, _ rest: inout Slice<UnsafeRawBufferPointer>
    ) -> Int32 {
        switch value {
        case .integer(let number?): sqlite3_bind_int64(statement, index, number)
        case .real(let number?): sqlite3_bind_double(statement, index, number)
        case .text(let text?):
            take(text.utf8.count, from: &rest) { start, count in
                sqlite3_bind_text(statement, index, start?.assumingMemoryBound(to: CChar.self), count, nil)
            }
        case .blob(let bytes?):
            take(bytes.count, from: &rest) { start, count in sqlite3_bind_blob(statement, index, start, count, nil) }
        // Where nothing is bound stands NULL: every use of a statement ends with `sqlite3_clear_bindings`.
        case .integer(nil), .real(nil), .text(nil), .blob(nil): SQLITE_OK
        }
    }

    private static func take(
        _ count: Int, from rest: inout Slice<UnsafeRawBufferPointer>, _ body: (UnsafeRawPointer?, Int32) -> Int32
    ) -> Int32 {
        defer { rest = rest.dropFirst(count) }
        return body(UnsafeRawBufferPointer(rebasing: rest).baseAddress, Int32(count))
    }

    private func failure() -> StoreError {
        let connection = database.sqliteConnection
        return Self.storeError(
            code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }

    /// https://www.sqlite.org/rescode.html
    static func storeError(code: Int32, message: String) -> StoreError {
        let name = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
        switch code {
        case SQLITE_CONSTRAINT | (8 << 8), SQLITE_CONSTRAINT | (6 << 8): return .unique(constraint: name)
        case SQLITE_CONSTRAINT | (3 << 8): return .foreignKey(constraint: name)
        case SQLITE_CONSTRAINT | (1 << 8), SQLITE_CONSTRAINT | (12 << 8): return .check(constraint: name)
        case SQLITE_CONSTRAINT | (5 << 8): return .notNull(column: name)
        default: break
        }
        switch code & 0xFF {
        case SQLITE_FULL: return .diskFull(message)
        case SQLITE_BUSY, SQLITE_LOCKED: return .timeout(message)
        case SQLITE_READONLY, SQLITE_PERM: return .readOnly(message)
        default: return .engine(code: String(code), message: message)
        }
    }
}

/// The row that a statement stands on.
struct SQLiteRow: PondStore.Row {
    let statement: OpaquePointer

    var columnCount: Int { Int(sqlite3_column_count(statement)) }

    func name(_ column: Int) -> String {
        sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? ""
    }

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }
    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }
    func real(_ column: Int) -> Double { sqlite3_column_double(statement, Int32(column)) }

    func text(_ column: Int) -> String {
        guard let start = sqlite3_column_text(statement, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(_ column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
    }
}
