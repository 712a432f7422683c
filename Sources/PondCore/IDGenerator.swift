import Synchronization

/// Makes ids that rise with time: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of counter.
///
/// The node number keeps generators apart; it is leased in the database (see `NodeLease`). A clock that runs backwards
/// continues the last millisecond, and a millisecond that is used up borrows the next one, so ids never repeat and never
/// fall. Layout after Twitter's Snowflake.
package final class IDGenerator: Sendable {
    private struct State {
        var node: Int64
        var millisecond: Int64
        var counter: Int64
    }

    /// 2024-01-01T00:00:00Z, in milliseconds since 1970.
    package static let epochMilliseconds: Int64 = 1_704_067_200_000
    package static let nodeCount = 1024
    private static let counterMax: Int64 = 4095

    private let clock: WallClock
    private let state: Mutex<State>

    /// - Parameter node: 0 ..< `nodeCount`.
    package init(node: Int, clock: WallClock) {
        self.clock = clock
        state = Mutex(State(node: Int64(node), millisecond: 0, counter: 0))
    }

    package func next() -> Int64 {
        let now = max(0, clock.now().milliseconds - Self.epochMilliseconds)
        return state.withLock { state in
            if now > state.millisecond {
                state.millisecond = now
                state.counter = 0
            } else if state.counter == Self.counterMax {
                state.millisecond += 1
                state.counter = 0
            } else {
                state.counter += 1
            }
            return state.millisecond << 22 | state.node << 12 | state.counter
        }
    }

    /// Continues under another node number, after the lease of the old one was lost.
    package func move(to node: Int) {
        state.withLock { $0.node = Int64(node) }
    }

    /// The millisecond an id was made in, UTC.
    package static func time(of id: Int64) -> Timestamp {
        Timestamp(milliseconds: (id >> 22) + epochMilliseconds)
    }
}
