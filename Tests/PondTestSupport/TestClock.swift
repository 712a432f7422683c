package import PondCore

/// A clock that stands still until the test moves it.
package final class TestClock: Sendable {
    private let time: Locked<Timestamp>

    package init(_ start: Timestamp = Timestamp(milliseconds: 1_760_000_000_000)) {
        time = Locked(start)
    }

    package var clock: WallClock { WallClock { [time] in time.withLock { $0 } } }

    package func set(_ moment: Timestamp) {
        time.withLock { $0 = moment }
    }

    package func advance(milliseconds: Int64) {
        time.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }
}
