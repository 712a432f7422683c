import Synchronization

/// Makes ids that rise with time: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of counter.
///
/// The node number keeps generators apart; it is leased in the database together with a stretch of milliseconds (see
/// `NodeLease`). A clock that runs backwards continues the last millisecond, one that leaps ahead is followed to the
/// end of the stretch only, and a millisecond that is used up borrows the next one, so ids never repeat and never fall,
/// also across restarts. Layout after Twitter's Snowflake.
package final class IDGenerator: Sendable {
    private struct State {
        var node: Int64
        var millisecond: Int64
        var counter: Int64
        /// The last millisecond that the clock may take ids to.
        var millisecondMax = Int64.max
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
        let clockNow = clockMilliseconds
        return state.withLock { state in
            let now = min(clockNow, state.millisecondMax)
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

    private var clockMilliseconds: Int64 { max(0, clock.now().milliseconds - Self.epochMilliseconds) }

    /// Where the clock and the ids made so far have come to, in milliseconds since `epochMilliseconds`.
    package var position: Int64 {
        let clockNow = clockMilliseconds
        return state.withLock { max($0.millisecond, clockNow) }
    }

    /// The millisecond of the last id, since `epochMilliseconds`; 0 before the first.
    package var lastMillisecond: Int64 { state.withLock { $0.millisecond } }

    /// Continues under a node number whose earlier ids end with millisecond `last`, up to millisecond `until`.
    package func move(to node: Int, after last: Int64, until: Int64) {
        state.withLock { state in
            state.node = Int64(node)
            state.millisecondMax = until
            guard last >= state.millisecond else { return }
            state.millisecond = last
            // Used up: the next id has a later millisecond.
            state.counter = Self.counterMax
        }
    }

    /// The millisecond an id was made in, UTC.
    package static func time(of id: Int64) -> Timestamp {
        Timestamp(milliseconds: (id >> 22) + epochMilliseconds)
    }
}
