package import PondCommunity
package import PondCore
package import PondPlatform

/// One undoable batch of history that came from one export file into one community.
package struct Import: Hashable, Decodable, Sendable {
    package enum State: String, CaseIterable, Codable, Sendable {
        /// Rows are being written and are hidden. It is resumed by importing the same file again.
        case running
        case completed
        /// Hidden again, and its rows are being removed.
        case undoing
        case undone
    }

    package let id: ID<Import>
    package let communityID: ID<Community>
    package let state: State
    package let fileName: String
    package let format: String
    package let messagesAdded: Int
    /// Lines that were there already, from an overlapping export.
    package let messagesKnown: Int
    package let membersAdded: Int
    package let linesSkipped: Int
    package let startedAt: Timestamp
    /// When it was completed or undone; nil when it never was.
    package let endedAt: Timestamp?
    /// A process is at work on it; otherwise one that is `running` or `undoing` was interrupted.
    package let isHeld: Bool

    private enum CodingKeys: String, CodingKey {
        case id, state, fileName, format, messagesAdded, messagesKnown, membersAdded, linesSkipped, startedAt, endedAt
        case isHeld
        case communityID = "communityId"
    }
}

/// What to import into which community.
package struct ImportRequest: Sendable {
    package var community: ID<Community>
    /// Shown in lists; the name without its folders.
    package var fileName: String
    /// SHA-256 of the file, hexadecimal. The same file with the same settings twice adds nothing.
    package var fileHash: String
    /// What else decides the outcome: time zone, chat, group.
    package var settings: String
    /// The group that takes all messages; nil makes one for each chat of the export.
    package var groupName: String?
    /// The groups that take single chats of the export, by `ChatInfo.place`.
    package var groups: [String: ID<Group>]
    /// Who asked for it; nil on the command line.
    package var person: ID<Person>?

    package init(
        community: ID<Community>, fileName: String, fileHash: String, settings: String, groupName: String? = nil,
        groups: [String: ID<Group>] = [:], person: ID<Person>? = nil
    ) {
        self.community = community
        self.fileName = fileName
        self.fileHash = fileHash
        self.settings = settings
        self.groupName = groupName
        self.groups = groups
        self.person = person
    }
}

/// How an undo ended.
package enum UndoOutcome: Hashable, Sendable {
    /// - `original`: the import as it was before.
    /// - `messagesRemoved`: lines that went; those that another import held too passed to that one. An undo that goes
    ///   on where one was stopped counts the rest.
    case undone(original: Import, messagesRemoved: Int)
    /// Stopped on request: hidden, with the rest of its lines still to be removed; or, before that, as it was.
    case stopped(isHidden: Bool)
}

/// How an import ended.
package enum ImportOutcome: Hashable, Sendable {
    case completed(Import)
    /// The file with these settings was imported before, as this import.
    case knownAlready(Import)
    /// Stopped on request; nothing of it is left.
    case cancelled
}
