import Foundation
import PondCore
import PondPlatform
import PondStore
import PondTestSupport

/// A process of its own for tests that need a second one, or one to kill.
///
///     PondTestWriter write ADDRESS FIRST COUNT WRITERS   writes COUNT communities with an event each, and prints the
///                                                        number of each one that was answered
///     PondTestWriter endure ADDRESS COUNT                goes on after failures until COUNT were answered
///     PondTestWriter consume ADDRESS                     follows the log with the tally projection until it is killed
///     PondTestWriter die ADDRESS                         takes a job and kills itself while doing it
@main
struct PondTestWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let database = try TestDatabase.open(arguments[2])
        switch arguments[1] {
        case "write":
            try await write(
                database, first: Int(arguments[3]) ?? 0, count: Int(arguments[4]) ?? 0, writers: Int(arguments[5]) ?? 1)
        case "endure":
            try await endure(database, count: Int(arguments[3]) ?? 0)
        case "consume":
            print("ready")
            fflush(nil)
            try await LogFollower([TallyProjection.consumer()], database: database).run()
        case "die":
            let deadly = JobHandler(kind: "test") { _ in
                say("begun")
                kill(getpid(), SIGKILL)
                return { _ in }
            }
            _ = try await JobQueue(database: database, handlers: [deadly]).takeTurn()
        default:
            print("unknown command")
        }
        database.close()
    }

    private static func write(_ database: Database, first: Int, count: Int, writers: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    for number in stride(from: first + writer, to: first + count, by: writers) {
                        try await write(number, database)
                        say("\(number)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func endure(_ database: Database, count: Int) async throws {
        var answered = 0
        for number in 1... {
            do {
                try await write(number, database)
                answered += 1
                say("\(number)")
                if answered == count { return }
            } catch let error as StoreError {
                say("failed \(error)")
            }
        }
    }

    private static func write(_ number: Int, _ database: Database) async throws {
        try await database.write(lane: LaneKey(Int64(number))) { transaction in
            try transaction.execute(
                """
                INSERT INTO communities (id, name, time_zone, created_at) VALUES (\(number), 'a', 'UTC', 0)
                """)
            transaction.record(NewEvent("test.written", community: Int64(number), subject: Int64(number)))
        }
    }

    /// One `write` call a line, so that a line is whole or not there.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Foundation.write(1, $0.baseAddress, $0.count) }
    }
}
