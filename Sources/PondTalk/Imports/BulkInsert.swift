import PondStore

/// Inserts rows into one table, so many a statement. The text of a full statement is made once.
struct BulkInsert: Sendable {
    /// More rows a statement gain nothing.
    static let rowCountMax = 128

    private let columnCount: Int
    private let head: String
    private let tail: String
    private let fullText: String

    /// - Parameters:
    ///   - into: table and columns, `messages (community_id, id)`.
    ///   - suffix: such as ` ON CONFLICT DO NOTHING`.
    init(into: String, columnCount: Int, suffix: String = "") {
        self.columnCount = columnCount
        head = "INSERT INTO \(into) VALUES "
        tail = suffix
        fullText = head + SQL.rows(Self.rowCountMax, columns: columnCount) + tail
    }

    /// - Parameter append: adds the values of a row, `columnCount` of them.
    /// - Returns: how many rows were inserted.
    /// - Throws: `StoreError`.
    func run<Element>(
        _ rows: [Element], in transaction: WriteTransaction, append: (Element, inout [SQLValue]) -> Void
    ) throws -> Int {
        var inserted = 0
        for start in stride(from: 0, to: rows.count, by: Self.rowCountMax) {
            let part = rows[start..<min(start + Self.rowCountMax, rows.count)]
            var bindings: [SQLValue] = []
            bindings.reserveCapacity(part.count * columnCount)
            for row in part { append(row, &bindings) }
            let isFull = part.count == Self.rowCountMax
            let text = isFull ? fullText : head + SQL.rows(part.count, columns: columnCount) + tail
            inserted += try transaction.execute(SQL(text: text, bindings: bindings))
        }
        return inserted
    }
}
