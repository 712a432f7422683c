/// One connection to one of the two engines, used by one thread at a time.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// Whether a transaction is open. SQLite leaves one by itself when the disk is full or a page cannot be read.
    var isInTransaction: Bool { get }

    /// Runs a statement and returns how many rows it changed.
    /// - Throws: `StoreError`.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Inserts rows with as few statements as the engine needs; `bindings` holds `columns` values a row, at least one
    /// row. See `WriteTransaction.insert`.
    /// - Throws: `StoreError`.
    func insert(into: String, columns: Int, _ bindings: [SQLValue], suffix: String) throws -> Int

    /// Runs a statement and reads each row.
    /// - Throws: `StoreError`, and what `read` throws.
    func query<Value>(_ sql: SQL, _ read: (any Row) throws -> Value) throws -> [Value]

    /// Runs statements without bindings, separated by semicolons.
    /// - Throws: `StoreError`.
    func script(_ text: String) throws

    /// Runs `body` without the limits of ordinary statements and transactions, outside of one: a migration may take
    /// long.
    /// - Throws: `StoreError`, and what `body` throws.
    func withoutTimeLimits<Value>(_ body: () throws -> Value) throws -> Value
}

extension Connection {
    /// Opens a transaction that may write. On SQLite it takes the write lock at once, so that it cannot fail half-way
    /// because another process wrote first.
    func beginWriting() throws {
        try script(dialect == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN")
    }

    /// Runs `body` in a transaction of its own.
    func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try beginWriting()
        do {
            let value = try body()
            try script("COMMIT")
            return value
        } catch {
            if isInTransaction { try? script("ROLLBACK") }
            throw error
        }
    }
}

/// The engine's own words for what the shared subset of SQL has none for (docs/sql.md).
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    /// 64-bit column. SQLite's STRICT tables know no BIGINT.
    package var bigint: String { self == .sqlite ? "INTEGER" : "BIGINT" }
    package var real: String { self == .sqlite ? "REAL" : "DOUBLE PRECISION" }
    package var blob: String { self == .sqlite ? "BLOB" : "BYTEA" }
    /// Text compared by bytes.
    package var text: String { self == .sqlite ? "TEXT" : "TEXT COLLATE \"C\"" }
    /// Ends CREATE TABLE: rows stored in the primary key's order where the engine can.
    package var clustered: String { self == .sqlite ? "STRICT, WITHOUT ROWID" : "" }
    /// Ends CREATE TABLE.
    package var strict: String { self == .sqlite ? "STRICT" : "" }

    /// Ends the SELECT of a row that is to be taken: one that another process is taking at this moment is passed over.
    /// SQLite has one writer, so nobody else can be.
    package var skipLocked: SQL { self == .sqlite ? "" : " FOR UPDATE SKIP LOCKED" }

    /// The database's clock, UTC milliseconds.
    package var now: SQL {
        switch self {
        case .sqlite: "CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)"
        case .postgres: "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"
        }
    }
}
