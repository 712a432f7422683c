/// What the small files of an archive tell about the others: read before them, wherever they stand.
final class ArchiveDirectory {
    struct SlackUser {
        var name: String
        var aliases: [String]
        var role: ChatPerson.Role
    }

    struct SlackChannel {
        var id: String
        var members: [String]
        var isPrivate: Bool
    }

    /// People by id.
    private(set) var slackUsers: [String: SlackUser] = [:]
    /// Channels by the name of their folder.
    private(set) var slackChannels: [String: SlackChannel] = [:]
    /// The chat that a manifest of chunks names.
    private(set) var qqChat: ChatInfo?

    /// Names of the files that Slack and qq-chat-exporter write for this purpose; no other is unpacked twice.
    static func mayHold(_ name: String?) -> Bool {
        guard let last = name?.split(separator: "/").last else { return false }
        return ["users.json", "channels.json", "groups.json", "dms.json", "mpims.json", "manifest.json"].contains(last)
    }

    func read(_ stream: ByteStream, _ state: ChatReadState) throws {
        let outline = stream.head.withUnsafeBufferPointer { JSONOutline($0) }
        if outline.isArray {
            try JSONStream([JSONPath("*")], state) { _, value, _ in
                if let value { self.addSlack(value) }
            }.read(stream)
        } else if outline.holds("chatInfo") {
            try JSONStream([JSONPath("chatInfo")], state) { _, value, _ in
                if let value { self.qqChat = QQChatExporterReader.info(value) }
            }.read(stream)
        }
    }

    private func addSlack(_ value: JSONValue) {
        guard let id = value["id"]?.nonEmpty else { return }
        if value["profile"] != nil || value["real_name"] != nil {
            slackUsers[id] = Self.user(value, id)
        } else if let members = value["members"] {
            let folder = value["name"]?.nonEmpty ?? id
            slackChannels[folder] = SlackChannel(
                id: id, members: members.elements.compactMap(\.nonEmpty), isPrivate: value["name"] == nil)
        }
    }

    private static func user(_ value: JSONValue, _ id: String) -> SlackUser {
        let profile = value["profile"]
        let names = [profile?["display_name"], profile?["real_name"], value["real_name"], value["name"]]
            .compactMap { $0?.nonEmpty }
        var aliases: [String] = []
        for name in names.dropFirst() where name != names.first && !aliases.contains(name) { aliases.append(name) }
        var role = ChatPerson.Role.member
        if value["is_bot"]?.boolean == true { role = .bot }
        if value["is_admin"]?.boolean == true { role = .admin }
        if value["is_primary_owner"]?.boolean == true || value["is_owner"]?.boolean == true { role = .owner }
        return SlackUser(name: names.first ?? id, aliases: aliases, role: role)
    }
}
