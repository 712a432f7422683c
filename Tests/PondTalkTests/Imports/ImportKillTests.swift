import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Imports that are killed, on both engines")
struct ImportKillTests {
    private static let messageCount = 10_000

    /// A ChatLab file of the cast talking on.
    private static func export() throws -> URL {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).jsonl")
        var bytes: [UInt8] = []
        try withUnsafeMutablePointer(to: &bytes) { bytes in
            var writer = try ChatLabWriter(
                to: { bytes.pointee += $0 }, info: CastTalk.chat, exportedAt: CastTalk.start, generator: "test")
            for person in CastTalk.people { try writer.write(person: person) }
            for number in 0..<messageCount {
                let account = CastTalk.people[number % 3]
                let record = CastTalk.says(
                    account.accountID ?? "", account.name, "第 \(number) 条", minutes: Int64(number / 10),
                    sourceID: "\(number)")
                if case .message(let message) = record { try writer.write(message: message) }
            }
            try writer.finish()
        }
        try Data(bytes).write(to: file)
        return file
    }

    @Test("Killed at any moment, an import is hidden or whole; run again it is whole", arguments: Dialect.allCases)
    func killed(_ dialect: Dialect) async throws {
        let file = try Self.export()
        defer { try? FileManager.default.removeItem(at: file) }
        for _ in 0..<Strength.killCount {
            try await withDatabase(dialect) { test in
                let bench = try await ImportBench(test.database)
                let arguments = ["import", file.path, "--community", "清晨手冲", "--database", test.address]
                let threshold = Int.random(in: 0..<Self.messageCount)
                let killed = try TestProcess("pond", arguments)
                while try await bench.count("messages") <= threshold, killed.isRunning { await Task.yield() }
                killed.kill()

                let visible = try await bench.visibleCount()
                #expect(visible == 0 || visible == Self.messageCount)
                // The next run would wait for the killed one's lease to run out.
                try await test.database.write { try $0.execute("UPDATE imports SET lease_until = 0") }
                #expect(try TestProcess("pond", arguments).wait() == 0)
                #expect(try await bench.visibleCount() == Self.messageCount)
                #expect(try await bench.count("messages") == Self.messageCount)
                #expect(try await bench.count("timeline_entries") == Self.messageCount)
                #expect(try await bench.count("members") == CastTalk.people.count)
                #expect(try await bench.eventKinds() == ["community.founded", "import.completed"])
            }
        }
    }

    @Test("Ctrl-C leaves nothing behind", arguments: Dialect.allCases)
    func interrupted(_ dialect: Dialect) async throws {
        let file = try Self.export()
        defer { try? FileManager.default.removeItem(at: file) }
        try await withDatabase(dialect) { test in
            let prepared = try await Communities(test.database).findOrPrepare(CommunityDraft(name: "清晨手冲"))
            let bench = ImportBench(test.database, prepared)
            let process = try TestProcess(
                "pond", ["import", file.path, "--community", "清晨手冲", "--database", test.address])
            while try await bench.count("messages") == 0, process.isRunning { await Task.yield() }
            process.interrupt()
            let status = process.wait()
            // Whoever presses the keys too late has a whole import.
            if status == 0 {
                #expect(try await bench.count("messages") == Self.messageCount)
            } else {
                #expect(status == 130)
                #expect(try await bench.rowCounts() == [:])
                #expect(try await bench.count("imports") == 0)
                #expect(try await bench.count("communities") == 0)
                #expect(try await bench.eventKinds() == [])
            }
        }
    }
}
