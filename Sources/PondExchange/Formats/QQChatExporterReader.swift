import PondCore

/// qq-chat-exporter's JSON, versions 4 and 5, as one document or as the chunks of an archive whose manifest names the
/// chat. A person is known by QQ number, or by uid where the number is not told.
final class QQChatExporterReader {
    private let state: ChatReadState
    private var hasChat = false

    init(_ state: ChatReadState) {
        self.state = state
    }

    /// A chunk has one message a line; a document has them all in one object.
    func read(_ stream: ByteStream) throws {
        let isChunk = stream.head.withUnsafeBufferPointer { !JSONOutline($0).holds("chatInfo") }
        if isChunk { try readLines(stream) } else { try readDocument(stream) }
    }

    private func readDocument(_ stream: ByteStream) throws {
        try JSONStream([JSONPath("chatInfo"), JSONPath("messages", "*")], state) { path, value, line in
            guard let value else { return }
            if path == 0 {
                self.hasChat = true
                try self.state.open(Self.info(value))
            } else {
                try self.message(value, line)
            }
        }.read(stream)
        try openIfNeeded()
    }

    private func readLines(_ stream: ByteStream) throws {
        try JSONLines(state).read(stream, message)
    }

    static func info(_ value: JSONValue) -> ChatInfo {
        let type = value["type"]?.string ?? "group"
        let isPrivate = type == "private" || type == "friend" || type == "c2c"
        let id = [value["peerUin"], value["groupCode"], value["id"], value["peerUid"]].compactMap { $0?.nonEmpty }.first
        return ChatInfo(
            platform: "qq", sourceID: id, name: value["name"]?.string ?? "", kind: isPrivate ? .conversation : .group)
    }

    private func openIfNeeded() throws {
        guard !hasChat else { return }
        hasChat = true
        let unknown = ChatInfo(platform: "qq", sourceID: nil, name: "", kind: .group)
        try state.open(state.directory.qqChat ?? unknown)
    }

    private func message(_ value: JSONValue, _ line: Int) throws {
        try openIfNeeded()
        guard let sentAt = sentAt(value) else {
            return state.skip(line: line, expected: .moment(field: "timestamp"))
        }
        let isSystem = value["isSystemMessage"]?.boolean == true || value["system"]?.boolean == true
        let isRecalled = value["isRecalled"]?.boolean == true || value["recalled"]?.boolean == true
        let sender = isSystem ? nil : sender(value)
        let content = value["content"]
        let text = content?["text"]?.string ?? content?.string ?? ""
        var kind = sender == nil ? ChatMessageKind.system : Self.kind(content, text)
        let reply = sender == nil ? nil : Self.reply(content)
        if reply != nil, kind == .text { kind = .reply }
        if isRecalled { kind = .recall }
        let notice = NoticeWording.notice(kind, text, sender: sender)
        if sender == nil, case .recalled? = notice { kind = .recall }
        let message = ChatMessage(
            sender: sender, sentAt: sentAt, kind: kind, text: text,
            sourceID: value["messageId"]?.nonEmpty ?? value["id"]?.nonEmpty, reply: reply, notice: notice)
        try state.handOut(message, line: line)
    }

    private func sentAt(_ value: JSONValue) -> Timestamp? {
        guard let stamp = value["timestamp"] else { return nil }
        if let number = stamp.integer { return Moments.timestamp(unix: number) }
        return stamp.text.flatMap { Moments.timestamp(iso: $0, clock: state.clock) }
    }

    /// The card in this group goes before the nickname.
    private func sender(_ value: JSONValue) -> ChatSender? {
        let sender = value["sender"]
        let raw = value["rawMessage"]
        let id = Self.first([sender?["uin"], raw?["senderUin"], sender?["uid"], raw?["senderUid"]], except: "0")
        let names = [
            raw?["sendMemberName"], sender?["groupCard"], sender?["name"], raw?["sendNickName"],
            sender?["nickname"],
        ]
        guard let name = Self.first(names) ?? id else { return nil }
        return ChatSender(accountID: id.map { state.names.string($0) }, name: state.names.string(name))
    }

    private static func first(_ values: [JSONValue?], except: StaticString = "") -> Bytes? {
        values.lazy.compactMap { $0?.text }.first { $0.count > 0 && !$0.equals(except) }
    }

    private static func kind(_ content: JSONValue?, _ text: String) -> ChatMessageKind {
        for type in content?["resources"]?.elements.compactMap({ $0["type"]?.string }) ?? [] {
            switch type {
            case "image": return .image
            case "video": return .video
            case "voice", "audio": return .voice
            case "file": return .file
            case "location": return .location
            default: continue
            }
        }
        var body = text
        return body.withUTF8 { TextKind.kind($0.trimmed) }
    }

    private static func reply(_ content: JSONValue?) -> ChatReply? {
        let inElements = content?["elements"]?.elements.first { $0["type"]?.text?.equals("reply") == true }?["data"]
        guard let reply = content?["reply"] ?? inElements, reply.kind == .object else { return nil }
        if let id = reply["referencedMessageId"]?.nonEmpty ?? reply["messageId"]?.nonEmpty, id != "0" {
            return .sourceID(id)
        }
        return .quote(name: reply["senderName"]?.nonEmpty, text: reply["content"]?.string ?? "")
    }
}
