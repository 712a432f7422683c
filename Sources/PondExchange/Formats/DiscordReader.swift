import PondCore

/// DiscordChatExporter's JSON: one channel of one guild, or a direct conversation.
final class DiscordReader {
    private let state: ChatReadState
    private var guild: String?
    private var hasChat = false

    init(_ state: ChatReadState) {
        self.state = state
    }

    func read(_ stream: ByteStream) throws {
        let paths = [JSONPath("guild"), JSONPath("channel"), JSONPath("messages", "*")]
        try JSONStream(paths, state) { path, value, line in
            guard let value else { return }
            switch path {
            case 0: self.guild = value["id"]?.text?.equals("0") == true ? nil : value["name"]?.nonEmpty
            case 1: try self.open(value)
            default: try self.message(value, line)
            }
        }.read(stream)
        try openIfNeeded()
    }

    private func open(_ channel: JSONValue) throws {
        hasChat = true
        let name = channel["name"]?.string ?? ""
        let isPrivate = channel["type"]?.text?.hasPrefix("DirectText") == true
        try state.open(
            ChatInfo(
                platform: "discord", sourceID: channel["id"]?.nonEmpty, name: guild.map { "\($0) #\(name)" } ?? name,
                kind: isPrivate ? .conversation : .group))
    }

    private func openIfNeeded() throws {
        guard !hasChat else { return }
        hasChat = true
        try state.open(ChatInfo(platform: "discord", sourceID: nil, name: guild ?? "", kind: .group))
    }

    private func message(_ value: JSONValue, _ line: Int) throws {
        try openIfNeeded()
        guard let sentAt = value["timestamp"]?.text.flatMap({ Moments.timestamp(iso: $0, clock: state.clock) }) else {
            return state.skip(line: line, expected: .moment(field: "timestamp"))
        }
        guard let sender = try sender(value["author"]) else {
            return state.skip(line: line, expected: .field(oneOf: ["author.id", "author.name"]))
        }
        let type = value["type"]?.string ?? "Default"
        let text = value["content"]?.string ?? ""
        let isSpoken = Self.spoken.contains(type)
        let reply = isSpoken ? value["reference"]?["messageId"]?.nonEmpty.map(ChatReply.sourceID) : nil
        var kind = isSpoken ? Self.kind(value, text) : .system
        if kind == .text, reply != nil { kind = .reply }
        let shown = text.isEmpty ? (isSpoken ? Self.attachment(value, kind) : "\(sender.name) \(type)") : text
        let message = ChatMessage(
            sender: isSpoken ? sender : nil, sentAt: sentAt, kind: kind, text: shown,
            sourceID: value["id"]?.nonEmpty, reply: reply,
            notice: isSpoken ? nil : Self.notice(type, sender.name, value))
        try state.handOut(message, line: line)
    }

    /// Numbers are types that the exporter has no name for.
    private static let spoken: Set<String> = [
        "Default", "Reply", "ApplicationCommand", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "23",
    ]

    private static func notice(_ type: String, _ name: String, _ value: JSONValue) -> ChatNotice? {
        let others = value["mentions"]?.elements.compactMap { $0["nickname"]?.nonEmpty ?? $0["name"]?.nonEmpty } ?? []
        switch type {
        case "GuildMemberJoin", "7": return .joined(names: [name], inviter: nil)
        case "RecipientAdd": return others.isEmpty ? nil : .joined(names: others, inviter: name)
        case "RecipientRemove":
            return others.isEmpty || others == [name] ? .left(names: [name]) : .removed(names: others, remover: name)
        case "ChannelPinnedMessage": return .announcement
        default: return nil
        }
    }

    private func sender(_ author: JSONValue?) throws -> ChatSender? {
        guard let author else { return nil }
        let id = author["id"]?.text
        let names = [author["nickname"]?.text, author["name"]?.text, id].compactMap { $0 }
        guard let name = names.first(where: { $0.count > 0 }) else { return nil }
        let account = id.flatMap { $0.count > 0 ? state.names.string($0) : nil }
        let sender = ChatSender(accountID: account, name: state.names.string(name))
        if author["isBot"]?.boolean == true { try state.handOut(.bot, of: sender) }
        return sender
    }

    private static func kind(_ value: JSONValue, _ text: String) -> ChatMessageKind {
        guard text.isEmpty else { return .text }
        if value["stickers"]?.hasElements == true { return .sticker }
        guard let file = value["attachments"]?.elements.compactMap({ $0["fileName"]?.string }).first else {
            return value["embeds"]?.hasElements == true ? .link : .text
        }
        switch file.lowercased().split(separator: ".").last ?? "" {
        case "png", "jpg", "jpeg", "gif", "webp": return .image
        case "mp4", "mov", "webm": return .video
        case "ogg", "mp3", "wav", "m4a": return .voice
        default: return .file
        }
    }

    private static func attachment(_ value: JSONValue, _ kind: ChatMessageKind) -> String {
        let names = value["attachments"]?.elements.compactMap { $0["fileName"]?.nonEmpty } ?? []
        let stickers = value["stickers"]?.elements.compactMap { $0["name"]?.nonEmpty } ?? []
        let embeds = value["embeds"]?.elements.compactMap { $0["title"]?.nonEmpty ?? $0["url"]?.nonEmpty } ?? []
        let told = (names + stickers + embeds).first
        return [WeChatKind.placeholder(kind), told ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
