import PondExchange

/// How much work the records of a chunk are, in lines.
struct ChunkWeight {
    private(set) var total = 0
    /// Whom the export has named so far, by account or else by name.
    private var named: Set<String> = []

    mutating func add(_ record: ChatRecord) {
        switch record {
        case .chat: break
        case .person(let person): add(person.accountID ?? person.name, isLine: false)
        case .message(let message):
            if let sender = message.sender { add(sender.accountID ?? sender.name, isLine: true) } else { total += 1 }
        }
    }

    /// Begins the next chunk.
    mutating func startAgain() {
        total = 0
    }

    private mutating func add(_ name: String, isLine: Bool) {
        if isLine { total += 1 }
        if named.insert(name).inserted || !isLine { total += ImportRun.linesPerPerson }
    }
}
