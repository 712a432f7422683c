package import PondCore
package import PondStore

/// Who came lately and can sign in: imported people came elsewhere and long ago.
package struct Arrivals: Sendable {
    package struct Count: Hashable, Decodable, Sendable {
        package let came: Int
        /// Said something since.
        package let spoke: Int
        /// Are in no group.
        package let groupless: Int

        package static let none = Count(came: 0, spoke: 0, groupless: 0)
    }

    /// Further ones are not counted.
    package static let countedMax = 5_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Those who came from `first` on and before `last`, and are still there.
    /// - Throws: `AppError.notAllowed`.
    package func count(from first: Timestamp, until last: Timestamp, as standing: Standing) async throws -> Count {
        try standing.require(.viewConsole)
        let community = standing.community.id
        let found = try await database.read {
            try $0.one(Count.self, Self.query(community, from: first, until: last))
        }
        return found ?? .none
    }

    package static func query(_ community: ID<Community>, from first: Timestamp, until last: Timestamp) -> SQL {
        """
        SELECT count(*) AS came, CAST(coalesce(sum(a.spoke), 0) AS BIGINT) AS spoke,
            CAST(coalesce(sum(a.groupless), 0) AS BIGINT) AS groupless
        FROM (SELECT CASE WHEN m.first_spoke_at > 0 THEN 1 ELSE 0 END AS spoke,
                CASE WHEN EXISTS (SELECT 1 FROM group_memberships g
                    WHERE g.community_id = m.community_id AND g.member_id = m.id) THEN 0 ELSE 1 END AS groupless
            FROM members m WHERE m.community_id = \(community) AND m.person_id IS NOT NULL
                AND m.created_at >= \(first) AND m.created_at < \(last) AND m.left_at IS NULL
            ORDER BY m.created_at, m.id LIMIT \(countedMax)) AS a
        """
    }
}
