package import PondCore
package import PondPlatform
package import PondStore

/// What an actor is in one community, and therefore may do there. Only `CommunityAccess` makes one.
package struct Standing: Sendable {
    package let actor: Actor
    package let community: Community
    /// Nil for guests, and for the installation's administrator who did not join.
    package let member: ID<Member>?
    package let posts: Set<Post>
    /// What their posts allow in the whole community.
    package let permissions: Set<Permission>
    /// The groups they lead: there they have a leader's permissions as well.
    package let ledGroups: Set<ID<Group>>
    private let leaderPermissions: Set<Permission>

    init(
        actor: Actor, community: Community, member: ID<Member>?, posts: Set<Post>, ledGroups: Set<ID<Group>>,
        table: PermissionTable
    ) {
        self.actor = actor
        self.community = community
        self.member = member
        self.posts = posts
        self.ledGroups = ledGroups
        permissions = table.permissions(of: posts.subtracting([.leader]))
        leaderPermissions = posts.contains(.leader) ? table.permissions(of: [.leader]) : []
    }

    package func allows(_ permission: Permission) -> Bool {
        permissions.contains(permission)
    }

    /// In a group that they lead, leaders have their rights as leaders.
    package func allows(_ permission: Permission, in group: ID<Group>) -> Bool {
        permissions.contains(permission) || (ledGroups.contains(group) && leaderPermissions.contains(permission))
    }

    /// Whether they may do this in at least one group.
    package func allowsSomewhere(_ permission: Permission) -> Bool {
        permissions.contains(permission) || leaderPermissions.contains(permission)
    }

    /// - Throws: `AppError.signInNeeded` for guests, `.notAllowed` that names the permission.
    package func require(_ permission: Permission) throws {
        if !allows(permission) { throw refusal(permission) }
    }

    /// - Throws: `AppError.signInNeeded` for guests, `.notAllowed` that names the permission.
    package func require(_ permission: Permission, in group: ID<Group>) throws {
        if !allows(permission, in: group) { throw refusal(permission) }
    }

    /// In at least one group.
    /// - Throws: `AppError.signInNeeded` for guests, `.notAllowed` that names the permission.
    package func requireSomewhere(_ permission: Permission) throws {
        if !allowsSomewhere(permission) { throw refusal(permission) }
    }

    /// The member that acts.
    /// - Throws: `AppError.signInNeeded`, `.membershipNeeded`.
    package func asMember() throws -> ID<Member> {
        if let member { return member }
        throw AppError(actor.person == nil ? .signInNeeded : .membershipNeeded)
    }

    private func refusal(_ permission: Permission) -> AppError {
        guard actor.person != nil || actor.isAdministrator else { return AppError(.signInNeeded) }
        return member == nil ? AppError(.membershipNeeded) : AppError(.notAllowed, permission.rawValue)
    }
}

extension WriteTransaction {
    /// Writes into the audit log what somebody did in their community, in the transaction that does it.
    package func audit(_ entry: NewAuditEntry, as standing: Standing) throws {
        try audit(entry, by: standing.actor.person, community: standing.community.id.rawValue)
    }
}
