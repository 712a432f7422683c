import PondCommunity
import PondCore
package import PondPlatform
import PondStore

/// Asks once a day for a checkup of each community in which something was said since its last one.
package enum DailyCheckups {
    package static let jobKind = "checkup.daily"
    /// 06:00 in Shanghai, before anybody reads it.
    private static let hourOfDayMilliseconds: Int64 = 22 * 3_600_000
    /// One that somebody asked for by hand counts for the day.
    static let pauseMilliseconds: Int64 = 20 * 3_600_000

    package static let daily = DailyJob(jobKind, afterMidnightMilliseconds: hourOfDayMilliseconds) {
        { transaction in
            for community in try due(transaction) {
                _ = try transaction.askForCheckup(of: community, by: nil)
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
