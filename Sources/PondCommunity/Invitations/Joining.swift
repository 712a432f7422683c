package import PondCore
package import PondPlatform
package import PondStore

/// Becoming a member.
package struct Joining: Sendable {
    /// Where somebody stands after joining; the same when they join again.
    package struct Joined: Hashable, Sendable {
        package let community: ID<Community>
        package let member: ID<Member>
        package let number: Int
        /// False for somebody who was a member already.
        package let isNew: Bool
        /// The group to begin with.
        package let group: ID<Group>?
    }

    private struct Known {
        let id: ID<Member>
        let number: Int
        let isThere: Bool
    }

    /// What the way in says.
    private struct Ticket: Sendable {
        let community: ID<Community>
        let invitation: Invitation?
        let welcomeGroup: ID<Group>?
    }

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Joins through an open door.
    /// - Parameter name: how they are called inside.
    /// - Throws: `AppError.signInNeeded`, `.fieldsInvalid`, `.invitationNeeded`, `.memberRemoved`.
    package func join(_ standing: Standing, name: String) async throws -> Joined {
        let person = try standing.actor.signedIn()
        let community = standing.community.id
        let profile = try await database.read { try $0.profile(of: community) }
        if standing.member == nil, profile.settings.door == .invitation { throw AppError(.invitationNeeded) }
        return try await join(
            Ticket(community: community, invitation: nil, welcomeGroup: profile.welcomeGroup), person, name)
    }

    /// Joins through an invitation. It is counted once a person, however often they press.
    /// - Throws: `AppError.signInNeeded`, `.fieldsInvalid`, `.invitationExpired`, `.invitationUsedUp`,
    ///   `.invitationRevoked`, `.memberRemoved`, `.alreadyMember` where it is for somebody's history.
    package func join(_ invitation: Invitation, as actor: Actor, name: String) async throws -> Joined {
        let person = try actor.signedIn()
        let profile = try await database.read { try $0.profile(of: invitation.communityId) }
        return try await join(
            Ticket(community: invitation.communityId, invitation: invitation, welcomeGroup: profile.welcomeGroup),
            person, name)
    }

    /// Why somebody who is not in the community would not be let in again; nil where nothing speaks against them.
    /// - Throws: `StoreError`.
    package func refusal(of standing: Standing) async throws -> AppError? {
        guard standing.member == nil, let person = standing.actor.person else { return nil }
        let community = standing.community.id
        return try await database.read { transaction in
            guard let known = try Self.known(person, community, transaction) else { return nil }
            return try Self.refusal(of: known.id, community, transaction)
        }
    }

    private func join(_ ticket: Ticket, _ person: ID<Person>, _ name: String) async throws -> Joined {
        var reading = FieldReading()
        let name = reading.line("name", name, isNeeded: true, charactersMax: MemberName.charactersMax)
        try reading.finish()
        do {
            return try await write(ticket, person, name)
        } catch StoreError.unique {
            // The same person, twice at once on two nodes: the other one was first, and this one changed nothing.
            return try await write(ticket, person, name)
        }
    }

    private func write(_ ticket: Ticket, _ person: ID<Person>, _ name: String) async throws -> Joined {
        try await database.write(lane: .id(ticket.community)) { transaction in
            let known = try Self.known(person, ticket.community, transaction)
            if let known, known.isThere {
                if ticket.invitation?.claimsMemberId != nil, ticket.invitation?.claimsMemberId != known.id {
                    throw AppError(.alreadyMember)
                }
                return try Self.welcomeBack(known, ticket, isNew: false, transaction)
            }
            if let known {
                if let refusal = try Self.refusal(of: known.id, ticket.community, transaction) { throw refusal }
                try Self.use(ticket.invitation, by: known.id, transaction)
                _ = try transaction.comeBack(known.id, to: ticket.community)
                return try Self.welcomeBack(known, ticket, isNew: true, transaction)
            }
            if let claimed = ticket.invitation?.claimsMemberId {
                return try Self.claim(claimed, ticket, person, transaction)
            }
            return try Self.arrive(ticket, person, name, transaction)
        }
    }

    private static func arrive(
        _ ticket: Ticket, _ person: ID<Person>, _ name: String, _ transaction: WriteTransaction
    ) throws -> Joined {
        let invitation = ticket.invitation
        try transaction.refuseStaffName(name, of: nil, in: ticket.community)
        try spend(invitation, transaction)
        let arrived = try MemberArrival(community: ticket.community, person: person, name: name)
            .enter(groups: groups(of: ticket), transaction)
        try note(invitation, by: arrived.id, transaction)
        arrived.record(person, via: invitation?.id, transaction)
        return Joined(
            community: ticket.community, member: arrived.id, number: arrived.number, isNew: true,
            group: invitation?.groupId ?? ticket.welcomeGroup)
    }

    private static func groups(of ticket: Ticket) -> [ID<Group>] {
        [ticket.invitation?.groupId, ticket.welcomeGroup].compactMap(\.self)
    }

    /// Somebody who is, or is again, a member: the groups of the way in are theirs.
    private static func welcomeBack(
        _ known: Known, _ ticket: Ticket, isNew: Bool, _ transaction: WriteTransaction
    ) throws -> Joined {
        // An old way in opens no group to somebody who is inside already.
        let isOpen = (try? ticket.invitation?.requireOpen(at: transaction.now)) != nil || ticket.invitation == nil
        let wanted = isNew ? groups(of: ticket) : isOpen ? [ticket.invitation?.groupId].compactMap(\.self) : []
        for group in wanted { try transaction.place(known.id, in: group, of: ticket.community, by: known.id) }
        if isNew {
            transaction.record(
                NewEvent(
                    "member.returned", community: ticket.community.rawValue, actor: known.id.rawValue,
                    subject: known.id.rawValue))
        }
        return Joined(
            community: ticket.community, member: known.id, number: known.number, isNew: isNew,
            group: ticket.invitation?.groupId ?? ticket.welcomeGroup)
    }

    /// Takes over the history of an imported member: the same row, number and names, with a login from now on.
    private static func claim(
        _ member: ID<Member>, _ ticket: Ticket, _ person: ID<Person>, _ transaction: WriteTransaction
    ) throws -> Joined {
        try spend(ticket.invitation, transaction)
        let claimed = try transaction.first(
            """
            UPDATE members SET person_id = \(person)
            WHERE community_id = \(ticket.community) AND id = \(member) AND person_id IS NULL AND left_at IS NULL
            RETURNING number
            """
        ) { Int($0.integer(0)) }
        guard let number = claimed else { throw AppError(.invitationRevoked) }
        try note(ticket.invitation, by: member, transaction)
        for group in groups(of: ticket) { try transaction.place(member, in: group, of: ticket.community, by: member) }
        transaction.record(
            NewEvent(
                "member.claimed", community: ticket.community.rawValue, actor: member.rawValue,
                subject: member.rawValue,
                data: "{\"number\":\(number),\"person\":\"\(person)\"}"))
        return Joined(
            community: ticket.community, member: member, number: number, isNew: true,
            group: ticket.invitation?.groupId ?? ticket.welcomeGroup)
    }

    private static func known(
        _ person: ID<Person>, _ community: ID<Community>, _ transaction: ReadTransaction
    ) throws -> Known? {
        try transaction.first(
            "SELECT id, number, left_at FROM members WHERE community_id = \(community) AND person_id = \(person)"
        ) { Known(id: ID($0.integer(0)), number: Int($0.integer(1)), isThere: $0.isNull(2)) }
    }

    /// Who was asked to go comes back through the staff alone.
    private static func refusal(
        of member: ID<Member>, _ community: ID<Community>, _ transaction: ReadTransaction
    ) throws -> AppError? {
        let reason = try transaction.first(
            """
            SELECT r.reason FROM member_removals r
            JOIN members m ON m.community_id = r.community_id AND m.id = r.member_id
            WHERE r.community_id = \(community) AND r.member_id = \(member) AND r.undone_at IS NULL
                AND r.removed_at >= m.left_at
            ORDER BY r.id DESC LIMIT 1
            """
        ) { $0.text(0) }
        return reason.map { AppError(.memberRemoved, $0) }
    }

    /// Counts a use, unless this member is counted already.
    private static func use(
        _ invitation: Invitation?, by member: ID<Member>, _ transaction: WriteTransaction
    ) throws {
        guard let invitation else { return }
        let before = try transaction.count(
            """
            SELECT count(*) FROM invitation_uses WHERE community_id = \(invitation.communityId)
                AND invitation_id = \(invitation.id) AND member_id = \(member)
            """)
        if before == 0 {
            try spend(invitation, transaction)
            try note(invitation, by: member, transaction)
        }
    }

    /// Takes one use, if one is left. The row is locked until the commit, so nobody takes the same one.
    private static func spend(_ invitation: Invitation?, _ transaction: WriteTransaction) throws {
        guard let invitation else { return }
        let spent = try transaction.execute(
            """
            UPDATE invitations SET uses = uses + 1
            WHERE community_id = \(invitation.communityId) AND id = \(invitation.id) AND revoked_at IS NULL
                AND (uses_max IS NULL OR uses < uses_max) AND (expires_at IS NULL OR expires_at > \(transaction.now))
            """)
        if spent == 1 { return }
        struct Now: Decodable {
            let expiresAt: Timestamp?
            let revokedAt: Timestamp?
        }
        let state = try transaction.one(
            Now.self,
            """
            SELECT expires_at, revoked_at FROM invitations
            WHERE community_id = \(invitation.communityId) AND id = \(invitation.id)
            """)
        if state?.revokedAt != nil { throw AppError(.invitationRevoked) }
        if let expiresAt = state?.expiresAt, expiresAt <= transaction.now { throw AppError(.invitationExpired) }
        throw AppError(.invitationUsedUp)
    }

    private static func note(
        _ invitation: Invitation?, by member: ID<Member>, _ transaction: WriteTransaction
    ) throws {
        guard let invitation else { return }
        try transaction.execute(
            """
            INSERT INTO invitation_uses (community_id, invitation_id, member_id, at)
            VALUES (\(invitation.communityId), \(invitation.id), \(member), \(transaction.now)) ON CONFLICT DO NOTHING
            """)
    }
}
