package import PondCore

/// A running community: what every group, member and message belongs to.
package struct Community: Hashable, Decodable, Sendable {
    package let id: ID<Community>
    package let name: String
    /// IANA name; days and hours of the community are counted in it.
    package let timeZone: String
    package let createdAt: Timestamp
}
