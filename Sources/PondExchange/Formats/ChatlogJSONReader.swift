import PondCore

/// chatlog's JSON: an array of messages, or the webhook's object around one. A query over several chats mixes them;
/// each message names its chat.
final class ChatlogJSONReader {
    private let state: ChatReadState

    init(_ state: ChatReadState) {
        self.state = state
    }

    func read(_ stream: ByteStream) throws {
        try JSONStream([JSONPath("*"), JSONPath("messages", "*")], state) { _, value, line in
            if let value { try self.message(value, line) }
        }.read(stream)
        if state.chat == nil { try state.open(ChatInfo(platform: "wechat", sourceID: nil, name: "", kind: .group)) }
    }

    private func message(_ value: JSONValue, _ line: Int) throws {
        guard let sentAt = value["time"]?.text.flatMap({ Moments.timestamp(iso: $0, clock: state.clock) }) else {
            return state.skip(line: line, expected: .moment(field: "time"))
        }
        guard let type = value["type"]?.integer else {
            return state.skip(line: line, expected: .number(field: "type"))
        }
        try open(value)
        var kind = WeChatKind.kind(type: type, subType: value["subType"]?.integer ?? 0)
        let sender = kind == .system || kind == .recall ? nil : sender(value)
        if sender == nil, kind != .recall { kind = .system }
        let text = Self.text(value, kind)
        let notice = NoticeWording.notice(kind, text, sender: sender)
        if sender == nil, case .recalled? = notice { kind = .recall }
        let message = ChatMessage(
            sender: sender, sentAt: sentAt, kind: kind, text: text, sourceID: value["seq"]?.nonEmpty,
            reply: Self.reply(value), notice: notice)
        try state.handOut(message, line: line)
    }

    private func open(_ value: JSONValue) throws {
        let isGroup = value["isChatRoom"]?.boolean ?? true
        let id = value["talker"]?.nonEmpty
        if let chat = state.chat, chat.sourceID == id { return }
        let name = value["talkerName"]?.nonEmpty ?? ""
        try state.open(
            ChatInfo(platform: "wechat", sourceID: id, name: name, kind: isGroup ? .group : .conversation))
    }

    private func sender(_ value: JSONValue) -> ChatSender? {
        guard let id = value["sender"]?.text, !id.equals("系统消息") else { return nil }
        let name = value["senderName"]?.text ?? id
        if id.count == 0, name.count == 0 { return nil }
        return ChatSender(
            accountID: id.count > 0 ? state.names.string(id) : nil,
            name: state.names.string(name.count > 0 ? name : id))
    }

    private static func text(_ value: JSONValue, _ kind: ChatMessageKind) -> String {
        if let content = value["content"]?.nonEmpty { return content }
        let placeholder = WeChatKind.placeholder(kind)
        guard let title = value["contents"]?["title"]?.nonEmpty else { return placeholder }
        return placeholder.isEmpty ? title : "\(placeholder) \(title)"
    }

    private static func reply(_ value: JSONValue) -> ChatReply? {
        guard let quoted = value["contents"]?["refer"] else { return nil }
        let name = quoted["senderName"]?.nonEmpty ?? quoted["sender"]?.nonEmpty
        return .quote(name: name, text: quoted["content"]?.string ?? "")
    }
}
