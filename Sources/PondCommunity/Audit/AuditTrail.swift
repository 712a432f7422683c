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
        /// The messages among the subjects, and those that the reports among them are about, by the subject's id.
        package let messages: [Int64: Line]
    }

    /// A message that something was decided about.
    package struct Line: Sendable {
        package let message: Int64
        package let group: Int64
        /// Nil for a line without an author, or whose author is gone.
        package let author: String?
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
                ) { $1 }, messages: try Self.lines(of: entries, community, transaction))
        }
    }

    /// Ids are unique among all things, so messages and reports go into one table.
    private static func lines(
        of entries: [AuditEntry], _ community: ID<Community>, _ transaction: ReadTransaction
    ) throws -> [Int64: Line] {
        func ids(_ subject: String) -> [Int64] {
            Set(entries.filter { $0.subject == subject }.compactMap(\.subjectId)).sorted()
        }
        let (messages, reports) = (ids("message"), ids("report"))
        var lines: [Int64: Line] = [:]
        func read(_ query: SQL) throws {
            _ = try transaction.query(query) { row in
                lines[row.integer(0)] = Line(
                    message: row.integer(1), group: row.integer(2), author: row.textOrNull(3))
            }
        }
        if !messages.isEmpty {
            try read(
                """
                SELECT m.id, m.id, m.group_id, a.display_name FROM messages m
                LEFT JOIN members a ON a.community_id = m.community_id AND a.id = m.author_id
                WHERE m.community_id = \(community) AND m.id IN \(SQL.list(messages))
                """)
        }
        if !reports.isEmpty {
            try read(
                """
                SELECT r.id, r.message_id, r.group_id, a.display_name FROM reports r
                LEFT JOIN members a ON a.community_id = r.community_id AND a.id = r.author_id
                WHERE r.community_id = \(community) AND r.id IN \(SQL.list(reports))
                """)
        }
        return lines
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
