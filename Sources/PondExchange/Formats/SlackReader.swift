import PondCore

/// One day of one channel of a Slack export. Who the ids are and which channel it is stand in the archive: in its
/// directory files and in the entry's folder.
final class SlackReader {
    private let state: ChatReadState

    init(_ state: ChatReadState) {
        self.state = state
    }

    func read(_ stream: ByteStream) throws {
        try open()
        try JSONStream([JSONPath("*")], state) { _, value, line in
            if let value { try self.message(value, line) }
        }.read(stream)
    }

    private func open() throws {
        let folders = state.entry?.split(separator: "/").dropLast() ?? []
        let folder = folders.last.map(String.init) ?? ""
        let channel = state.directory.slackChannels[folder]
        let kind: ChatInfo.Kind = channel?.isPrivate == true ? .conversation : .group
        let info = ChatInfo(platform: "slack", sourceID: channel?.id, name: folder, kind: kind)
        let isNew = state.chat != info
        try state.open(info)
        guard isNew else { return }
        for id in channel?.members ?? [] {
            guard let user = state.directory.slackUsers[id] else { continue }
            try state.handOut(ChatPerson(accountID: id, name: user.name, aliases: user.aliases, role: user.role))
        }
    }

    private func message(_ value: JSONValue, _ line: Int) throws {
        guard let stamp = value["ts"]?.text, let sentAt = Self.sentAt(stamp) else {
            return state.skip(line: line, expected: .seconds(field: "ts"))
        }
        let subtype = value["subtype"]?.string ?? ""
        let text = SlackText.plain(value["text"]?.string ?? "") { self.name($0) }
        let isSystem = Self.isSystem(subtype)
        let sender = isSystem ? nil : sender(value)
        var kind = sender == nil ? ChatMessageKind.system : Self.kind(value, text, subtype)
        var reply: ChatReply?
        if sender != nil, let thread = value["thread_ts"]?.text, !thread.elementsEqual(stamp) {
            reply = .sourceID(thread.string)
        }
        if kind == .text, reply != nil { kind = .reply }
        let message = ChatMessage(
            sender: sender, sentAt: sentAt, kind: kind, text: text.isEmpty ? Self.attachment(value, kind) : text,
            sourceID: stamp.string, reply: reply, notice: notice(subtype, value))
        try state.handOut(message, line: line)
    }

    /// `1503435956.000247`: seconds, and microseconds that also make it unique.
    private static func sentAt(_ stamp: Bytes) -> Timestamp? {
        let point = stamp.index(of: UInt8(ascii: ".")) ?? stamp.count
        guard let seconds = stamp.slice(0, point).integer, let moment = Moments.timestamp(unix: seconds) else {
            return nil
        }
        return moment.adding(milliseconds: stamp.slice(point + 1, point + 4).integer ?? 0)
    }

    private static func isSystem(_ subtype: String) -> Bool {
        subtype.hasPrefix("channel_") || subtype.hasPrefix("group_") || subtype == "pinned_item"
            || subtype == "reminder_add" || subtype.hasPrefix("bot_add") || subtype.hasPrefix("bot_remove")
    }

    private func name(_ id: String) -> String? { state.directory.slackUsers[id]?.name }

    private func sender(_ value: JSONValue) -> ChatSender? {
        let profile = value["user_profile"]
        let told = [value["username"], profile?["display_name"], profile?["real_name"]].lazy.compactMap { $0?.nonEmpty }
        if let id = value["user"]?.nonEmpty { return ChatSender(accountID: id, name: name(id) ?? told.first ?? id) }
        guard let bot = value["bot_id"]?.nonEmpty else {
            return told.first.map { ChatSender(accountID: nil, name: $0) }
        }
        return ChatSender(accountID: bot, name: told.first ?? bot)
    }

    private func notice(_ subtype: String, _ value: JSONValue) -> ChatNotice? {
        guard let id = value["user"]?.nonEmpty else { return nil }
        let person = name(id) ?? id
        switch subtype {
        case "channel_join", "group_join":
            return .joined(names: [person], inviter: value["inviter"]?.nonEmpty.map { name($0) ?? $0 })
        case "channel_leave", "group_leave": return .left(names: [person])
        case "pinned_item": return .announcement
        case "channel_name", "group_name": return value["name"]?.nonEmpty.map { .renamed(name: $0) }
        case "tombstone": return .recalled(name: person)
        default: return nil
        }
    }

    private static func kind(_ value: JSONValue, _ text: String, _ subtype: String) -> ChatMessageKind {
        if subtype == "tombstone" || subtype == "message_deleted" { return .recall }
        guard text.isEmpty, let file = value["files"]?.elements.first(where: { _ in true }) else { return .text }
        let type = file["mimetype"]?.string ?? ""
        if type.hasPrefix("image/") { return .image }
        if type.hasPrefix("video/") { return .video }
        return type.hasPrefix("audio/") ? .voice : .file
    }

    private static func attachment(_ value: JSONValue, _ kind: ChatMessageKind) -> String {
        if let file = value["files"]?.elements.compactMap({ $0["name"]?.nonEmpty }).first {
            return "\(WeChatKind.placeholder(kind)) \(file)"
        }
        let titles = value["attachments"]?.elements.compactMap { $0["fallback"]?.nonEmpty ?? $0["text"]?.nonEmpty }
        return titles?.first ?? WeChatKind.placeholder(kind)
    }
}

/// Slack's markup as people see it: `<@U1>` is `@name`, `<#C1|general>` is `#general`, `<url|label>` is the url.
enum SlackText {
    static func plain(_ text: String, name: (String) -> String?) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            result += rest[..<open]
            let after = rest[rest.index(after: open)...]
            guard let close = after.firstIndex(of: ">") else {
                rest = rest[open...]
                break
            }
            result += link(after[..<close], name)
            rest = after[after.index(after: close)...]
        }
        result += rest
        return unescaped(result)
    }

    private static func link(_ inside: Substring, _ name: (String) -> String?) -> String {
        let parts = inside.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let target = parts.first ?? ""
        let label = parts.count > 1 ? parts[1] : nil
        switch target.first {
        case "@":
            let id = String(target.dropFirst())
            return "@\(name(id) ?? label ?? id)"
        case "#": return "#\(label ?? String(target.dropFirst()))"
        case "!": return "@\(label ?? String(target.dropFirst()))"
        default: return target
        }
    }

    private static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            if rest.hasPrefix("&lt;") {
                result += "<"
                rest = rest.dropFirst(4)
            } else if rest.hasPrefix("&gt;") {
                result += ">"
                rest = rest.dropFirst(4)
            } else if rest.hasPrefix("&amp;") {
                result += "&"
                rest = rest.dropFirst(5)
            } else {
                result += "&"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
