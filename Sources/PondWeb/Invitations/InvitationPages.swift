import PondCommunity
import PondCore

/// `invitations/list`: the console's invitations, and the form for a new one.
struct InvitationListPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let rows: [InvitationRow]
    let isEmpty: Bool
    let address: String
    let next: String?
    let groups: [FormChoice]
    let hasGroups: Bool
    /// Whether the whole community may be invited to, and not only a group that somebody leads.
    let mayInviteToAll: Bool
    let mayMake: Bool
    let note: String
    let usesMax: String
    let days: [FormChoice]
    let errors: [String: String]
}

/// An invitation in a list.
struct InvitationRow: Sendable {
    let id: String
    let address: String
    let code: String
    let link: String
    let note: String?
    let maker: String
    let group: String?
    let claims: String?
    /// 3 / 10, or 3.
    let uses: String
    /// Who came through it; nil before anybody did, and for who may not see them.
    let usesAddress: String?
    let isOpen: Bool
    let state: String
    let made: ShownTime
    /// 还有 3 天; nil where it never ends.
    let left: String?

    /// - Parameter showsMembers: whether the reader may see who came.
    init(_ invitation: Invitation, console: String, origin: String, showsMembers: Bool, _ words: ListWords) {
        id = invitation.id.description
        address = "\(console)/invitations/\(invitation.id)"
        code = InvitationCode.shown(invitation.code)
        link = "\(origin)/i/\(invitation.code)"
        note = invitation.note.isEmpty ? nil : invitation.note
        maker = invitation.makerName
        group = invitation.groupName
        claims = invitation.claimsName
        uses = NumberWords.count(invitation.uses) + (invitation.usesMax.map { " / \(NumberWords.count($0))" } ?? "")
        usesAddress =
            showsMembers && invitation.uses > 0 ? "\(console)/members?invitation=\(invitation.id)" : nil
        let current = invitation.state(at: words.now)
        isOpen = current == .open
        state = InvitationWords.name(of: current).text(words.language)
        made = words.time(invitation.createdAt)
        left =
            current == .open
            ? invitation.expiresAt.map { TimeWords.left($0, now: words.now).text(words.language) } : nil
    }
}

/// `invitations/show`: one invitation with its QR code, to copy, print or show.
struct InvitationShowPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let row: InvitationRow
    let qr: QRDrawing?
    let communityName: String
}

/// `invitations/welcome`: what whoever followed an invitation sees.
struct InvitationWelcomePage: Sendable {
    let frame: PageFrame
    let shell: MemberShell
    let communityName: String
    let slogan: String?
    let maker: String
    let makerPortrait: Portrait
    let group: String?
    let claims: String?
    let memberCount: String?
    let promises: [String]
    /// Why it does not open the door; nil when it does.
    let problem: String?
    let isSignedIn: Bool
    let isMember: Bool
    let signInAddress: String
    let signUpAddress: String
    let action: String
    let homeAddress: String
    let name: String
    let errors: [String: String]
}

/// What pages say of invitations.
enum InvitationWords {
    static func name(of state: Invitation.State) -> Phrase {
        switch state {
        case .open: Phrase("可用", "open")
        case .expired: Phrase("过期", "expired")
        case .usedUp: Phrase("用完", "used up")
        case .revoked: Phrase("已收回", "taken back")
        }
    }
}
