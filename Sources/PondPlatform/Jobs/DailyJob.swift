import Foundation
import PondCore
package import PondStore

/// Work that comes again every day at the same time; each run notes the next one. Days that nobody worked on are not
/// made up for.
package struct DailyJob: Sendable {
    package typealias Effects = @Sendable (WriteTransaction) throws -> Void
    private static let dayMilliseconds: Int64 = 86_400_000

    private struct Payload: Decodable {
        let day: Int64
    }

    private let kind: String
    private let afterMidnightMilliseconds: Int64
    private let work: @Sendable () async throws -> Effects

    /// - Parameters:
    ///   - afterMidnightMilliseconds: the time of the day, UTC.
    ///   - work: as `JobHandler.run`.
    package init(
        _ kind: String, afterMidnightMilliseconds: Int64 = 0, work: @escaping @Sendable () async throws -> Effects
    ) {
        self.kind = kind
        self.afterMidnightMilliseconds = afterMidnightMilliseconds
        self.work = work
    }

    /// Notes the job of today, unless it is noted.
    package func start(in database: Database) async throws {
        try await database.write { try schedule(day: Self.today($0), $0) }
    }

    package var handler: JobHandler {
        JobHandler(kind: kind) { job in
            let done = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).day
            let effects = try await work()
            return { transaction in
                try effects(transaction)
                try schedule(day: max(done, Self.today(transaction)) + 1, transaction)
            }
        }
    }

    private static func today(_ transaction: WriteTransaction) throws -> Int64 {
        try transaction.databaseNow().milliseconds / dayMilliseconds
    }

    private func schedule(day: Int64, _ transaction: WriteTransaction) throws {
        try transaction.schedule(
            NewJob(
                kind, community: 0,
                runAt: Timestamp(milliseconds: day * Self.dayMilliseconds + afterMidnightMilliseconds),
                payload: "{\"day\":\(day)}", key: "day:\(day)"))
    }
}
