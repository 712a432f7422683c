import PondCore
import PondStore

/// An engine that remembers the reading statements that pass through it.
final class WatchedEngine: Engine {
    private let inner: any Engine
    private let seen = Locked<[String: SQL]>([:])

    init(_ inner: any Engine) {
        self.inner = inner
    }

    /// One of each text, in the order of the texts.
    var statements: [SQL] { seen.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    var dialect: Dialect { inner.dialect }
    var limits: WriteLimits { inner.limits }
    var bells: EventBells { inner.bells }
    func committedEvents() { inner.committedEvents() }
    func listen() { inner.listen() }
    func close() { inner.close() }

    func outcome(ofTransaction id: String, lane: Int) throws -> TransactionOutcome {
        try inner.outcome(ofTransaction: id, lane: lane)
    }

    func withWriter<Value>(lane: Int, _ body: (any Connection) throws -> Value) throws -> Value {
        try inner.withWriter(lane: lane, body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await inner.read { [seen] connection in
            try body(
                WatchedConnection(connection) { sql in seen.withLock { $0[sql.text] = sql } })
        }
    }
}

private final class WatchedConnection: Connection {
    private let inner: any Connection
    private let note: (SQL) -> Void

    init(_ inner: any Connection, note: @escaping (SQL) -> Void) {
        self.inner = inner
        self.note = note
    }

    var dialect: Dialect { inner.dialect }
    var isInTransaction: Bool { inner.isInTransaction }
    func execute(_ sql: SQL) throws -> Int { try inner.execute(sql) }
    func script(_ text: String) throws { try inner.script(text) }

    func insert(into: String, columns: Int, _ bindings: [SQLValue], suffix: String) throws -> Int {
        try inner.insert(into: into, columns: columns, bindings, suffix: suffix)
    }

    func query<Value>(_ sql: SQL, _ read: (any Row) throws -> Value) throws -> [Value] {
        note(sql)
        return try inner.query(sql, read)
    }

    func withoutTimeLimits<Value>(_ body: () throws -> Value) throws -> Value {
        try inner.withoutTimeLimits(body)
    }
}
