/// A statement and its bindings. What is interpolated becomes a binding, never text, so there is no way to inject.
///
/// ```swift
/// let sql: SQL = "SELECT name FROM members WHERE community_id = \(community) AND id = \(member)"
/// ```
/// Placeholders are written `$1, $2, …`, which PostgreSQL reads as positions and SQLite as names that it numbers in the
/// order of appearance: the same text runs on both. The allowed subset of SQL is in docs/sql.md.
package struct SQL: Sendable, Hashable {
    package private(set) var text: String
    package private(set) var bindings: [SQLValue]

    package init(text: String, bindings: [SQLValue] = []) {
        self.text = text
        self.bindings = bindings
    }

    /// Text that comes from the source code alone.
    package static func literal(_ text: StaticString) -> SQL {
        SQL(text: text.description)
    }

    /// Joins two pieces; the placeholders of the second are numbered on.
    package static func + (left: SQL, right: SQL) -> SQL {
        var joined = left
        joined.append(right)
        return joined
    }

    package mutating func append(_ other: SQL) {
        guard !bindings.isEmpty, !other.bindings.isEmpty else {
            text += other.text
            bindings += other.bindings
            return
        }
        text += SQL.renumbered(other.text, by: bindings.count)
        bindings += other.bindings
    }

    /// Only placeholders are written with a dollar sign in Pond's SQL, so every `$n` in the text is one.
    private static func renumbered(_ text: String, by offset: Int) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 16)
        var bytes = text.utf8.makeIterator()
        var next = bytes.next()
        while let byte = next {
            result.append(byte)
            next = bytes.next()
            guard byte == UInt8(ascii: "$") else { continue }
            var number = 0
            while let digit = next, digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
                number = number * 10 + Int(digit - UInt8(ascii: "0"))
                next = bytes.next()
            }
            result.append(contentsOf: String(number + offset).utf8)
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) {
        self.init(text: text)
    }

    package init(stringInterpolation: Interpolation) {
        self.init(text: stringInterpolation.text, bindings: stringInterpolation.bindings)
    }

    package struct Interpolation: StringInterpolationProtocol {
        var text = ""
        var bindings: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            bindings.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        package mutating func appendInterpolation(_ value: some SQLBindable) {
            bindings.append(value.sqlValue)
            text += "$\(bindings.count)"
        }

        /// NULL is a binding like any other.
        package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            bindings.append(value.sqlValue)
            text += "$\(bindings.count)"
        }

        /// Puts a piece of SQL in, with its own bindings.
        package mutating func appendInterpolation(_ sql: SQL) {
            var whole = SQL(text: text, bindings: bindings)
            whole.append(sql)
            text = whole.text
            bindings = whole.bindings
        }
    }
}
