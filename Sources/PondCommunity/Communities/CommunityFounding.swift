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
    private let audit: AuditTrail

    package init(_ database: Database, audit: AuditTrail) {
        self.database = database
        self.audit = audit
    }

    /// Founds a community and makes the actor its owner.
    /// - Parameter key: the same person and key found once.
    /// - Throws: `AppError.signInNeeded`, `.fieldsInvalid`.
    package func found(_ draft: FoundingDraft, as actor: Actor, key: String? = nil) async throws -> Founded {
        let person = try actor.signedIn()
        let draft = try draft.validated()
        do {
            return try await write(draft, actor, person, key)
        } catch StoreError.unique where key != nil {
            // The same form, sent twice at once: the other one was first.
            return try await write(draft, actor, person, key)
        }
    }

    private func write(
        _ draft: FoundingDraft, _ actor: Actor, _ person: ID<Person>, _ key: String?
    ) async throws -> Founded {
        try await database.write { [audit] transaction in
            if let key, let known = try Self.founded(person, key, transaction) { return known }
            let community = transaction.newID(Community.self)
            let group = transaction.newID(Group.self)
            let now = transaction.now
            let brand = try ColumnJSON.text(Brand(slogan: draft.slogan))
            let settings = try ColumnJSON.text(CommunitySettings(door: draft.door))
            try transaction.execute(
                """
                INSERT INTO communities (id, name, time_zone, is_founded, created_at, brand, settings, is_public,
                    welcome_group_id, founded_by, founding_key)
                VALUES (\(community), \(draft.name), \(draft.timeZone), 1, \(now), \(brand), \(settings),
                    \(draft.isPublic), \(group), \(person), \(key))
                """)
            try transaction.execute(
                """
                INSERT INTO groups (community_id, id, name, platform, kind, created_at)
                VALUES (\(community), \(group), \(draft.firstGroup), 'pond', 'group', \(now))
                """)
            let owner = try MemberArrival(community: community, person: person, name: draft.ownerName)
                .enter(groups: [group], transaction)
            try transaction.execute(
                """
                INSERT INTO staff_posts (community_id, member_id, post, given_at)
                VALUES (\(community), \(owner.id), \(Post.owner.rawValue), \(now))
                """)
            transaction.record(
                NewEvent("community.founded", community: community.rawValue, actor: owner.id.rawValue))
            transaction.record(
                NewEvent(
                    "group.created", community: community.rawValue, group: group.rawValue, actor: owner.id.rawValue,
                    subject: group.rawValue))
            owner.record(person, via: nil, transaction)
            try audit.record(
                transaction,
                AuditNote(
                    "community.founded", by: actor, in: community, about: "community", community.rawValue,
                    after: ColumnJSON.text(["name": draft.name])))
            return Founded(community: community, owner: owner.id, group: group)
        }
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
