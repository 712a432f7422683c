/// Understands what system lines tell, by their wording: WeChat, QQ, WhatsApp, LINE and IRC in Chinese, English and
/// partly Japanese.
enum NoticeWording {
    /// Longer lines are not looked at.
    private static let lineBytesMax = 4096

    static func notice(_ kind: ChatMessageKind, _ text: String, sender: ChatSender?) -> ChatNotice? {
        guard kind == .system || kind == .recall else { return nil }
        var text = text
        let read = text.withUTF8 { $0.count <= lineBytesMax ? worded($0) : nil }
        guard kind == .recall else { return read }
        if let sender { return .recalled(name: sender.name) }
        if case .recalled? = read { return read }
        return .recalled(name: nil)
    }

    static func worded(_ line: Bytes) -> ChatNotice? {
        RenamedNotice.read(line) ?? IRCNotice.read(line) ?? WordedNotice.read(line)
    }

    /// Without quotation marks, spaces, controls of writing direction and WhatsApp's tilde around it.
    static func unquoted(_ name: Bytes) -> Bytes {
        var name = name.trimmed.undirected
        for mark in ["\"", "“", "”", "「", "」", "'", "‘", "’"] as [StaticString] {
            if name.hasPrefix(mark) { name = name.dropping(mark.utf8CodeUnitCount) }
            if name.hasSuffix(mark) { name = name.slice(0, name.count - mark.utf8CodeUnitCount) }
        }
        return WhatsAppName.plain(name.trimmed)
    }
}
