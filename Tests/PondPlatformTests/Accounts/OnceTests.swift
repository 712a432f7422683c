import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Idempotency keys, on both engines")
struct OnceTests {
    struct Failure: Error {}

    private func make(_ database: Database, _ key: String?, _ request: String = "a", fails: Bool = false) async throws
        -> Int
    {
        try await database.write { transaction in
            try transaction.once(key, scope: "test:1", request: request) {
                try transaction.execute(
                    """
                    INSERT INTO communities (id, name, time_zone, created_at)
                    VALUES (\(transaction.newEventID()), 'n', 'UTC', 0)
                    """)
                if fails { throw Failure() }
                return try transaction.count("SELECT count(*) FROM communities")
            }
        }
    }

    @Test("The same key gives the first answer, another request with it is refused", arguments: Dialect.allCases)
    func once(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let database = fixture.database
            let first = try await make(database, "k")
            #expect(first == 1)
            #expect(try await make(database, "k") == first)
            #expect(try await make(database, nil) == 2)
            #expect(await refusal { try await make(database, "k", "b") }?.code == .keyReused)
            #expect(try await fixture.count("SELECT count(*) FROM communities") == 2)
        }
    }

    @Test("What failed leaves its key free", arguments: Dialect.allCases)
    func failed(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            await #expect(throws: Failure.self) { try await make(fixture.database, "k", fails: true) }
            let second = try await make(fixture.database, "k")
            #expect(second == 1)
        }
    }

    @Test("Twenty at once are one", arguments: Dialect.allCases)
    func together(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let database = fixture.database
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 { group.addTask { try await make(database, "k") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: 1, count: 20))
            fixture.time.advance(milliseconds: Answers.keptMilliseconds + 1)
            try await database.write { try Answers.removeOld($0) }
            #expect(try await make(database, "k") == 2)
        }
    }
}
