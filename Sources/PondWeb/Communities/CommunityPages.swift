import PondCommunity
import PondCore

/// A community in a list of them.
struct CommunityRow: Sendable {
    let name: String
    let initial: String
    let slogan: String?
    let members: String
    let address: String
    let console: String?
    let isMine: Bool

    init(_ card: CommunityProfiles.Card, _ language: ReportLanguage, isAdministrator: Bool) {
        name = card.name
        initial = String(card.name.prefix(1))
        slogan = card.slogan.isEmpty ? nil : card.slogan
        members = NumberWords.people(card.memberCount).text(language)
        address = "/c/\(card.id)"
        console = card.isStaff || isAdministrator ? ConsolePlace.entry.address(card.id) : nil
        isMine = card.isMine
    }
}

/// `communities/choose`: which community to go to; for the installation's administrator, a new one.
struct CommunityChoosePage: Sendable {
    let frame: PageFrame
    let shell: MemberShell
    let heading: String
    let rows: [CommunityRow]
    let isEmpty: Bool
    let isSignedIn: Bool
    let signInAddress: String
    let mayFound: Bool
    let founding: FoundingForm?
}

/// The form that founds a community.
struct FoundingForm: Sendable {
    let name: String
    let slogan: String
    let ownerName: String
    let firstGroup: String
    let timeZone: String
    let isByInvitation: Bool
    let errors: [String: String]
}

/// `communities/landing`: a community as guests see it.
struct CommunityLandingPage: Sendable {
    let frame: PageFrame
    let shell: MemberShell
    let name: String
    let slogan: String?
    let kind: String?
    let promises: [String]
    let portrait: String?
    let tags: [String]
    let memberCount: String?
    let groupCount: String?
    let newcomerCount: String?
    let newcomers: [Portrait]
    let isOpen: Bool
    let isSignedIn: Bool
    let signInAddress: String
    let joinAction: String
    let joinName: String
    let code: String
    /// They were asked to go: `problem` says why, and nothing is offered.
    let isRemoved: Bool
    let problem: String?
    let errors: [String: String]
}

/// `communities/home`: 首页 for members.
struct CommunityHomePage: Sendable {
    /// The way on: to the group where something new was said.
    struct NextStep: Sendable {
        let title: String
        let address: String
    }

    let frame: PageFrame
    let shell: MemberShell
    let name: String
    let slogan: String?
    let greeting: String
    let ordinal: String
    /// Somebody came in a moment ago.
    let isWelcome: Bool
    let next: NextStep?
    let memberCount: String
    let groups: [GroupRow]
    let hasGroups: Bool
    let newcomers: [MemberRow]
    let hasNewcomers: Bool
    let directory: String
    let tags: [String]
    let meAddress: String
    let introduces: Bool
}

/// `communities/directory`: the members, as members see one another.
struct CommunityDirectoryPage: Sendable {
    let frame: PageFrame
    let shell: MemberShell
    let text: String
    let address: String
    let count: String
    let rows: [MemberRow]
    let isEmpty: Bool
    let next: String?
    let sorts: [FormChoice]
}

/// `communities/me`: one's own membership.
struct MembershipPage: Sendable {
    let frame: PageFrame
    let shell: MemberShell
    let communityName: String
    let name: String
    let portrait: Portrait
    let ordinal: String
    let joined: ShownTime
    let posts: [String]
    let messageCount: String
    let invitationCount: String
    let introduction: String
    let notifications: [FormChoice]
    let isRanked: Bool
    let offersRanking: Bool
    let action: String
    let leaveAction: String
    let asksToLeave: Bool
    let errors: [String: String]
    let problem: String?
}
