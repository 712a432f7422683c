import Foundation
import PondCore
import PondStore
import PondTestSupport
import Testing

@Suite("Carrying SQLite's WAL over beside the writer")
struct CheckpointerTests {
    @Test("However much is written without a pause, the WAL stays small and every row is there")
    func bounded() async throws {
        try await withDatabase(.sqlite) { test in
            try await test.database.write { transaction in
                try transaction.connection.script("CREATE TABLE things (id INTEGER PRIMARY KEY, b BLOB NOT NULL)")
            }
            let blob = [UInt8](repeating: 7, count: 4_000)
            var largest = 0
            for part in 0..<40 {
                try await test.database.write { transaction in
                    let rows = (0..<1_000).flatMap { [SQLValue.integer(Int64(part * 1_000 + $0)), .blob(blob)] }
                    _ = try transaction.insert(into: "things (id, b)", columns: 2, rows)
                }
                let wal = try FileManager.default.attributesOfItem(atPath: test.address + "-wal")
                largest = max(largest, wal[.size] as? Int ?? 0)
            }
            // 16,000 pages until the writer helps, and one commit.
            #expect(largest > 0 && largest < 90_000_000, "\(largest) bytes of 160,000,000 written")
            let found = try await test.database.read { transaction in
                try transaction.query("SELECT count(*), sum(id), sum(length(b)) FROM things") {
                    [$0.integer(0), $0.integer(1), $0.integer(2)]
                }
            }
            #expect(found == [[40_000, 40_000 * 39_999 / 2, 160_000_000]])
        }
    }
}
