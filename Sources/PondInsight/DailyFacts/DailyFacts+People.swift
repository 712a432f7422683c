package import PondCommunity
package import PondCore
package import PondStore

/// Somebody who wrote in a span of days.
package struct DayMember: Hashable, Codable, Sendable {
    package let id: ID<Member>
    package let number: Int
    package let displayName: String
    /// Theirs in the span.
    package let messages: Int
}

/// A group's sums over a span of days.
package struct GroupSpan: Hashable, Codable, Sendable {
    package let group: ID<Group>
    package let messages: Int
    /// On the last day of the span.
    package let messagesOfLastDay: Int
    package let speakersOfLastDay: Int
}

extension DailyFacts {
    package static let peopleCountMax = 200
    /// Who wrote is looked up for so many days at once.
    package static let peopleDaysMax = 31

    /// A span in which more were heard is read by people, so that the first page of them is enough.
    private static let heardMax = 5_000

    /// Who wrote on these days, in the order in which they came, in pages: `after` is the last one before.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid` for more than `peopleDaysMax` days.
    package func people(
        _ standing: Standing, group: ID<Group>? = nil, from first: CalendarDay, to last: CalendarDay,
        text: String? = nil, after: ID<Member>? = nil, countMax: Int
    ) async throws -> [DayMember] {
        if let group { try standing.require(.viewConsole, in: group) } else { try standing.require(.viewConsole) }
        guard first <= last, last.number - first.number < Self.peopleDaysMax else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("to", .outOfRange, "1", "\(Self.peopleDaysMax)")])
        }
        let community = standing.community.id
        return try await database.read { transaction in
            let heard = try transaction.count(
                """
                SELECT CAST(coalesce(sum(speakers), 0) AS BIGINT) FROM daily_facts WHERE community_id = \(community)
                    AND group_id = 0 AND day BETWEEN \(first.number) AND \(last.number)
                """)
            let query = Self.people(
                community, group: group, from: first, to: last, text: text, after: after,
                countMax: min(max(1, countMax), Self.peopleCountMax + 1), isByPerson: heard > Self.heardMax)
            return try transaction.all(DayMember.self, query)
        }
    }

    /// - Parameter isByPerson: goes through people until there are enough of them, instead of through the days.
    package static func people(
        _ community: ID<Community>, group: ID<Group>?, from first: CalendarDay, to last: CalendarDay, text: String?,
        after: ID<Member>?, countMax: Int, isByPerson: Bool
    ) -> SQL {
        // A sum of one term is no column that an index could be looked up by.
        let day: SQL = isByPerson && group == nil ? "+d.day" : "d.day"
        var days: SQL = """
            SELECT d.member_id, CAST(sum(d.posted + d.imported) AS BIGINT) AS messages FROM member_days d
            WHERE d.community_id = \(community) AND \(day) BETWEEN \(first.number) AND \(last.number)
                AND d.member_id > \(after?.rawValue ?? 0)
            """
        if let group { days.append(" AND d.group_id = \(group)") }
        if let range = text.flatMap(MemberName.range) {
            days.append(
                """
                 AND d.member_id IN (SELECT s.member_id FROM member_search s WHERE s.community_id = \(community)
                    AND s.term >= \(range.from) AND s.term < \(range.below))
                """)
        }
        days.append(" GROUP BY d.member_id ORDER BY d.member_id LIMIT \(countMax)")
        return """
            SELECT m.id, m.number, m.display_name, heard.messages FROM (\(days)) AS heard CROSS JOIN members m
            WHERE m.community_id = \(community) AND m.id = heard.member_id ORDER BY m.id
            """
    }

    /// How these groups did from `first` to `last`; groups in which nothing happened are left out.
    /// - Throws: `AppError.notAllowed` where one of the groups is not theirs to look at.
    package func groups(
        _ groups: [ID<Group>], _ standing: Standing, from first: CalendarDay, to last: CalendarDay
    ) async throws -> [GroupSpan] {
        for group in groups { try standing.require(.viewConsole, in: group) }
        guard !groups.isEmpty else { return [] }
        let query = Self.groups(groups, standing.community.id, from: first, to: last)
        return try await database.read { transaction in
            try transaction.query(query) { row in
                GroupSpan(
                    group: ID(row.integer(0)), messages: Int(row.integer(1)), messagesOfLastDay: Int(row.integer(2)),
                    speakersOfLastDay: Int(row.integer(3)))
            }
        }
    }

    package static func groups(
        _ groups: [ID<Group>], _ community: ID<Community>, from first: CalendarDay, to last: CalendarDay
    ) -> SQL {
        """
        SELECT f.group_id, CAST(sum(f.messages) AS BIGINT),
            CAST(sum(CASE WHEN f.day = \(last.number) THEN f.messages ELSE 0 END) AS BIGINT),
            CAST(sum(CASE WHEN f.day = \(last.number) THEN f.speakers ELSE 0 END) AS BIGINT)
        FROM daily_facts f
        WHERE f.community_id = \(community)
            AND f.group_id IN \(SQL.values(groups.map(\.sqlValue), columns: groups.count))
            AND f.day BETWEEN \(first.number) AND \(last.number)
        GROUP BY f.group_id
        """
    }

    /// Whether imported days are still being counted.
    package func isCounting(_ standing: Standing) async throws -> Bool {
        let community = standing.community.id
        return try await database.read { transaction in
            try transaction.count(
                """
                SELECT count(*) FROM (SELECT 1 FROM fact_recounts WHERE community_id = \(community) LIMIT 1) AS waiting
                """) > 0
        }
    }
}
