/// Understands what system lines tell, by their wording.
enum NoticeWording {
    static func notice(_ kind: ChatMessageKind, _ text: String, sender: ChatSender?) -> ChatNotice? {
        switch kind {
        case .system: IRCNotice.read(text)
        case .recall: .recalled(name: sender?.name)
        default: nil
        }
    }
}
