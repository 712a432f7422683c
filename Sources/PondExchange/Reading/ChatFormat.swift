/// The chat exports that can be read. Raw values are stable: they are stored with an import and printed as JSON.
package enum ChatFormat: String, CaseIterable, Hashable, Codable, Sendable {
    case chatLabJSON = "chatlab-json"
    case chatLabLines = "chatlab-jsonl"
    case weChatMsgCSV = "wechatmsg-csv"
    case weChatMsgText = "wechatmsg-txt"
    case weChatCLIText = "wechat-cli-txt"
    case weChatCLIMarkdown = "wechat-cli-md"
    case chatlogJSON = "chatlog-json"
    case chatlogText = "chatlog-txt"
    case weFlow = "weflow-json"
    case qqText = "qq-txt"
    case qqChatExporter = "qq-chat-exporter"
    case telegram = "telegram-json"
    case whatsApp = "whatsapp-txt"
    case line = "line-txt"
    case discord = "discord-json"
    case slack = "slack"
    case irc = "irc"

    /// The name for listings, as the tool's own users call it.
    package var title: String {
        switch self {
        case .chatLabJSON: "ChatLab JSON"
        case .chatLabLines: "ChatLab JSONL"
        case .weChatMsgCSV: "WeChatMsg / MemoTrace CSV"
        case .weChatMsgText: "WeChatMsg / MemoTrace TXT"
        case .weChatCLIText: "wechat-cli TXT"
        case .weChatCLIMarkdown: "wechat-cli Markdown"
        case .chatlogJSON: "chatlog JSON"
        case .chatlogText: "chatlog text"
        case .weFlow: "WeFlow / echotrace JSON"
        case .qqText: "QQ TXT"
        case .qqChatExporter: "qq-chat-exporter JSON"
        case .telegram: "Telegram Desktop JSON"
        case .whatsApp: "WhatsApp TXT"
        case .line: "LINE TXT"
        case .discord: "DiscordChatExporter JSON"
        case .slack: "Slack export"
        case .irc: "IRC log"
        }
    }
}
