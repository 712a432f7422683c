import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("The order of the log, on both engines")
struct EventOrderTests {
    @Test("Position order is commit order under 32 writers on two processes", arguments: Dialect.allCases)
    func commitOrder(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let each = 400
            let writers = try (0..<2).map { process in
                try TestProcess(
                    "PondTestWriter", ["write", test.address, "\(process * each + 1)", "\(each)", "16"])
            }
            // Whoever follows the log by position while it is written must see everything: an event that was committed
            // late under an early position would never be seen.
            var followed: [Int64] = []
            var position: Int64 = 0
            while followed.count < 2 * each {
                let after = position
                let allAnswered = writers.allSatisfy { $0.lines.count == each }
                let batch = try await test.database.read { try $0.events(after: after, countMax: 7) }
                followed += batch.map(\.id)
                position = batch.last?.position ?? position
                if batch.isEmpty, allAnswered { break }
            }
            for writer in writers { #expect(writer.wait() == 0) }
            let logged = try await TallyProjection.logged(test.database)
            #expect(logged.count == 2 * each)
            #expect(followed == logged)
        }
    }

    @Test("The event of a transaction stands beside its rows, and its text does not", arguments: Dialect.allCases)
    func event(_ dialect: Dialect) async throws {
        let time = TestClock()
        try await withDatabase(dialect, clock: time.clock) { test in
            try await test.database.write { transaction in
                transaction.record(
                    NewEvent("group.opened", community: 7, group: 8, actor: 9, subject: 10, data: "{\"seats\":69}"))
            }
            let events = try await test.database.read { try $0.events(after: 0, countMax: 10) }
            #expect(events.count == 1)
            let event = try #require(events.first)
            #expect(event.kind == "group.opened" && event.communityID == 7 && event.groupID == 8)
            #expect(event.actorID == 9 && event.subjectID == 10 && event.data == "{\"seats\":69}")
            #expect(event.at == time.clock.now().milliseconds)
        }
    }
}
