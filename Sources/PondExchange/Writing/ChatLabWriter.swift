package import PondCore

/// Writes a chat as ChatLab 0.0.2 lines. Reading what it wrote gives the same records for everything that the format
/// can hold: it has whole seconds, ids of answered messages but not their words, and no people without an id (the
/// name stands in). No words at all are written as null. `listed: 0` on a member is Pond's own: the post is known, a
/// member list is not.
package struct ChatLabWriter {
    private let sink: ([UInt8]) throws -> Void
    private var buffer: [UInt8] = []
    /// Account names of those whom the group knows by another one, by person.
    private var accountNames: [String: (account: String, nickname: String)] = [:]

    /// Bytes collected before they are handed to the sink.
    private static let bufferBytes = 64 * 1024

    /// - Parameters:
    ///   - sink: gets the bytes in order, in pieces of any size.
    ///   - exportedAt: the moment written into the header.
    ///   - generator: the program named in the header.
    /// - Throws: what `sink` throws, here and in every other verb.
    package init(
        to sink: @escaping ([UInt8]) throws -> Void, info: ChatInfo, exportedAt: Timestamp, generator: String = "Pond"
    ) throws {
        self.sink = sink
        var json = JSONWriter()
        json.object {
            $0.member("_type", "header")
            $0.object("chatlab") {
                $0.member("version", "0.0.2")
                $0.member("exportedAt", exportedAt.seconds)
                $0.member("generator", generator)
            }
            $0.object("meta") {
                $0.member("name", info.name)
                $0.member("platform", info.platform)
                $0.member("type", info.kind.rawValue)
                if let id = info.sourceID { $0.member("groupId", id) }
                if let owner = info.ownerID { $0.member("ownerId", owner) }
            }
        }
        try add(json)
    }

    package mutating func write(person: ChatPerson) throws {
        var json = JSONWriter()
        json.object {
            $0.member("_type", "member")
            $0.member("platformId", person.key)
            $0.member("accountName", person.profile?.accountName ?? person.name)
            if person.profile?.accountName != nil { $0.member("groupNickname", person.name) }
            let aliases = person.aliases.filter { $0 != person.profile?.accountName }
            if !aliases.isEmpty { $0.array("aliases", aliases) }
            if let avatar = person.profile?.avatar { $0.member("avatar", avatar) }
            let roles = Self.roles(person)
            if !roles.isEmpty {
                $0.objects("roles", roles) { json, role in
                    json.member("id", role.id)
                    if let name = role.name { json.member("name", name) }
                }
            }
            if !person.isListed { $0.member("listed", 0) }
        }
        if let account = person.profile?.accountName { accountNames[person.key] = (account, person.name) }
        try add(json)
    }

    private static func roles(_ person: ChatPerson) -> [ChatProfile.Role] {
        if let roles = person.profile?.roles, !roles.isEmpty { return roles }
        return person.role == .member ? [] : [ChatProfile.Role(id: person.role.rawValue)]
    }

    package mutating func write(message: ChatMessage) throws {
        let sender = message.sender ?? message.label
        let names = sender.flatMap { accountNames[$0.key] }.flatMap { $0.nickname == sender?.name ? $0 : nil }
        var json = JSONWriter()
        json.object {
            $0.member("_type", "message")
            $0.member("sender", sender?.key ?? "system")
            $0.member("accountName", names?.account ?? sender?.name ?? "system")
            if let names { $0.member("groupNickname", names.nickname) }
            $0.member("timestamp", message.sentAt.seconds)
            $0.member("type", Int64(message.unknownKind ?? message.kind.rawValue))
            if message.text.isEmpty { $0.null("content") } else { $0.member("content", message.text) }
            if let id = message.sourceID { $0.member("platformMessageId", id) }
            if case .sourceID(let id)? = message.reply { $0.member("replyToMessageId", id) }
        }
        try add(json)
    }

    /// Hands out what is still held back. Nothing may be written after.
    package mutating func finish() throws {
        guard !buffer.isEmpty else { return }
        try sink(buffer)
        buffer.removeAll()
    }

    private mutating func add(_ json: JSONWriter) throws {
        buffer.append(contentsOf: json.bytes)
        buffer.append(0x0A)
        guard buffer.count >= Self.bufferBytes else { return }
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
