import Foundation
package import PondCore
package import PondStore

/// What a feature keeps about a person: how it is handed over, and how it is erased. The composition root collects
/// these of all features.
package struct PersonalData: Sendable {
    /// The key under which it stands in an export: `account`, `memberships`.
    package let name: String
    /// A JSON value.
    package let collect: @Sendable (ReadTransaction, ID<Person>) throws -> String
    /// Takes away what tells who somebody is; rows that others' sums rest on stay.
    package let erase: @Sendable (WriteTransaction, ID<Person>) throws -> Void

    package init(
        name: String, collect: @escaping @Sendable (ReadTransaction, ID<Person>) throws -> String,
        erase: @escaping @Sendable (WriteTransaction, ID<Person>) throws -> Void
    ) {
        self.name = name
        self.collect = collect
        self.erase = erase
    }

    /// A value as people read it: times are ISO 8601.
    package static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
