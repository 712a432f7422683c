/// Which post may do what: the one table, deny by default. It is shown in the settings.
package struct PermissionTable: Sendable {
    private let allowed: [Permission: Set<Post>]

    /// The table that a community starts with.
    package static let standard = PermissionTable([
        .viewCommunity: Set(Post.allCases),
        .viewMembers: [.owner, .admin, .support, .marketing, .tech, .leader, .member],
        .readGroups: [.owner, .admin, .support, .marketing, .tech, .leader, .member],
        .postMessages: [.owner, .admin, .support, .marketing, .tech, .leader, .member],
        .reactToMessages: [.owner, .admin, .support, .marketing, .tech, .leader, .member],
        .reportContent: [.owner, .admin, .support, .marketing, .tech, .leader, .member],
        .viewConsole: [.owner, .admin, .support, .marketing, .tech, .leader],
        .viewMemberDetails: [.owner, .admin, .support, .marketing, .leader],
        .manageMembers: [.owner, .admin],
        .manageGroups: [.owner, .admin, .leader],
        .moderateMessages: [.owner, .admin, .support, .leader],
        .reviewReports: [.owner, .admin, .support],
        .viewInsight: [.owner, .admin, .marketing, .tech],
        .importHistory: [.owner, .admin, .tech],
        .exportData: [.owner, .admin, .tech],
        .manageInvitations: [.owner, .admin, .marketing, .leader],
        .manageSettings: [.owner, .admin],
        .manageStaff: [.owner],
        .viewAudit: [.owner, .admin, .tech],
        .manageKeys: [.owner, .tech],
    ])

    package init(_ allowed: [Permission: Set<Post>]) {
        self.allowed = allowed
    }

    package func allows(_ permission: Permission, to post: Post) -> Bool {
        allowed[permission]?.contains(post) ?? false
    }

    /// Everything that somebody with these posts may do.
    package func permissions(of posts: Set<Post>) -> Set<Permission> {
        Set(Permission.allCases.filter { permission in posts.contains { allows(permission, to: $0) } })
    }
}
