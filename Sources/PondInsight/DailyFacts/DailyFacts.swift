package import PondCommunity
package import PondCore
package import PondStore

/// One day of a community, or of one of its groups.
package struct DailyFact: Hashable, Codable, Sendable {
    package let day: CalendarDay
    package let messages: Int
    /// Distinct members who wrote.
    package let speakers: Int
    package let joined: Int
    package let departed: Int
}

/// What one can ask about days. Every answer costs the number of days asked for, whatever the history.
package struct DailyFacts: Sendable {
    /// Longer spans are asked for in pieces.
    package static let daysMax = 400

    let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Every day from `first` to `last`, those on which nothing happened included.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid` for more than `daysMax` days.
    package func days(
        _ standing: Standing, group: ID<Group>? = nil, from first: CalendarDay, to last: CalendarDay
    ) async throws -> [DailyFact] {
        if let group { try standing.require(.viewConsole, in: group) } else { try standing.require(.viewConsole) }
        guard first <= last, last.number - first.number < Self.daysMax else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("from", .outOfRange, "1", "\(Self.daysMax)")])
        }
        let community = standing.community.id
        let found = try await database.read { transaction in
            try transaction.query(
                """
                SELECT day, messages, speakers, joined, departed FROM daily_facts
                WHERE community_id = \(community) AND group_id = \(group?.rawValue ?? 0)
                    AND day BETWEEN \(first.number) AND \(last.number) ORDER BY day
                """
            ) { row in
                DailyFact(
                    day: CalendarDay(number: Int(row.integer(0))), messages: Int(row.integer(1)),
                    speakers: Int(row.integer(2)), joined: Int(row.integer(3)), departed: Int(row.integer(4)))
            }
        }
        let byDay = Dictionary(found.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
        return (first.number...last.number).map { number in
            let day = CalendarDay(number: number)
            return byDay[day] ?? DailyFact(day: day, messages: 0, speakers: 0, joined: 0, departed: 0)
        }
    }
}
