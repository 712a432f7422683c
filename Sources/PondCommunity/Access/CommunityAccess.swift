package import PondCore
package import PondPlatform
package import PondStore

/// The only way for a request to a community: what comes out of it is somebody's standing there.
package struct CommunityAccess: Sendable {
    private let database: Database
    private let table: PermissionTable

    package init(_ database: Database, table: PermissionTable = .standard) {
        self.database = database
        self.table = table
    }

    /// - Throws: `AppError.communityNotFound`, also for a community that is not public and that the actor is not in:
    ///   who may not know of it learns nothing.
    package func enter(_ community: ID<Community>, as actor: Actor) async throws -> Standing {
        try await database.read { [table] transaction in
            try transaction.standing(of: actor, in: community, table: table)
        }
    }
}

extension ReadTransaction {
    private struct Membership: Decodable {
        let memberId: Int64
        let post: String?
        let groupId: Int64?
    }

    /// What the actor is in a community, on this transaction's state of the data.
    /// - Throws: `AppError.communityNotFound`.
    package func standing(
        of actor: Actor, in community: ID<Community>, table: PermissionTable
    ) throws -> Standing {
        guard let found = try self.community(community) else {
            throw AppError(.communityNotFound, community.description)
        }
        let memberships = try actor.person.map { try self.memberships(of: $0, in: community) } ?? []
        guard found.isPublic || !memberships.isEmpty || actor.isAdministrator else {
            throw AppError(.communityNotFound, community.description)
        }
        var posts: Set<Post> = memberships.isEmpty ? [.guest] : [.guest, .member]
        var led: Set<ID<Group>> = []
        for membership in memberships {
            guard let post = membership.post.flatMap(Post.init) else { continue }
            posts.insert(post)
            if post == .leader, let group = membership.groupId { led.insert(ID(group)) }
        }
        // Who runs the installation can reach everything on disk anyway; here it is at least in the audit log.
        if actor.isAdministrator { posts.insert(.owner) }
        return Standing(
            actor: actor, community: found, member: memberships.first.map { ID($0.memberId) }, posts: posts,
            ledGroups: led, table: table)
    }

    private func community(_ id: ID<Community>) throws -> Community? {
        try one(
            Community.self,
            "SELECT \(Community.columns) FROM communities WHERE id = \(id) AND is_founded = 1")
    }

    private func memberships(of person: ID<Person>, in community: ID<Community>) throws -> [Membership] {
        try all(
            Membership.self,
            """
            SELECT m.id AS member_id, p.post, p.group_id FROM members m
            LEFT JOIN staff_posts p ON p.community_id = m.community_id AND p.member_id = m.id
            WHERE m.community_id = \(community) AND m.person_id = \(person) AND m.left_at IS NULL
            """)
    }
}
