/// WeChat's message types as the other enumeration, and what to write where an export has no words.
enum WeChatKind {
    /// `Type` and `SubType` of the message tables.
    static func kind(type: Int64, subType: Int64) -> ChatMessageKind {
        switch type {
        case 1: .text
        case 3: .image
        case 34: .voice
        case 42, 66, 67: .contact
        case 43, 62: .video
        case 47: .sticker
        case 48: .location
        case 49: appKind(subType)
        case 50, 52, 53: .call
        case 10000: .system
        case 10002: .recall
        default: .other
        }
    }

    private static func appKind(_ subType: Int64) -> ChatMessageKind {
        switch subType {
        case 1, 53: .text
        case 3, 4, 5, 49, 76, 92: .link
        case 6, 74: .file
        case 8: .sticker
        case 17: .location
        case 19, 40: .forward
        case 33, 36, 44, 51, 63: .share
        case 57: .reply
        case 62: .poke
        case 87: .system
        case 2000: .transfer
        case 2001, 2003: .redPacket
        default: .other
        }
    }

    /// The usual placeholder of a kind, for messages that have no text.
    static func placeholder(_ kind: ChatMessageKind) -> String {
        switch kind {
        case .image: "[图片]"
        case .voice: "[语音]"
        case .video: "[视频]"
        case .file: "[文件]"
        case .sticker: "[表情]"
        case .link: "[链接]"
        case .location: "[位置]"
        case .redPacket: "[红包]"
        case .transfer: "[转账]"
        case .poke: "[拍一拍]"
        case .call: "[通话]"
        case .share: "[小程序]"
        case .forward: "[聊天记录]"
        case .contact: "[名片]"
        case .recall: "[撤回]"
        case .text, .reply, .system, .other: ""
        }
    }
}
