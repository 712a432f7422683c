package import PondCore

/// Reads on one snapshot (in a read) or on the transaction's own state (in a write).
package class ReadTransaction {
    package let connection: any Connection
    package var dialect: Dialect { connection.dialect }

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// All rows, read by column number.
    /// - Throws: `StoreError`, and what `read` throws.
    package func query<Value>(_ sql: SQL, _ read: (any Row) throws -> Value) throws -> [Value] {
        try connection.query(sql, read)
    }

    /// The first row, or nil.
    package func first<Value>(_ sql: SQL, _ read: (any Row) throws -> Value) throws -> Value? {
        try connection.query(sql, read).first
    }

    /// All rows as structs whose properties are the columns in camel case.
    /// - Throws: `StoreError`, `DecodingError`.
    package func all<Value: Decodable>(_ type: Value.Type, _ sql: SQL) throws -> [Value] {
        var columns: [String: Int]?
        return try connection.query(sql) { row in
            let known = columns ?? RowDecoder.columns(of: row)
            columns = known
            return try Value(from: RowDecoder(row: row, columns: known))
        }
    }

    /// The first row as a struct, or nil.
    package func one<Value: Decodable>(_ type: Value.Type, _ sql: SQL) throws -> Value? {
        try all(type, sql).first
    }

    /// The first column of the first row; 0 when there is none or it is NULL.
    package func count(_ sql: SQL) throws -> Int {
        try first(sql) { Int($0.integer(0)) } ?? 0
    }

    /// The database's clock, which alone decides leases.
    package func databaseNow() throws -> Timestamp {
        Timestamp(milliseconds: try first("SELECT \(dialect.now)") { $0.integer(0) } ?? 0)
    }
}

/// What a write closure gets. Its effects, its events and its jobs are one transaction.
package final class WriteTransaction: ReadTransaction {
    private let ids: IDGenerator
    private let clock: WallClock
    private(set) var events: [NewEvent] = []

    init(_ connection: any Connection, ids: IDGenerator, clock: WallClock) {
        self.ids = ids
        self.clock = clock
        super.init(connection)
    }

    /// The moment that rows written here carry.
    package var now: Timestamp { clock.now() }

    package func newID<Subject>(_ subject: Subject.Type = Subject.self) -> ID<Subject> {
        ID(ids.next())
    }

    /// Makes ids away from the transaction's own thread.
    package func idSource<Subject>(_ subject: Subject.Type = Subject.self) -> @Sendable () -> ID<Subject> {
        { [ids] in ID(ids.next()) }
    }

    /// Runs a statement and returns how many rows it changed.
    /// - Throws: `StoreError`.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int {
        try connection.execute(sql)
    }

    /// Inserts many rows with as few statements as bindings allow.
    /// - Parameters:
    ///   - into: table and columns, `messages (community_id, id)`.
    ///   - bindings: row after row, `columns` values each.
    ///   - suffix: such as ` ON CONFLICT DO NOTHING`.
    /// - Throws: `StoreError`.
    @discardableResult
    package func insert(into: String, columns: Int, _ bindings: [SQLValue], suffix: String = "") throws -> Int {
        bindings.isEmpty ? 0 : try connection.insert(into: into, columns: columns, bindings, suffix: suffix)
    }

    /// Notes a fact. It gets its position in the log as the last step of the transaction.
    package func record(_ event: NewEvent) {
        events.append(event)
    }

    /// The id that a recorded event will carry.
    package func newEventID() -> Int64 { ids.next() }

    var eventMark: Int { events.count }

    func discardEvents(after mark: Int) {
        events.removeSubrange(mark...)
    }
}
