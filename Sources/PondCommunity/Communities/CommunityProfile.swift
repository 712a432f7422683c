import Foundation
package import PondCore
package import PondStore

/// All that a community says of itself.
package struct CommunityProfile: Sendable {
    package let community: Community
    package let positioning: Positioning
    package let brand: Brand
    package let settings: CommunitySettings
    /// Rises with each change of these; a change names the version that it was made on.
    package let version: Int64
    /// How many are there now.
    package let memberCount: Int
    package let welcomeGroup: ID<Group>?

    /// The chosen initials, or the name's first character as a proposal.
    package var initials: String {
        brand.initials.isEmpty ? String(community.name.prefix(1)) : brand.initials
    }
}

/// JSON as it is kept in a column: keys in order, so that equal values are equal texts.
package enum ColumnJSON {
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    package static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension ReadTransaction {
    private struct Columns: Decodable {
        let id: ID<Community>
        let name: String
        let timeZone: String
        let createdAt: Timestamp
        let isPublic: Bool
        let positioning: String
        let brand: String
        let settings: String
        let version: Int64
        let memberCount: Int
        let welcomeGroupId: Int64?
    }

    /// - Throws: `AppError.communityNotFound`.
    package func profile(of community: ID<Community>) throws -> CommunityProfile {
        let found = try one(
            Columns.self,
            """
            SELECT \(Community.columns), positioning, brand, settings, version, member_count, welcome_group_id
            FROM communities WHERE id = \(community) AND is_founded = 1
            """)
        guard let row = found else { throw AppError(.communityNotFound, community.description) }
        return CommunityProfile(
            community: Community(
                id: row.id, name: row.name, timeZone: row.timeZone, createdAt: row.createdAt, isPublic: row.isPublic),
            positioning: try ColumnJSON.value(Positioning.self, row.positioning),
            brand: try ColumnJSON.value(Brand.self, row.brand),
            settings: try ColumnJSON.value(CommunitySettings.self, row.settings), version: row.version,
            memberCount: row.memberCount, welcomeGroup: row.welcomeGroupId.map { ID($0) })
    }
}
