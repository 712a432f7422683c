import Foundation
package import PondCommunity
package import PondCore
import PondPlatform
package import PondStore

/// Checkups of a community: asked for, made by a job, kept and compared; and the people behind their numbers.
package struct Checkups: Sendable {
    package static let listCountMax = 60
    package static let pageCountMax = 200
    static let searchCharactersMax = 100

    let database: Database
    let memory: CheckupMemory

    /// - Parameter memory: shared by those who show the same checkups again and again.
    package init(_ database: Database, memory: CheckupMemory = CheckupMemory()) {
        self.database = database
        self.memory = memory
    }

    static let columns: SQL = """
        id, state, asked_at, asked_by, lines_read, lines_total, made_at, participation, activity, contribution, overall
        """

    // MARK: asking

    /// Asks for a checkup. While one waits or runs, asking again gives that one.
    /// - Throws: `AppError.notAllowed`.
    @discardableResult
    package func request(as standing: Standing) async throws -> ID<CheckupSnapshot> {
        try standing.require(.viewInsight)
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            let asked = try transaction.askForCheckup(of: community, by: standing.member)
            if asked.isNew {
                try transaction.audit(
                    NewAuditEntry("checkup.requested", "checkup", asked.id.rawValue), as: standing)
            }
            return asked.id
        }
    }

    /// Stops one that waits or runs; what it has found so far is dropped.
    /// - Throws: `AppError.notAllowed`, `.notFound`.
    package func cancel(_ id: ID<CheckupSnapshot>, as standing: Standing) async throws {
        try standing.require(.viewInsight)
        let community = standing.community.id
        try await database.write(lane: .id(community)) { transaction in
            let known = try transaction.checkup(id, of: community)
            let stopped = try transaction.execute(
                """
                UPDATE checkups SET state = 'cancelled' WHERE community_id = \(community) AND id = \(known.id)
                    AND state IN ('waiting', 'running')
                """)
            if stopped == 1 {
                try transaction.audit(NewAuditEntry("checkup.cancelled", "checkup", id.rawValue), as: standing)
            }
        }
    }

    // MARK: reading

    /// The newest first, also those that came to nothing.
    /// - Throws: `AppError.notAllowed`.
    package func all(as standing: Standing) async throws -> [CheckupSnapshot] {
        try standing.require(.viewInsight)
        let community = standing.community.id
        return try await database.read { transaction in
            try transaction.all(
                CheckupSnapshot.self,
                """
                SELECT \(Self.columns) FROM checkups WHERE community_id = \(community)
                ORDER BY id DESC LIMIT \(Self.listCountMax)
                """)
        }
    }

    /// - Throws: `AppError.notAllowed`, `.notFound`.
    package func snapshot(_ id: ID<CheckupSnapshot>, as standing: Standing) async throws -> CheckupSnapshot {
        try standing.require(.viewInsight)
        let community = standing.community.id
        return try await database.read { try $0.checkup(id, of: community) }
    }

    /// The newest one that was made, with how the five errors stood in it; nil before the first.
    /// - Throws: `AppError.notAllowed`.
    package func latest(as standing: Standing) async throws -> (id: ID<CheckupSnapshot>, errors: [ErrorStanding])? {
        try standing.require(.viewInsight)
        let community = standing.community.id
        return try await database.read { transaction in
            try transaction.first(
                """
                SELECT id, verdicts FROM checkups WHERE community_id = \(community) AND state = 'made'
                ORDER BY id DESC LIMIT 1
                """
            ) { row in
                (
                    ID(row.integer(0)),
                    try JSONDecoder().decode([ErrorStanding].self, from: Data((row.textOrNull(1) ?? "[]").utf8))
                )
            }
        }
    }

    /// What anybody was found to be or do in a checkup: other lists of it are empty.
    /// - Throws: `AppError.notAllowed`.
    package func traits(of id: ID<CheckupSnapshot>, as standing: Standing) async throws -> Set<CheckupTrait> {
        try standing.require(.viewInsight)
        let community = standing.community.id
        let bits = try await database.read { transaction in
            try transaction.first("SELECT traits FROM checkups WHERE community_id = \(community) AND id = \(id)") {
                $0.integer(0)
            }
        }
        return Set(CheckupTrait.allCases.filter { (bits ?? 0) & $0.bit != 0 })
    }

    // MARK: people

    /// A page of the people of a set, those who said most first.
    package struct People: Sendable {
        package let members: [CheckupMember]
        /// The position after which the next page begins; nil on the last.
        package let next: Int?
    }

    /// - Parameters:
    ///   - text: part of a name, in whatever case; nil for all.
    ///   - after: `People.next` of the page before.
    /// - Throws: `AppError.notAllowed`, `.notFound`.
    package func people(
        _ set: PeopleSet, of id: ID<CheckupSnapshot>, text: String? = nil, after: Int? = nil, countMax: Int = 50,
        as standing: Standing
    ) async throws -> People {
        try standing.require(.viewInsight)
        let community = standing.community.id
        let count = min(max(1, countMax), Self.pageCountMax)
        return try await database.read { transaction in
            _ = try transaction.checkup(id, of: community)
            let members = try transaction.all(
                CheckupMember.self, Self.page(set, id, community, text: text, after: after, countMax: count + 1))
            let shown = Array(members.prefix(count))
            return People(members: shown, next: members.count > count ? shown.last?.position : nil)
        }
    }

    /// How many a set holds.
    /// - Throws: `AppError.notAllowed`.
    package func count(
        _ set: PeopleSet, of id: ID<CheckupSnapshot>, text: String? = nil, as standing: Standing
    ) async throws -> Int {
        try standing.require(.viewInsight)
        let community = standing.community.id
        return try await database.read { transaction in
            try transaction.count("SELECT count(*) \(Self.source(set, id, community, text: text))")
        }
    }

    static func page(
        _ set: PeopleSet, _ id: ID<CheckupSnapshot>, _ community: ID<Community>, text: String?, after: Int?,
        countMax: Int
    ) -> SQL {
        """
        SELECT m.id, m.number, m.display_name, p.position, p.messages, p.role, p.first_day, p.last_day
        \(source(set, id, community, text: text)) AND p.position > \(after ?? -1)
        ORDER BY p.position LIMIT \(countMax)
        """
    }

    private static func source(
        _ set: PeopleSet, _ id: ID<CheckupSnapshot>, _ community: ID<Community>, text: String?
    ) -> SQL {
        var sql: SQL = """
            FROM checkup_people p
            JOIN members m ON m.community_id = p.community_id AND m.id = p.member_id
            WHERE p.community_id = \(community) AND p.checkup_id = \(id)
                AND \(set.condition(community: community.rawValue))
            """
        if let range = text.map({ String($0.prefix(searchCharactersMax)) }).flatMap(MemberName.range) {
            sql.append(
                """
                 AND p.member_id IN (SELECT s.member_id FROM member_search s
                    WHERE s.community_id = \(community) AND s.term >= \(range.from) AND s.term < \(range.below))
                """)
        }
        return sql
    }
}

