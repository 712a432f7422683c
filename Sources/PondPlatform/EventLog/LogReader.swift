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
    private struct Failed: Error {
        let cause: any Error
        let batch: Batch
    }

    package static let batchCountMax = 500
    /// Of an event by itself.
    package static let attemptsMax = 5
    /// Of an event that takes too long. More, because a database under load is slow as well; with the pauses between
    /// them they take over four minutes, in which the database has taken each note of it.
    package static let slowAttemptsMax = 10
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

    /// Takes one batch. Of a batch that fails the first half is tried, and so on, so that the event that fails is found
    /// after few attempts however large the batch was.
    /// - Parameter afterReading: called between reading the cursor and taking the events; tests hold a consumer there.
    /// - Throws: `StoreError` of the database itself; what `apply` throws becomes `.waiting` and `.parked`.
    package func takeTurn(afterReading: @Sendable () async -> Void = {}) async throws -> Turn {
        guard let state = try await state() else { return .caughtUp }
        if state.retryAt > state.now { return .waiting(until: state.retryAt) }
        await afterReading()
        do {
            return try await take(after: state)
        } catch is LostTurn {
            return .lostTurn
        } catch let failed as Failed {
            return try await fail(state, failed)
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
                """
                UPDATE consumers SET position = 0, failures = 0, retry_at = 0, suspect_until = 0
                WHERE name = \(consumer.name)
                """)
        }
        try await catchUp()
    }

    // MARK: one turn

    private struct State: Decodable, Sendable {
        let position: Int64
        /// How often the next event has failed by itself.
        let failures: Int
        let retryAt: Int64
        /// The events up to here failed together: one of them must be at fault. Behind the cursor: none.
        let suspectUntil: Int64
        /// The database's clock.
        let now: Int64
    }

    /// What is tried together.
    private struct Batch: Sendable {
        let events: [Event]

        /// Half of the suspects while there are some, so that the one at fault is closed in on.
        init(after state: State, _ transaction: ReadTransaction) throws {
            let next = try transaction.events(after: state.position, countMax: batchCountMax)
            let suspects = next.prefix { $0.position <= state.suspectUntil }
            events = suspects.isEmpty ? next : Array(suspects.prefix(max(1, suspects.count / 2)))
        }
    }

    private func state() async throws -> State? {
        try await database.read { [consumer] transaction in
            try transaction.one(
                State.self,
                """
                SELECT position, failures, retry_at, suspect_until, \(transaction.dialect.now) AS now
                FROM consumers WHERE name = \(consumer.name)
                """)
        }
    }

    private func take(after state: State) async throws -> Turn {
        try await database.write { [consumer] transaction in
            let batch = try Batch(after: state, transaction)
            guard let last = batch.events.last else { return .caughtUp }
            do {
                try consumer.apply(transaction, batch.events)
            } catch {
                // Says nothing about the event: the group commit handles it, or the next turn will.
                if let error = error as? StoreError, error.isOfTheDatabase, !error.isTimeout { throw error }
                throw Failed(cause: error, batch: batch)
            }
            try Self.move(consumer, from: state.position, to: last.position, transaction)
            return .moved(batch.events.count)
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

    private func fail(_ state: State, _ failed: Failed) async throws -> Turn {
        guard let event = failed.batch.events.first, let last = failed.batch.events.last else { return .caughtUp }
        logger.warning(
            "event failed",
            metadata: [
                "consumer": "\(consumer.name)", "after": "\(state.position)", "until": "\(last.position)",
                "error": "\(failed.cause)",
            ])
        do {
            return try await database.write { [consumer] transaction in
                if event.position != last.position {
                    try Self.suspect(until: last.position, consumer, state, transaction)
                    return .moved(0)
                }
                let failures = state.failures + 1
                if failures >= Self.attemptsMax(after: failed.cause) {
                    try Self.park(event, consumer, from: state.position, failed.cause, transaction)
                    return .parked(position: event.position)
                }
                let retryAt = try transaction.databaseNow().milliseconds + Self.backoffMilliseconds << Int64(failures)
                try Self.note(failures, retryAt: retryAt, consumer, state, transaction)
                return .waiting(until: retryAt)
            }
        } catch is LostTurn {
            return .lostTurn
        }
    }

    private static func attemptsMax(after error: any Error) -> Int {
        (error as? StoreError)?.isTimeout == true ? slowAttemptsMax : attemptsMax
    }

    private static func suspect(
        until position: Int64, _ consumer: Consumer, _ state: State, _ transaction: WriteTransaction
    ) throws {
        let noted = try transaction.execute(
            """
            UPDATE consumers SET suspect_until = \(position)
            WHERE name = \(consumer.name) AND position = \(state.position) AND suspect_until = \(state.suspectUntil)
            """)
        guard noted == 1 else { throw LostTurn() }
    }

    private static func note(
        _ failures: Int, retryAt: Int64, _ consumer: Consumer, _ state: State, _ transaction: WriteTransaction
    ) throws {
        let noted = try transaction.execute(
            """
            UPDATE consumers SET failures = \(failures), retry_at = \(retryAt)
            WHERE name = \(consumer.name) AND position = \(state.position) AND failures = \(state.failures)
            """)
        guard noted == 1 else { throw LostTurn() }
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
