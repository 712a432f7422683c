import PondCommunity
import PondCore

/// `members/list`: the console's list of members.
struct MemberListPage: Sendable {
    /// A condition that is on, and the address without it.
    struct Chip: Sendable {
        let label: String
        let without: String
    }

    /// A tab above the list.
    struct ListTab: Sendable {
        let title: String
        let address: String
        let isCurrent: Bool
        /// The form that forgets a list of one's own.
        let removal: String?
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let tabs: [ListTab]
    let chips: [Chip]
    let rows: [MemberRow]
    let count: String
    let countValue: String
    let isFormer: Bool
    /// Who came through it, or through whose invitations: the form carries them along.
    let invitation: String?
    let inviter: String?
    let importID: String?
    /// Nobody is in the community but whoever founded it.
    let isAlone: Bool
    let isEmpty: Bool
    let isFiltered: Bool
    let text: String
    let posts: [FormChoice]
    let groups: [FormChoice]
    let joined: [FormChoice]
    let silent: [FormChoice]
    let origins: [FormChoice]
    let sorts: [FormChoice]
    /// The filter as a query, which forms carry along.
    let query: String
    let address: String
    let next: String?
    let first: String?
    let exportAddress: String?
    let inviteAddress: String?
    let importAddress: String?
    let selectionAddress: String?
    let saveAddress: String?
    /// The same words, looked for in what was said.
    let messageSearch: ShellLink?
    let mayRemove: Bool
    let mayPlace: Bool
    let mayGive: Bool
    let showsDetails: Bool
}

/// `members/decision`: what exactly is to be done with the members that were picked.
struct MemberDecisionPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let heading: String
    let action: String
    let button: String
    let isRemoval: Bool
    let isPlacing: Bool
    let isGiving: Bool
    /// Irreversible acts are red; these can be undone.
    let names: [String]
    let more: String?
    let ids: [String]
    let isAll: Bool
    let query: String
    let reason: String
    let reasons: [String]
    let groups: [FormChoice]
    let posts: [FormChoice]
    let errors: [String: String]
    let back: String
}