extension ReadTransaction {
    /// - Throws: `AppError.notFound`.
    func checkup(_ id: ID<CheckupSnapshot>, of community: ID<Community>) throws -> CheckupSnapshot {
        let found = try one(
            CheckupSnapshot.self,
            "SELECT \(Checkups.columns) FROM checkups WHERE community_id = \(community) AND id = \(id)")
        guard let found else { throw AppError(.notFound) }
        return found
    }
}

extension WriteTransaction {
    /// Notes a checkup and its job; the one that waits or runs where there is one.
    func askForCheckup(
        of community: ID<Community>, by member: ID<Member>?
    ) throws -> (id: ID<CheckupSnapshot>, isNew: Bool) {
        let id = newID(CheckupSnapshot.self)
        let lines = try count(
            """
            SELECT CAST(coalesce(sum(messages), 0) AS BIGINT) FROM daily_facts
            WHERE community_id = \(community) AND group_id = 0
            """)
        let isNew = try execute(
            """
            INSERT INTO checkups (community_id, id, state, asked_at, asked_by, lines_total)
            VALUES (\(community), \(id), 'waiting', \(now), \(member), \(lines))
            ON CONFLICT (community_id) WHERE state IN ('waiting', 'running') DO NOTHING
            """)
        guard isNew == 1 else {
            let known = try first(
                """
                SELECT id FROM checkups WHERE community_id = \(community) AND state IN ('waiting', 'running')
                """
            ) { ID<CheckupSnapshot>($0.integer(0)) }
            guard let known else { throw AppError(.changedMeanwhile) }
            return (known, false)
        }
        try schedule(
            NewJob(
                CheckupMaking.jobKind, community: community.rawValue, payload: "{\"checkup\":\(id)}",
                key: id.description))
        return (id, true)
    }
}
