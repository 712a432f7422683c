import GRDB
import GRDBSQLite
import PondStore

/// GRDB's database as a `Connection`. Statements are prepared once by GRDB's cache and then bound and stepped through
/// SQLite's own functions, which costs a third of going through GRDB's argument lists.
final class SQLiteConnection: PondStore.Connection {
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

    func query<Value>(_ sql: PondStore.SQL, _ read: (any PondStore.Row) throws -> Value) throws -> [Value] {
        try withStatement(sql) { statement in
            try bind(sql.bindings, to: statement)
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
    private func bind(_ bindings: [SQLValue], to statement: OpaquePointer) throws {
        guard Int(sqlite3_bind_parameter_count(statement)) == bindings.count else {
            throw StoreError.engine(code: "bindings", message: "a binding is not used in the statement")
        }
        for (offset, value) in bindings.enumerated() {
            let index = Int32(offset + 1)
            let result: Int32
            switch value {
            case .integer(let number?): result = sqlite3_bind_int64(statement, index, number)
            case .real(let number?): result = sqlite3_bind_double(statement, index, number)
            case .text(let text?): result = Self.bind(text, to: statement, at: index)
            case .blob(let bytes?): result = Self.bind(bytes, to: statement, at: index)
            case .integer(nil), .real(nil), .text(nil), .blob(nil): result = sqlite3_bind_null(statement, index)
            }
            guard result == SQLITE_OK else { throw failure() }
        }
    }

    private static func bind(_ text: String, to statement: OpaquePointer, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text(statement, index, characters.baseAddress, Int32(characters.count), transient)
            }
        }
    }

    private static func bind(_ bytes: [UInt8], to statement: OpaquePointer, at index: Int32) -> Int32 {
        bytes.withUnsafeBytes { sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), transient) }
    }

    /// SQLITE_TRANSIENT: SQLite copies the bytes. Its C macro is a cast that Swift does not import.
    private static var transient: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
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
