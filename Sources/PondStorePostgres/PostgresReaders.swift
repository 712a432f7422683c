import PondCore
import PondStore

/// The reading connections, each on a thread of its own, and what waits for one of them.
final class PostgresReaders: Sendable {
    private typealias Reading = @Sendable (PostgresConnection?, (any Error)?) -> Void

    private struct Queue: Sendable {
        var waiting: [Reading] = []
        var idle: [Int] = []
    }

    private let address: String
    private let limits: PostgresLimits
    private let threads: [WorkerThread]
    private let connections: [Locked<PostgresConnection?>]
    private let queue: Locked<Queue>

    init(address: String, count: Int, limits: PostgresLimits) {
        self.address = address
        self.limits = limits
        threads = (0..<count).map { WorkerThread(name: "pond-reader-\($0)") }
        connections = (0..<count).map { _ in Locked(nil) }
        queue = Locked(Queue(idle: Array((0..<count).reversed())))
    }

    /// Runs `body` on a snapshot (REPEATABLE READ, READ ONLY), as SQLite's readers do.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit { connection, error in
                guard let connection else { return continuation.resume(throwing: error ?? StoreError.closed) }
                continuation.resume(
                    with: Result {
                        try connection.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                        defer { if connection.isInTransaction { try? connection.script("ROLLBACK") } }
                        return try body(connection)
                    })
            }
        }
    }

    func close() {
        for thread in threads { thread.stop() }
        let refused = queue.withLock { queue in
            defer { queue.waiting = [] }
            return queue.waiting
        }
        for reading in refused { reading(nil, StoreError.closed) }
        for connection in connections { connection.withLock { $0 = nil } }
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
            connections[number].withLock { slot in
                if slot?.isBroken == true { slot = nil }
                do {
                    let connection = try slot ?? connect()
                    slot = connection
                    next(connection, nil)
                } catch {
                    next(nil, error)
                }
            }
        }
    }

    private func connect() throws -> PostgresConnection {
        try PostgresConnection(address: address, role: .reader, limits: limits)
    }
}
