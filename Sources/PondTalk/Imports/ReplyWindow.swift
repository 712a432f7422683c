import PondExchange

/// Finds the message that a reply names, among the recent ones of a group.
///
/// An answer to something further back keeps what the export says of its target, but no link. The window is bounded, so
/// that an import's memory is.
struct ReplyWindow: Sendable {
    static let countMax = 131_072

    private var bySource: Generations<String, Int64> = Generations(countMax: countMax)
    private var byQuote: Generations<Int, Int64> = Generations(countMax: countMax)

    mutating func add(_ message: ChatMessage, id: Int64) {
        if let source = message.sourceID { bySource[source] = id }
        byQuote[Self.quoteKey(name: nil, text: message.text)] = id
        if let sender = message.sender { byQuote[Self.quoteKey(name: sender.name, text: message.text)] = id }
    }

    func target(of reply: ChatReply) -> Int64? {
        switch reply {
        case .sourceID(let source): bySource[source]
        case .quote(let name, let text): byQuote[Self.quoteKey(name: name, text: text)]
        }
    }

    /// Exporters cut long quotes, so the beginning of a line has to do.
    private static func quoteKey(name: String?, text: String) -> Int {
        var hasher = Hasher()
        hasher.combine(name)
        var text = text
        text.withUTF8 { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes.prefix(quoteBytesMax))))
        }
        return hasher.finalize()
    }

    private static let quoteBytesMax = 60
}

/// A dictionary that forgets: when the younger half is full it becomes the older, and the older is dropped.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let countMax: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    init(countMax: Int) {
        self.countMax = countMax
    }

    subscript(key: Key) -> Value? {
        get { young[key] ?? old[key] }
        set {
            if young.count >= countMax {
                old = young
                young = [:]
            }
            young[key] = newValue
        }
    }
}
