/// Finds the message that a reply names, among the recent ones of an export's chats.
///
/// An answer to something further back keeps what the export says of its target, but no link. The window is bounded, so
/// that an import's memory is. Ids and words are kept as 64-bit hashes, seeded anew in each process: two of a window's
/// entries collide with a probability of about 10⁻⁹.
package struct ReplyWindow: Sendable {
    static let countMax = 131_072

    private var bySource = Generations<Int, Int64>(countMax: countMax)
    private var byQuote = Generations<Int, Int64>(countMax: countMax)

    package init() {}

    package mutating func add(_ message: ChatMessage, id: Int64, chat: Int64) {
        if let source = message.sourceID { bySource.set(Self.hash(source, chat), to: id) }
        let words = Self.hash(message.text, chat, bytesMax: Self.quoteBytesMax)
        byQuote.set(words, to: id)
        if let sender = message.sender { byQuote.set(Self.quote(words, by: sender.name), to: id) }
    }

    package func target(of reply: ChatReply, chat: Int64) -> Int64? {
        switch reply {
        case .sourceID(let source): return bySource[Self.hash(source, chat)]
        case .quote(let name, let text):
            let words = Self.hash(text, chat, bytesMax: Self.quoteBytesMax)
            return byQuote[name.map { Self.quote(words, by: $0) } ?? words]
        }
    }

    /// Makes what was added true for good.
    package mutating func keep() {
        bySource.keep()
        byQuote.keep()
    }

    /// Forgets what was added since the last `keep`.
    package mutating func undo() {
        bySource.undo()
        byQuote.undo()
    }

    /// Exporters cut long quotes, so the beginning of a line has to do.
    private static let quoteBytesMax = 60

    private static func quote(_ words: Int, by name: String) -> Int {
        var hasher = Hasher()
        hasher.combine(words)
        hasher.combine(hash(name, 0))
        return hasher.finalize()
    }

    private static func hash(_ text: String, _ chat: Int64, bytesMax: Int = .max) -> Int {
        var hasher = Hasher()
        hasher.combine(chat)
        var text = text
        text.withUTF8 { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes.prefix(bytesMax))))
        }
        return hasher.finalize()
    }
}
