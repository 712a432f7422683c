package import PondCore
package import PondStore

/// The only way for a request to a group. Who is not in it, and does not oversee it as staff, learns nothing of it.
package struct GroupAccess: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// - Throws: `AppError.groupNotFound`.
    package func enter(_ group: ID<Group>, as standing: Standing) async throws -> GroupStanding {
        try await database.read { try $0.groupStanding(of: standing, in: group) }
    }
}

extension ReadTransaction {
    /// - Throws: `AppError.groupNotFound`.
    package func groupStanding(of standing: Standing, in group: ID<Group>) throws -> GroupStanding {
        let row = try one(
            GroupRow.self,
            """
            SELECT \(GroupRow.columns) FROM groups g
            LEFT JOIN group_memberships p
                ON p.community_id = g.community_id AND p.group_id = g.id AND p.member_id = \(standing.member)
            WHERE g.community_id = \(standing.community.id) AND g.id = \(group)
                AND \(Groups.isVisible(in: standing.community.id))
            """)
        guard let row, row.membership != nil || standing.oversees(group), standing.allows(.readGroups, in: group)
        else { throw AppError(.groupNotFound, group.description) }
        return GroupStanding(standing: standing, row: row)
    }

    /// The groups somebody may read, by name; a member's own first.
    /// - Parameter countMax: the most groups; more are left out.
    package func readableGroups(of standing: Standing, countMax: Int) throws -> [GroupStanding] {
        guard standing.allowsSomewhere(.readGroups) else { return [] }
        let scope: SQL
        if standing.overseesAllGroups {
            scope = ""
        } else if standing.ledGroups.isEmpty {
            scope = " AND p.member_id IS NOT NULL"
        } else {
            let led = SQL.values(standing.ledGroups.sorted().map(\.sqlValue), columns: standing.ledGroups.count)
            scope = " AND (p.member_id IS NOT NULL OR g.id IN \(led))"
        }
        return try all(
            GroupRow.self,
            """
            SELECT \(GroupRow.columns) FROM groups g
            LEFT JOIN group_memberships p
                ON p.community_id = g.community_id AND p.group_id = g.id AND p.member_id = \(standing.member)
            WHERE g.community_id = \(standing.community.id)
                AND \(Groups.isVisible(in: standing.community.id))\(scope)
            ORDER BY CASE WHEN g.archived_at IS NULL THEN 0 ELSE 1 END, CASE WHEN p.member_id IS NULL THEN 1 ELSE 0 END,
                g.name, g.id
            LIMIT \(countMax)
            """
        ).map { GroupStanding(standing: standing, row: $0) }
    }
}
