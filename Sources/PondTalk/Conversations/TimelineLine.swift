package import PondCommunity
package import PondCore
package import PondExchange

/// One entry of a group's time line, with all that is shown of it.
package struct TimelineLine: Sendable {
    package enum Content: Sendable {
        case message(MessageLine)
        case membership(MembershipChange, LinePerson)
        /// What a feature put there that this version does not know.
        case unknown(kind: String)
    }

    package let place: TimelinePlace
    package let content: Content
}

/// Somebody came or went.
package enum MembershipChange: String, CaseIterable, Sendable {
    case joined = "group.joined"
    case left = "group.left"
    case removed = "group.removed"
}

/// A member as a line names them.
package struct LinePerson: Hashable, Sendable {
    package let id: ID<Member>
    package let number: Int
    /// The name they bore then where it is known, else the one they bear.
    package let name: String
    /// What they are here now, in the community and in the groups they lead.
    package var posts: [HeldPost] = []
}

/// A message with what belongs to it.
package struct MessageLine: Sendable {
    package let id: ID<Message>
    package let sentAt: Timestamp
    /// Nil for a line that the group's software wrote.
    package let author: LinePerson?
    package let kind: ChatMessageKind
    package let text: String
    /// What a system line tells, where that is known.
    package let notice: ChatNotice?
    package let quote: QuotedLine?
    package let pictures: [Picture]
    package let reactions: [ReactionCount]
    package let mentions: [LinePerson]
    package let recall: RecallMark?
    package let isImported: Bool
}

/// The message that another one answers, as much of it as is shown.
package struct QuotedLine: Hashable, Sendable {
    package static let textCharactersMax = 120

    /// Nil where only the words are in the export.
    package let id: ID<Message>?
    package let place: TimelinePlace?
    package let name: String?
    package let text: String
    package let hasPictures: Bool
    package let isRecalled: Bool
}

/// A picture as lines show it.
package struct Picture: Hashable, Codable, Sendable {
    package let id: ID<Media>
    /// In pixels, of its full size.
    package let width: Int
    package let height: Int
    /// What it shows, in its author's words; may be empty.
    package let description: String
}

/// How many reacted how.
package struct ReactionCount: Hashable, Sendable {
    package let reaction: Reaction
    package let count: Int
    package let isOwn: Bool
}

/// Who took a message back.
package struct RecallMark: Hashable, Sendable {
    package let at: Timestamp
    package let isByAuthor: Bool
    /// Why staff did.
    package let reason: String
}
