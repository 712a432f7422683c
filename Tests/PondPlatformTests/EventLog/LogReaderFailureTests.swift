import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Events that a consumer cannot take, on both engines")
struct LogReaderFailureTests {
    typealias Indigestible = LogReaderTests.Indigestible

    /// Takes turns until the log is read, and lets the time of each pause pass.
    static func catchUp(_ reader: LogReader, _ database: Database) async throws -> [LogReader.Turn] {
        var turns: [LogReader.Turn] = []
        while turns.count < 5_000 {
            let turn = try await reader.takeTurn()
            turns.append(turn)
            if case .waiting = turn {
                try await database.write { try $0.execute("UPDATE consumers SET retry_at = 0") }
            }
            if turn == .caughtUp { break }
        }
        return turns
    }

    static func taken(_ database: Database) async throws -> [Int64] {
        try await database.read { transaction in
            try transaction.query("SELECT subject_id FROM tally ORDER BY position") { $0.integer(0) }
        }
    }

    @Test(
        "Events that fail are found after few batches, wherever in a batch they stand",
        arguments: Dialect.allCases, [[1], [250], [500], [499, 501]] as [[Int64]])
    func found(_ dialect: Dialect, _ places: [Int64]) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            let tally = TallyProjection.consumer()
            let failures = Locked(0)
            let picky = Consumer(name: tally.name, kind: tally.kind) { transaction, events in
                if events.contains(where: { places.contains($0.subjectID ?? 0) }) {
                    failures.withLock { $0 += 1 }
                    throw Indigestible()
                }
                try tally.apply(transaction, events)
            }
            let count = Int64(LogReader.batchCountMax + 100)
            try await test.database.write { transaction in
                for subject in 1...count {
                    transaction.record(NewEvent("test.happened", community: 1, subject: subject))
                }
            }
            let reader = LogReader(picky, database: test.database)
            try await reader.register()
            let turns = try await Self.catchUp(reader, test.database)
            #expect(turns.filter { if case .parked = $0 { true } else { false } }.count == places.count)
            #expect(try await Self.taken(test.database) == (1...count).filter { !places.contains($0) })
            // A batch of 500 is halved nine times at most.
            #expect(failures.withLock { $0 } <= places.count * (9 + LogReader.attemptsMax))
            #expect(turns.count <= places.count * (2 * 9 + LogReader.attemptsMax) + 3)
        }
    }

    @Test("An event that always takes too long is parked in the end, and the rest goes on", arguments: Dialect.allCases)
    func slow(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            let tally = TallyProjection.consumer()
            let slow = Consumer(name: tally.name, kind: tally.kind) { transaction, events in
                try tally.apply(transaction, events)
                guard events.contains(where: { $0.subjectID == 4 }) else { return }
                guard transaction.dialect == .postgres else { throw StoreError.timeout("too long") }
                try transaction.execute("SET LOCAL statement_timeout = 1")
                _ = try transaction.query("SELECT pg_sleep(60)") { _ in 0 }
            }
            try await LogReaderTests.record(test.database, 1...8)
            let reader = LogReader(slow, database: test.database)
            try await reader.register()
            let turns = try await Self.catchUp(reader, test.database)
            #expect(turns.filter { if case .parked = $0 { true } else { false } }.count == 1)
            #expect(
                turns.filter { if case .waiting = $0 { true } else { false } }.count == LogReader.slowAttemptsMax - 1)
            #expect(try await Self.taken(test.database) == [1, 2, 3, 5, 6, 7, 8])
        }
    }
}
