package import PondCore

/// A binding. The type is known even when the value is NULL, because PostgreSQL wants to know it.
package enum SQLValue: Sendable, Hashable {
    case integer(Int64?)
    case real(Double?)
    case text(String?)
    case blob([UInt8]?)
}

/// What may be interpolated into an `SQL` value.
package protocol SQLBindable {
    var sqlValue: SQLValue { get }
    /// NULL of this type.
    static var sqlNull: SQLValue { get }
}

extension Int64: SQLBindable {
    package var sqlValue: SQLValue { .integer(self) }
    package static var sqlNull: SQLValue { .integer(nil) }
}

extension Int: SQLBindable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package static var sqlNull: SQLValue { .integer(nil) }
}

/// Stored as 0 or 1.
extension Bool: SQLBindable {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    package static var sqlNull: SQLValue { .integer(nil) }
}

extension Double: SQLBindable {
    package var sqlValue: SQLValue { .real(self) }
    package static var sqlNull: SQLValue { .real(nil) }
}

extension String: SQLBindable {
    package var sqlValue: SQLValue { .text(self) }
    package static var sqlNull: SQLValue { .text(nil) }
}

extension ID: SQLBindable {
    package var sqlValue: SQLValue { .integer(rawValue) }
    package static var sqlNull: SQLValue { .integer(nil) }
}

extension Timestamp: SQLBindable {
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package static var sqlNull: SQLValue { .integer(nil) }
}

extension [UInt8]: SQLBindable {
    package var sqlValue: SQLValue { .blob(self) }
    package static var sqlNull: SQLValue { .blob(nil) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? Wrapped.sqlNull }
    package static var sqlNull: SQLValue { Wrapped.sqlNull }
}
