/// What a reader hands out, in the order of the file. Messages and people belong to the chat announced last.
package enum ChatRecord: Hashable, Sendable {
    case chat(ChatInfo)
    case person(ChatPerson)
    case message(ChatMessage)
}

/// The conversation that an export holds, or one of them.
package struct ChatInfo: Hashable, Sendable {
    /// Whether many talk or two.
    package enum Kind: String, Hashable, Codable, Sendable {
        case group
        case conversation = "private"
    }

    /// The platform: `wechat`, `qq`, `telegram`, `whatsapp`, `line`, `slack`, `discord`, `irc`, or what ChatLab says.
    package var platform: String
    /// The platform's id of the group; nil where the format has none.
    package var sourceID: String?
    /// The group's name; empty where the format has none.
    package var name: String
    package var kind: Kind
    /// The account id of the owner, where the format tells.
    package var ownerID: String?

    package init(platform: String, sourceID: String?, name: String, kind: Kind, ownerID: String? = nil) {
        self.platform = platform
        self.sourceID = sourceID
        self.name = name
        self.kind = kind
        self.ownerID = ownerID
    }

    /// The name; of a chat without one its platform, and its id where it has one, so that several can be told apart.
    package var title: String {
        if !name.isEmpty { return name }
        return sourceID.map { "\(platform) \($0)" } ?? platform
    }

    /// What tells the chats of one export and platform apart: the id, else the name.
    package var key: String { sourceID ?? name }

    /// Tells the chats of one export apart, whatever their platforms.
    package var place: String { "\(platform)/\(key)" }

    /// Whether two exports can speak of one chat: the rule for imports and for checkups.
    ///
    /// Chats of two platforms are two. Within one the ids decide where both have one, else the names; an export that
    /// does not name its chat may hold any of its platform.
    /// - Parameter acrossPlatforms: somebody says that they belong together: then one name is one chat.
    package func isSame(as other: ChatInfo, acrossPlatforms: Bool = false) -> Bool {
        guard platform == other.platform else { return acrossPlatforms && !name.isEmpty && name == other.name }
        if let sourceID, let id = other.sourceID, isRowNumber == other.isRowNumber { return sourceID == id }
        guard name.isEmpty || other.name.isEmpty else { return name == other.name }
        return kind == other.kind
    }

    /// Whether it says for sure that it is the chat `other`, for which `isSame` takes it: by an id of the platform, or
    /// by name. A row's number is one telephone's.
    package func isSurely(_ other: ChatInfo) -> Bool {
        if let sourceID, !isRowNumber, sourceID == other.sourceID { return true }
        return !name.isEmpty && name == other.name
    }

    /// WeChat's own ids are never mere digits: such an id is the row of a table on one telephone.
    private var isRowNumber: Bool { platform == "wechat" && sourceID?.allSatisfy(\.isWholeNumber) == true }
}

/// A member that the export lists, who may never have spoken; or one whose post a line of the chat tells.
///
/// A post can become known at any place of a file, and somebody's may change: the record read last holds.
package struct ChatPerson: Hashable, Sendable {
    /// The post that the platform gave the person in this chat.
    package enum Role: String, Hashable, Codable, Sendable {
        case owner
        case admin
        case member
        case bot
    }

    package var accountID: String?
    package var name: String
    package var aliases: [String]
    package var role: Role
    /// Whether a member list names the person. False for those whose post alone is known, from a mark beside their
    /// messages or a line about the group: such people do not make the export one that lists its members.
    package var isListed: Bool
    /// What else ChatLab's member list says; nil where it says no more.
    package var profile: ChatProfile?

    package init(
        accountID: String?, name: String, aliases: [String] = [], role: Role = .member, isListed: Bool = true,
        profile: ChatProfile? = nil
    ) {
        self.accountID = accountID
        self.name = name
        self.aliases = aliases
        self.role = role
        self.isListed = isListed
        self.profile = profile
    }

    package var key: String { accountID ?? name }
}
