package import PondCore
package import PondPlatform
package import PondStore

/// All that the staff sees of one member.
package struct MemberRecord: Sendable {
    /// A group that somebody is in, or was in where it lived before.
    package struct Place: Decodable, Sendable {
        package let id: ID<Group>
        package let name: String
        package let platform: String
        /// Nil where an import says so.
        package let joinedAt: Timestamp?
    }

    /// A note of the staff.
    package struct Note: Decodable, Sendable {
        package let id: ID<MemberNote>
        package let authorName: String
        package let body: String
        package let createdAt: Timestamp
    }

    /// Somebody was asked to go.
    package struct Removal: Decodable, Sendable {
        package let id: ID<MemberRemoval>
        package let batchId: ID<MemberRemoval>
        package let reason: String
        package let removedAt: Timestamp
        package let undoneAt: Timestamp?
        package let byName: String?
    }

    /// A message of theirs.
    package struct Spoken: Decodable, Sendable {
        package let groupId: ID<Group>
        package let messageId: Int64
    }

    /// Who made the invitation that somebody came through.
    package struct Inviter: Decodable, Sendable {
        package let id: ID<Member>
        package let name: String
    }

    package let line: MemberLine
    package let introduction: String
    package let firstSpokeAt: Timestamp
    package let mutedUntil: Timestamp
    package let aliases: [String]
    package let places: [Place]
    package let notes: [Note]
    package let removals: [Removal]
    package let decisions: [AuditEntry]
    /// Which platforms they were seen on.
    package let platforms: [String]
    package let invitedBy: Inviter?
    /// How often the invitations that they made were used.
    package let invitedCount: Int
    /// Where they spoke first and last; nil where that was taken back, or in a group that they are not in any more.
    package let firstMessage: Spoken?
    package let lastMessage: Spoken?
}

/// A note that staff wrote about a member.
package enum MemberNote {}

/// A decision that a member has to go.
package enum MemberRemoval {}

extension ReadTransaction {
    private struct More: Decodable {
        let introduction: String
        let firstSpokeAt: Timestamp
        let mutedUntil: Timestamp
    }

    /// A member of the community.
    /// - Throws: `AppError.memberNotFound`.
    package func memberLine(_ member: ID<Member>, in community: ID<Community>) throws -> MemberLine {
        let found = try one(
            MemberLine.self,
            "SELECT \(MemberLine.columns) FROM members m WHERE m.community_id = \(community) AND m.id = \(member)")
        guard let found else { throw AppError(.memberNotFound) }
        var lines = [found]
        try addPosts(&lines, community)
        return lines[0]
    }

    func record(of member: ID<Member>, in community: ID<Community>) throws -> MemberRecord {
        let line = try memberLine(member, in: community)
        let more = try one(
            More.self,
            """
            SELECT introduction, first_spoke_at, muted_until FROM members
            WHERE community_id = \(community) AND id = \(member)
            """)
        let aliases = try query(
            """
            SELECT name FROM member_aliases WHERE community_id = \(community) AND member_id = \(member)
            ORDER BY id LIMIT 50
            """
        ) { $0.text(0) }
        let platforms = try query(
            """
            SELECT DISTINCT platform FROM member_accounts
            WHERE community_id = \(community) AND member_id = \(member) ORDER BY platform
            """
        ) { $0.text(0) }
        return try MemberRecord(
            line: line, introduction: more?.introduction ?? "",
            firstSpokeAt: more?.firstSpokeAt ?? Timestamp(milliseconds: 0),
            mutedUntil: more?.mutedUntil ?? Timestamp(milliseconds: 0),
            aliases: aliases.filter { $0 != line.displayName }, places: places(of: member, community),
            notes: notes(on: member, community), removals: removals(of: member, community),
            decisions: decisions(member, community), platforms: platforms,
            invitedBy: inviter(of: member, community), invitedCount: invitedCount(member, community),
            firstMessage: message(of: member, community, at: more?.firstSpokeAt),
            lastMessage: message(of: member, community, at: line.lastSpokeAt))
    }

