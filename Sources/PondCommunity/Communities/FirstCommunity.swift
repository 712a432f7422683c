package import PondCore
package import PondPlatform
package import PondStore

extension Communities {
    /// Founds a community with its owner, who is member number 1 and holds the owner's post, and with its first group.
    /// A community of that name that was imported before gets its owner instead. Part of a verb's transaction.
    /// - Throws: `AppError.invalidInput`, `.communityAmbiguous`.
    package static func found(
        _ draft: CommunityDraft, owner person: ID<Person>, named name: String, _ transaction: WriteTransaction
    ) throws -> ID<Community> {
        let community = try findOrPrepare(draft.validated(), transaction).id
        let now = transaction.now
        let number = try transaction.count(
            """
            UPDATE communities SET last_member_number = last_member_number + 1 WHERE id = \(community)
            RETURNING last_member_number
            """)
        let member = transaction.newID(Member.self)
        try transaction.execute(
            """
            INSERT INTO members (community_id, id, number, person_id, display_name, created_at)
            VALUES (\(community), \(member), \(number), \(person), \(name), \(now))
            """)
        try transaction.execute(
            """
            INSERT INTO staff_posts (community_id, member_id, post, given_at)
            VALUES (\(community), \(member), \(Post.owner.rawValue), \(now))
            """)
        let group = transaction.newID(Group.self)
        try transaction.execute(
            """
            INSERT INTO groups (community_id, id, name, platform, kind, created_at)
            VALUES (\(community), \(group), \(draft.name), 'pond', 'group', \(now))
            """)
        try transaction.execute(
            """
            INSERT INTO group_memberships (community_id, group_id, member_id, joined_at)
            VALUES (\(community), \(group), \(member), \(now))
            """)
        try found(community, transaction)
        transaction.record(
            NewEvent(
                "member.joined", community: community.rawValue, actor: member.rawValue, subject: member.rawValue))
        try transaction.audit(
            NewAuditEntry("community.founded", "community", community.rawValue), by: person,
            community: community.rawValue)
        return community
    }
}
