import PondStore

/// Inserts rows into one table, so many a statement. SQLite takes rows, and the text of a full statement is made once;
/// PostgreSQL takes whole columns.
struct BulkInsert: Sendable {
    /// More rows a statement gain nothing.
    static let rowCountMax = 128

    let columnCount: Int
    private let into: String
    private let head: String
    private let tail: String
    private let fullText: String

    /// - Parameters:
    ///   - into: table and columns, `messages (community_id, id)`.
    ///   - suffix: such as ` ON CONFLICT DO NOTHING`.
    init(into: String, columnCount: Int, suffix: String = "") {
        self.columnCount = columnCount
        self.into = into
        head = "INSERT INTO \(into) VALUES "
        tail = suffix
        fullText = head + SQL.rows(Self.rowCountMax, columns: columnCount) + tail
    }

    /// - Parameter bindings: the values of the rows, one row after the other.
    /// - Returns: how many rows were inserted.
    /// - Throws: `StoreError`.
    func run(_ bindings: [SQLValue], in transaction: WriteTransaction) throws -> Int {
        if transaction.dialect == .postgres {
            return try transaction.insert(into: into, columns: columnCount, bindings, suffix: tail)
        }
        var inserted = 0
        let full = Self.rowCountMax * columnCount
        for start in stride(from: 0, to: bindings.count, by: full) {
            let part = Array(bindings[start..<min(start + full, bindings.count)])
            let rows = part.count / columnCount
            let text = part.count == full ? fullText : head + SQL.rows(rows, columns: columnCount) + tail
            inserted += try transaction.execute(SQL(text: text, bindings: part))
        }
        return inserted
    }
}
