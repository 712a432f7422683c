import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Projections and reactors, on both engines")
struct LogReaderTests {
    struct Indigestible: Error {}

    static func record(_ database: Database, _ subjects: some Sequence<Int64>) async throws {
        for subject in subjects {
            try await database.write { $0.record(NewEvent("test.happened", community: 1, subject: subject)) }
        }
    }

    @Test("A consumer that is killed again and again neither skips nor repeats", arguments: Dialect.allCases)
    func killed(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            let kills = 5
            let each = 300
            for round in 0..<kills {
                let consumer = try TestProcess("PondTestWriter", ["consume", test.address])
                let writer = try TestProcess(
                    "PondTestWriter", ["write", test.address, "\(round * each + 1)", "\(each)", "8"])
                await writer.waitForLines(Int.random(in: 1...each))
                consumer.kill()
                #expect(writer.wait() == 0)
            }
            let reader = LogReader(TallyProjection.consumer(), database: test.database)
            try await reader.register()
            try await reader.catchUp()
            let logged = try await TallyProjection.logged(test.database)
            #expect(logged.count == kills * each)
            #expect(try await TallyProjection.seen(test.database) == logged)
        }
    }

    @Test("A consumer that was paused past its turn has no effect when it wakes", arguments: Dialect.allCases)
    func paused(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            try await Self.record(test.database, 1...5)
            let other = try test.reopen()
            let reader = LogReader(TallyProjection.consumer(), database: test.database)
            try await reader.register()
            let turn = try await reader.takeTurn(afterReading: {
                let second = LogReader(TallyProjection.consumer(), database: other)
                try? await second.catchUp()
            })
            #expect(turn == .lostTurn || turn == .caughtUp)
            #expect(try await TallyProjection.seen(test.database).count == 5)
            #expect(try await reader.takeTurn() == .caughtUp)
            other.close()
        }
    }

    @Test("A paused consumer whose events were taken by another does not apply them again", arguments: Dialect.allCases)
    func pausedWithMore(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            try await Self.record(test.database, 1...3)
            let other = try test.reopen()
            // This consumer has no primary key to save it: only the compare-and-set keeps it from counting twice.
            let counter = Consumer(name: "counter", kind: .reactor) { transaction, events in
                try transaction.execute(
                    "UPDATE communities SET last_member_number = last_member_number + \(events.count) WHERE id = 1")
            }
            try await test.database.write { transaction in
                try transaction.execute(
                    "INSERT INTO communities (id, name, time_zone, created_at) VALUES (1, 'a', 'UTC', 0)")
                try transaction.execute("INSERT INTO consumers (name, position) VALUES ('counter', 0)")
            }
            let reader = LogReader(counter, database: test.database)
            let turn = try await reader.takeTurn(afterReading: {
                try? await LogReader(counter, database: other).catchUp()
                try? await Self.record(other, 4...6)
            })
            #expect(turn == .lostTurn)
            try await reader.catchUp()
            let counted = try await test.database.read { try $0.count("SELECT last_member_number FROM communities") }
            #expect(counted == 6)
            other.close()
        }
    }

    @Test("An event that always fails is parked, and the rest goes on", arguments: Dialect.allCases)
    func parked(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            let tally = TallyProjection.consumer()
            let picky = Consumer(name: "tally", kind: tally.kind) { transaction, events in
                try tally.apply(transaction, events)
                if events.contains(where: { $0.subjectID == 4 }) { throw Indigestible() }
            }
            try await Self.record(test.database, 1...8)
            let reader = LogReader(picky, database: test.database)
            try await reader.register()
            var turns: [LogReader.Turn] = []
            for _ in 0..<100 {
                let turn = try await reader.takeTurn()
                turns.append(turn)
                if case .waiting = turn {
                    // As if the time had passed.
                    try await test.database.write { try $0.execute("UPDATE consumers SET retry_at = 0") }
                }
                if turn == .caughtUp { break }
            }
            #expect(turns.filter { if case .parked = $0 { true } else { false } }.count == 1)
            let state = try await test.database.read { transaction in
                let subjects = try transaction.query(
                    "SELECT subject_id FROM tally WHERE subject_id IS NOT NULL ORDER BY position"
                ) { $0.integer(0) }
                let parked = try transaction.query("SELECT consumer, error FROM parked_events") {
                    [$0.text(0), $0.text(1)]
                }
                return (subjects, parked)
            }
            #expect(state.0.filter { $0 <= 8 } == [1, 2, 3, 5, 6, 7, 8])
            #expect(state.1 == [["tally", "Indigestible()"]])
        }
    }

    @Test("A projection rebuilt from the log equals the one that grew", arguments: Dialect.allCases)
    func rebuilt(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            let reader = LogReader(TallyProjection.consumer(), database: test.database)
            try await reader.register()
            for start in stride(from: Int64(0), to: 60, by: 20) {
                try await Self.record(test.database, start..<(start + 20))
                try await reader.catchUp()
            }
            let grown = try await TallyProjection.seen(test.database)
            #expect(grown.count == 60)
            try await reader.rebuild()
            #expect(try await TallyProjection.seen(test.database) == grown)
        }
    }

    @Test("A reactor starts at the head and is never shown the past", arguments: Dialect.allCases)
    func reactor(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await Self.record(test.database, 1...3)
            let reactor = Consumer(name: "greeter", kind: .reactor) { transaction, events in
                for event in events {
                    let job = NewJob(
                        "greet", community: event.communityID, runAt: transaction.now, key: "greeter:\(event.id)")
                    try transaction.schedule(job)
                }
            }
            let reader = LogReader(reactor, database: test.database)
            try await reader.register()
            try await Self.record(test.database, 4...5)
            try await reader.catchUp()
            try await reader.catchUp()
            #expect(try await test.database.read { try $0.count("SELECT count(*) FROM jobs") } == 2)
        }
    }

    @Test("A follower is woken by another handle's commits", arguments: Dialect.allCases)
    func follower(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await TallyProjection.createTable(test.database)
            let other = try test.reopen()
            let follower = LogFollower([TallyProjection.consumer()], database: test.database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await follower.run() }
                try await Self.record(other, 1...20)
                while try await TallyProjection.seen(other).count < 20 { await Task.yield() }
                group.cancelAll()
            }
            #expect(try await TallyProjection.seen(other).count == 20)
            #expect(test.database.eventBellCount == 0, "a follower that has ended is still rung for")
            other.close()
        }
    }

    @Test("A consumer that is cancelled stops between two turns", arguments: Dialect.allCases)
    func cancelled(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            try await Self.record(test.database, 1...3)
            // Never at the head: whatever it takes, it writes the next event itself.
            let endless = Consumer(name: "endless", kind: .projection(reset: { _ in })) { transaction, _ in
                transaction.record(NewEvent("test.happened", community: 1))
            }
            let reader = LogReader(endless, database: test.database)
            try await reader.register()
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    begin.finish()
                    do {
                        try await reader.catchUp()
                        return false
                    } catch {
                        return error is CancellationError
                    }
                }
                for await _ in begun {}
                group.cancelAll()
                for await wasCancelled in group { #expect(wasCancelled) }
            }
        }
    }
}
