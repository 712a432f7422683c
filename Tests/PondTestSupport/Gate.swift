import Dispatch
import PondCore
package import PondStore

/// Holds a thread until the test opens it.
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

    /// Called in a transaction: keeps it busy, because the server cuts idle ones off.
    package func waitUntilOpen(keeping transaction: WriteTransaction) throws {
        isReached.withLock { $0 = true }
        while opened.wait(timeout: .now() + .milliseconds(200)) == .timedOut { _ = try transaction.databaseNow() }
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
