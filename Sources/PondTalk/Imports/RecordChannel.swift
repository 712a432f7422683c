import Dispatch
import PondCore

/// A bounded queue between the thread that parses and the task that writes: the parser waits when the database is
/// slower, so that memory stays flat.
package final class RecordChannel<Element: Sendable>: Sendable {
    private struct State: Sendable {
        var buffer: [Element] = []
        var result: Result<Void, any Error>?
        var waiter: CheckedContinuation<Element?, any Error>?
        var isAbandoned = false
    }

    /// Thrown to the sender when nobody reads any more.
    package struct Abandoned: Error {}

    private let state = Locked(State())
    /// Starts at 0 and is raised: a semaphore may not end lower than it began.
    private let room = DispatchSemaphore(value: 0)

    package init(countMax: Int) {
        for _ in 0..<countMax { room.signal() }
    }

    /// Blocks the calling thread while the queue is full.
    /// - Throws: `Abandoned`.
    package func send(_ element: Element) throws {
        room.wait()
        let (waiter, isAbandoned) = state.withLock { state in
            let waiter = state.waiter
            state.waiter = nil
            if waiter == nil, !state.isAbandoned { state.buffer.append(element) }
            return (waiter, state.isAbandoned)
        }
        if isAbandoned { throw Abandoned() }
        guard let waiter else { return }
        room.signal()
        waiter.resume(returning: element)
    }

    /// No more will come; the reader gets what is left and then the end or the error.
    package func finish(_ result: Result<Void, any Error>) {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            state.result = result
            return state.waiter
        }
        waiter?.resume(with: result.map { nil })
    }

    /// The reader has given up: the sender is woken and told so.
    package func abandon() {
        state.withLock { $0.isAbandoned = true }
        room.signal()
    }

    /// The next element; nil at the end.
    /// - Throws: what `finish` was given.
    package func next() async throws -> Element? {
        try await withCheckedThrowingContinuation { continuation in
            let answer: Result<Element?, any Error>? = state.withLock { state in
                if !state.buffer.isEmpty { return .success(state.buffer.removeFirst()) }
                if let result = state.result { return result.map { nil } }
                state.waiter = continuation
                return nil
            }
            guard let answer else { return }
            if case .success(.some) = answer { room.signal() }
            continuation.resume(with: answer)
        }
    }
}
