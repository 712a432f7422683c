package import PondCore
import PondStore

/// A running community: what every group, member and message belongs to.
package struct Community: Hashable, Decodable, Sendable {
    package let id: ID<Community>
    package let name: String
    /// IANA name; days and hours of the community are counted in it.
    package let timeZone: String
    package let createdAt: Timestamp
    /// Guests see its landing page; others learn nothing of a community that is not public.
    package let isPublic: Bool

    static let columns: SQL = "id, name, time_zone, created_at, is_public"
}
