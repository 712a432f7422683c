import Dispatch
import PondCore

/// Holds a thread of the database until the test opens it.
package final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let isReached = Locked(false)

    package init() {}

    /// Called on the held thread.
    package func waitUntilOpen() {
        isReached.withLock { $0 = true }
        opened.wait()
        opened.signal()
    }

    /// Returns once a thread is held.
    package func reached() async {
        while !isReached.withLock({ $0 }) { await Task.yield() }
    }

    package func open() {
        opened.signal()
    }
}
