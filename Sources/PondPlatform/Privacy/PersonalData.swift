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
}
