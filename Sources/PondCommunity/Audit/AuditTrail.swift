package import PondCore
package import PondPlatform
package import PondStore

/// What staff of a community did, newest first, with the names of those they did it to.
package struct AuditTrail: Sendable {
    /// People that the filter offers: more than a community has staff.
    private static let actorsMax = 200

    package struct Page: Sendable {
        package let entries: [AuditEntry]
        /// Names of the members among the subjects.
        package let members: [Int64: String]
        /// What the invitations among the subjects are for, or their code.
        package let invitations: [Int64: String]
        package let groups: [Int64: String]
    }

    /// Somebody whose acts can be asked for.
    package struct Actor: Sendable {
        package let person: ID<Person>
        package let name: String
    }

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// - Throws: `AppError.notAllowed`.
    package func page(_ filter: AuditFilter, as standing: Standing) async throws -> Page {
        try standing.require(.viewAudit)
        let community = standing.community.id
        return try await database.read { transaction in
            let entries = try transaction.auditEntries(community: community.rawValue, filter)
            return Page(
                entries: entries,
                members: try Self.names("member", entries, transaction) { ids in
                    "SELECT id, display_name FROM members WHERE community_id = \(community) AND id IN \(ids)"
                },
                invitations: try Self.names("invitation", entries, transaction) { ids in
                    """
                    SELECT id, CASE WHEN note = '' THEN code ELSE note END FROM invitations
                    WHERE community_id = \(community) AND id IN \(ids)
                    """
                },
                groups: Dictionary(
                    try transaction.query("SELECT id, name FROM groups WHERE community_id = \(community)") {
                        ($0.integer(0), $0.text(1))
                    }
                ) { $1 })
        }
    }

    private static func names(
        _ subject: String, _ entries: [AuditEntry], _ transaction: ReadTransaction, query: (SQL) -> SQL
    ) throws -> [Int64: String] {
        let ids = Set(entries.filter { $0.subject == subject }.compactMap(\.subjectId)).sorted()
        guard !ids.isEmpty else { return [:] }
        let list = SQL.values(ids.map(\.sqlValue), columns: ids.count)
        return Dictionary(try transaction.query(query(list)) { ($0.integer(0), $0.text(1)) }) { $1 }
    }

    /// Those who hold a post now, by name.
    /// - Throws: `AppError.notAllowed`.
    package func actors(as standing: Standing) async throws -> [Actor] {
        try standing.require(.viewAudit)
        return try await database.read { transaction in
            try transaction.query(
                """
                SELECT m.person_id, m.display_name
                FROM (SELECT DISTINCT member_id FROM staff_posts
                    WHERE community_id = \(standing.community.id)) AS staff
                CROSS JOIN members m
                WHERE m.community_id = \(standing.community.id) AND m.id = staff.member_id
                    AND m.person_id IS NOT NULL
                ORDER BY m.display_name LIMIT \(Self.actorsMax)
                """
            ) { Actor(person: ID($0.integer(0)), name: $0.text(1)) }
        }
    }
}
