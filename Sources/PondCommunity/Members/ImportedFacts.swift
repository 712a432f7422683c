package import PondCore
package import PondStore

/// What an import says of people: taken back with it, so that each is known as if it had never been.
package struct ImportedFacts {
    private let community: ID<Community>
    private let importID: Int64

    package init(community: ID<Community>, importID: Int64) {
        self.community = community
        self.importID = importID
    }

    /// Removes what the import says of these members, and the members of whom then nothing is known.
    /// - Parameter members: ids, one at least; a thousand is a good batch.
    /// - Throws: `StoreError`.
    package func remove(of members: [Int64], _ transaction: WriteTransaction) throws {
        let ids = SQL.values(members.map { .integer($0) }, columns: members.count)
        try transaction.execute(
            """
            DELETE FROM group_members
            WHERE community_id = \(community) AND member_id IN \(ids) AND import_id = \(importID)
            """)
        try removeAliases(ids, transaction)
        try removeAccounts(ids, transaction)
        try transaction.execute(
            """
            DELETE FROM import_members
            WHERE community_id = \(community) AND import_id = \(importID) AND member_id IN \(ids)
            """)
        try removeMembers(ids, transaction)
        try transaction.reindex(members, in: community)
    }

    private func removeAliases(_ ids: SQL, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            DELETE FROM member_alias_sources
            WHERE community_id = \(community) AND import_id = \(importID) AND alias_id IN (
                SELECT id FROM member_aliases WHERE community_id = \(community) AND member_id IN \(ids))
            """)
        try transaction.execute(
            """
            DELETE FROM member_aliases
            WHERE community_id = \(community) AND member_id IN \(ids)
                AND NOT EXISTS (SELECT 1 FROM member_alias_sources s
                    WHERE s.community_id = member_aliases.community_id AND s.alias_id = member_aliases.id)
            """)
    }

    private func removeAccounts(_ ids: SQL, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            DELETE FROM member_account_sources
            WHERE community_id = \(community) AND import_id = \(importID) AND (platform, account_id) IN (
                SELECT platform, account_id FROM member_accounts
                WHERE community_id = \(community) AND member_id IN \(ids))
            """)
        try transaction.execute(
            """
            DELETE FROM member_accounts
            WHERE community_id = \(community) AND member_id IN \(ids)
                AND NOT EXISTS (SELECT 1 FROM member_account_sources s
                    WHERE s.community_id = member_accounts.community_id AND s.platform = member_accounts.platform
                        AND s.account_id = member_accounts.account_id)
            """)
    }

    /// Of those who stay, the import that brought them is the first of those left, and the name is what was
    /// said here, or else first said by those left.
    private func removeMembers(_ ids: SQL, _ transaction: WriteTransaction) throws {
        let ours: SQL = " WHERE community_id = \(community) AND id IN \(ids) AND import_id = \(importID)"
        try transaction.execute(
            """
            UPDATE members SET import_id = (SELECT min(i.import_id) FROM import_members i
                WHERE i.community_id = members.community_id AND i.member_id = members.id)
            """ + ours + """
                 AND (person_id IS NOT NULL OR \(Self.isKnownHere)
                    OR EXISTS (SELECT 1 FROM import_members i
                        WHERE i.community_id = members.community_id AND i.member_id = members.id)
                    OR EXISTS (SELECT 1 FROM group_members g
                        WHERE g.community_id = members.community_id AND g.member_id = members.id)
                    OR EXISTS (SELECT 1 FROM group_memberships p
                        WHERE p.community_id = members.community_id AND p.member_id = members.id))
                """)
        try transaction.execute(
            """
            DELETE FROM message_mentions WHERE community_id = \(community) AND member_id IN (
                SELECT id FROM members
            """ + ours + ")")
        let removed = try transaction.execute("DELETE FROM members" + ours)
        try transaction.execute(
            "UPDATE communities SET member_count = member_count - \(removed) WHERE id = \(community)")
        try transaction.execute(
            """
            UPDATE members SET display_name = coalesce((SELECT a.name FROM member_aliases a
                JOIN member_alias_sources s ON s.community_id = a.community_id AND s.alias_id = a.id
                WHERE a.community_id = members.community_id AND a.member_id = members.id
                ORDER BY CASE WHEN s.import_id = 0 THEN 0 ELSE 1 END, s.id LIMIT 1), display_name)
            WHERE community_id = \(community) AND id IN \(ids) AND person_id IS NULL
            """)
    }

    /// Somebody whom people here put into a group, gave a post or wrote about stays, whoever brought them.
    private static let isKnownHere: SQL = """
        EXISTS (SELECT 1 FROM group_memberships k
            WHERE k.community_id = members.community_id AND k.member_id = members.id)
        OR EXISTS (SELECT 1 FROM staff_posts k WHERE k.community_id = members.community_id AND k.member_id = members.id)
        OR EXISTS (SELECT 1 FROM member_notes k
            WHERE k.community_id = members.community_id AND k.member_id = members.id)
        OR EXISTS (SELECT 1 FROM member_removals k
            WHERE k.community_id = members.community_id AND k.member_id = members.id)
        """
}