    private func decisions(_ member: ID<Member>, _ community: ID<Community>) throws -> [AuditEntry] {
        var filter = AuditFilter()
        filter.subjectKind = "member"
        filter.subject = member.rawValue
        return try auditEntries(community: community.rawValue, filter)
    }

    private func places(of member: ID<Member>, _ community: ID<Community>) throws -> [MemberRecord.Place] {
        try all(
            MemberRecord.Place.self,
            """
            SELECT g.id, g.name, g.platform, max(p.joined_at) AS joined_at FROM (
                SELECT group_id, joined_at FROM group_memberships
                WHERE community_id = \(community) AND member_id = \(member)
                UNION ALL SELECT group_id, NULL FROM group_members
                WHERE community_id = \(community) AND member_id = \(member)) AS p
            JOIN groups g ON g.community_id = \(community) AND g.id = p.group_id
            WHERE g.import_id IS NULL OR g.import_id IN (
                SELECT i.id FROM imports i WHERE i.community_id = \(community) AND i.state = 'completed')
            GROUP BY g.id, g.name, g.platform ORDER BY g.name, g.id LIMIT 100
            """)
    }

    private func notes(on member: ID<Member>, _ community: ID<Community>) throws -> [MemberRecord.Note] {
        try all(
            MemberRecord.Note.self,
            """
            SELECT n.id, a.display_name AS author_name, n.body, n.created_at FROM member_notes n
            JOIN members a ON a.community_id = n.community_id AND a.id = n.author_id
            WHERE n.community_id = \(community) AND n.member_id = \(member) ORDER BY n.id DESC LIMIT 100
            """)
    }

    private func removals(of member: ID<Member>, _ community: ID<Community>) throws -> [MemberRecord.Removal] {
        try all(
            MemberRecord.Removal.self,
            """
            SELECT r.id, r.batch_id, r.reason, r.removed_at, r.undone_at, b.display_name AS by_name
            FROM member_removals r
            LEFT JOIN members b ON b.community_id = r.community_id AND b.id = r.removed_by
            WHERE r.community_id = \(community) AND r.member_id = \(member) ORDER BY r.id DESC LIMIT 20
            """)
    }

    private func inviter(of member: ID<Member>, _ community: ID<Community>) throws -> MemberRecord.Inviter? {
        try one(
            MemberRecord.Inviter.self,
            """
            SELECT b.id, b.display_name AS name FROM invitation_uses u
            JOIN invitations i ON i.community_id = u.community_id AND i.id = u.invitation_id
            JOIN members b ON b.community_id = i.community_id AND b.id = i.made_by
            WHERE u.community_id = \(community) AND u.member_id = \(member) ORDER BY u.at LIMIT 1
            """)
    }

    /// What somebody said in that moment: one look into each of their groups.
    private func message(
        of member: ID<Member>, _ community: ID<Community>, at moment: Timestamp?
    ) throws -> MemberRecord.Spoken? {
        guard let moment, moment.milliseconds > 0 else { return nil }
        return try one(
            MemberRecord.Spoken.self,
            """
            SELECT t.group_id, t.subject_id AS message_id FROM (
                SELECT group_id FROM group_memberships
                WHERE community_id = \(community) AND member_id = \(member)
                UNION SELECT group_id FROM group_members
                WHERE community_id = \(community) AND member_id = \(member)) AS p
            CROSS JOIN timeline_entries t
            CROSS JOIN messages m
            WHERE t.community_id = \(community) AND t.group_id = p.group_id AND t.at = \(moment)
                AND t.kind = 'message' AND m.community_id = \(community) AND m.id = t.subject_id
                AND m.author_id = \(member) AND m.recalled_at IS NULL
            LIMIT 1
            """)
    }

    private func invitedCount(_ member: ID<Member>, _ community: ID<Community>) throws -> Int {
        try count(
            """
            SELECT CAST(coalesce(sum(uses), 0) AS BIGINT) FROM invitations
            WHERE community_id = \(community) AND made_by = \(member)
            """)
    }
}
