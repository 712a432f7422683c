/// What lines of the text formats look like.
enum TextRecognition {
    /// Formats told by their lines; of equals the last wins.
    static let order: [ChatFormat] = [.irc]

    /// A line that only one format has.
    static func header(_ line: Bytes, isFirst: Bool) -> ChatFormat? {
        if isFirst, WeChatMsgReader.isHeader(line) { return .weChatMsgCSV }
        return nil
    }

    /// Formats in which the line could begin a message.
    static func formats(_ line: Bytes) -> [ChatFormat] {
        var found: [ChatFormat] = []
        if IRCLine(line) != nil { found.append(.irc) }
        return found
    }
}
