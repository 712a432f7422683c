import Foundation
import PondCore

/// One thread that runs closures in order. Blocking it blocks nobody else: database calls wait here and never on
/// Swift's cooperative pool.
package final class WorkerThread: Sendable {
    private struct State: Sendable {
        var queue: [@Sendable () -> Void] = []
        var isStopping = false
    }

    private let state = Locked(State())
    private let work = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    package init(name: String) {
        let thread = Thread { [state, work, ended] in
            while true {
                work.wait()
                let next = state.withLock { $0.queue.isEmpty ? nil : $0.queue.removeFirst() }
                guard let next else { break }
                next()
            }
            ended.signal()
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Queues a closure. Returns false, and does not run it, once the thread is stopping.
    @discardableResult
    package func run(_ body: @escaping @Sendable () -> Void) -> Bool {
        let accepted = state.withLock { state in
            if state.isStopping { return false }
            state.queue.append(body)
            return true
        }
        if accepted { work.signal() }
        return accepted
    }

    /// Finishes what is queued, ends the thread and waits for its end.
    package func stop() {
        let first = state.withLock { state in
            defer { state.isStopping = true }
            return !state.isStopping
        }
        guard first else { return }
        work.signal()
        ended.wait()
    }
}
