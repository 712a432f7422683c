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

    /// Submits requests that wait together in a lane that is held until all are in, beside `extra`.
    /// - Returns: what each request, by its id, was answered with.
    static func submitTogether(
        _ requests: [(Int, String)], to database: Database,
        beside extra: @escaping @Sendable () async throws -> Void = {}
    ) async throws -> [Int: Result<Int, any Error>] {
        let command = naming(database)
        let gate = Gate()
        return try await withThrowingTaskGroup(of: (Int, Result<Int, any Error>)?.self) { group in
            group.addTask {
                try await database.write(lane: LaneKey(1)) { try gate.waitUntilOpen(keeping: $0) }
                return nil
            }
            await gate.reached()
            for request in requests {
                group.addTask {
                    do {
                        return (request.0, .success(try await command.submit(request, lane: LaneKey(1))))
                    } catch {
                        return (request.0, .failure(error))
                    }
                }
            }
            group.addTask {
                try await extra()
                return nil
            }
            for _ in 0..<200 { await Task.yield() }
            gate.open()
            return try await group.reduce(into: [:]) { answers, answer in
                if let (id, result) = answer { answers[id] = result }
            }
        }
    }

    /// The ids of the requests that a CHECK refused; any other failure is thrown.
    static func refused(_ answers: [Int: Result<Int, any Error>]) throws -> [Int] {
        try answers.filter { _, result in
            do {
                _ = try result.get()
                return false
            } catch StoreError.check {
                return true
            }
        }.keys.sorted()
    }

    @Test("What waits together is executed together, in batches of few sizes", arguments: Dialect.allCases)
    func batches(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let answers = try await Self.submitTogether((1...500).map { ($0, "a") }, to: test.database)
            let sizes = try answers.values.map { try $0.get() }
            #expect(sizes.count == 500)
            #expect(sizes.max() ?? 0 <= 100)
            #expect(sizes.max() ?? 0 > 1, "nothing was batched")
            #expect(sizes.allSatisfy { BatchSize.largest(atMost: $0) == $0 })
            #expect(try await WriteLaneTests.ids(test.database) == Array(1...500))
        }
    }

    @Test("Batch sizes are few, and any number of requests takes few batches")
    func sizes() {
        #expect(Set((1...1_000).map { BatchSize.largest(atMost: $0) }).count <= 36)
        for count in 1...1_000 {
            var (left, batches) = (count, 0)
            while left > 0 {
                left -= BatchSize.largest(atMost: left)
                batches += 1
            }
            #expect(batches <= 4)
        }
    }

    @Test("A bad request in a batch, in a group that has to be given up: each is answered once")
    func oneBadInAbandonedGroup() async throws {
        try await withDatabase(.sqlite) { test in
            try await test.database.write { transaction in
                let pages = try transaction.count("PRAGMA page_count")
                try transaction.connection.script("PRAGMA max_page_count = \(pages + 40)")
            }
            let requests = (1...9).map { ($0, $0 == 4 ? "" : "a") }
            let answers = try await Self.submitTogether(requests, to: test.database) {
                // Fills the file, so that SQLite leaves the group's transaction by itself.
                await #expect(throws: StoreError.self) {
                    try await test.database.write { transaction in
                        let name = String(repeating: "x", count: 190)
                        for id in 1000..<4000 { try transaction.execute(WriteLaneTests.insert(id, name)) }
                    }
                }
            }
            #expect(answers.count == 9)
            #expect(try Self.refused(answers) == [4])
            #expect(try await WriteLaneTests.ids(test.database) == (1...9).filter { $0 != 4 })
        }
    }

    @Test("One bad request does not spoil its batch", arguments: Dialect.allCases)
    func oneBad(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let requests = (1...40).map { ($0, $0 == 17 ? "" : "a") }
            let answers = try await Self.submitTogether(requests, to: test.database)
            #expect(answers.count == 40)
            #expect(try Self.refused(answers) == [17])
            #expect(try await WriteLaneTests.ids(test.database) == (1...40).filter { $0 != 17 })
        }
    }
}
