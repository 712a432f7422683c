/// Lines as irssi, WeeChat and HexChat write them when nobody has told them otherwise.
extension IRCLine {
    /// irssi: `21:00 <@nick> text`, `21:00  * nick waves`, `21:00 -!- nick [user@host] has joined #channel`.
    static func irssi(_ line: Bytes) -> IRCLine? {
        var scanner = ByteScanner(line)
        guard let time = scanner.clockTime(), scanner.take(0x20) else { return nil }
        var parsed = IRCLine(time: time, text: scanner.rest)
        if scanner.take("-!- ") {
            parsed.text = scanner.rest
        } else if scanner.take(" * ") {
            guard parsed.takeAction(scanner.rest) else { return nil }
        } else if scanner.next == UInt8(ascii: "<") {
            guard parsed.takeSpeech(scanner.rest) else { return nil }
        } else {
            guard isNotice(scanner.rest) else { return nil }
        }
        return parsed
    }

    /// WeeChat: `2005-06-27 21:00:10⇥@nick⇥text`, since version 4.8 `2005-06-27 13:00:10.123456Z⇥…`, which is UTC.
    static func weeChat(_ line: Bytes) -> IRCLine? {
        var scanner = ByteScanner(line)
        guard let date = scanner.isoDate(), scanner.take(0x20) || scanner.take(UInt8(ascii: "T")),
            let time = scanner.clockTime()
        else { return nil }
        if scanner.take(UInt8(ascii: ".")) { _ = scanner.number(1...9) }
        let isUTC = scanner.take(UInt8(ascii: "Z"))
        guard scanner.take(0x09), let tab = scanner.rest.index(of: 0x09) else { return nil }
        let prefix = scanner.rest.slice(0, tab).trimmed
        var parsed = IRCLine(time: time, text: scanner.rest.dropping(tab + 1))
        parsed.date = date
        parsed.isUTC = isUTC
        if prefix.equals("*") { return parsed.takeAction(parsed.text) ? parsed : nil }
        if !serverSigns.contains(where: { prefix.equals($0) }) { parsed.nick = withoutPost(prefix) }
        return parsed
    }

    /// HexChat and XChat: `Jun 27 21:00:10 <nick>⇥text`; what people do and what the server says both stand behind a
    /// star, in older versions the server's behind an arrow. The year stands in the line that begins the log.
    static func hexChat(_ line: Bytes) -> IRCLine? {
        var scanner = ByteScanner(line)
        guard let month = scanner.monthName(), scanner.take(0x20) else { return nil }
        scanner.skipSpaces()
        guard let day = scanner.number(1...2), scanner.take(0x20), let time = scanner.clockTime(), scanner.take(0x20)
        else { return nil }
        var parsed = IRCLine(time: time, text: scanner.rest)
        parsed.monthDay = (month, day)
        if scanner.next == UInt8(ascii: "<"), !scanner.rest.hasPrefix("<--") {
            return parsed.takeSpeech(scanner.rest) ? parsed : nil
        }
        let end = scanner.rest.firstIndex { $0.isBlank } ?? scanner.rest.count
        let prefix = scanner.rest.slice(0, end)
        let text = scanner.rest.dropping(end + 1)
        if prefix.equals("*") {
            parsed.text = text
            // Elsewhere a line without colon is somebody's joke: `* nick sets mode +r bed`.
            let isMode = text.contains(" sets mode +") || text.contains(" sets mode -")
            return isMode || IRCNotice.isServers(text) || parsed.takeAction(text) ? parsed : nil
        }
        if serverSigns.contains(where: { prefix.equals($0) }) {
            parsed.text = text
            return parsed
        }
        return isNotice(scanner.rest) ? parsed : nil
    }

    private static let serverSigns: [StaticString] = ["-->", "<--", "---", "--", "=!=", ""]

    /// `-nick:#channel- text`, `-nick- text`, `!server text`: what programs say to everybody.
    private static func isNotice(_ rest: Bytes) -> Bool {
        if rest.first == UInt8(ascii: "!") { return true }
        guard rest.first == UInt8(ascii: "-"), let end = rest.index(of: UInt8(ascii: "-"), from: 1) else {
            return false
        }
        return end > 1 && end + 1 < rest.count && rest[end + 1].isBlank
    }

    /// `<@nick> text`; HexChat writes a tab behind it.
    mutating func takeSpeech(_ rest: Bytes) -> Bool {
        guard let end = rest.index(of: UInt8(ascii: ">")), end > 1 else { return false }
        nick = Self.withoutPost(rest.slice(1, end))
        text = rest.dropping(end + 1)
        if text.first == 0x09 {
            text = text.dropping(text.firstIndex { !$0.isBlank } ?? text.count)
        } else if text.first == 0x20 {
            text = text.dropping(1)
        }
        return true
    }

    /// `nick waves`
    mutating func takeAction(_ rest: Bytes) -> Bool {
        let end = rest.firstIndex { $0.isBlank } ?? rest.count
        guard end > 0 else { return false }
        nick = rest.slice(0, end)
        isAction = true
        text = rest.dropping(end + 1)
        return true
    }

    /// Clients write the post before the nick, of which it can be no part: `@` of operators, `+` of who has a voice.
    private static func withoutPost(_ nick: Bytes) -> Bytes {
        var name = nick
        while name.count > 1, let first = name.first, posts.contains(first) { name = name.dropping(1) }
        return name
    }

    private static let posts: [UInt8] = [" ", "@", "+", "%", "&", "~"].map { UInt8(ascii: $0) }
}
