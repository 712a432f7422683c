package import PondCore
package import PondPlatform
package import PondStore

/// Founding a community: its first member is its owner, and its first group is there, all in one transaction.
package struct CommunityFounding: Sendable {
    /// What was founded.
    package struct Founded: Codable, Hashable, Sendable {
        package let community: ID<Community>
        package let owner: ID<Member>
        package let group: ID<Group>
    }

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Founds a community and makes the actor its owner.
    /// - Parameter key: the same person and key found once.
    /// - Throws: `AppError.signInNeeded`, `.fieldsInvalid`.
    package func found(_ draft: FoundingDraft, as actor: Actor, key: String? = nil) async throws -> Founded {
        let person = try actor.signedIn()
        let draft = try draft.validated()
        return try await database.write { transaction in
            try transaction.once(key, scope: "communities:\(person)", request: "\(draft)") {
                try Self.found(draft, owner: person, transaction)
            }
        }
    }

    /// Founds a community in somebody else's transaction: the first run makes its owner's account together with it.
    /// - Parameter adoptsImported: a community of that name that was imported before gets its owner instead. Only for
    ///   who runs the installation: whoever names it has its history.
    /// - Throws: `AppError.fieldsInvalid`, and `.communityAmbiguous` when several were imported under the name.
    package static func found(
        _ draft: FoundingDraft, owner person: ID<Person>, adoptsImported: Bool = false,
        _ transaction: WriteTransaction
    ) throws -> Founded {
        let draft = try draft.validated()
        let named = CommunityDraft(name: draft.name, timeZone: draft.timeZone)
        let community =
            try adoptsImported
            ? Communities.findOrPrepare(named, transaction).id : Communities.prepare(named, transaction).id
        let group = transaction.newID(Group.self)
        try transaction.execute(
            """
            UPDATE communities SET brand = \(ColumnJSON.text(Brand(slogan: draft.slogan))),
                settings = \(ColumnJSON.text(CommunitySettings(door: draft.door))), is_public = \(draft.isPublic),
                welcome_group_id = \(group), founded_by = \(person)
            WHERE id = \(community)
            """)
        try transaction.execute(
            """
            INSERT INTO groups (community_id, id, name, platform, kind, created_at, is_open)
            VALUES (\(community), \(group), \(draft.firstGroup), \(Groups.ownPlatform), 'group', \(transaction.now), 1)
            """)
        let owner = try MemberArrival(community: community, person: person, name: draft.ownerName)
            .enter(groups: [group], transaction)
        try transaction.execute(
            """
            INSERT INTO staff_posts (community_id, member_id, post, given_at)
            VALUES (\(community), \(owner.id), \(Post.owner.rawValue), \(transaction.now))
            """)
        try Communities.found(community, by: owner.id, transaction)
        transaction.record(
            NewEvent(
                "group.created", community: community.rawValue, group: group.rawValue, actor: owner.id.rawValue,
                subject: group.rawValue))
        owner.record(person, via: nil, transaction)
        try transaction.audit(
            NewAuditEntry(
                "community.founded", "community", community.rawValue, after: ColumnJSON.text(["name": draft.name])),
            by: person, community: community.rawValue)
        return Founded(community: community, owner: owner.id, group: group)
    }
}
