import PondCore

/// What `SnapshotReaders` reads through, used by one thread alone.
package protocol SnapshotReader: AnyObject, Sendable {
    /// Whether it is of no use any more, and another one is to be made.
    var isBroken: Bool { get }

    /// Runs `body` on one snapshot.
    /// - Throws: `StoreError`, and what `body` throws.
    func read<Value>(_ body: (any Connection) throws -> Value) throws -> Value
}

/// The reading connections of an engine, each on a thread of its own, and what waits for one of them.
///
/// A read costs two changes of thread, there and back: that is a good part of what a short one takes.
package final class SnapshotReaders<Reader: SnapshotReader>: Sendable {
    private typealias Reading = @Sendable (Reader?, (any Error)?) -> Void

    private struct Queue: Sendable {
        var waiting: [Reading] = []
        var idle: [Int] = []
    }

    private let open: @Sendable () throws -> Reader
    private let threads: [WorkerThread]
    private let readers: [Locked<Reader?>]
    private let queue: Locked<Queue>

    /// - Parameter open: connects; called on a reader's thread when it is needed for the first time, and when its
    ///   connection broke.
    package init(count: Int, open: @escaping @Sendable () throws -> Reader) {
        self.open = open
        threads = (0..<count).map { WorkerThread(name: "pond-reader-\($0)") }
        readers = (0..<count).map { _ in Locked(nil) }
        queue = Locked(Queue(idle: Array((0..<count).reversed())))
    }

    /// Runs `body` on a snapshot, on the thread of a reader that is free.
    /// - Throws: `StoreError`, what `open` throws, and what `body` throws.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit { reader, error in
                guard let reader else { return continuation.resume(throwing: error ?? StoreError.closed) }
                continuation.resume(with: Result { try reader.read(body) })
            }
        }
    }

    /// Ends the threads; what waits is refused with `StoreError.closed`.
    package func close() {
        for thread in threads { thread.stop() }
        let refused = queue.withLock { queue in
            defer { queue.waiting = [] }
            return queue.waiting
        }
        for reading in refused { reading(nil, StoreError.closed) }
        for reader in readers { reader.withLock { $0 = nil } }
    }

    private func submit(_ reading: @escaping Reading) {
        let thread = queue.withLock { queue in
            queue.waiting.append(reading)
            return queue.idle.popLast()
        }
        guard let thread else { return }
        if !threads[thread].run({ [self] in serve(thread) }) { close() }
    }

    private func serve(_ number: Int) {
        while true {
            let next = queue.withLock { queue -> Reading? in
                if queue.waiting.isEmpty {
                    queue.idle.append(number)
                    return nil
                }
                return queue.waiting.removeFirst()
            }
            guard let next else { return }
            readers[number].withLock { slot in
                if slot?.isBroken == true { slot = nil }
                do {
                    let reader = try slot ?? open()
                    slot = reader
                    next(reader, nil)
                } catch {
                    next(nil, error)
                }
            }
        }
    }
}
