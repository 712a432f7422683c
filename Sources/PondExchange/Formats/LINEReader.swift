import PondCore

/// LINE's text export: a title, then a line per day, then `time<TAB>name<TAB>text`; two tabs mark LINE's own lines, and
/// a text of several lines stands in quotation marks.
final class LINEReader {
    private let state: ChatReadState
    private let message: TextMessage
    private var day: CivilDate?
    private var isQuoted = false

    init(_ state: ChatReadState) {
        self.state = state
        message = TextMessage(state)
    }

    static func isTitle(_ line: Bytes) -> Bool {
        line.hasPrefix("[LINE]") || line.hasPrefix("Chat history with ") || line.hasPrefix("Chat history in ")
    }

    func read(_ stream: ByteStream) throws {
        let lines = LineReader(stream, state)
        while let line = try lines.next() {
            if lines.number == 1 {
                try open(line)
                if Self.isTitle(line) { continue }
            }
            if isQuoted {
                addQuoted(line, lines.number)
            } else if let date = Self.date(line) {
                try message.end()
                day = date
            } else if let parts = LINEMessage(line) {
                try begin(parts, lines.number)
            } else if !Self.isSaved(line) {
                message.add(line, number: lines.number, expected: .shape("HH:MM⇥name⇥text"))
            }
        }
        try message.end()
    }

    private func begin(_ parts: LINEMessage, _ number: Int) throws {
        guard let day else {
            return state.skip(line: number, expected: .dateBeforeMessage)
        }
        let sentAt = state.clock.timestamp(day, parts.time)
        let sender = parts.name.map { ChatSender(accountID: nil, name: state.names.string($0)) }
        var text = parts.text
        if sender != nil, text.first == UInt8(ascii: "\""), !Self.closes(text.dropping(1)) {
            isQuoted = true
            text = text.dropping(1)
        }
        try message.begin(sender, sentAt, text, line: number)
    }

    /// Doubled quotation marks inside stand for one; an odd number at the end closes.
    private static func closes(_ text: Bytes) -> Bool {
        var marks = 0
        while marks < text.count, text[text.count - 1 - marks] == UInt8(ascii: "\"") { marks += 1 }
        return marks % 2 == 1
    }

    private func addQuoted(_ line: Bytes, _ number: Int) {
        let isLast = Self.closes(line)
        message.add(isLast ? line.slice(0, line.count - 1) : line, number: number, expected: .shape("text"))
        if isLast { isQuoted = false }
    }

    private static func isSaved(_ line: Bytes) -> Bool {
        let signs: [StaticString] = ["Saved on", "保存日期", "儲存日期", "保存日時", "저장한 날짜"]
        return signs.contains { line.hasPrefix($0) }
    }

    /// `2024/05/01（三）`, `2024.05.01 Wednesday`, `Wed, 5/1/2024`.
    static func date(_ line: Bytes) -> CivilDate? {
        guard line.count <= 64, line.index(of: 0x09) == nil else { return nil }
        var scanner = ByteScanner(line)
        if let date = scanner.isoDate() {
            guard let next = scanner.next else { return date }
            return next == 0x20 || next == UInt8(ascii: "(") || next >= 0x80 ? date : nil
        }
        guard let comma = line.index(of: ", "), comma <= 9, line.slice(0, comma).allSatisfy({ $0 >= 0x41 }) else {
            return nil
        }
        scanner.at = comma + 2
        guard let month = scanner.number(1...2), scanner.take(UInt8(ascii: "/")), let day = scanner.number(1...2),
            scanner.take(UInt8(ascii: "/")), let year = scanner.number(4...4), scanner.isAtEnd
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        return date.isValid ? date : nil
    }

    /// The title tells the name, and by its wording whether it is a group: "与…的" and "with" are private chats.
    private func open(_ line: Bytes) throws {
        var title = line.string
        if title.hasPrefix("[LINE]") { title = String(title.dropFirst(6).drop { $0 == " " }) }
        var info = ChatInfo(platform: "line", sourceID: nil, name: "", kind: .group)
        let frames: [(String, String, ChatInfo.Kind)] = [
            ("Chat history with ", "", .conversation), ("Chat history in ", "", .group),
            ("与", "的聊天记录", .conversation), ("與", "的聊天記錄", .conversation), ("", "とのトーク履歴", .conversation),
            ("", "的聊天记录", .group), ("", "的聊天記錄", .group), ("", "のトーク履歴", .group),
        ]
        for (before, after, kind) in frames where title.hasPrefix(before) && title.hasSuffix(after) {
            info.name = String(title.dropFirst(before.count).dropLast(after.count))
            info.kind = kind
            break
        }
        try state.open(info)
    }
}

/// `21:07<TAB>阿泽<TAB>text`, or with two tabs and no name.
struct LINEMessage {
    var time: ClockTime
    var name: Bytes?
    var text: Bytes

    init?(_ line: Bytes) {
        guard let tab = line.index(of: 0x09), tab >= 4, tab <= 20 else { return nil }
        var scanner = ByteScanner(line.slice(0, tab))
        let before = HalfDay.take(&scanner)
        scanner.skipWideSpaces()
        guard let time = scanner.clockTime() else { return nil }
        scanner.skipWideSpaces()
        let half = before ?? HalfDay.take(&scanner)
        guard scanner.isAtEnd else { return nil }
        self.time = half.map { time.onTwelveHourClock(afternoon: $0 == .afternoon) } ?? time
        let rest = line.dropping(tab + 1)
        guard let second = rest.index(of: 0x09) else {
            name = nil
            text = rest
            return
        }
        name = second == 0 ? nil : rest.slice(0, second)
        text = rest.dropping(second + 1)
    }
}
