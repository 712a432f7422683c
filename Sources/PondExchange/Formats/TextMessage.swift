import PondCore

/// The message that a text export is in the middle of: its body may go on over the next lines.
final class TextMessage {
    private let state: ChatReadState
    private let body = ByteBuffer()
    private var sender: ChatSender?
    private var sentAt: Timestamp?
    private var line = 0
    private var isOpen = false
    private var isCut = false
    /// What the body answers, where the format tells.
    var reply: ChatReply?

    init(_ state: ChatReadState) {
        self.state = state
    }

    /// Whether a message is waiting for more lines.
    var isWaiting: Bool { isOpen }

    /// Ends the message before and begins a new one; without a sender it is a system line.
    func begin(_ sender: ChatSender?, _ sentAt: Timestamp, _ first: Bytes, line: Int) throws {
        try end()
        self.sender = sender
        self.sentAt = sentAt
        self.line = line
        body.append(first)
        isOpen = true
    }

    /// Adds a line to the body; without a message it is counted as left out.
    func add(_ next: Bytes, number: Int, expected: ChatExpectation) {
        guard isOpen else {
            if next.trimmed.count > 0 { state.skip(line: number, expected: expected) }
            return
        }
        guard body.count + next.count <= LineReader.lineBytesMax else {
            if !isCut { state.skip(line: number, expected: .messageBytes(max: LineReader.lineBytesMax)) }
            isCut = true
            return
        }
        body.append(0x0A)
        body.append(next)
    }

    /// Hands out the message. Empty lines at its end separate it from the next and are no part of it.
    func end() throws {
        guard isOpen, let sentAt else { return }
        isOpen = false
        var bytes = body.bytes
        while bytes.last == 0x0A { bytes = bytes.slice(0, bytes.count - 1) }
        if bytes.first == 0x0A, !body.bytes.isEmpty { bytes = bytes.dropping(1) }
        let text = bytes.string
        var message = ChatMessage(sender: sender, sentAt: sentAt, kind: .system, text: text)
        if sender == nil {
            message.notice = NoticeWording.notice(.system, text, sender: nil)
            if case .recalled? = message.notice { message.kind = .recall }
            if TextKind.kind(bytes) == .recall {
                message.kind = .recall
                message.notice = .recalled(name: nil)
            }
        } else {
            message.kind = reply == nil ? TextKind.kind(bytes) : .reply
            message.reply = reply
            message.notice = NoticeWording.notice(message.kind, text, sender: sender)
        }
        body.clear()
        reply = nil
        isCut = false
        try state.handOut(message, line: line)
    }
}
