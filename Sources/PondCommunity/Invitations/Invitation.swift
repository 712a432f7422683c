package import PondCore

/// A way in: whoever has its code may become a member.
package struct Invitation: Decodable, Hashable, Sendable {
    /// Whether it still opens the door.
    package enum State: String, CaseIterable, Codable, Sendable {
        case open, expired
        case usedUp = "used-up"
        case revoked
    }

    package let id: ID<Invitation>
    package let communityId: ID<Community>
    package let code: String
    /// The group that newcomers land in beside the welcome group.
    package let groupId: ID<Group>?
    package let groupName: String?
    /// Whoever comes through takes over this imported member's history.
    package let claimsMemberId: ID<Member>?
    package let claimsName: String?
    package let makerId: ID<Member>
    package let makerName: String
    package let note: String
    package let usesMax: Int?
    package let uses: Int
    package let expiresAt: Timestamp?
    package let revokedAt: Timestamp?
    package let createdAt: Timestamp

    package func state(at now: Timestamp) -> State {
        if revokedAt != nil { return .revoked }
        if let expiresAt, expiresAt <= now { return .expired }
        if let usesMax, uses >= usesMax { return .usedUp }
        return .open
    }

    /// - Throws: `AppError.invitationRevoked`, `.invitationExpired`, `.invitationUsedUp`.
    package func requireOpen(at now: Timestamp) throws {
        switch state(at: now) {
        case .open: return
        case .expired: throw AppError(.invitationExpired)
        case .usedUp: throw AppError(.invitationUsedUp)
        case .revoked: throw AppError(.invitationRevoked)
        }
    }
}

/// What is needed to make an invitation.
package struct InvitationDraft: Sendable {
    package static let noteCharactersMax = 60
    package static let usesMaxRange = 1...100_000
    package static let daysRange = 1...365

    package var group: ID<Group>?
    package var note: String
    /// As typed; empty is without limit.
    package var usesMax: String?
    package var days: String?

    package init(group: ID<Group>? = nil, note: String = "", usesMax: String? = nil, days: String? = nil) {
        self.group = group
        self.note = note
        self.usesMax = usesMax
        self.days = days
    }

    /// The draft with its numbers read.
    struct Valid {
        let group: ID<Group>?
        let note: String
        let usesMax: Int?
        let days: Int?
    }

    /// - Throws: `AppError.fieldsInvalid`.
    func validated() throws -> Valid {
        var reading = FieldReading()
        let valid = Valid(
            group: group, note: reading.line("note", note, charactersMax: Self.noteCharactersMax),
            usesMax: reading.number("usesMax", usesMax, Self.usesMaxRange),
            days: reading.number("days", days, Self.daysRange))
        try reading.finish()
        return valid
    }
}
