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
                    try await test.database.write(lane: LaneKey(1)) { try gate.waitUntilOpen(keeping: $0) }
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

    @Test("A bad request in a batch, in a group that has to be given up: each is answered once")
    func oneBadInAbandonedGroup() async throws {
        try await withDatabase(.sqlite) { test in
            let command = Self.naming(test.database)
            try await test.database.write { transaction in
                let pages = try transaction.count("PRAGMA page_count")
                try transaction.connection.script("PRAGMA max_page_count = \(pages + 40)")
            }
            let gate = Gate()
            let failed = try await withThrowingTaskGroup(of: Int?.self) { group in
                group.addTask {
                    try await test.database.write(lane: LaneKey(1)) { try gate.waitUntilOpen(keeping: $0) }
                    return nil
                }
                await gate.reached()
                for id in 1...9 {
                    group.addTask {
                        do {
                            _ = try await command.submit((id, id == 4 ? "" : "a"), lane: LaneKey(1))
                            return nil
                        } catch StoreError.check {
                            return id
                        }
                    }
                }
                group.addTask {
                    do {
                        // Fills the file, so that SQLite leaves the group's transaction by itself.
                        try await test.database.write { transaction in
                            let name = String(repeating: "x", count: 190)
                            for id in 1000..<4000 { try transaction.execute(WriteLaneTests.insert(id, name)) }
                        }
                        return nil
                    } catch StoreError.diskFull {
                        return 1000
                    }
                }
                for _ in 0..<200 { await Task.yield() }
                gate.open()
                return try await group.reduce(into: [Int]()) { if let id = $1 { $0.append(id) } }
            }
            #expect(failed.sorted() == [4, 1000])
            #expect(try await WriteLaneTests.ids(test.database) == (1...9).filter { $0 != 4 })
        }
    }

    @Test("One bad request does not spoil its batch", arguments: Dialect.allCases)
    func oneBad(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let command = Self.naming(test.database)
            let gate = Gate()
            let failed = try await withThrowingTaskGroup(of: Int?.self) { group in
                group.addTask {
                    try await test.database.write(lane: LaneKey(1)) { try gate.waitUntilOpen(keeping: $0) }
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
