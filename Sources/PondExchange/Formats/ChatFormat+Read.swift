extension ChatFormat {
    /// Reads one entry of this format to its end.
    func read(_ stream: ByteStream, _ state: ChatReadState) throws {
        switch self {
        case .chatLabJSON: try ChatLabReader(state).readDocument(stream)
        case .chatLabLines: try ChatLabReader(state).readLines(stream)
        case .weChatMsgCSV: try WeChatMsgReader(state).read(stream)
        case .irc: try IRCReader(state).read(stream)
        default: throw ChatReadFailure(code: .unknownFormat, expected: ChatReadState.knownFormats)
        }
    }
}
