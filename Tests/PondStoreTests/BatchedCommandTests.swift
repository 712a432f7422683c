import PondCore
import PondStore
import PondTestSupport
import Testing

@Suite("Batched commands, on both engines")
struct BatchedCommandTests {
    /// Inserts names; answers with how many requests its batch held.
    static func naming(_ database: Database, batchCountMax: Int = 100) -> BatchedCommand<(Int, String), Int> {
        BatchedCommand(database, batchCountMax: batchCountMax) { transaction, requests in
            let bindings = requests.flatMap { id, name in
                [SQLValue.integer(Int64(id)), .text(name), .text("UTC"), .integer(0)]
            }
            try transaction.insert(into: "communities (id, name, time_zone, created_at)", columns: 4, bindings)
            return requests.map { _ in requests.count }
        }
    }

    @Test("What waits together is executed together", arguments: Dialect.allCases)
    func batches(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let command = Self.naming(test.database)
            let gate = Gate()
            let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask {
                    try await test.database.write(lane: LaneKey(1)) { _ in gate.waitUntilOpen() }
                    return 0
                }
                await gate.reached()
                for id in 1...500 {
                    group.addTask { try await command.submit((id, "a"), lane: LaneKey(1)) }
                }
                for _ in 0..<200 { await Task.yield() }
                gate.open()
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sizes.count == 501)
            #expect(sizes.max() ?? 0 <= 100)
            #expect(sizes.max() ?? 0 > 1, "nothing was batched")
            #expect(try await WriteLaneTests.ids(test.database) == Array(1...500))
        }
    }

    @Test("One bad request does not spoil its batch", arguments: Dialect.allCases)
    func oneBad(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let command = Self.naming(test.database)
            let gate = Gate()
            let failed = try await withThrowingTaskGroup(of: Int?.self) { group in
                group.addTask {
                    try await test.database.write(lane: LaneKey(1)) { _ in gate.waitUntilOpen() }
                    return nil
                }
                await gate.reached()
                for id in 1...40 {
                    group.addTask {
                        do {
                            _ = try await command.submit((id, id == 17 ? "" : "a"), lane: LaneKey(1))
                            return nil
                        } catch StoreError.check {
                            return id
                        }
                    }
                }
                for _ in 0..<200 { await Task.yield() }
                gate.open()
                return try await group.reduce(into: [Int]()) { if let id = $1 { $0.append(id) } }
            }
            #expect(failed == [17])
            #expect(try await WriteLaneTests.ids(test.database) == (1...40).filter { $0 != 17 })
        }
    }
}
