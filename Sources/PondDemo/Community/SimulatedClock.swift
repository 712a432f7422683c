package import PondCore

/// A clock that stands where it was set, for a history that is made faster than it would happen.
package final class SimulatedClock: Sendable {
    private let moment: Locked<Timestamp>

    package init(at start: Timestamp) {
        moment = Locked(start)
    }

    /// What a database is given instead of the clock on the wall.
    package var wallClock: WallClock { WallClock { [moment] in moment.withLock { $0 } } }

    /// Goes forward; it never goes back.
    package func advance(to time: Timestamp) {
        moment.withLock { $0 = max($0, time) }
    }
}
