import PondCore

/// IRC logs: `[HH:MM] <nick> text`, `[HH:MM] * nick action`, `=== what the server says`, each perhaps after
/// `channel YYYY-MM-DD `; what the server says may be stamped too.
///
/// The only format whose date stands in the file's or entry's name. Hours that fall back by more than six mean a new
/// half day while no hour above 12 was seen (logs of before 2006 have a 12-hour clock), else a new day.
final class IRCReader {
    private let state: ChatReadState
    private var day = CivilDate(year: 1970, month: 1, day: 1)
    private var shiftSeconds = 0
    private var lastSeconds: Int?
    private var latestHour = 0
    private var lastSentAt: Timestamp?
    private var channel: String?

    private static let halfDaySeconds = 12 * 3600
    private static let wrapSeconds = 6 * 3600

    init(_ state: ChatReadState) {
        self.state = state
    }

    func read(_ stream: ByteStream) throws {
        setDay()
        channel = stream.head.withUnsafeBufferPointer(Self.channel) ?? state.lastIRCChannel
        let lines = LineReader(stream, state)
        while let line = try lines.next() {
            guard line.count > 0 else { continue }
            try read(line, lines.number)
        }
    }

    private func setDay() {
        if let day = CivilDate.inName(state.entry ?? state.fileName) {
            self.day = day
        } else {
            day = state.clock.date(of: state.modifiedAt)
        }
    }

    private func read(_ line: Bytes, _ number: Int) throws {
        guard let parsed = IRCLine(line) else {
            return state.skip(line: number, expected: .shape("[HH:MM] <nick> text"))
        }
        if let name = parsed.channel { channel = state.names.string(name) }
        if let date = parsed.date, date != day {
            day = date
            shiftSeconds = 0
            lastSeconds = nil
        }
        try state.open(ChatInfo(platform: "irc", sourceID: nil, name: channel ?? "", kind: .group))
        state.lastIRCChannel = channel
        let sentAt = moment(parsed, number)
        lastSentAt = sentAt
        guard let nick = parsed.nick else {
            let text = parsed.text.string
            let notice = NoticeWording.notice(.system, text, sender: nil)
            let message = ChatMessage(sender: nil, sentAt: sentAt, kind: .system, text: text, notice: notice)
            return try state.handOut(message, line: number)
        }
        let sender = ChatSender(accountID: nil, name: state.names.string(nick))
        let text = parsed.isAction ? "* \(parsed.text.string)" : parsed.text.string
        try state.handOut(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: text), line: number)
    }

    /// System lines without a time get that of the line above.
    private func moment(_ line: IRCLine, _ number: Int) -> Timestamp {
        let dayStart = day.daysSince1970 * 86_400
        guard let time = line.time else { return lastSentAt ?? state.clock.timestamp(localSeconds: dayStart) }
        if let last = lastSeconds, time.seconds < last - Self.wrapSeconds {
            if latestHour <= 12 {
                shiftSeconds += Self.halfDaySeconds
                state.warn(.twelveHourClockGuessed, line: number)
            } else {
                shiftSeconds += 2 * Self.halfDaySeconds
            }
        }
        latestHour = max(latestHour, time.hour)
        lastSeconds = time.seconds
        return state.clock.timestamp(localSeconds: dayStart + shiftSeconds + time.seconds)
    }

    /// The channel that the server says people join or leave.
    private static func channel(_ head: Bytes) -> String? {
        var at = 0
        while let hit = head.index(of: "=== ", from: at) {
            let end = head.index(of: 0x0A, from: hit) ?? head.count
            let line = head.slice(hit, end)
            at = end
            for sign in [" has joined #", " has left #"] as [StaticString] {
                guard let place = line.index(of: sign) else { continue }
                let name = line.dropping(place + sign.utf8CodeUnitCount - 1)
                let length = name.firstIndex { $0.isBlank } ?? name.count
                if length > 1, length <= 64 { return name.slice(0, length).string }
            }
        }
        return nil
    }
}
