import CLibPQ
import PondStore

/// One libpq connection, used by one thread at a time. Statements are prepared on first use and kept by their text and
/// the types of their bindings.
///
/// `@unchecked Sendable`: its owner keeps it behind a lock (`Locked`) and lends it to one thread at a time, which the
/// compiler cannot see through libpq's pointer.
final class PostgresConnection: Connection, @unchecked Sendable {
    enum Role {
        case writer
        case reader
        case listener
    }

    /// Prepared statements of one connection; bulk inserts have few shapes, so this is only a guard.
    private static let preparedMax = 500

    private let connection: OpaquePointer
    private let role: Role
    private let limits: PostgresLimits
    private var hasTimeLimits = true
    /// When the transaction that is open was begun.
    private var transactionBeganAt = ContinuousClock.now
    private var prepared: [PreparedKey: String] = [:]
    private var preparedCount = 0
    private(set) var isBroken = false

    private struct PreparedKey: Hashable {
        let text: String
        let types: [Oid]
    }

    /// - Throws: `StoreError.connectionLost` with libpq's words.
    init(address: String, role: Role, limits: PostgresLimits) throws {
        guard let connection = ConnectionParameters(address: address, limits: limits).connect() else {
            throw StoreError.connectionLost("out of memory")
        }
        self.connection = connection
        self.role = role
        self.limits = limits
        guard PQstatus(connection) == CONNECTION_OK else {
            // The handle is closed by `deinit`, which runs although this initialiser throws.
            throw StoreError.connectionLost(String(cString: PQerrorMessage(connection)).trimmed)
        }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        try script(settings)
    }

    deinit {
        PQfinish(connection)
    }

    var dialect: Dialect { .postgres }

    var isInTransaction: Bool {
        let status = PQtransactionStatus(connection)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        let result = try run(sql)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func insert(into: String, columns: Int, _ bindings: [SQLValue], suffix: String) throws -> Int {
        let arrays = (1...columns).map { "$\($0)" }.joined(separator: ", ")
        let text = "INSERT INTO \(into) SELECT * FROM unnest(\(arrays))\(suffix)"
        let result = try run(text, Parameters(columnsOf: bindings, columnCount: columns))
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func query<Value>(_ sql: SQL, _ read: (any Row) throws -> Value) throws -> [Value] {
        let result = try run(sql)
        defer { PQclear(result) }
        let count = PQntuples(result)
        var values: [Value] = []
        values.reserveCapacity(Int(count))
        for index in 0..<count { values.append(try read(PostgresRow(result: result, row: index))) }
        return values
    }

    func script(_ text: String) throws {
        let isBeginning = !isInTransaction
        PQclear(try answer(PQsendQuery(connection, text)))
        if isBeginning { transactionBeganAt = ContinuousClock.now }
    }

    func withoutTimeLimits<Value>(_ body: () throws -> Value) throws -> Value {
        hasTimeLimits = false
        defer { hasTimeLimits = true }
        try script("SET statement_timeout = 0; SET lock_timeout = 0")
        let result = Result { try body() }
        if !isBroken { try script(timeoutSettings) }
        return try result.get()
    }

    /// The socket, for the listener to wait on.
    var socket: Int32 { PQsocket(connection) }

    /// Takes in what has arrived; true when a notification was among it.
    /// - Throws: `StoreError.connectionLost`.
    func takeNotifications() throws -> Bool {
        guard PQconsumeInput(connection) == 1 else { throw lost() }
        var any = false
        while let notification = PQnotifies(connection) {
            PQfreemem(notification)
            any = true
        }
        return any
    }

    private var settings: String {
        """
        \(timeoutSettings);
        SET idle_in_transaction_session_timeout = \(limits.idleMilliseconds);
        SET client_encoding = 'UTF8';
        SET standard_conforming_strings = on;
        SET synchronous_commit = on;
        SET default_transaction_isolation = 'read committed'
        """
    }

    private var timeoutSettings: String {
        "SET statement_timeout = \(statementMilliseconds); SET lock_timeout = \(limits.lockMilliseconds)"
    }

    private var statementMilliseconds: Int {
        role == .writer ? limits.writeStatementMilliseconds : limits.readStatementMilliseconds
    }

    // MARK: statements

    private func run(_ sql: SQL) throws -> OpaquePointer {
        try run(sql.text, Parameters(sql.bindings))
    }

    private func run(_ text: String, _ parameters: Parameters) throws -> OpaquePointer {
        try checkTransactionTime()
        let name = try preparedName(text, parameters.types)
        return try answer(
            parameters.withPointers { values, lengths, formats in
                PQsendQueryPrepared(
                    connection, name, Int32(parameters.count), values, lengths, formats, Parameters.binary)
            })
    }

    /// A write transaction that went on for too long holds locks that others wait for.
    private func checkTransactionTime() throws {
        guard role == .writer, hasTimeLimits, isInTransaction else { return }
        let limit = limits.writeTransactionMilliseconds
        if ContinuousClock.now - transactionBeganAt > .milliseconds(limit) {
            throw StoreError.timeout("a transaction took more than \(limit) ms")
        }
    }

    private func preparedName(_ text: String, _ types: [Oid]) throws -> String {
        let key = PreparedKey(text: text, types: types)
        if let name = prepared[key] { return name }
        if prepared.count >= Self.preparedMax {
            try script("DEALLOCATE ALL")
            prepared = [:]
        }
        preparedCount += 1
        let name = "s\(preparedCount)"
        let result = try answer(
            types.withUnsafeBufferPointer { PQsendPrepare(connection, name, text, Int32($0.count), $0.baseAddress) })
        PQclear(result)
        prepared[key] = name
        return name
    }

    /// Waits for the answer to what was sent.
    private func answer(_ sent: Int32) throws -> OpaquePointer {
        guard sent == 1 else { throw lost() }
        let limit = statementMilliseconds + limits.answerMilliseconds
        do {
            return try checked(
                AnswerWait.result(connection, limitMilliseconds: hasTimeLimits ? limit : nil))
        } catch is AnswerWait.Silence {
            isBroken = true
            throw StoreError.connectionLost("the server did not answer within \(limit) ms")
        }
    }

    // MARK: errors

    private func checked(_ result: OpaquePointer?) throws -> OpaquePointer {
        guard let result else { throw lost() }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            return result
        default:
            let error = PostgresFailure(result).storeError
            PQclear(result)
            if PQstatus(connection) == CONNECTION_BAD { throw lost() }
            if case .connectionLost = error { isBroken = true }
            throw error
        }
    }

    private func lost() -> StoreError {
        isBroken = true
        return .connectionLost(String(cString: PQerrorMessage(connection)).trimmed)
    }
}

extension String {
    /// libpq ends its messages with a line feed.
    var trimmed: String {
        var text = Substring(self)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
