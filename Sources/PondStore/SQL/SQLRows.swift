extension SQL {
    /// At most this many bindings go into one statement: SQLite's default limit is 32,766, PostgreSQL's 65,535.
    package static let bindingsMax = 32_000

    /// `($1,$2),($3,$4)…`: rows for `INSERT INTO t (a, b) VALUES …` or `WITH input (a, b) AS (VALUES …)`.
    ///
    /// `bindings` holds the rows one after the other, `columns` values each. The text depends on the two counts alone,
    /// so equal shapes share a prepared statement; callers send full chunks of one size, and one rest.
    package static func values(_ bindings: [SQLValue], columns: Int) -> SQL {
        var text = ""
        text.reserveCapacity(bindings.count * 7)
        for position in 0..<bindings.count {
            let column = position % columns
            text += column == 0 ? (position == 0 ? "($" : ",($") : ",$"
            text += String(position + 1)
            if column == columns - 1 { text += ")" }
        }
        return SQL(text: text, bindings: bindings)
    }
}
