package import PondCore

/// Which members a list shows, and in what order.
package struct MemberFilter: Hashable, Sendable {
    package enum Origin: String, CaseIterable, Codable, Sendable {
        /// Came with a chat export and has no login.
        case imported
        /// Can sign in.
        case login
    }

    package enum Sort: String, CaseIterable, Codable, Sendable {
        case newest, oldest, name
        /// Who spoke last comes first.
        case spoke
        /// Who is silent for longest comes first.
        case silent
    }

    /// A part of a name, or a number.
    package var text: String?
    package var post: Post?
    package var group: ID<Group>?
    /// In no group that lives here.
    package var isGroupless: Bool
    /// Came on one of the last so many days, today among them.
    package var joinedWithinDays: Int?
    /// Nothing said on the last so many days; whoever never spoke is silent since they came.
    package var silentDays: Int?
    /// Came through this invitation.
    package var invitation: ID<Invitation>?
    /// Came through an invitation of this member.
    package var inviter: ID<Member>?
    /// Came with this import: the id of a row of `imports`.
    package var importID: Int64?
    package var origin: Origin?
    /// Those who left or were asked to, instead of those who are there.
    package var isFormer: Bool
    package var sort: Sort

    package static let daysRange = 1...3650

    package init(
        text: String? = nil, post: Post? = nil, group: ID<Group>? = nil, isGroupless: Bool = false,
        joinedWithinDays: Int? = nil, silentDays: Int? = nil, invitation: ID<Invitation>? = nil,
        inviter: ID<Member>? = nil, importID: Int64? = nil, origin: Origin? = nil, isFormer: Bool = false,
        sort: Sort = .newest
    ) {
        self.text = text
        self.post = post
        self.group = group
        self.isGroupless = isGroupless
        self.joinedWithinDays = joinedWithinDays
        self.silentDays = silentDays
        self.invitation = invitation
        self.inviter = inviter
        self.importID = importID
        self.origin = origin
        self.isFormer = isFormer
        self.sort = sort
    }

    /// Everybody who is there.
    package var isEverybody: Bool {
        text == nil && post == nil && group == nil && joinedWithinDays == nil && silentDays == nil && origin == nil
            && invitation == nil && inviter == nil && importID == nil && !isFormer && !isGroupless
    }
}

/// Where a page of a list ends: the value it is ordered by, and the id.
package struct MemberCursor: Hashable, Sendable {
    package let value: String
    package let id: Int64

    package init(value: String, id: Int64) {
        self.value = value
        self.id = id
    }
}

extension MemberCursor: LosslessStringConvertible {
    /// `id.value`; whoever tears it gets the first page or a strange one, and nothing that they may not see.
    package init?(_ description: String) {
        guard let dot = description.firstIndex(of: "."), let id = Int64(description[..<dot]) else { return nil }
        self.init(value: String(description[description.index(after: dot)...].prefix(400)), id: id)
    }

    package var description: String { "\(id).\(value)" }
}
