import PondCore

/// wechat-cli's `export` as text and as Markdown: `[YYYY-MM-DD HH:MM] sender: text`, minutes only, no ids.
///
/// A name may hold a colon, but hardly a colon and a space, so the first of those ends it. A name in quotation marks
/// begins what WeChat itself says.
final class WeChatCLIReader {
    private let state: ChatReadState
    private let message: TextMessage
    private let isMarkdown: Bool
    private var name = ""
    private var kind = ChatInfo.Kind.group
    private var hasChat = false

    init(_ state: ChatReadState, isMarkdown: Bool) {
        self.state = state
        self.isMarkdown = isMarkdown
        message = TextMessage(state)
    }

    static func titleFormat(_ line: Bytes) -> ChatFormat? {
        if line.hasPrefix("# 聊天记录:") || line.hasPrefix("# 聊天记录：") { return .weChatCLIMarkdown }
        return line.hasPrefix("聊天记录:") || line.hasPrefix("聊天记录：") ? .weChatCLIText : nil
    }

    func read(_ stream: ByteStream) throws {
        let lines = LineReader(stream, state)
        while let line = try lines.next() {
            if let (sentAt, rest) = opening(line) {
                try openIfNeeded()
                try begin(sentAt, rest, lines.number)
            } else if !hasChat {
                readTitle(line)
            } else if let reply = Self.reply(line) {
                message.reply = reply
            } else {
                message.add(line, number: lines.number, expected: .shape("[YYYY-MM-DD HH:MM] sender: text"))
            }
        }
        try message.end()
        try openIfNeeded()
    }

    private func readTitle(_ line: Bytes) {
        let plain = line.string.filter { $0 != "*" && $0 != "#" }
        guard let colon = plain.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return }
        let value = plain[plain.index(after: colon)...].trimmingPrefix { $0 == " " }
        if plain.contains("聊天记录") { name = String(value) }
        if plain.contains("类型"), value.contains("私聊") { kind = .conversation }
    }

    private func openIfNeeded() throws {
        guard !hasChat else { return }
        hasChat = true
        try state.open(ChatInfo(platform: "wechat", sourceID: nil, name: name, kind: kind))
    }

    private func opening(_ line: Bytes) -> (Timestamp, Bytes)? {
        var scanner = ByteScanner(line)
        if isMarkdown, !scanner.take("- ") { return nil }
        guard scanner.take(UInt8(ascii: "[")), let date = scanner.isoDate(), scanner.take(0x20),
            let time = scanner.clockTime(), scanner.take("]")
        else { return nil }
        _ = scanner.take(0x20)
        return (state.clock.timestamp(date, time), scanner.rest)
    }

    private func begin(_ sentAt: Timestamp, _ rest: Bytes, _ number: Int) throws {
        if rest.hasPrefix("[系统]") {
            let text = rest.dropping("[系统]".utf8.count)
            return try message.begin(nil, sentAt, text.first == 0x20 ? text.dropping(1) : text, line: number)
        }
        guard let (name, text) = ColonName.split(rest) else {
            return try message.begin(nil, sentAt, rest, line: number)
        }
        let sender = ChatSender(accountID: nil, name: state.names.string(name))
        try message.begin(sender, sentAt, text, line: number)
    }

    /// `  -> 回复 NAME: text`, or with ↳.
    private static func reply(_ line: Bytes) -> ChatReply? {
        var scanner = ByteScanner(line)
        scanner.skipSpaces()
        guard scanner.at > 0, scanner.take("->") || scanner.take("↳") else { return nil }
        scanner.skipSpaces()
        let named = scanner.take("回复") || scanner.take("引用")
        scanner.skipSpaces()
        if let (name, text) = ColonName.split(scanner.rest) { return .quote(name: name.string, text: text.string) }
        return named || scanner.rest.count > 0 ? .quote(name: nil, text: scanner.rest.string) : nil
    }
}

/// `name: text`, as several text exports write it.
enum ColonName {
    /// Longest name that is believed.
    private static let nameBytesMax = 192

    /// Nil when no name stands there, or what stands there is said by the platform itself.
    static func split(_ line: Bytes) -> (name: Bytes, text: Bytes)? {
        guard let colon = line.index(of: ": ") ?? endingColon(line), colon > 0, colon <= nameBytesMax else {
            return nil
        }
        let name = line.slice(0, colon)
        if name.first == UInt8(ascii: "\"") || name.hasPrefix("“") { return nil }
        return IRCNotice.isServerLine(line, name) ? nil : (name, line.dropping(colon + 2))
    }

    private static func endingColon(_ line: Bytes) -> Int? {
        line.last == UInt8(ascii: ":") ? line.count - 1 : nil
    }
}
