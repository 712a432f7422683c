import PondStore

/// What a batch of events adds to the days, summed up before anything is written.
struct DailyFactsBatch {
    struct MemberDay: Hashable {
        let community: Int64
        let group: Int64
        let day: Int
        let member: Int64
    }

    struct GroupDay: Hashable {
        let community: Int64
        let group: Int64
        let day: Int
    }

    private struct Sums {
        var messages = 0
        var speakers = 0
        var joined = 0
        var departed = 0
    }

    private var messages: [MemberDay: Int] = [:]
    private var sums: [GroupDay: Sums] = [:]
    /// Departures that were taken back, by the day on which they were counted.
    private var takenBack: [GroupDay: Int] = [:]

    mutating func addMessage(_ day: MemberDay) { messages[day, default: 0] += 1 }
    mutating func addJoined(_ day: GroupDay) { sums[day, default: Sums()].joined += 1 }
    mutating func addDeparted(_ day: GroupDay) { sums[day, default: Sums()].departed += 1 }
    mutating func takeBackDeparted(_ day: GroupDay) { takenBack[day, default: 0] += 1 }

    mutating func write(_ transaction: WriteTransaction) throws {
        for (day, count) in messages { try add(day, count, transaction) }
        for (day, sum) in sums {
            try transaction.execute(
                """
                INSERT INTO daily_facts (community_id, group_id, day, messages, speakers, joined, departed)
                VALUES (\(day.community), \(day.group), \(day.day), \(sum.messages), \(sum.speakers), \(sum.joined),
                    \(sum.departed))
                ON CONFLICT (community_id, group_id, day) DO UPDATE SET
                    messages = daily_facts.messages + excluded.messages,
                    speakers = daily_facts.speakers + excluded.speakers,
                    joined = daily_facts.joined + excluded.joined,
                    departed = daily_facts.departed + excluded.departed
                """)
        }
        for (day, count) in takenBack {
            try transaction.execute(
                """
                UPDATE daily_facts SET departed = departed - \(count)
                WHERE community_id = \(day.community) AND group_id = \(day.group) AND day = \(day.day)
                    AND departed >= \(count)
                """)
        }
    }

    private mutating func add(_ day: MemberDay, _ count: Int, _ transaction: WriteTransaction) throws {
        let spokeElsewhere = try transaction.count(
            """
            SELECT count(*) FROM (SELECT 1 AS found FROM member_days
                WHERE community_id = \(day.community) AND day = \(day.day) AND member_id = \(day.member) LIMIT 1) f
            """)
        let inGroup = try transaction.first(
            """
            INSERT INTO member_days (community_id, day, group_id, member_id, posted)
            VALUES (\(day.community), \(day.day), \(day.group), \(day.member), \(count))
            ON CONFLICT (community_id, group_id, day, member_id)
                DO UPDATE SET posted = member_days.posted + excluded.posted
            RETURNING posted + imported
            """
        ) { Int($0.integer(0)) }
        let isFirstInGroup = inGroup == count
        sums[.init(community: day.community, group: day.group, day: day.day), default: Sums()].messages += count
        sums[.init(community: day.community, group: 0, day: day.day), default: Sums()].messages += count
        if isFirstInGroup {
            sums[.init(community: day.community, group: day.group, day: day.day), default: Sums()].speakers += 1
        }
        if spokeElsewhere == 0 {
            sums[.init(community: day.community, group: 0, day: day.day), default: Sums()].speakers += 1
        }
    }
}
