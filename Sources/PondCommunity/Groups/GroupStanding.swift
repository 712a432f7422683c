package import PondCore

/// What somebody is in one group, and therefore may do there. Only `GroupAccess` makes one.
package struct GroupStanding: Sendable {
    package let standing: Standing
    package let group: Group
    package let settings: GroupSettings
    /// Nil for staff who look in from outside.
    package let membership: GroupMembership?

    init(standing: Standing, row: GroupRow) {
        self.standing = standing
        group = row.group
        settings = row.settings
        membership = row.membership
    }

    package var community: Community { standing.community }

    package func allows(_ permission: Permission) -> Bool {
        standing.allows(permission, in: group.id)
    }

    /// - Throws: `AppError.notAllowed`.
    package func require(_ permission: Permission) throws {
        try standing.require(permission, in: group.id)
    }

    /// The member, who is in the group.
    /// - Throws: `AppError.signInNeeded`, `.membershipNeeded`, `.groupMembershipNeeded`.
    package func asGroupMember() throws -> ID<Member> {
        let member = try standing.asMember()
        guard membership != nil else { throw AppError(.groupMembershipNeeded, group.name) }
        return member
    }
}

extension Standing {
    /// Staff who see a group from outside: who moderates or manages it.
    package func oversees(_ group: ID<Group>) -> Bool {
        allows(.moderateMessages, in: group) || allows(.manageGroups, in: group)
    }

    /// Whether they see all groups from outside.
    package var overseesAllGroups: Bool { allows(.moderateMessages) || allows(.manageGroups) }
}
