import PondCommunity
import PondCore

/// `members/person`: all that the staff sees of one member.
struct MemberPersonPage: Sendable {
    struct Held: Sendable {
        let post: String
        let title: String
        let group: String
        let mayWithdraw: Bool
    }

    struct PlaceRow: Sendable {
        let name: String
        let address: String
        let platform: String?
        let joined: ShownTime?
        let isLed: Bool
    }

    struct NoteRow: Sendable {
        let author: String
        let body: String
        let time: ShownTime
    }

    struct HistoryRow: Sendable {
        let time: ShownTime
        let what: String
        let by: String?
        let detail: String?
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let row: MemberRow
    let introduction: String?
    let firstSpoke: ShownTime?
    /// Those messages where they stand.
    let firstAddress: String?
    let lastAddress: String?
    let aliases: String?
    let platforms: String?
    let invitedBy: ShellLink?
    /// Those whom they brought.
    let brought: ShellLink?
    let mutedUntil: String?
    let held: [Held]
    let places: [PlaceRow]
    let notes: [NoteRow]
    let history: [HistoryRow]
    let posts: [FormChoice]
    let groups: [FormChoice]
    let address: String
    /// Where a decision about somebody begins.
    let selection: String
    let mayGive: Bool
    let mayNote: Bool
    let mayRemove: Bool
    let mayClaim: Bool
    let isFormer: Bool
    let removal: HistoryRow?
    /// How a removal that stands is taken back.
    let readmission: String?
    let note: String
    let errors: [String: String]
}
