/// What IRC servers and clients say: `nick [host] has joined #channel` and its like.
enum IRCNotice {
    /// The nick must be one word, followed by at most a host in brackets.
    static func read(_ line: Bytes) -> ChatNotice? {
        if let bouncer = bouncers(line) { return bouncer }
        guard let space = line.index(of: 0x20), space > 0, line[space - 1] != UInt8(ascii: ":") else { return nil }
        var scanner = ByteScanner(line, at: space)
        let hasHost = skipHost(&scanner)
        guard hasHost != nil else { return nil }
        let nick = line.slice(0, space)
        if scanner.take("has joined ") { return .joined(names: [nick.string], inviter: nil) }
        if hasHost == true, scanner.rest.trimmed.equals("has joined") {
            return .joined(names: [nick.string], inviter: nil)
        }
        if scanner.take("has left") || scanner.take("has quit") || hasHost == true && scanner.take("Quit") {
            return .left(names: [nick.string])
        }
        if scanner.take("was kicked ") || scanner.take("has been kicked ") {
            return .removed(names: [nick.string], remover: remover(scanner.rest))
        }
        if scanner.take("has kicked ") {
            let end = scanner.rest.index(of: 0x20) ?? scanner.rest.count
            return end > 0 ? .removed(names: [scanner.rest.slice(0, end).string], remover: nick.string) : nil
        }
        return nil
    }

    /// Over a host in brackets; nil when the bracket is not closed.
    private static func skipHost(_ scanner: inout ByteScanner) -> Bool? {
        scanner.skipSpaces()
        guard scanner.next == UInt8(ascii: "[") || scanner.next == UInt8(ascii: "(") else { return false }
        let close = scanner.next == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
        guard let end = scanner.bytes.index(of: close, from: scanner.at) else { return nil }
        scanner.at = end + 1
        scanner.skipSpaces()
        return true
    }

    /// ZNC and newer mIRC: `Joins: nick (user@host)`, `Parts: …`, `Quits: …`.
    private static func bouncers(_ line: Bytes) -> ChatNotice? {
        var scanner = ByteScanner(line)
        let isJoin = scanner.take("Joins: ")
        guard isJoin || scanner.take("Parts: ") || scanner.take("Quits: ") else { return nil }
        guard let end = scanner.rest.index(of: " ("), end > 0 else { return nil }
        let nick = scanner.rest.slice(0, end).string
        return isJoin ? .joined(names: [nick], inviter: nil) : .left(names: [nick])
    }

    /// Whether a line behind a star is said by the server and is nothing that somebody does: mIRC and HexChat write
    /// both alike. Comings and goings have a host or a reason in brackets.
    static func isServers(_ line: Bytes) -> Bool {
        if bouncers(line) != nil || serverStarts.contains(where: { line.hasPrefix($0) }) { return true }
        guard let space = line.index(of: 0x20), space > 0 else { return false }
        var scanner = ByteScanner(line, at: space)
        guard let hasHost = skipHost(&scanner) else { return false }
        if hasHost { return hosted.contains { scanner.rest.hasPrefix($0) } }
        if scanner.take("is now known as ") { return scanner.rest.trimmed.index(of: 0x20) == nil }
        return serverActs.contains { scanner.rest.hasPrefix($0) }
    }

    private static let serverStarts: [StaticString] = [
        "Now talking ", "You are now ", "You have left channel ", "You have been kicked ", "Topic for #", "Topic is '",
        "Disconnected",
    ]
    private static let hosted: [StaticString] = ["has joined", "has left", "has quit", "Quit"]
    private static let serverActs: [StaticString] = [
        "has quit (", "was kicked by ", "has kicked ", "sets mode: ", "sets ban on ", "changes topic to '",
        "has changed the topic to", "gives channel operator status to ", "gives voice to ",
        "removes channel operator status from ", "removes voice from ",
    ]

    /// `… by NICK …`
    private static func remover(_ rest: Bytes) -> String? {
        guard let hit = rest.index(of: "by ") else { return nil }
        let name = rest.dropping(hit + 3)
        let end = name.index(of: 0x20) ?? name.count
        return end > 0 ? name.slice(0, end).string : nil
    }

    /// Whether a line that has a colon is all the same said by the server: exports of other programs do not mark it.
    static func isServerLine(_ line: Bytes, _ name: Bytes) -> Bool {
        if name.hasPrefix("..[topic/") || name.hasPrefix("Topic for #") || name.hasPrefix("Topic (#") { return true }
        if name.contains(" changed the topic of #") || name.hasSuffix(" is away") { return true }
        if name.equals("netjoined") || name.equals("netsplit") { return true }
        return name.contains(" [") && read(line) != nil
    }
}
