package import Logging
import PondCore
package import PondStore

/// Moves one consumer through the log.
package struct LogReader: Sendable {
    package enum Turn: Hashable, Sendable {
        /// So many events were taken; there may be more.
        case moved(Int)
        case caughtUp
        /// Another node moved the cursor meanwhile; nothing was done.
        case lostTurn
        /// The next event fails and is tried again at this time.
        case waiting(until: Int64)
        /// The next event failed too often. It was set aside with its error, and the log goes on behind it.
        case parked(position: Int64)
    }

    /// Thrown inside the transaction, so that it leaves no trace.
    private struct LostTurn: Error {}
    private struct Failed: Error { let cause: any Error }

    package static let batchCountMax = 500
    package static let attemptsMax = 5
    /// The pause before the n-th further attempt is 2ⁿ times this.
    package static let backoffMilliseconds: Int64 = 250
    private static let lostTurnPause: Duration = .milliseconds(100)

    private let database: Database
    private let consumer: Consumer
    private let logger: Logger

    package init(_ consumer: Consumer, database: Database, logger: Logger = Logger(label: "pond.log")) {
        self.consumer = consumer
        self.database = database
        self.logger = logger
    }

    /// Makes the consumer known: a projection starts before the first event, a reactor at the head.
    package func register() async throws {
        try await database.write { [consumer] transaction in
            let start: Int64
            switch consumer.kind {
            case .projection: start = 0
            case .reactor: start = try transaction.headPosition()
            }
            try transaction.execute(
                """
                INSERT INTO consumers (name, position) VALUES (\(consumer.name), \(start)) ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Takes one batch. Events of a batch that fails are taken one by one, so that the one that fails is known.
    /// - Parameter afterReading: called between reading the cursor and taking the events; tests hold a consumer there.
    /// - Throws: `StoreError` of the database itself; what `apply` throws becomes `.waiting` and `.parked`.
    package func takeTurn(afterReading: @Sendable () async -> Void = {}) async throws -> Turn {
        guard let state = try await state() else { return .caughtUp }
        if state.retryAt > state.now { return .waiting(until: state.retryAt) }
        await afterReading()
        let sizeMax = state.failures > 0 ? 1 : Self.batchCountMax
        do {
            return try await take(from: state.position, countMax: sizeMax)
        } catch is LostTurn {
            return .lostTurn
        } catch let failed as Failed {
            return try await fail(state, failed.cause)
        }
    }

    /// Takes turns until the consumer has seen everything that is in the log now.
    /// - Throws: `CancellationError` between two turns; `StoreError`.
    package func catchUp() async throws {
        while true {
            try Task.checkCancellation()
            switch try await takeTurn() {
            case .moved, .parked: continue
            // Another node is at it: racing it for each batch would do all work twice.
            case .lostTurn: try await Task.sleep(for: Self.lostTurnPause)
            case .caughtUp, .waiting: return
            }
        }
    }

    /// Throws a projection's tables away and lets it read the log from the first event again.
    package func rebuild() async throws {
        guard case .projection(let reset) = consumer.kind else { return }
        try await database.write { [consumer] transaction in
            try reset(transaction)
            try transaction.execute("DELETE FROM parked_events WHERE consumer = \(consumer.name)")
            try transaction.execute(
                "UPDATE consumers SET position = 0, failures = 0, retry_at = 0 WHERE name = \(consumer.name)")
        }
        try await catchUp()
    }

    // MARK: one turn

    private struct State: Decodable, Sendable {
        let position: Int64
        let failures: Int
        let retryAt: Int64
        /// The database's clock.
        let now: Int64
    }

    private func state() async throws -> State? {
        try await database.read { [consumer] transaction in
            try transaction.one(
                State.self,
                """
                SELECT position, failures, retry_at, \(transaction.dialect.now) AS now
                FROM consumers WHERE name = \(consumer.name)
                """)
        }
    }

    private func take(from position: Int64, countMax: Int) async throws -> Turn {
        try await database.write { [consumer] transaction in
            let events = try transaction.events(after: position, countMax: countMax)
            guard let last = events.last else { return .caughtUp }
            do {
                try consumer.apply(transaction, events)
            } catch {
                // Says nothing about the event: the group commit handles it, or the next turn will.
                if (error as? StoreError)?.isOfTheDatabase == true { throw error }
                throw Failed(cause: error)
            }
            try Self.move(consumer, from: position, to: last.position, transaction)
            return .moved(events.count)
        }
    }

    private static func move(
        _ consumer: Consumer, from: Int64, to: Int64, _ transaction: WriteTransaction
    ) throws {
        let moved = try transaction.execute(
            """
            UPDATE consumers SET position = \(to), failures = 0, retry_at = 0
            WHERE name = \(consumer.name) AND position = \(from)
            """)
        guard moved == 1 else { throw LostTurn() }
    }

    // MARK: failure

    private func fail(_ state: State, _ error: any Error) async throws -> Turn {
        let failures = state.failures + 1
        let retryAt = state.now + Self.backoffMilliseconds << Int64(failures)
        logger.warning(
            "event failed",
            metadata: ["consumer": "\(consumer.name)", "after": "\(state.position)", "error": "\(error)"])
        do {
            return try await database.write { [consumer] transaction in
                guard let event = try transaction.events(after: state.position, countMax: 1).first else {
                    return .caughtUp
                }
                // The first failure is that of a batch; from then on one event is tried at a time.
                if failures > Self.attemptsMax {
                    try Self.park(event, consumer, from: state.position, error, transaction)
                    return .parked(position: event.position)
                }
                let noted = try transaction.execute(
                    """
                    UPDATE consumers SET failures = \(failures), retry_at = \(failures == 1 ? 0 : retryAt)
                    WHERE name = \(consumer.name) AND position = \(state.position) AND failures = \(state.failures)
                    """)
                guard noted == 1 else { throw LostTurn() }
                return failures == 1 ? .moved(0) : .waiting(until: retryAt)
            }
        } catch is LostTurn {
            return .lostTurn
        }
    }

    private static func park(
        _ event: Event, _ consumer: Consumer, from position: Int64, _ error: any Error,
        _ transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO parked_events (consumer, position, event_id, error, parked_at)
            VALUES (\(consumer.name), \(event.position), \(event.id), \(String(describing: error)), \(transaction.now))
            """)
        try move(consumer, from: position, to: event.position, transaction)
    }
}
