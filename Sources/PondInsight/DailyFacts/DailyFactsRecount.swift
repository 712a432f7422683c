import PondCore
package import PondStore

/// Counts the imported messages of groups again, a few days at a time, each few in a transaction of their own. What it
/// has done is noted in the same transaction, so it goes on where it was stopped.
package struct DailyFactsRecount: Sendable {
    /// A transaction ends after so many messages, or with the day.
    static let messagesMax = 20_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Counts until nothing is left to count.
    package func finish() async throws {
        while try await takeTurn() {}
    }

    /// - Returns: false when there was nothing to count.
    package func takeTurn() async throws -> Bool {
        try await database.write { transaction in
            guard let work = try transaction.one(Work.self, Work.next) else { return false }
            var calendars = CommunityCalendars()
            let calendar = try calendars.calendar(of: work.communityId, transaction)
            var day = work.nextDay
            var counted = 0
            while day <= work.lastDay, counted < Self.messagesMax {
                guard let next = try Self.nextDay(work, from: day, calendar, transaction) else {
                    day = work.lastDay + 1
                    break
                }
                counted += try Self.count(work, day: next, calendar, transaction)
                day = next + 1
            }
            if day > work.lastDay {
                try transaction.execute(
                    """
                    DELETE FROM fact_recounts WHERE community_id = \(work.communityId) AND group_id = \(work.groupId)
                    """)
            } else {
                try transaction.execute(
                    """
                    UPDATE fact_recounts SET next_day = \(day)
                    WHERE community_id = \(work.communityId) AND group_id = \(work.groupId)
                    """)
            }
            return true
        }
    }

    private struct Work: Decodable {
        let communityId: Int64
        let groupId: Int64
        let nextDay: Int
        let lastDay: Int

        static let next: SQL = """
            SELECT community_id, group_id, next_day, last_day FROM fact_recounts
            ORDER BY community_id, group_id LIMIT 1
            """
    }

    /// The next day that has messages now or had some when it was counted last.
    private static func nextDay(
        _ work: Work, from day: Int, _ calendar: DayCalendar, _ transaction: ReadTransaction
    ) throws -> Int? {
        let start = calendar.start(of: CalendarDay(number: day))
        let entry = try transaction.first(
            """
            SELECT at FROM timeline_entries
            WHERE community_id = \(work.communityId) AND group_id = \(work.groupId) AND at >= \(start)
            ORDER BY at LIMIT 1
            """
        ) { calendar.day(of: Timestamp(milliseconds: $0.integer(0))).number }
        let known = try transaction.first(
            """
            SELECT day FROM daily_facts
            WHERE community_id = \(work.communityId) AND group_id = \(work.groupId) AND day >= \(day)
            ORDER BY day LIMIT 1
            """
        ) { Int($0.integer(0)) }
        return [entry, known].compactMap { $0 }.min().flatMap { $0 <= work.lastDay ? $0 : nil }
    }

    /// - Returns: how many imported messages there were.
    private static func count(
        _ work: Work, day: Int, _ calendar: DayCalendar, _ transaction: WriteTransaction
    ) throws -> Int {
        let from = calendar.start(of: CalendarDay(number: day))
        let until = calendar.start(of: CalendarDay(number: day + 1))
        let (community, group) = (work.communityId, work.groupId)
        try transaction.execute(
            """
            DELETE FROM member_days
            WHERE community_id = \(community) AND group_id = \(group) AND day = \(day) AND posted = 0
            """)
        try transaction.execute(
            """
            UPDATE member_days SET imported = 0
            WHERE community_id = \(community) AND group_id = \(group) AND day = \(day)
            """)
        try transaction.execute(
            """
            INSERT INTO member_days (community_id, day, group_id, member_id, imported)
            SELECT m.community_id, \(day), m.group_id, m.author_id, count(*) FROM timeline_entries t
            JOIN messages m ON m.community_id = t.community_id AND m.id = t.subject_id
            WHERE t.community_id = \(community) AND t.group_id = \(group) AND t.at >= \(from) AND t.at < \(until)
                AND t.kind = 'message' AND m.author_id IS NOT NULL AND t.import_id IN (
                    SELECT id FROM imports WHERE community_id = \(community) AND state = 'completed')
            GROUP BY m.community_id, m.group_id, m.author_id
            ON CONFLICT (community_id, group_id, day, member_id) DO UPDATE SET imported = excluded.imported
            """)
        try sum(community, group, day, transaction)
        try sum(community, 0, day, transaction)
        return try transaction.count(
            """
            SELECT CAST(coalesce(sum(imported), 0) AS BIGINT) FROM member_days
            WHERE community_id = \(community) AND group_id = \(group) AND day = \(day)
            """)
    }

    /// Messages and speakers of a day from `member_days`; who joined and left stays as it is.
    private static func sum(_ community: Int64, _ group: Int64, _ day: Int, _ transaction: WriteTransaction) throws {
        let inGroup: SQL = group == 0 ? "" : " AND group_id = \(group)"
        try transaction.execute(
            """
            INSERT INTO daily_facts (community_id, group_id, day, messages, speakers)
            SELECT CAST(\(community) AS BIGINT), CAST(\(group) AS BIGINT), CAST(\(day) AS BIGINT),
                CAST(coalesce(sum(posted + imported), 0) AS BIGINT), count(DISTINCT member_id)
            FROM member_days WHERE community_id = \(community) AND day = \(day)\(inGroup)
            ON CONFLICT (community_id, group_id, day) DO UPDATE
                SET messages = excluded.messages, speakers = excluded.speakers
            """)
        try transaction.execute(
            """
            DELETE FROM daily_facts WHERE community_id = \(community) AND group_id = \(group) AND day = \(day)
                AND messages = 0 AND joined = 0 AND departed = 0
            """)
    }
}
