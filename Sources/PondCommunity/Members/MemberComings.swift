package import PondCore
package import PondStore

/// How a member came into a community, whether they are there, and what post they hold: what is known here without
/// reading any talk.
package struct MemberComing: Hashable, Decodable, Sendable {
    package let id: ID<Member>
    package let displayName: String
    package let createdAt: Timestamp
    /// An import brought them, whether or not they have taken their history over since.
    package let isImported: Bool
    package let wasInvited: Bool
    package let leftAt: Timestamp?
    package let wasRemoved: Bool
    /// 0: the owner, 1: another post, 2: none.
    package let postRank: Int

    package var isOwner: Bool { postRank == 0 }
    package var isStaff: Bool { postRank < 2 }
}

/// The comings and goings of a community, for what looks at it as a whole.
package struct MemberComings: Sendable {
    private static let pageCountMax = 5_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Hands out all members, those who are gone too, in the order of their ids. Whom an import brings that is not
    /// complete is hidden.
    package func read(_ community: ID<Community>, _ take: (MemberComing) throws -> Void) async throws {
        var last = ID<Member>(0)
        while true {
            let page = try await database.read { [last] transaction in
                try transaction.all(MemberComing.self, Self.page(community, after: last))
            }
            for coming in page { try take(coming) }
            guard let end = page.last, page.count == Self.pageCountMax else { return }
            last = end.id
        }
    }

    package static func page(_ community: ID<Community>, after last: ID<Member>) -> SQL {
        """
        SELECT m.id, m.display_name, m.created_at, CASE WHEN m.import_id IS NULL THEN 0 ELSE 1 END AS is_imported,
            CASE WHEN EXISTS (SELECT 1 FROM invitation_uses u
                WHERE u.community_id = m.community_id AND u.member_id = m.id) THEN 1 ELSE 0 END AS was_invited,
            m.left_at,
            CASE WHEN EXISTS (SELECT 1 FROM member_removals r
                WHERE r.community_id = m.community_id AND r.member_id = m.id AND r.undone_at IS NULL
                    AND r.removed_at >= m.left_at) THEN 1 ELSE 0 END AS was_removed,
            coalesce((SELECT min(CASE p.post WHEN 'owner' THEN 0 ELSE 1 END) FROM staff_posts p
                WHERE p.community_id = m.community_id AND p.member_id = m.id), 2) AS post_rank
        FROM members m
        WHERE m.community_id = \(community) AND m.id > \(last)
            AND (m.import_id IS NULL OR m.person_id IS NOT NULL OR m.import_id IN (
                SELECT i.id FROM imports i WHERE i.community_id = \(community) AND i.state = 'completed'))
        ORDER BY m.id LIMIT \(pageCountMax)
        """
    }
}
