/// A dictionary that forgets: when the younger half is full it becomes the older, and the older is dropped.
///
/// It remembers what changed since the last `keep`, so that a transaction that is run again finds it as it was.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private enum Change: Sendable {
        /// What the younger half held under the key before.
        case set(Key, Value?)
        /// The younger half became the older; this was dropped.
        case aged([Key: Value])
    }

    private let countMax: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private var changes: [Change] = []

    init(countMax: Int) {
        self.countMax = countMax
    }

    subscript(key: Key) -> Value? { young[key] ?? old[key] }

    mutating func set(_ key: Key, to value: Value) {
        if young.count >= countMax {
            changes.append(.aged(old))
            old = young
            young = Dictionary(minimumCapacity: countMax)
        }
        changes.append(.set(key, young.updateValue(value, forKey: key)))
    }

    /// Makes the changes last.
    mutating func keep() {
        changes.removeAll(keepingCapacity: true)
    }

    /// Takes the changes since the last `keep` back.
    mutating func undo() {
        while let change = changes.popLast() {
            switch change {
            case .set(let key, let previous): young[key] = previous
            case .aged(let dropped):
                young = old
                old = dropped
            }
        }
    }
}
