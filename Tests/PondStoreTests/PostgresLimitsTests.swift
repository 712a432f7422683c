import PondCore
import PondStore
import PondStorePostgres
import PondTestSupport
import Testing

@Suite("A PostgreSQL server that does not answer, and transactions that go on")
struct PostgresLimitsTests {
    /// Far more than any limit here, less than the proxy's patience.
    private static let endless: Duration = .seconds(30)

    private static func limits() -> PostgresLimits {
        var limits = PostgresLimits()
        limits.connectSeconds = 2
        limits.writeStatementMilliseconds = 700
        limits.readStatementMilliseconds = 700
        limits.answerMilliseconds = 300
        limits.outcomeMilliseconds = 1_000
        return limits
    }

    private static func elapsed(_ body: () async throws -> Void) async rethrows -> Duration {
        let start = ContinuousClock.now
        try await body()
        return ContinuousClock.now - start
    }

    /// Runs `body` with a database behind a proxy that is not silent yet.
    private static func withProxy(
        _ body: (SilentProxy, TestDatabase, _ address: String) async throws -> Void
    ) async throws {
        try await withDatabase(.postgres) { test in
            let proxy = try SilentProxy(target: ClusterAddress.fromEnvironment().socketPath)
            defer { proxy.close() }
            try await body(proxy, test, test.address + "&host=127.0.0.1&port=\(proxy.port)")
        }
    }

    private static func expectConnectionLost(_ body: () async throws -> Void) async {
        let error = await #expect(throws: StoreError.self) { try await body() }
        guard case .connectionLost(let reason)? = error else {
            Issue.record("expected .connectionLost, got \(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("A server that accepts and says nothing is given up, soon if the operator's URL says so")
    func connecting() async throws {
        try await Self.withProxy { proxy, _, address in
            proxy.fallSilent()
            let ours = await Self.elapsed {
                await Self.expectConnectionLost { _ = try PostgresEngine(address: address) }
            }
            let operators = await Self.elapsed {
                await Self.expectConnectionLost { _ = try PostgresEngine(address: address + "&connect_timeout=2") }
            }
            #expect(ours < Self.endless)
            #expect(operators < ours)
            #expect(proxy.acceptedCount >= 2)
        }
    }

    @Test("A server that falls silent during a write or a read fails it, and is used again once it speaks")
    func silent() async throws {
        try await Self.withProxy { proxy, test, address in
            let engine = try PostgresEngine(address: address, laneCount: 1, readerCount: 1, timeLimits: Self.limits())
            let database = try Database(engine: engine)
            try await database.write { try $0.execute(WriteLaneTests.insert(1)) }
            #expect(try await WriteLaneTests.ids(database) == [1])
            proxy.fallSilent()
            let elapsed = await Self.elapsed {
                await Self.expectConnectionLost {
                    _ = try await database.write { try $0.execute(WriteLaneTests.insert(2)) }
                }
                await Self.expectConnectionLost { _ = try await WriteLaneTests.ids(database) }
            }
            #expect(elapsed < Self.endless)
            proxy.speak()
            try await database.write { try $0.execute(WriteLaneTests.insert(3)) }
            #expect(try await WriteLaneTests.ids(test.database) == [1, 3])
            database.close()
        }
    }

    @Test("A write transaction of many short statements ends at its limit and leaves nothing behind")
    func longTransaction() async throws {
        try await withDatabase(.postgres) { test in
            var limits = Self.limits()
            limits.writeTransactionMilliseconds = 200
            let engine = try PostgresEngine(address: test.address, timeLimits: limits)
            let database = try Database(engine: engine)
            let error = await #expect(throws: StoreError.self) {
                try await database.write { transaction in
                    try transaction.execute(WriteLaneTests.insert(1))
                    // Would go on for a minute.
                    for _ in 0..<6_000 { _ = try transaction.query("SELECT pg_sleep(0.01)") { _ in 0 } }
                }
            }
            #expect(error?.isTimeout == true)
            try await database.write { try $0.execute(WriteLaneTests.insert(2)) }
            #expect(try await WriteLaneTests.ids(database) == [2])
            database.close()
        }
    }

    @Test("A migration may take longer than other transactions")
    func longMigration() async throws {
        try await withDatabase(.postgres) { test in
            var limits = Self.limits()
            limits.writeTransactionMilliseconds = 100
            let slow = Migration(1_000, "slow") { _ in "SELECT pg_sleep(1.2); CREATE TABLE late (id BIGINT)" }
            let engine = try PostgresEngine(address: test.address, timeLimits: limits)
            let database = try Database(engine: engine, migrations: Schema.migrations + [slow])
            try await database.write { try $0.execute("INSERT INTO late (id) VALUES (1)") }
            await #expect(throws: StoreError.timeout("canceling statement due to statement timeout")) {
                try await database.write { _ = try $0.query("SELECT pg_sleep(60)") { _ in 0 } }
            }
            database.close()
        }
    }
}
