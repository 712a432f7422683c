import PondCore

/// WeFlow's and echotrace's JSON. Types are Chinese words; `localType` is not to be relied on, nor is `localId` an id
/// (it counts rows on one telephone).
final class WeFlowReader {
    private let state: ChatReadState
    private var hasChat = false

    init(_ state: ChatReadState) {
        self.state = state
    }

    func read(_ stream: ByteStream) throws {
        try JSONStream([JSONPath("session"), JSONPath("messages", "*")], state) { path, value, line in
            guard let value else { return }
            if path == 0 { try self.open(value) } else { try self.message(value, line) }
        }.read(stream)
        try openIfNeeded()
    }

    private func open(_ session: JSONValue) throws {
        hasChat = true
        let id = session["wxid"]?.nonEmpty
        let names = [session["displayName"], session["nickname"], session["remark"]].compactMap { $0?.nonEmpty }
        let type = session["type"]?.text
        let isPrivate = type?.equals("私聊") ?? !(id?.hasSuffix("@chatroom") ?? true)
        try state.open(
            ChatInfo(
                platform: "wechat", sourceID: id, name: names.first ?? "", kind: isPrivate ? .conversation : .group))
    }

    private func openIfNeeded() throws {
        guard !hasChat else { return }
        hasChat = true
        try state.open(ChatInfo(platform: "wechat", sourceID: nil, name: "", kind: .group))
    }

    private func message(_ value: JSONValue, _ line: Int) throws {
        try openIfNeeded()
        guard let sentAt = sentAt(value) else {
            return state.skip(line: line, expected: .seconds(field: "createTime"))
        }
        var kind = value["type"]?.text.map(Self.kind) ?? .other
        let sender = kind == .system ? nil : sender(value)
        if sender == nil { kind = .system }
        let content = value["content"]?.text ?? Bytes(start: nil, count: 0)
        let body = WeChatBody.read(content, kind: kind)
        if kind == .system, let told = body.kind { kind = told }
        let message = ChatMessage(
            sender: sender, sentAt: sentAt, kind: kind, text: body.text, sourceID: Self.id(value),
            reply: Self.reply(value) ?? body.reply, notice: NoticeWording.notice(kind, body.text, sender: sender))
        try state.handOut(message, line: line)
    }

    private func sentAt(_ value: JSONValue) -> Timestamp? {
        if let unix = value["createTime"]?.integer.flatMap(Moments.timestamp(unix:)) { return unix }
        return value["formattedTime"]?.text.flatMap { Moments.timestamp(iso: $0, clock: state.clock) }
    }

    /// Lines of the group itself have the group's id or none.
    private func sender(_ value: JSONValue) -> ChatSender? {
        guard let id = value["senderUsername"]?.text, id.count > 0, !id.hasSuffix("@chatroom") else { return nil }
        let name = value["senderDisplayName"]?.text ?? id
        return ChatSender(
            accountID: state.names.string(id), name: state.names.string(name.count > 0 ? name : id))
    }

    private static func id(_ value: JSONValue) -> String? {
        for id in [value["platformMessageId"], value["serverId"]].compactMap({ $0?.nonEmpty }) where id != "0" {
            return id
        }
        return nil
    }

    private static func reply(_ value: JSONValue) -> ChatReply? {
        if let id = value["replyToMessageId"]?.nonEmpty, id != "0" { return .sourceID(id) }
        guard let text = value["quotedContent"]?.nonEmpty else { return nil }
        return .quote(name: value["quotedSender"]?.nonEmpty, text: text)
    }

    private static func kind(_ type: Bytes) -> ChatMessageKind {
        kinds.first { type.equals($0.word) }?.kind ?? .other
    }

    private static let kinds: [(word: StaticString, kind: ChatMessageKind)] = [
        ("文本消息", .text), ("图片消息", .image), ("语音消息", .voice), ("视频消息", .video), ("文件消息", .file),
        ("动画表情", .sticker), ("名片消息", .contact), ("卡片式链接", .link), ("图文消息", .link), ("位置消息", .location),
        ("红包卡片", .redPacket), ("红包消息", .redPacket), ("转账卡片", .transfer), ("转账消息", .transfer),
        ("小程序分享", .share), ("视频号直播卡片", .share), ("引用消息", .reply), ("聊天记录合并转发", .forward),
        ("系统消息", .system), ("通话消息", .call), ("语音通话", .call), ("拍一拍", .poke), ("群公告", .system),
    ]
}
