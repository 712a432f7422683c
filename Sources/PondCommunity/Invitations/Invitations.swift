package import PondCore
import PondPlatform
package import PondStore

/// Making, showing and revoking invitations.
package struct Invitations: Sendable {
    package static let listCountMax = 100

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    private static let columns: SQL = """
        i.id, i.community_id, i.code, i.group_id, g.name AS group_name, i.claims_member_id,
        c.display_name AS claims_name, i.made_by AS maker_id, m.display_name AS maker_name, i.note, i.uses_max,
        i.uses, i.expires_at, i.revoked_at, i.created_at
        """
    private static let joins: SQL = """
        FROM invitations i
        JOIN members m ON m.community_id = i.community_id AND m.id = i.made_by
        LEFT JOIN members c ON c.community_id = i.community_id AND c.id = i.claims_member_id
        LEFT JOIN groups g ON g.community_id = i.community_id AND g.id = i.group_id
        """

    /// The invitations, newest first; leaders see those into the groups they lead, and their own.
    /// - Parameter id: the page goes on below this one.
    /// - Throws: `AppError.notAllowed`.
    package func all(before id: ID<Invitation>? = nil, as standing: Standing) async throws -> [Invitation] {
        try standing.requireSomewhere(.manageInvitations)
        let community = standing.community.id
        let bound = id?.rawValue ?? Int64.max
        let found = try await database.read { transaction in
            try transaction.all(
                Invitation.self,
                """
                SELECT \(Self.columns) \(Self.joins)
                WHERE i.community_id = \(community) AND i.id < \(bound) ORDER BY i.id DESC LIMIT \(Self.listCountMax)
                """)
        }
        return found.filter { Self.mayManage($0.groupId, $0.makerId, standing) }
    }

    /// - Throws: `AppError.invitationNotFound`, `.notAllowed`.
    package func invitation(_ id: ID<Invitation>, as standing: Standing) async throws -> Invitation {
        try standing.requireSomewhere(.manageInvitations)
        let community = standing.community.id
        let found = try await database.read { transaction in
            try transaction.one(
                Invitation.self,
                "SELECT \(Self.columns) \(Self.joins) WHERE i.community_id = \(community) AND i.id = \(id)")
        }
        guard let found else { throw AppError(.invitationNotFound) }
        guard Self.mayManage(found.groupId, found.makerId, standing) else {
            throw AppError(.notAllowed, Permission.manageInvitations.rawValue)
        }
        return found
    }

    /// What a code opens, for whoever has it: no standing is needed to be invited.
    /// - Throws: `AppError.invitationNotFound`.
    package func invitation(code typed: String) async throws -> Invitation {
        guard let code = InvitationCode.read(typed) else { throw AppError(.invitationNotFound) }
        let found = try await database.read { transaction in
            try transaction.one(
                Invitation.self, "SELECT \(Self.columns) \(Self.joins) WHERE i.code = \(code)")
        }
        guard let found else { throw AppError(.invitationNotFound) }
        return found
    }

    /// Makes an invitation. Leaders invite into the groups they lead.
    /// - Parameters:
    ///   - claimed: an imported member without a login, whose history goes to the one person who comes through.
    ///   - key: the same maker and key make one.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid`, `.groupNotFound`, `.memberNotFound`, `.alreadyMember`.
    package func make(
        _ draft: InvitationDraft, claiming claimed: ID<Member>? = nil, as standing: Standing, key: String? = nil
    ) async throws -> ID<Invitation> {
        try Self.requirePermission(draft.group, standing)
        if claimed != nil { try standing.require(.manageMembers) }
        let maker = try standing.asMember()
        let valid = try draft.validated()
        let code = InvitationCode.make()
        let community = standing.community.id
        let request =
            "\(valid.group?.description ?? "")|\(claimed?.description ?? "")|\(valid.usesMax ?? 0)|"
            + "\(valid.days ?? 0)|\(valid.note)"
        return try await database.write(lane: .id(community)) { transaction in
            try transaction.once(key, scope: "invitations:\(maker)", request: request) {
                if let group = valid.group { try Self.requireGroup(group, community, transaction) }
                if let claimed { try Self.requireClaimable(claimed, community, transaction) }
                return try Self.insert(valid, claimed, code, by: maker, standing, transaction)
            }
        }
    }

    private static func insert(
        _ valid: InvitationDraft.Valid, _ claimed: ID<Member>?, _ code: String, by maker: ID<Member>,
        _ standing: Standing, _ transaction: WriteTransaction
    ) throws -> ID<Invitation> {
        let community = standing.community.id
        let id = transaction.newID(Invitation.self)
        let expiresAt = valid.days.map { transaction.now.adding(milliseconds: Int64($0) * 86_400_000) }
        try transaction.execute(
            """
            INSERT INTO invitations (community_id, id, code, group_id, claims_member_id, made_by, note, uses_max,
                expires_at, created_at)
            VALUES (\(community), \(id), \(code), \(valid.group), \(claimed), \(maker), \(valid.note),
                \(claimed == nil ? valid.usesMax : 1), \(expiresAt), \(transaction.now))
            """)
        transaction.record(
            NewEvent(
                "invitation.made", community: community.rawValue, group: valid.group?.rawValue,
                actor: maker.rawValue, subject: id.rawValue))
        try transaction.audit(NewAuditEntry("invitation.made", "invitation", id.rawValue), as: standing)
        return id
    }

    /// Takes an invitation back; whoever came through it stays.
    /// - Throws: `AppError.invitationNotFound`, `.notAllowed`.
    package func revoke(_ id: ID<Invitation>, as standing: Standing) async throws {
        _ = try await invitation(id, as: standing)
        let community = standing.community.id
        try await database.write(lane: .id(community)) { transaction in
            let revoked = try transaction.execute(
                """
                UPDATE invitations SET revoked_at = \(transaction.now)
                WHERE community_id = \(community) AND id = \(id) AND revoked_at IS NULL
                """)
            guard revoked == 1 else { return }
            transaction.record(
                NewEvent(
                    "invitation.revoked", community: community.rawValue, actor: standing.member?.rawValue,
                    subject: id.rawValue))
            try transaction.audit(NewAuditEntry("invitation.revoked", "invitation", id.rawValue), as: standing)
        }
    }

    private static func mayManage(_ group: ID<Group>?, _ maker: ID<Member>, _ standing: Standing) -> Bool {
        standing.allows(.manageInvitations) || group.map { standing.ledGroups.contains($0) } == true
            || maker == standing.member
    }

    private static func requirePermission(_ group: ID<Group>?, _ standing: Standing) throws {
        if let group {
            try standing.require(.manageInvitations, in: group)
        } else {
            try standing.require(.manageInvitations)
        }
    }

    private static func requireGroup(
        _ group: ID<Group>, _ community: ID<Community>, _ transaction: WriteTransaction
    ) throws {
        let found = try transaction.count(
            "SELECT count(*) FROM groups WHERE community_id = \(community) AND id = \(group) AND archived_at IS NULL")
        if found == 0 { throw AppError(.groupNotFound, group.description) }
    }

    private static func requireClaimable(
        _ member: ID<Member>, _ community: ID<Community>, _ transaction: WriteTransaction
    ) throws {
        if try transaction.memberLine(member, in: community).hasLogin { throw AppError(.alreadyMember) }
    }
}
