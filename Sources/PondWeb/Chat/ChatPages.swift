import Foundation
import PondCommunity
import PondCore
import PondTalk

/// `chat/groups` and `chat/console-groups`: the groups somebody may read.
struct GroupListPage<Shell: Sendable>: Sendable {
    let frame: PageFrame
    let shell: Shell
    let groups: [GroupRow]
    let isEmpty: Bool
    let joinable: [JoinRow]
    let hasJoinable: Bool
    let searchAddress: String
    /// Where a new group is made; nil for who may not.
    let newAddress: String?
}

/// A group in a list.
struct GroupRow: Sendable {
    let address: String
    let name: String
    let initial: String
    let isCurrent: Bool
    let last: String?
    let time: ShownTime?
    let unread: String?
    let isMentioned: Bool
    let isArchived: Bool
}

/// A group that one may come into.
struct JoinRow: Sendable {
    let name: String
    let initial: String
    let action: String
}

/// `chat/room` and `chat/console-room`: a group with its time line.
struct RoomPage<Shell: Sendable>: Sendable {
    let frame: PageFrame
    let shell: Shell
    let room: Room
    /// The console's list of groups beside it.
    let groups: [GroupRow]
}

/// `chat/entries`: entries of a time line alone, for a page that is open.
struct EntriesPage: Sendable {
    let frame: PageFrame
    let entries: [EntryView]
}

/// `chat/mentions`: names to choose from.
struct MentionsPage: Sendable {
    struct Option: Sendable {
        let id: String
        let name: String
        let post: String?
    }

    let frame: PageFrame
    let options: [Option]
    /// There are more than these: typing on narrows them.
    let hasMore: Bool
}

/// A message that a search found.
struct FoundRow: Sendable {
    let address: String
    let groupName: String
    let name: String?
    let pieces: [FoundPiece]
    let time: ShownTime

    /// - Parameter groups: the address of the groups; nil comes back for what is no message.
    init?(_ find: FoundMessage, query: String, groups: String, _ words: ListWords) {
        guard case .message(let message) = find.line.content else { return nil }
        address = "\(groups)/\(find.group.id)?at=\(message.id)#m-\(message.id)"
        groupName = find.group.name
        name = message.author?.name
        pieces = FoundPiece.pieces(of: ChatWords.words(of: message).text(words.language), query: query)
        time = words.time(message.sentAt)
    }
}

/// A piece of what was found: a word that was looked for, or what stands between.
struct FoundPiece: Hashable, Sendable {
    let text: String
    let isHit: Bool

    /// Cuts a text at the words of a query, whatever their case; their width and accents do not matter either.
    static func pieces(of text: String, query: String) -> [FoundPiece] {
        let words = query.split(whereSeparator: \.isWhitespace).map(String.init).sorted { $0.count > $1.count }
        var pieces: [FoundPiece] = []
        var rest = text[...]
        while !rest.isEmpty {
            let hits = words.compactMap {
                rest.range(of: $0, options: [.caseInsensitive, .widthInsensitive, .diacriticInsensitive])
            }
            guard let hit = hits.min(by: { $0.lowerBound < $1.lowerBound }), !hit.isEmpty else { break }
            if hit.lowerBound > rest.startIndex {
                pieces.append(FoundPiece(text: String(rest[..<hit.lowerBound]), isHit: false))
            }
            pieces.append(FoundPiece(text: String(rest[hit]), isHit: true))
            rest = rest[hit.upperBound...]
        }
        if !rest.isEmpty { pieces.append(FoundPiece(text: String(rest), isHit: false)) }
        return pieces
    }
}

/// `chat/found` and `chat/console-found`: what a search found.
struct FoundMessagesPage<Shell: Sendable>: Sendable {
    let frame: PageFrame
    let shell: Shell
    let listAddress: String
    let searchAddress: String
    let query: String
    let found: [FoundRow]
    /// Something was asked for, and nothing found.
    let isEmpty: Bool
    let next: String?
}

/// `chat/message` and `chat/console-message`: what one can do with one message, for those without a script and for
/// what wants words.
struct MessagePage<Shell: Sendable>: Sendable {
    let frame: PageFrame
    let shell: Shell
    let entries: [EntryView]
    let back: String
    let mayReport: Bool
    /// What became of one's own report.
    let reported: String?
    let reportAction: String
    let reasons: [FormChoice]
    let note: String
    let errors: [String]
    let mayRecall: Bool
    let recallAction: String
    /// Staff say why.
    let needsReason: Bool
    /// Of one's own message: until when, and what others see.
    let recallRule: String?
}

/// `chat/group-form`: a group's name and rules.
struct GroupFormPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let action: String
    let name: String
    let description: String
    let slowModes: [FormChoice]
    let quietFrom: String
    let quietUntil: String
    let isOpen: Bool
    let errors: GroupFormErrors
    /// Nil for a group that is not there yet.
    let archiving: String?
    let isArchived: Bool
}

/// What is wrong with which field.
struct GroupFormErrors: Sendable {
    let name: String?
    let description: String?
    let slowModeSeconds: String?
    let quietFrom: String?
    let quietUntil: String?

    init(_ errors: [String: String]) {
        name = errors["name"]
        description = errors["description"]
        slowModeSeconds = errors["slowModeSeconds"]
        quietFrom = errors["quietFrom"]
        quietUntil = errors["quietUntil"]
    }
}
