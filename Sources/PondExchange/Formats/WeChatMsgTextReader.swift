import PondCore

/// The TXT beside WeChatMsg's CSV: `YYYY-MM-DD HH:MM:SS name`, the body, an empty line.
final class WeChatMsgTextReader {
    private let state: ChatReadState
    private let message: TextMessage

    init(_ state: ChatReadState) {
        self.state = state
        message = TextMessage(state)
    }

    static func header(_ line: Bytes) -> (date: CivilDate, time: ClockTime, name: Bytes)? {
        guard line.count <= 300 else { return nil }
        var scanner = ByteScanner(line)
        guard let date = scanner.isoDate(), scanner.take(0x20), let time = scanner.clockTimeWithSeconds(),
            scanner.take(0x20), scanner.rest.trimmed.count > 0
        else { return nil }
        return (date, time, scanner.rest.trimmed)
    }

    func read(_ stream: ByteStream) throws {
        let lines = LineReader(stream, state)
        try state.open(ChatInfo(platform: "wechat", sourceID: nil, name: "", kind: .group))
        while let line = try lines.next() {
            guard let header = Self.header(line) else {
                message.add(line, number: lines.number, expected: .shape("YYYY-MM-DD HH:MM:SS name"))
                continue
            }
            let isSystem = header.name.equals("系统消息") || header.name.equals("系统") || header.name.equals("System")
            let sender = isSystem ? nil : ChatSender(accountID: nil, name: state.names.string(header.name))
            let sentAt = state.clock.timestamp(header.date, header.time)
            try message.begin(sender, sentAt, Bytes(start: nil, count: 0), line: lines.number)
        }
        try message.end()
    }
}
