package import PondCore
package import PondStore

/// How many are in groups: who is in them here, and whom their imports list or heard.
package struct GroupSizes: Sendable {
    /// Nobody counts further.
    package static let countedMax = 5_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// What a page shows of groups that the caller has looked up.
    package func count(_ groups: [ID<Group>], of community: ID<Community>) async throws -> [ID<Group>: Int] {
        try await database.read { transaction in
            var counts: [ID<Group>: Int] = [:]
            for group in groups { counts[group] = try transaction.count(Self.query(group, community)) }
            return counts
        }
    }

    package static func query(_ group: ID<Group>, _ community: ID<Community>) -> SQL {
        """
        SELECT count(*) FROM (
            SELECT here.member_id FROM (SELECT member_id FROM group_memberships
                WHERE community_id = \(community) AND group_id = \(group) LIMIT \(countedMax)) AS here
            UNION SELECT there.member_id FROM (SELECT member_id FROM group_members
                WHERE community_id = \(community) AND group_id = \(group) LIMIT \(countedMax)) AS there) AS counted
        """
    }
}
