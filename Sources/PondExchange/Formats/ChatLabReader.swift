import PondCore

/// ChatLab 0.0.2, as one document or as lines (https://chatlab.fun, the one open interchange format of these).
final class ChatLabReader {
    private let state: ChatReadState
    private var hasChat = false

    init(_ state: ChatReadState) {
        self.state = state
    }

    func readDocument(_ stream: ByteStream) throws {
        let paths = [JSONPath("meta"), JSONPath("members", "*"), JSONPath("messages", "*")]
        try JSONStream(paths, state) { path, value, line in
            guard let value else { return }
            switch path {
            case 0: try self.open(value)
            case 1: try self.person(value, line)
            default: try self.message(value, line)
            }
        }.read(stream)
    }

    func readLines(_ stream: ByteStream) throws {
        try JSONLines(state).read(stream) { value, line in
            guard let type = value["_type"]?.text else {
                return state.skip(line: line, expected: .field(oneOf: ["_type"]))
            }
            if type.equals("message") {
                try message(value, line)
            } else if type.equals("member") {
                try person(value, line)
            } else if type.equals("header"), let meta = value["meta"] {
                try open(meta)
            } else {
                state.skip(line: line, expected: .fieldValue(field: "_type", oneOf: ["header", "member", "message"]))
            }
        }
    }

    private func open(_ meta: JSONValue) throws {
        hasChat = true
        try state.open(
            ChatInfo(
                platform: meta["platform"]?.nonEmpty ?? "chatlab",
                sourceID: meta["groupId"]?.nonEmpty,
                name: meta["name"]?.string ?? "",
                kind: meta["type"]?.text?.equals("private") == true ? .conversation : .group,
                ownerID: meta["ownerId"]?.nonEmpty))
    }

    /// A file whose header is missing or comes last is still worth reading.
    private func openIfNeeded() throws {
        guard !hasChat else { return }
        hasChat = true
        try state.open(ChatInfo(platform: "chatlab", sourceID: nil, name: "", kind: .group))
    }

    private func person(_ value: JSONValue, _ line: Int) throws {
        try openIfNeeded()
        let account = value["accountName"]?.nonEmpty
        let id = value["platformId"]?.nonEmpty
        guard let name = value["groupNickname"]?.nonEmpty ?? account ?? id else {
            return state.skip(line: line, expected: .field(oneOf: ["platformId", "accountName"]))
        }
        var aliases = value["aliases"]?.elements.compactMap(\.nonEmpty) ?? []
        if let account, account != name, !aliases.contains(account) { aliases.append(account) }
        let role = role(value["roles"])
        let profile = profile(value, accountName: account == name ? nil : account, role)
        try state.handOut(
            ChatPerson(
                accountID: id, name: name, aliases: aliases, role: role, isListed: value["listed"]?.integer != 0,
                profile: profile.isEmpty ? nil : profile))
    }

    private func profile(_ value: JSONValue, accountName: String?, _ role: ChatPerson.Role) -> ChatProfile {
        var profile = ChatProfile(accountName: accountName)
        if let avatar = value["avatar"]?.text, avatar.count > 0, avatar.count <= ChatProfile.avatarBytesMax {
            profile.avatar = avatar.string
        }
        let roles = value["roles"]?.elements.compactMap { role -> ChatProfile.Role? in
            guard let id = role["id"]?.nonEmpty ?? role.nonEmpty else { return nil }
            return ChatProfile.Role(id: id, name: role["name"]?.nonEmpty)
        }
        let plain = role == .member ? [] : [ChatProfile.Role(id: role.rawValue)]
        if let roles, roles != plain { profile.roles = roles }
        return profile
    }

    private func role(_ roles: JSONValue?) -> ChatPerson.Role {
        let ids = roles?.elements.compactMap { $0["id"]?.string ?? $0.string } ?? []
        return [ChatPerson.Role.owner, .admin, .bot].first { ids.contains($0.rawValue) } ?? .member
    }

    private func message(_ value: JSONValue, _ line: Int) throws {
        try openIfNeeded()
        guard let sentAt = value["timestamp"]?.integer.flatMap(Moments.timestamp(unix:)) else {
            return state.skip(line: line, expected: .seconds(field: "timestamp"))
        }
        guard let number = value["type"]?.integer else {
            return state.skip(line: line, expected: .number(field: "type"))
        }
        let type = Int16(exactly: number)
        var kind = type.flatMap(ChatMessageKind.init(rawValue:)) ?? .other
        let unknownKind = type.flatMap { ChatMessageKind(rawValue: $0) == nil ? $0 : nil }
        let sender = sender(value, &kind)
        let text = value["content"]?.string ?? ""
        let reply = value["replyToMessageId"]?.nonEmpty.map(ChatReply.sourceID)
        if kind == .text, reply != nil { kind = .reply }
        var message = ChatMessage(
            sender: kind == .system ? nil : sender, sentAt: sentAt, kind: kind, text: text,
            sourceID: value["platformMessageId"]?.nonEmpty, reply: reply,
            notice: NoticeWording.notice(kind, text, sender: sender))
        if kind == .system, sender?.accountID != state.chat?.sourceID { message.label = sender }
        if kind == .other { message.unknownKind = unknownKind }
        try state.handOut(message, line: line)
    }

    /// A line of nobody is a system line, whatever type it claims.
    private func sender(_ value: JSONValue, _ kind: inout ChatMessageKind) -> ChatSender? {
        let id = value["sender"]?.text
        let name = [value["groupNickname"]?.text, value["accountName"]?.text, id].compactMap { $0 }
            .first { $0.count > 0 }
        guard let name, let id, !id.equals("system"), !id.equals("SYSTEM") else {
            if kind != .recall { kind = .system }
            return nil
        }
        return ChatSender(accountID: id.count > 0 ? state.names.string(id) : nil, name: state.names.string(name))
    }
}
