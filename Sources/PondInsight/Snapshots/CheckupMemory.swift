import PondCore

/// Checkups that were read lately. One that was made never changes, and reading its JSON costs many times what the rest
/// of a page does. Names and quoted words are no part of it: they are looked up for each view.
package final class CheckupMemory: Sendable {
    /// Each holds up to `CheckupMaking.namedPeopleMax` people: some megabytes.
    static let countMax = 8

    private let held = Locked<[(id: ID<CheckupSnapshot>, checkup: Checkup)]>([])

    package init() {}

    func checkup(_ id: ID<CheckupSnapshot>) -> Checkup? {
        held.withLock { held in
            guard let place = held.firstIndex(where: { $0.id == id }) else { return nil }
            let found = held.remove(at: place)
            held.append(found)
            return found.checkup
        }
    }

    func keep(_ checkup: Checkup, as id: ID<CheckupSnapshot>) {
        held.withLock { held in
            held.removeAll { $0.id == id }
            held.append((id, checkup))
            if held.count > Self.countMax { held.removeFirst() }
        }
    }
}
