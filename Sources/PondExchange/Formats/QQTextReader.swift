import PondCore

/// The text export of QQ for PC, of one chat or of all, and what one gets by copying out of its window.
final class QQTextReader {
    private let state: ChatReadState
    private let message: TextMessage
    private var kind = ChatInfo.Kind.group
    private var hasChat = false

    init(_ state: ChatReadState) {
        self.state = state
        message = TextMessage(state)
    }

    static func isTitle(_ line: Bytes) -> Bool {
        line.hasPrefix("消息记录（此消息记录为文本格式") || line.hasPrefix("消息分组:") || line.hasPrefix("消息对象:")
    }

    func read(_ stream: ByteStream) throws {
        let lines = LineReader(stream, state)
        while let line = try lines.next() {
            if line.first == UInt8(ascii: "="), line.count == 64, line.allSatisfy({ $0 == UInt8(ascii: "=") }) {
                try message.end()
            } else if Self.isTitle(line) {
                try message.end()
                try readTitle(line)
            } else if let header = QQHeader(line) {
                try openIfNeeded()
                let sentAt = state.clock.timestamp(header.date, header.time)
                let sender = sender(header)
                try message.begin(sender, sentAt, Bytes(start: nil, count: 0), line: lines.number)
                if let sender, let role = header.role { try state.handOut(role, of: sender) }
            } else {
                message.add(line, number: lines.number, expected: .shape("YYYY-MM-DD H:MM:SS name(number)"))
            }
        }
        try message.end()
        try openIfNeeded()
    }

    private func readTitle(_ line: Bytes) throws {
        if line.hasPrefix("消息分组:") {
            let isPrivate = line.contains("好友") || line.contains("家人") || line.contains("朋友")
            kind = isPrivate && !line.contains("群") ? .conversation : .group
        } else if line.hasPrefix("消息对象:") {
            hasChat = true
            let name = line.dropping("消息对象:".utf8.count).trimmed.string
            try state.open(ChatInfo(platform: "qq", sourceID: nil, name: name, kind: kind))
        }
    }

    private func openIfNeeded() throws {
        guard !hasChat else { return }
        hasChat = true
        try state.open(ChatInfo(platform: "qq", sourceID: nil, name: "", kind: .group))
    }

    private func sender(_ header: QQHeader) -> ChatSender? {
        if let id = header.id, id.equals("10000") || id.equals("1000000") { return nil }
        if header.name.equals("系统消息") { return nil }
        let id = header.id.map { state.names.string($0) }
        return ChatSender(accountID: id, name: header.name.count > 0 ? state.names.string(header.name) : id ?? "")
    }
}

/// The line above each message: `2024-05-01 9:30:12 【管理员】阿泽(10001)`.
struct QQHeader {
    var date: CivilDate
    var time: ClockTime
    var name: Bytes
    /// What 【群主】 and 【管理员】 in front of the name tell; nil for the titles that a group makes up.
    var role: ChatPerson.Role?
    /// The QQ number or mail address; discussion groups have none.
    var id: Bytes?

    init?(_ line: Bytes) {
        guard line.count <= 512 else { return nil }
        guard let found = Self.dateFirst(line) ?? Self.nameFirst(line) else { return nil }
        date = found.date
        time = found.time
        name = found.name.trimmed
        id = nil
        takeTitles()
        takeID()
        guard name.count > 0 || id != nil else { return nil }
    }

    private typealias Parts = (date: CivilDate, time: ClockTime, name: Bytes)

    private static func dateFirst(_ line: Bytes) -> Parts? {
        var scanner = ByteScanner(line)
        guard let date = scanner.isoDate(), scanner.take(0x20), let time = scanner.clockTimeWithSeconds() else {
            return nil
        }
        var afterHalfDay = scanner
        let adjusted = afterHalfDay.takeHalfDay(time)
        if afterHalfDay.take(0x20), afterHalfDay.rest.count > 0 { return (date, adjusted, afterHalfDay.rest) }
        guard scanner.take(0x20), scanner.rest.count > 0 else { return nil }
        return (date, time, scanner.rest)
    }

    /// `【头衔】昵称 2/14/2020 9:16:13 PM`, month first.
    private static func nameFirst(_ line: Bytes) -> Parts? {
        var at = line.count
        while at > 0 {
            at -= 1
            guard line[at] == 0x20, at + 1 < line.count, line[at + 1].digit != nil else { continue }
            var scanner = ByteScanner(line, at: at + 1)
            guard let month = scanner.number(1...2), scanner.take(UInt8(ascii: "/")), let day = scanner.number(1...2),
                scanner.take(UInt8(ascii: "/")), let year = scanner.number(4...4), scanner.take(0x20),
                let time = scanner.clockTimeWithSeconds()
            else { continue }
            let adjusted = scanner.takeHalfDay(time)
            let date = CivilDate(year: year, month: month, day: day)
            guard date.isValid, scanner.rest.trimmed.count == 0, at > 0 else { return nil }
            return (date, adjusted, line.slice(0, at))
        }
        return nil
    }

    private mutating func takeTitles() {
        while name.hasPrefix("【"), let end = name.index(of: "】"), end + 3 < name.count {
            let title = name.slice(3, end)
            if role == nil { role = title.equals("群主") ? .owner : title.equals("管理员") ? .admin : nil }
            name = name.dropping(end + 3)
        }
    }

    private mutating func takeID() {
        if name.last == UInt8(ascii: ")"), let open = name.lastIndex(of: UInt8(ascii: "(")) {
            let inside = name.slice(open + 1, name.count - 1)
            guard inside.count >= 4, inside.allSatisfy({ $0.digit != nil }) else { return }
            id = inside
            name = name.slice(0, open)
        } else if name.last == UInt8(ascii: ">"), let open = name.lastIndex(of: UInt8(ascii: "<")) {
            let inside = name.slice(open + 1, name.count - 1)
            guard inside.contains(UInt8(ascii: "@")) else { return }
            id = inside
            name = name.slice(0, open).trimmed
        }
    }
}
