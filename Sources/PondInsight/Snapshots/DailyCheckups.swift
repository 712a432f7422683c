import Foundation
import PondCommunity
import PondCore
package import PondPlatform
package import PondStore

/// Asks once a day for a checkup of each community in which something was said since its last one.
package struct DailyCheckups: Sendable {
    package static let jobKind = "checkup.daily"
    private static let dayMilliseconds: Int64 = 86_400_000
    /// 06:00 in Shanghai, before anybody reads it.
    private static let hourOfDayMilliseconds: Int64 = 22 * 3_600_000
    /// One that somebody asked for by hand counts for the day.
    static let pauseMilliseconds: Int64 = 20 * 3_600_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Notes the job of today; each run notes the next one.
    package func start() async throws {
        try await database.write { try Self.schedule(day: $0.databaseNow().milliseconds / Self.dayMilliseconds, $0) }
    }

    private static func schedule(day: Int64, _ transaction: WriteTransaction) throws {
        try transaction.schedule(
            NewJob(
                jobKind, community: 0, runAt: Timestamp(milliseconds: day * dayMilliseconds + hourOfDayMilliseconds),
                payload: "{\"day\":\(day)}", key: "day:\(day)"))
    }

    private struct Payload: Decodable {
        let day: Int64
    }

    package func handler() -> JobHandler {
        JobHandler(kind: Self.jobKind) { job in
            let done = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).day
            return { transaction in
                for community in try Self.due(transaction) {
                    _ = try transaction.askForCheckup(of: community, by: nil)
                }
                let today = try transaction.databaseNow().milliseconds / Self.dayMilliseconds
                try Self.schedule(day: max(done, today) + 1, transaction)
            }
        }
    }

    /// Communities that said something and were not looked at since.
    private static func due(_ transaction: WriteTransaction) throws -> [ID<Community>] {
        let known = try transaction.query("SELECT id, time_zone FROM communities WHERE is_founded = 1 ORDER BY id") {
            (ID<Community>($0.integer(0)), DayCalendar(identifier: $0.text(1)))
        }
        let now = transaction.now
        return try known.filter { community, calendar in
            let last = try transaction.first(
                """
                SELECT made_at FROM checkups WHERE community_id = \(community) AND state = 'made'
                ORDER BY id DESC LIMIT 1
                """
            ) { Timestamp(milliseconds: $0.integer(0)) }
            if let last, now.milliseconds - last.milliseconds < pauseMilliseconds { return false }
            let since = last.map { calendar.day(of: $0).number } ?? Int.min / 2
            return try transaction.count(
                """
                SELECT count(*) FROM (SELECT 1 FROM daily_facts WHERE community_id = \(community) AND group_id = 0
                    AND day >= \(since) AND messages > 0 LIMIT 1) AS said
                """) > 0
        }.map(\.0)
    }
}
