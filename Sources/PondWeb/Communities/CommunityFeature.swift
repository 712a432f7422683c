package import PondCommunity
package import PondPlatform
package import PondStore
import PondTalk

/// Everything about communities, members, staff and invitations that the server answers, and what it needs of others.
package struct CommunityFeature: Sendable {
    private let database: Database
    private let names: PersonNames
    private let counts: ShellCounts
    private let table: PermissionTable
    private let isFirstRun: @Sendable () async throws -> Bool

    package init(
        _ database: Database, names: PersonNames, counts: ShellCounts = .none,
        table: PermissionTable = .standard, isFirstRun: @escaping @Sendable () async throws -> Bool
    ) {
        self.database = database
        self.names = names
        self.counts = counts
        self.table = table
        self.isFirstRun = isFirstRun
    }

    /// With the names and the first run of the installation's accounts.
    package init(_ database: Database, _ accounts: AccountParts, counts: ShellCounts = .none) {
        self.init(
            database,
            names: PersonNames { person in
                try await database.read { transaction in
                    try transaction.first("SELECT name FROM persons WHERE id = \(person)") { $0.text(0) } ?? ""
                }
            }, counts: counts, isFirstRun: { try await accounts.accounts.awaitsFirstRun() })
    }

    /// - Parameters:
    ///   - marks: the communities' pictures.
    ///   - spool: where what is brought waits.
    func routes(_ marks: CommunityMarks, spool: UploadSpool) -> [Route] {
        let intake = MarkIntake(marks, spool: spool)
        return pages(marks, intake) + programs + MarkRoutes(marks: marks, intake: intake).routes
    }

    var shells: Shells { Shells(database, counts: counts) }

    private func pages(_ marks: CommunityMarks, _ intake: MarkIntake) -> [Route] {
        let profiles = CommunityProfiles(database)
        let directory = MemberDirectory(database)
        let members = Members(database)
        let groups = Groups(database)
        let staff = Staff(database)
        let invitations = Invitations(database)
        let joining = Joining(database)
        let export = MemberExport(directory: directory, database: database)
        return FrontRoutes(
            profiles: profiles, founding: CommunityFounding(database), personName: names,
            shells: shells, isFirstRun: isFirstRun
        ).routes
            + MemberHomeRoutes(
                profiles: profiles, directory: directory, members: members, reading: ReadPositions(database),
                joining: joining, shells: shells, personName: names
            ).routes
            + MembershipRoutes(profiles: profiles, members: members, shells: shells).routes
            + MemberListRoutes(
                directory: directory, removals: MemberRemovals(database), staff: staff, groups: groups,
                saved: SavedFilters(database), export: export, shells: shells
            ).routes
            + ConsoleSearchRoutes(directory: directory, search: MessageSearch(database), shells: shells).routes
            + MemberPersonRoutes(
                members: members, staff: staff, groups: groups, invitations: invitations, shells: shells
            ).routes
            + SettingsRoutes(
                profiles: profiles, staff: staff, shells: shells, table: table, marks: marks, intake: intake
            ).routes
            + AuditRoutes(trail: AuditTrail(database), shells: shells).routes
            + InvitationRoutes(invitations: invitations, groups: groups, shells: shells).routes
            + InvitationLandingRoutes(
                invitations: invitations, joining: joining, access: CommunityAccess(database, table: table),
                database: database, personName: names, shells: shells
            ).routes
    }

    private var programs: [Route] {
        let invitations = Invitations(database)
        return CommunityAPIRoutes(
            profiles: CommunityProfiles(database), founding: CommunityFounding(database)
        ).routes
            + MemberAPIRoutes(
                directory: MemberDirectory(database), members: Members(database),
                removals: MemberRemovals(database), staff: Staff(database)
            ).routes
            + InvitationAPIRoutes(
                invitations: invitations, joining: Joining(database), shells: Shells(database, counts: counts)
            ).routes
    }
}
