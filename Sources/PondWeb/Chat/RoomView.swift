import PondCommunity
import PondCore
import PondExchange
import PondTalk

/// A group with a stretch of its time line, as pages show it.
struct Room: Sendable {
    let id: String
    let name: String
    let count: String
    /// Those people in the console's list; nil for who may not see it.
    let membersAddress: String?
    /// `/c/7/groups/9`.
    let address: String
    let listAddress: String
    let settingsAddress: String?
    let entries: [EntryView]
    /// Links to the pages on both sides.
    let older: String?
    let newer: String?
    let fragment: String
    /// Where one's position is told; nil for who is not in the group.
    let readings: String?
    let mentions: String
    let postAction: String
    /// Where pictures are brought while one writes.
    let pictureAction: String
    let mayPost: Bool
    /// Why nothing can be said here at the moment.
    let closed: String?
    /// Comes in, where one is not in the group.
    let joinAction: String?
    let leaveAction: String?
    let rules: String?
    let text: String
    let attached: [AttachedPicture]
    let quoted: QuotedDraft?
    let refusal: String?
    /// Where what was refused can be put right.
    let way: ShellLink?

    struct QuotedDraft: Sendable {
        let id: String
        let text: String
        let without: String
    }
}

/// One entry of a time line as a template shows it: one of three.
struct EntryView: Sendable {
    let id: String
    /// Grows with the time line; a fraction tells entries of one millisecond apart.
    let order: String
    let separator: Separator?
    let system: String?
    let message: MessageView?

    struct Separator: Sendable {
        let text: String
        let isNew: Bool
    }
}

/// A message as a template shows it.
struct MessageView: Sendable {
    struct Part: Sendable {
        let text: String
        let isMention: Bool
        let isMe: Bool
    }

    struct Quote: Sendable {
        let name: String?
        let text: String
        let address: String?
    }

    struct Reacted: Sendable {
        let value: String
        let icon: String
        let name: String
        let count: String?
        let isOwn: Bool
    }

    struct Card: Sendable {
        let icon: String
        let title: String
    }

    let id: String
    let name: String
    /// The author's page, for staff who may see it.
    let member: String?
    /// What the author is here: 管理员.
    let post: String?
    let portrait: Portrait
    let clock: String
    let machine: String
    let isMine: Bool
    let isRecalled: Bool
    let recalled: String
    let parts: [Part]
    /// Of the words, where it is not the page's.
    let language: String?
    /// Words, or at least a quote.
    let hasBubble: Bool
    let card: Card?
    let pictures: PicturesView?
    let quote: Quote?
    let reactions: [Reacted]
    let hasReactions: Bool
    /// What else one may react with.
    let choices: [Reacted]
    let reactAction: String
    let mayReact: Bool
    let quoteAddress: String?
    let recallAction: String?
    /// Where one takes it back with a word about it.
    let recallAddress: String?
    let reportAddress: String?
    let hasMenu: Bool
}
