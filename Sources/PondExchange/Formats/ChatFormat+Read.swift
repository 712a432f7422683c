extension ChatFormat {
    /// Reads one entry of this format to its end.
    func read(_ stream: ByteStream, _ state: ChatReadState) throws {
        switch self {
        case .chatLabJSON: try ChatLabReader(state).readDocument(stream)
        case .chatLabLines: try ChatLabReader(state).readLines(stream)
        case .weChatMsgCSV: try WeChatMsgReader(state).read(stream)
        case .weChatMsgText: try WeChatMsgTextReader(state).read(stream)
        case .weChatCLIText: try WeChatCLIReader(state, isMarkdown: false).read(stream)
        case .weChatCLIMarkdown: try WeChatCLIReader(state, isMarkdown: true).read(stream)
        case .chatlogJSON: try ChatlogJSONReader(state).read(stream)
        case .chatlogText: try ChatlogTextReader(state).read(stream)
        case .weFlow: try WeFlowReader(state).read(stream)
        case .qqText: try QQTextReader(state).read(stream)
        case .qqChatExporter: try QQChatExporterReader(state).read(stream)
        case .telegram: try TelegramReader(state).read(stream)
        case .whatsApp: try WhatsAppReader(state).read(stream)
        case .line: try LINEReader(state).read(stream)
        case .discord: try DiscordReader(state).read(stream)
        case .slack: try SlackReader(state).read(stream)
        case .irc: try IRCReader(state).read(stream)
        }
    }
}
