package import PondCore
package import PondPlatform
package import PondStore

extension Communities {
    /// The group that the first community begins with; its owner renames it as they like.
    private static let firstGroupName = "大厅"

    /// Founds a community with its owner, who is member number 1 and holds the owner's post, and with its first group.
    /// A community of that name that was imported before gets its owner instead. Part of a verb's transaction.
    /// - Throws: `AppError.communityNameMissing`, `.communityAmbiguous`.
    package static func found(
        _ draft: CommunityDraft, owner person: ID<Person>, named name: String, _ transaction: WriteTransaction
    ) throws -> ID<Community> {
        let community = try findOrPrepare(draft.validated(), transaction).id
        let now = transaction.now
        let group = transaction.newID(Group.self)
        try transaction.execute(
            """
            INSERT INTO groups (community_id, id, name, platform, kind, created_at)
            VALUES (\(community), \(group), \(firstGroupName), 'pond', 'group', \(now))
            """)
        try transaction.execute("UPDATE communities SET welcome_group_id = \(group) WHERE id = \(community)")
        let owner = try MemberArrival(community: community, person: person, name: name)
            .enter(groups: [group], transaction)
        try transaction.execute(
            """
            INSERT INTO staff_posts (community_id, member_id, post, given_at)
            VALUES (\(community), \(owner.id), \(Post.owner.rawValue), \(now))
            """)
        try found(community, transaction)
        owner.record(person, via: nil, transaction)
        try transaction.audit(
            NewAuditEntry("community.founded", "community", community.rawValue), by: person,
            community: community.rawValue)
        return community
    }
}
