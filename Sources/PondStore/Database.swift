package import PondCore
import Synchronization

/// Chooses the write lane: writes that contend for one thing use the same key, so that they queue in memory and not on
/// the row. Correctness never rests on it, because other nodes have lanes of their own.
package struct LaneKey: Sendable, Hashable {
    let value: UInt64

    package init(_ value: Int64) {
        // Fibonacci hashing spreads neighbouring ids over the lanes.
        self.value = UInt64(bitPattern: value) &* 0x9E37_79B9_7F4A_7C15
    }

    package static func id<Subject>(_ id: ID<Subject>) -> LaneKey { LaneKey(id.rawValue) }

    /// For rare writes that nothing else contends with.
    package static let common = LaneKey(0)
}

/// The one door to the data, the same for both engines.
package final class Database: Sendable {
    package var dialect: Dialect { engine.dialect }
    package let clock: WallClock
    private let engine: any Engine
    private let lanes: [WriteLane]
    private let isClosed = Mutex(false)

    /// Migrates the schema to this version's and starts the write lanes.
    /// - Throws: `StoreError.databaseFromTheFuture` and what the engine throws.
    package init(engine: any Engine, clock: WallClock = .system, migrations: [Migration] = Schema.migrations) throws {
        self.engine = engine
        self.clock = clock
        try engine.withWriter(lane: 0) { connection in
            try Migrator(migrations: migrations).migrate(connection)
        }
        lanes = (0..<engine.limits.laneCount).map { WriteLane(number: $0, engine: engine, clock: clock) }
    }

    /// Reads on one snapshot.
    /// - Throws: `StoreError`, and what `body` throws.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> Value {
        try await engine.read { try body(ReadTransaction($0)) }
    }

    /// Runs a transaction and waits until it is on disk. `body` may be run more than once, so it has no effect outside
    /// the database, and it makes no network call.
    /// - Throws: what `body` throws, and `StoreError`; in both cases nothing was written (save after `commitUnknown`).
    @discardableResult
    package func write<Value: Sendable>(
        lane: LaneKey = .common, _ body: @escaping @Sendable (WriteTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let value = Locked<Value?>(nil)
            let work = LaneWork(
                attempt: { transaction in
                    let result = try body(transaction)
                    value.withLock { $0 = result }
                },
                settle: { error in
                    if let error { return continuation.resume(throwing: error) }
                    guard let result = value.withLock({ $0 }) else {
                        return continuation.resume(throwing: StoreError.closed)
                    }
                    continuation.resume(returning: result)
                })
            submit(.work(work), lane: laneNumber(lane))
        }
    }

    /// Lends a bell that rings after commits that wrote events, for as long as `body` runs.
    package func withEventBell<Value>(_ body: (EventBell) async throws -> Value) async rethrows -> Value {
        engine.listen()
        return try await engine.bells.withBell(body)
    }

    /// How many wait for events in this process.
    package var eventBellCount: Int { engine.bells.count }

    /// Finishes the writes under way, gives the node numbers back and closes the connections. Writes after this fail
    /// with `StoreError.closed`.
    package func close() {
        let first = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard first else { return }
        for lane in lanes { lane.close() }
        engine.close()
    }

    var laneCount: Int { lanes.count }

    func laneNumber(_ key: LaneKey) -> Int {
        Int(key.value % UInt64(lanes.count))
    }

    func submit(_ ticket: LaneTicket, lane: Int) {
        lanes[lane].submit(ticket)
    }
}
