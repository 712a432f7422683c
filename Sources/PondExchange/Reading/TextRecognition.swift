/// What lines of the text formats look like.
enum TextRecognition {
    /// Formats told by their lines; of equals the first wins.
    static let order: [ChatFormat] = [.whatsApp, .irc, .qqText, .chatlogText, .line, .weChatMsgText]

    /// The format of which a line is the title.
    static func title(_ line: Bytes, isFirst: Bool) -> ChatFormat? {
        if QQTextReader.isTitle(line) { return .qqText }
        guard isFirst else { return nil }
        if WeChatMsgReader.isHeader(line) { return .weChatMsgCSV }
        if LINEReader.isTitle(line) { return .line }
        return WeChatCLIReader.titleFormat(line)
    }

    /// Formats in which the line could begin a message, the likeliest alone.
    static func format(_ line: Bytes) -> ChatFormat? {
        if WhatsAppLine(line) != nil { return .whatsApp }
        if IRCMark(line) != nil { return .irc }
        if let line = IRCLine(line), line.nick != nil || IRCNotice.read(line.text) != nil { return .irc }
        if let header = QQHeader(line) { return header.id == nil && line[0].digit != nil ? .weChatMsgText : .qqText }
        if ChatlogHeader(line) != nil { return .chatlogText }
        return LINEMessage(line) != nil ? .line : nil
    }
}
