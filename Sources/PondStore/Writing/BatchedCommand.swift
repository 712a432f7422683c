import PondCore

/// A hot command that executes a whole batch of itself in set-based SQL.
///
/// The lane feeds it what is waiting; a batch of one is the ordinary case. `run` answers each request in order. When it
/// throws, its savepoint is rolled back and the requests are tried one by one, so that one bad request cannot spoil its
/// neighbours.
package final class BatchedCommand<Request: Sendable, Answer: Sendable>: Sendable {
    private struct Waiting: Sendable {
        let request: Request
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private let database: Database
    private let batchCountMax: Int
    private let run: @Sendable (WriteTransaction, [Request]) throws -> [Answer]
    private let waiting: [Locked<[Waiting]>]

    /// - Parameters:
    ///   - batchCountMax: the most requests in one batch.
    ///   - run: free of effects outside the database; returns as many answers as it got requests.
    package init(
        _ database: Database, batchCountMax: Int = 1_000,
        run: @escaping @Sendable (WriteTransaction, [Request]) throws -> [Answer]
    ) {
        self.database = database
        self.batchCountMax = batchCountMax
        self.run = run
        waiting = (0..<database.laneCount).map { _ in Locked([]) }
    }

    /// Waits for the commit of the batch that the request goes into.
    /// - Parameter lane: requests on the same thing (one red packet) use the same key.
    /// - Throws: what `run` throws for this request alone, and `StoreError`.
    package func submit(_ request: Request, lane: LaneKey) async throws -> Answer {
        let number = database.laneNumber(lane)
        return try await withCheckedThrowingContinuation { continuation in
            let isFirst = waiting[number].withLock { waiting in
                waiting.append(Waiting(request: request, continuation: continuation))
                return waiting.count == 1
            }
            if isFirst { database.submit(.batch { [self] in takeBatches(lane: number) }, lane: number) }
        }
    }

    /// What is waiting, in batches of the sizes that there are. What exceeds the largest leaves a ticket for the next
    /// transaction.
    private func takeBatches(lane: Int) -> [LaneWork] {
        let (taken, rest) = waiting[lane].withLock { waiting in
            let taken = Array(waiting.prefix(batchCountMax))
            waiting.removeFirst(taken.count)
            return (taken, waiting.count)
        }
        if rest > 0 { database.submit(.batch { [self] in takeBatches(lane: lane) }, lane: lane) }
        var works: [LaneWork] = []
        var left = taken[...]
        while !left.isEmpty {
            let batch = left.prefix(BatchSize.largest(atMost: left.count))
            works.append(work(Array(batch)))
            left = left.dropFirst(batch.count)
        }
        return works
    }

    private func work(_ batch: [Waiting]) -> LaneWork {
        let answers = Locked<[Answer]>([])
        var work = LaneWork(
            attempt: { [run] transaction in
                let result = try run(transaction, batch.map(\.request))
                guard result.count == batch.count else {
                    let message = "\(result.count) answers to \(batch.count) requests"
                    throw StoreError.engine(code: "batch", message: message)
                }
                answers.withLock { $0 = result }
            },
            settle: { error in
                let result = answers.withLock { $0 }
                for (index, waiting) in batch.enumerated() {
                    if let error {
                        waiting.continuation.resume(throwing: error)
                    } else {
                        waiting.continuation.resume(returning: result[index])
                    }
                }
            })
        if batch.count > 1 {
            work.singles = { [self] in batch.map { self.work([$0]) } }
        }
        return work
    }
}

/// Sizes of batches: few, because each size is a statement of its own to be prepared and kept.
package enum BatchSize {
    /// The largest size up to `count`: `count` with all but its three highest binary digits cleared. There are four
    /// sizes to each power of two, and up to a thousand requests need at most four batches.
    package static func largest(atMost count: Int) -> Int {
        let digits = Int.bitWidth - max(0, count).leadingZeroBitCount
        let cleared = max(0, digits - 3)
        return (count >> cleared) << cleared
    }
}
