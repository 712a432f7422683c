import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Killed while writing, on both engines")
struct KillTests {
    @Test("Nothing answered is lost, nothing is half there", arguments: Dialect.allCases)
    func killed(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let each = 4_000
            var answered: Set<Int64> = []
            for round in 0..<Strength.killCount {
                let writer = try TestProcess(
                    "PondTestWriter", ["write", test.address, "\(round * each + 1)", "\(each)", "200"])
                await writer.waitForLines(Int.random(in: 1...(each / 4)))
                writer.kill()
                answered.formUnion(writer.lines.compactMap(Int64.init))
            }
            let (rows, events) = try await test.database.read { transaction in
                let rows = try transaction.query("SELECT id FROM communities") { $0.integer(0) }
                let events = try transaction.query("SELECT subject_id FROM events ORDER BY position") { $0.integer(0) }
                return (rows, events)
            }
            #expect(!answered.isEmpty)
            #expect(answered.isSubset(of: rows), "an answered write is missing")
            #expect(Set(rows).count == rows.count && events.count == rows.count)
            #expect(Set(events) == Set(rows), "a row without its event, or an event without its row")
        }
    }
}
