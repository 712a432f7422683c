extension SQL {
    /// At most this many bindings go into one statement: SQLite's default limit is 32,766, PostgreSQL's 65,535.
    package static let bindingsMax = 32_000

    /// `($1,$2),($3,$4)…`: rows for `INSERT INTO t (a, b) VALUES …` or `WITH input (a, b) AS (VALUES …)`.
    ///
    /// `bindings` holds the rows one after the other, `columns` values each. The text depends on the two counts alone,
    /// so equal shapes share a prepared statement; callers send full chunks of one size, and one rest.
    package static func values(_ bindings: [SQLValue], columns: Int) -> SQL {
        SQL(text: rows(bindings.count / columns, columns: columns), bindings: bindings)
    }

    /// `($1,$2,…)` for IN; there has to be one number at least.
    package static func list(_ numbers: [Int64]) -> SQL {
        values(numbers.map { .integer($0) }, columns: numbers.count)
    }

    /// `($1,$2,…)` for IN; there has to be one text at least.
    package static func list(_ texts: [String]) -> SQL {
        values(texts.map { .text($0) }, columns: texts.count)
    }

    /// The text of so many rows of placeholders, numbered from 1.
    package static func rows(_ count: Int, columns: Int) -> String {
        // Written as bytes: this is a good part of what a bulk insert costs outside the engine.
        var text: [UInt8] = []
        text.reserveCapacity(count * columns * 7)
        for position in 0..<count * columns {
            let column = position % columns
            if column == 0, position > 0 { text.append(UInt8(ascii: ",")) }
            text.append(column == 0 ? UInt8(ascii: "(") : UInt8(ascii: ","))
            text.append(UInt8(ascii: "$"))
            append(position + 1, to: &text)
            if column == columns - 1 { text.append(UInt8(ascii: ")")) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The decimal digits of a number that is not negative.
    private static func append(_ number: Int, to text: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &text) }
        text.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
