package import PondCore
package import PondPlatform
package import PondStore

/// Founding a community: its first member is its owner, and its first group is there, all in one transaction.
package struct CommunityFounding: Sendable {
    /// What was founded.
    package struct Founded: Hashable, Sendable {
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
        do {
            return try await write(draft, person, key)
        } catch StoreError.unique where key != nil {
            // The same form, sent twice at once: the other one was first.
            return try await write(draft, person, key)
        }
    }

    private func write(
        _ draft: FoundingDraft, _ person: ID<Person>, _ key: String?
    ) async throws -> Founded {
        try await database.write { transaction in
            if let key, let known = try Self.founded(person, key, transaction) { return known }
            return try Self.found(draft, owner: person, key: key, transaction)
        }
    }

    /// Founds a community in somebody else's transaction: the first run makes its owner's account together with it.
    /// - Parameter adoptsImported: a community of that name that was imported before gets its owner instead. Only for
    ///   who runs the installation: whoever names it has its history.
    /// - Throws: `AppError.fieldsInvalid`, and `.communityAmbiguous` when several were imported under the name.
    package static func found(
        _ draft: FoundingDraft, owner person: ID<Person>, key: String? = nil, adoptsImported: Bool = false,
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
                welcome_group_id = \(group), founded_by = \(person), founding_key = \(key)
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

    private static func founded(
        _ person: ID<Person>, _ key: String, _ transaction: WriteTransaction
    ) throws -> Founded? {
        try transaction.first(
            """
            SELECT c.id, m.id, c.welcome_group_id FROM communities c
            JOIN members m ON m.community_id = c.id AND m.person_id = c.founded_by
            WHERE c.founded_by = \(person) AND c.founding_key = \(key)
            """
        ) { Founded(community: ID($0.integer(0)), owner: ID($0.integer(1)), group: ID($0.integer(2))) }
    }
}
