import PondCommunity
import PondCore
import PondExchange
import PondTalk

/// A group as the API tells it.
struct GroupAnswer: Codable, Sendable {
    let id: ID<Group>
    let name: String
    let description: String
    let platform: String
    let slowModeSeconds: Int
    let quietFrom: String?
    let quietUntil: String?
    let isOpen: Bool
    let isArchived: Bool
    let isMember: Bool
    /// The last line that the caller has seen.
    let readPlace: String?
    /// At most 100, which means more than 99.
    let unread: Int
    let isMentioned: Bool

    init(_ group: GroupStanding, unread: Int = 0, isMentioned: Bool = false) {
        let quiet = group.settings.quietHours
        id = group.group.id
        name = group.group.name
        description = group.settings.description
        platform = group.group.platform
        slowModeSeconds = group.settings.slowModeSeconds
        quietFrom = quiet.map { QuietHours.clock($0.fromMinute) }
        quietUntil = quiet.map { QuietHours.clock($0.untilMinute) }
        isOpen = group.settings.isOpen
        isArchived = group.settings.archivedAt != nil
        isMember = group.membership != nil
        readPlace = group.membership?.read.description
        self.unread = unread
        self.isMentioned = isMentioned
    }
}

/// All groups that the caller may read.
struct GroupListAnswer: Codable, Sendable {
    let groups: [GroupAnswer]
    /// Groups they may come into by themselves.
    let joinable: [JoinableGroupAnswer]
}

/// A group that is open to the caller, who is not in it.
struct JoinableGroupAnswer: Codable, Sendable {
    let id: ID<Group>
    let name: String
}

/// A group as the caller wants it.
struct GroupInput: Codable, Sendable {
    let name: String
    let description: String?
    let slowModeSeconds: Int?
    let quietFrom: String?
    let quietUntil: String?
    let isOpen: Bool?

    var draft: GroupDraft {
        GroupDraft(
            name: name, description: description ?? "", slowModeSeconds: slowModeSeconds ?? 0,
            quietFrom: quietFrom ?? "", quietUntil: quietUntil ?? "", isOpen: isOpen ?? true)
    }
}

/// The id of what was made.
struct MadeAnswer: Codable, Sendable {
    let id: String
}

/// Somebody, wherever they are named.
struct PersonAnswer: Codable, Sendable {
    let member: ID<Member>
    let number: Int
    let name: String

    init(_ person: LinePerson) {
        member = person.id
        number = person.number
        name = person.name
    }
}

/// One line of a time line.
struct LineAnswer: Codable, Sendable {
    /// `message`, or what happened: `group.joined`.
    let kind: String
    /// Where it stands; `before`, `after` and `around` take it.
    let place: String
    let at: Timestamp
    let author: PersonAnswer?
    let message: MessageAnswer?

    init(_ line: TimelineLine, _ community: ID<Community>) {
        place = line.place.description
        at = line.place.at
        switch line.content {
        case .message(let found):
            kind = "message"
            author = found.author.map(PersonAnswer.init)
            message = MessageAnswer(found, community)
        case .membership(let change, let person):
            kind = change.rawValue
            author = PersonAnswer(person)
            message = nil
        case .unknown(let name):
            kind = name
            author = nil
            message = nil
        }
    }
}

/// A message with what belongs to it.
struct MessageAnswer: Codable, Sendable {
    struct Quote: Codable, Sendable {
        let message: ID<Message>?
        let name: String?
        let text: String
        let isRecalled: Bool
    }

    struct Count: Codable, Sendable {
        let reaction: Reaction
        let count: Int
        let isOwn: Bool
    }

    let id: ID<Message>
    /// As ChatLab numbers them: 0 text, 1 image, 25 reply, 81 recalled.
    let type: Int
    let text: String
    let isRecalled: Bool
    let isImported: Bool
    let pictures: [PictureAnswer]
    let quote: Quote?
    let reactions: [Count]
    let mentions: [PersonAnswer]

    init(_ message: MessageLine, _ community: ID<Community>) {
        id = message.id
        type = Int(message.kind.rawValue)
        text = message.text
        isRecalled = message.recall != nil
        isImported = message.isImported
        pictures = message.pictures.map { PictureAnswer($0, community) }
        quote = message.quote.map {
            Quote(message: $0.id, name: $0.name, text: $0.text, isRecalled: $0.isRecalled)
        }
        reactions = message.reactions.map { Count(reaction: $0.reaction, count: $0.count, isOwn: $0.isOwn) }
        mentions = message.mentions.map(PersonAnswer.init)
    }
}

/// A page of a time line, oldest line first.
struct TimelineAnswer: Codable, Sendable {
    let lines: [LineAnswer]
    let hasOlder: Bool
    let hasNewer: Bool

    init(_ page: TimelinePage, _ community: ID<Community>) {
        lines = page.lines.map { LineAnswer($0, community) }
        hasOlder = page.hasOlder
        hasNewer = page.hasNewer
    }
}

/// What the caller wants to say.
struct MessageInput: Codable, Sendable {
    /// May be empty where there are pictures.
    let text: String
    let replyTo: ID<Message>?
    /// Pictures that were brought and not shown yet, up to nine.
    let pictures: [PictureInput]?

    var draft: MessageDraft {
        MessageDraft(
            text: text, replyTo: replyTo,
            pictures: (pictures ?? []).map { PictureDraft($0.id, description: $0.description ?? "") })
    }
}

/// A message that was posted.
struct PostedAnswer: Codable, Sendable {
    let id: ID<Message>
    let place: String
    let at: Timestamp
}

/// Why staff take a message back; authors need no reason.
struct RecallInput: Codable, Sendable {
    let reason: String?
}

/// A reaction to be set or taken away.
struct ReactionInput: Codable, Sendable {
    let reaction: Reaction
    let isOn: Bool
}

/// How far somebody has read.
struct ReadInput: Codable, Sendable {
    let place: String
}

/// Somebody to be taken in.
struct GroupMemberInput: Codable, Sendable {
    let member: ID<Member>
}

/// Who is in a group.
struct GroupMemberListAnswer: Codable, Sendable {
    struct Entry: Codable, Sendable {
        let member: ID<Member>
        let number: Int
        let name: String
        let joinedAt: Timestamp
    }

    let members: [Entry]
}

/// What a search found, newest first.
struct SearchAnswer: Codable, Sendable {
    struct Find: Codable, Sendable {
        let group: ID<Group>
        let groupName: String
        let line: LineAnswer
    }

    let found: [Find]
    /// `before` of the next page; nil at the end.
    let next: ID<Message>?
}

/// Why a message is reported.
struct ReportInput: Codable, Sendable {
    let reason: ReportReason
    let note: String?
}

/// Reports that wait.
struct ReportListAnswer: Codable, Sendable {
    struct Entry: Codable, Sendable {
        let id: ID<Report>
        let group: ID<Group>
        let groupName: String
        let message: ID<Message>
        let words: String
        let author: PersonAnswer?
        let reporter: PersonAnswer
        let reason: ReportReason
        let note: String
        let createdAt: Timestamp
    }

    let reports: [Entry]
}

/// What staff decide.
struct DecisionInput: Codable, Sendable {
    let decision: ReportDecision
    let note: String?
}
