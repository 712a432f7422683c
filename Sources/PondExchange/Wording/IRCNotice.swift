/// What IRC servers and clients say: `nick [host] has joined #channel` and its like.
enum IRCNotice {
    /// The nick must be one word, followed by at most a host in brackets.
    static func read(_ line: Bytes) -> ChatNotice? {
        guard let space = line.index(of: 0x20), space > 0, line[space - 1] != UInt8(ascii: ":") else { return nil }
        var scanner = ByteScanner(line, at: space)
        scanner.skipSpaces()
        if scanner.next == UInt8(ascii: "[") || scanner.next == UInt8(ascii: "(") {
            let close = scanner.next == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
            guard let end = line.index(of: close, from: scanner.at) else { return nil }
            scanner.at = end + 1
            scanner.skipSpaces()
        }
        let nick = line.slice(0, space)
        if scanner.take("has joined ") { return .joined(names: [nick.string], inviter: nil) }
        if scanner.take("has left") || scanner.take("has quit") { return .left(names: [nick.string]) }
        if scanner.take("was kicked ") || scanner.take("has been kicked ") {
            return .removed(names: [nick.string], remover: remover(scanner.rest))
        }
        return nil
    }

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
