import PondCore

/// Telegram Desktop's `result.json`, of one chat or of all. `date_unixtime` is taken before `date`, which is local.
final class TelegramReader {
    private let state: ChatReadState
    private var name: String?
    private var type = ""
    private var id: String?

    init(_ state: ChatReadState) {
        self.state = state
    }

    func read(_ stream: ByteStream) throws {
        let chat = ["name", "type", "id"].map { JSONPath($0) }
        let chats = ["name", "type", "id"].map { JSONPath("chats", "list", "*", $0) }
        let left = ["name", "type", "id"].map { JSONPath("left_chats", "list", "*", $0) }
        let messages = [
            JSONPath("messages", "*"), JSONPath("chats", "list", "*", "messages", "*"),
            JSONPath("left_chats", "list", "*", "messages", "*"), JSONPath("chats", "list", "*", moment: .end),
            JSONPath("left_chats", "list", "*", moment: .end),
        ]
        let facts = chat.count + chats.count + left.count
        try JSONStream(chat + chats + left + messages, state) { path, value, line in
            guard let value else { return try self.endChat() }
            if path < facts { self.take(path % 3, value) } else { try self.message(value, line) }
        }.read(stream)
        if state.chat == nil { try open() }
    }

    private func take(_ fact: Int, _ value: JSONValue) {
        switch fact {
        case 0: name = value.nonEmpty
        case 1: type = value.string ?? ""
        default: id = value.nonEmpty
        }
    }

    /// A chat without messages is told too; then its facts are forgotten.
    private func endChat() throws {
        try open()
        (name, type, id) = (nil, "", nil)
    }

    private func open() throws {
        let isPrivate = ["personal_chat", "bot_chat", "saved_messages"].contains(type)
        let name = name ?? (type == "saved_messages" ? "Saved Messages" : "")
        let info = ChatInfo(
            platform: "telegram", sourceID: id, name: name, kind: isPrivate ? .conversation : .group)
        try state.open(info)
    }

    private func message(_ value: JSONValue, _ line: Int) throws {
        try open()
        guard let sentAt = sentAt(value) else {
            return state.skip(line: line, expected: .seconds(field: "date_unixtime"))
        }
        if value["type"]?.text?.equals("service") == true { return try service(value, sentAt, line) }
        let text = Self.text(value["text"])
        var kind = Self.kind(value)
        let reply = value["reply_to_message_id"]?.nonEmpty.map(ChatReply.sourceID)
        if kind == .text, reply != nil { kind = .reply }
        let message = ChatMessage(
            sender: sender(value, "from"), sentAt: sentAt, kind: kind,
            text: text.isEmpty ? Self.placeholder(kind, value) : text, sourceID: value["id"]?.nonEmpty, reply: reply)
        try state.handOut(message, line: line)
    }

    private func service(_ value: JSONValue, _ sentAt: Timestamp, _ line: Int) throws {
        let person = sender(value, "actor")
        let actor = person?.name
        let members = value["members"]?.elements.compactMap(\.nonEmpty) ?? []
        let action = value["action"]?.string ?? ""
        let told = [actor, action, members.isEmpty ? nil : members.joined(separator: ", ")].compactMap { $0 }
        let text = Self.text(value["text"])
        var notice = TelegramNotice.notice(action, actor: actor, members: members)
        if action == "edit_group_title" { notice = value["title"]?.nonEmpty.map { .renamed(name: $0) } }
        if action == "create_group", let person { try state.handOut(.owner, of: person) }
        let message = ChatMessage(
            sender: nil, sentAt: sentAt, kind: .system, text: text.isEmpty ? told.joined(separator: " ") : text,
            sourceID: value["id"]?.nonEmpty, notice: notice)
        try state.handOut(message, line: line)
    }

    private func sentAt(_ value: JSONValue) -> Timestamp? {
        if let unix = value["date_unixtime"]?.integer.flatMap(Moments.timestamp(unix:)) { return unix }
        return value["date"]?.text.flatMap { Moments.timestamp(iso: $0, clock: state.clock) }
    }

    /// Deleted accounts keep their id but have no name.
    private func sender(_ value: JSONValue, _ key: StaticString) -> ChatSender? {
        let isActor = key.utf8CodeUnitCount == 5
        let id = (isActor ? value["actor_id"] : value["from_id"])?.text
        let name = value[key]?.text
        guard let shown = [name, id].compactMap({ $0 }).first(where: { $0.count > 0 }) else {
            return isActor ? nil : ChatSender(accountID: nil, name: "Deleted Account")
        }
        let account = id.flatMap { $0.count > 0 ? state.names.string($0) : nil }
        return ChatSender(accountID: account, name: state.names.string(shown))
    }

    /// A string, or pieces of which some are objects with a text of their own.
    static func text(_ value: JSONValue?) -> String {
        guard let value else { return "" }
        if value.kind == .array {
            return value.elements.map { $0.string ?? $0["text"]?.string ?? "" }.joined()
        }
        return value.string ?? ""
    }

    private static func kind(_ value: JSONValue) -> ChatMessageKind {
        if value["forwarded_from"] != nil { return .forward }
        switch value["media_type"]?.string {
        case "sticker"?, "animation"?: return .sticker
        case "video_file"?, "video_message"?: return .video
        case "voice_message"?, "audio_file"?: return .voice
        default: break
        }
        if value["photo"] != nil { return .image }
        if value["file"] != nil { return .file }
        if value["location_information"] != nil { return .location }
        if value["contact_information"] != nil { return .contact }
        return value["poll"] != nil ? .other : .text
    }

    private static func placeholder(_ kind: ChatMessageKind, _ value: JSONValue) -> String {
        if kind == .sticker, let emoji = value["sticker_emoji"]?.nonEmpty { return emoji }
        if kind == .file, let name = value["file_name"]?.nonEmpty { return "[文件] \(name)" }
        if let question = value["poll"]?["question"]?.nonEmpty { return question }
        return WeChatKind.placeholder(kind)
    }
}

/// What Telegram's service messages tell, by their action.
enum TelegramNotice {
    /// Telegram does not tell which administrator let somebody in.
    private static let admitter = "admin"

    static func notice(_ action: String, actor: String?, members: [String]) -> ChatNotice? {
        let names = members.isEmpty ? [actor].compactMap { $0 } : members
        switch action {
        case "join_group_by_link":
            return actor.map { .joined(names: [$0], inviter: nil) }
        case "join_group_by_request":
            return actor.map { .joined(names: [$0], inviter: admitter) }
        case "invite_members":
            guard !names.isEmpty else { return nil }
            let isOwn = members.isEmpty || members == [actor].compactMap { $0 }
            return .joined(names: names, inviter: isOwn ? nil : actor)
        case "remove_members":
            guard !names.isEmpty else { return nil }
            let isOwn = members.isEmpty || members == [actor].compactMap { $0 }
            return isOwn ? .left(names: names) : .removed(names: names, remover: actor)
        case "pin_message": return .announcement
        default: return nil
        }
    }
}
