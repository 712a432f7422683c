import PondCore

/// Rings in whoever follows the log, after commits that wrote events.
package final class EventBells: Sendable {
    private struct Hanging: Sendable {
        var next = 0
        var bells: [Int: EventBell] = [:]
    }

    private let hanging = Locked(Hanging())

    package init() {}

    /// How many follow.
    package var count: Int { hanging.withLock { $0.bells.count } }

    package func ring() {
        for bell in hanging.withLock({ Array($0.bells.values) }) { bell.ring() }
    }

    /// Lends a bell, which rings for as long as `body` runs.
    func withBell<Value>(_ body: (EventBell) async throws -> Value) async rethrows -> Value {
        let bell = EventBell()
        let number = hanging.withLock { hanging in
            hanging.next += 1
            hanging.bells[hanging.next] = bell
            return hanging.next
        }
        defer { hanging.withLock { $0.bells[number] = nil } }
        return try await body(bell)
    }
}

/// Told after commits that wrote events, in this process or another. Rings while nobody waits are kept as one, so none
/// is missed between looking into the log and waiting. Best effort across processes: hence the time limit.
package struct EventBell: Sendable {
    private let rings: AsyncStream<Void>
    private let rope: AsyncStream<Void>.Continuation

    init() {
        (rings, rope) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func ring() {
        rope.yield()
    }

    /// Returns after a ring, after `limit` at the latest, and at once when the task is cancelled.
    package func wait(atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                if (try? await Task.sleep(for: limit)) != nil { rope.yield() }
            }
            for await _ in rings { break }
            group.cancelAll()
        }
    }
}
