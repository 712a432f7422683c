import PondCore

/// IRC logs: `[HH:MM] <nick> text`, `[HH:MM] * nick action`, `=== what the server says`, each perhaps after
/// `channel YYYY-MM-DD `; what the server says may be stamped too. Also the logs of irssi, WeeChat, HexChat and mIRC
/// as they write them unless told otherwise (`IRCClientLine`).
///
/// The day of a line without one is that of the mark above it (`IRCMark`), else the one in the file's or entry's name,
/// else a guess that is told: the day on which the file was written. Hours that fall back by more than six mean a new
/// half day while no hour above 12 was seen (logs of before 2006 have a 12-hour clock), else a new day.
final class IRCReader {
    private let state: ChatReadState
    private var day = CivilDate(year: 1970, month: 1, day: 1)
    /// Whether the log or its name tells the day, and so the year.
    private var isDayKnown = false
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
            isDayKnown = true
        } else {
            day = state.clock.date(of: state.modifiedAt)
        }
    }

    private func begin(_ date: CivilDate) {
        isDayKnown = true
        guard date != day else { return }
        day = date
        shiftSeconds = 0
        lastSeconds = nil
    }

    /// The day of a line without a year: that of the year in which the log is, or of the next one in spring.
    private func begin(month: Int, day number: Int, line: Int) {
        var date = CivilDate(year: day.year, month: month, day: number)
        if !isDayKnown {
            state.warn(.yearGuessed, line: line)
            if (month, number) > (day.month, day.day) { date.year -= 1 }
        } else if month < day.month - 6 {
            date.year += 1
        }
        while !date.isValid, date.year > 1 { date.year -= 1 }
        begin(date)
    }

    private func read(_ line: Bytes, _ number: Int) throws {
        switch IRCMark(line) {
        case .day(let date): return begin(date)
        case .channel(let name):
            channel = state.names.string(name)
            return
        case .other: return
        case nil: break
        }
        guard let parsed = IRCLine(line) else {
            return state.skip(line: number, expected: .shape("[HH:MM] <nick> text"))
        }
        if let name = parsed.channel { channel = state.names.string(name) }
        if let date = parsed.date {
            begin(date)
        } else if let (month, day) = parsed.monthDay {
            begin(month: month, day: day, line: number)
        } else if !isDayKnown {
            state.warn(.dateGuessed, line: number)
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
        if line.isUTC { return Timestamp(seconds: Int64(dayStart + time.seconds)) }
        return state.clock.timestamp(localSeconds: dayStart + shiftSeconds + time.seconds)
    }

    /// The channel that the log says it is of, or that the server says people join or leave.
    private static func channel(_ head: Bytes) -> String? {
        var at = 0
        while at < head.count {
            let end = head.index(of: 0x0A, from: at) ?? head.count
            let line = head.slice(at, end)
            at = end + 1
            if case .channel(let name)? = IRCMark(line) { return name.string }
            guard channelSigns.contains(where: { line.contains($0) }), let parsed = IRCLine(line), parsed.nick == nil
            else { continue }
            for sign in channelSigns {
                guard let place = parsed.text.index(of: sign) else { continue }
                let name = parsed.text.dropping(place + sign.utf8CodeUnitCount - 1)
                let length = name.firstIndex { $0.isBlank } ?? name.count
                if length > 1, length <= 64 { return name.slice(0, length).string }
            }
        }
        return nil
    }

    private static let channelSigns: [StaticString] = [
        " has joined #", " has left #", " talking on #", " talking in #",
    ]
}
