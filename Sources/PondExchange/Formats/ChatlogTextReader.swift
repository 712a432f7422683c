import PondCore

/// chatlog's plain text: `name(id) [room(id)] time`, the body, an empty line.
///
/// The time is as short as the range that was asked for allows: without a year, or without a date. What is missing is
/// taken from when the file was written, and warned of.
final class ChatlogTextReader {
    private let state: ChatReadState
    private let message: TextMessage
    private var shape: ChatlogHeader.Shape?
    private var afterBlank = true
    private var year = 0
    private var lastMonth = 0

    init(_ state: ChatReadState) {
        self.state = state
        message = TextMessage(state)
    }

    func read(_ stream: ByteStream) throws {
        let lines = LineReader(stream, state)
        while let line = try lines.next() {
            if afterBlank, let header = ChatlogHeader(line), shape == nil || header.shape == shape {
                shape = header.shape
                try begin(header, lines.number)
            } else {
                try addBody(line, lines.number)
            }
            afterBlank = line.count == 0
        }
        try message.end()
        if state.chat == nil { try open(nil) }
    }

    private func begin(_ header: ChatlogHeader, _ number: Int) throws {
        let date = date(header, number)
        try message.end()
        try open(header.room)
        let isSystem = header.sender.equals("系统消息")
        let name = header.name ?? header.sender
        let isSelf = header.name == nil && header.sender.equals("我")
        let account = header.name == nil && isSelf ? nil : state.names.string(header.sender)
        let sender = isSystem ? nil : ChatSender(accountID: account, name: state.names.string(name))
        let sentAt = state.clock.timestamp(date, header.time)
        try message.begin(sender, sentAt, Bytes(start: nil, count: 0), line: number)
        quotedName = nil
        quoted = []
        mayQuote = true
    }

    /// `> name(id) time` and `> words` above the answer. Without that header, `> ` is what somebody typed.
    private var quotedName: String?
    private var quoted: [String] = []
    /// Nothing of the answer has come yet.
    private var mayQuote = false

    private func addBody(_ line: Bytes, _ number: Int) throws {
        if mayQuote, line.hasPrefix("> "), quoted.count < Self.quotedLinesMax {
            let inside = line.dropping(2)
            if quotedName != nil {
                quoted.append(inside.string)
                message.reply = .quote(name: quotedName, text: quoted.joined(separator: "\n"))
                return
            }
            if let header = ChatlogHeader(inside) {
                quotedName = (header.name ?? header.sender).string
                message.reply = .quote(name: quotedName, text: "")
                return
            }
        }
        mayQuote = false
        message.add(line, number: number, expected: .shape("name(id) MM-DD HH:MM:SS"))
    }

    private static let quotedLinesMax = 200

    private func open(_ room: (name: Bytes, id: Bytes)?) throws {
        if state.chat != nil, room == nil, hasChat { return }
        hasChat = true
        try state.open(
            ChatInfo(platform: "wechat", sourceID: room?.id.string, name: room?.name.string ?? "", kind: .group))
    }

    private var hasChat = false

    private func date(_ header: ChatlogHeader, _ number: Int) -> CivilDate {
        let written = state.clock.date(of: state.modifiedAt)
        switch header.shape {
        case .full:
            return CivilDate(year: header.year, month: header.month, day: header.day)
        case .time:
            state.warn(.dateGuessed, line: number)
            return written
        case .monthDay:
            state.warn(.yearGuessed, line: number)
            if lastMonth == 0 {
                let isAhead = (header.month, header.day) > (written.month, written.day)
                year = isAhead ? written.year - 1 : written.year
            } else if header.month < lastMonth - 6 {
                year += 1
            }
            lastMonth = header.month
            var date = CivilDate(year: year, month: header.month, day: header.day)
            while !date.isValid { date.year -= 1 }
            return date
        }
    }
}

/// The line above each message of chatlog's text.
struct ChatlogHeader {
    enum Shape {
        case full
        case monthDay
        case time
    }

    var shape: Shape
    var year = 0
    var month = 1
    var day = 1
    var time: ClockTime
    /// The name, where the exporter knew it.
    var name: Bytes?
    /// The account id, `我`, or `系统消息`.
    var sender: Bytes
    var room: (name: Bytes, id: Bytes)?

    init?(_ line: Bytes) {
        guard line.count >= 10, line.count <= 512 else { return nil }
        var end = line.count
        var scanner = ByteScanner(line, at: end - 8)
        guard let time = scanner.clockTimeWithSeconds(), scanner.isAtEnd, line[end - 9] == 0x20 else { return nil }
        self.time = time
        end -= 9
        shape = .time
        sender = line
        end = takeDate(line, end)
        guard end > 0 else { return nil }
        takePeople(line.slice(0, end))
        guard sender.count > 0, name != nil || sender.index(of: 0x20) == nil else { return nil }
    }

    /// Returns where the text before the date ends.
    private mutating func takeDate(_ line: Bytes, _ end: Int) -> Int {
        for (length, shape) in [(10, Shape.full), (5, Shape.monthDay)] where end > length + 1 {
            guard line[end - length - 1] == 0x20 else { continue }
            var scanner = ByteScanner(line, at: end - length)
            if shape == .full {
                guard let date = scanner.isoDate(), scanner.at == end else { continue }
                (year, month, day) = (date.year, date.month, date.day)
            } else {
                guard let month = scanner.number(2...2), scanner.take(UInt8(ascii: "-")),
                    let day = scanner.number(2...2), scanner.at == end,
                    CivilDate(year: 2000, month: month, day: day).isValid
                else { continue }
                (self.month, self.day) = (month, day)
            }
            self.shape = shape
            return end - length - 1
        }
        return end
    }

    private mutating func takePeople(_ text: Bytes) {
        var text = text
        if text.last == UInt8(ascii: "]"), let open = text.index(of: " [") {
            let inside = text.slice(open + 2, text.count - 1)
            room = Self.nameAndID(inside) ?? (Bytes(start: nil, count: 0), inside)
            text = text.slice(0, open)
        }
        if let (name, id) = Self.nameAndID(text) {
            self.name = name
            sender = id
        } else {
            sender = text
        }
    }

    private static func nameAndID(_ text: Bytes) -> (name: Bytes, id: Bytes)? {
        guard text.last == UInt8(ascii: ")"), let open = text.lastIndex(of: UInt8(ascii: "(")), open > 0 else {
            return nil
        }
        let id = text.slice(open + 1, text.count - 1)
        return id.count > 0 ? (text.slice(0, open), id) : nil
    }
}
