import PondCore
import PondPlatform
import PondStore

/// Makes somebody a member: the row, the number, the name, the groups. Part of a verb's transaction.
struct MemberArrival {
    let community: ID<Community>
    let person: ID<Person>
    let name: String

    /// A member who is there now.
    struct Arrived {
        let community: ID<Community>
        let id: ID<Member>
        let number: Int
        let groups: [ID<Group>]

        /// Says so in the log.
        func record(_ person: ID<Person>, via invitation: ID<Invitation>?, _ transaction: WriteTransaction) {
            let from = invitation.map { ",\"invitation\":\"\($0)\"" } ?? ""
            transaction.record(
                NewEvent(
                    "member.joined", community: community.rawValue, actor: id.rawValue, subject: id.rawValue,
                    data: "{\"number\":\(number),\"person\":\"\(person)\"\(from)}"))
        }
    }

    /// The number is taken from the community's row, which no two transactions change at once: no gap, no number twice.
    func enter(groups: [ID<Group>], _ transaction: WriteTransaction) throws -> Arrived {
        let number = try transaction.count(
            """
            UPDATE communities SET last_member_number = last_member_number + 1, member_count = member_count + 1
            WHERE id = \(community) RETURNING last_member_number
            """)
        let id = transaction.newID(Member.self)
        try transaction.execute(
            """
            INSERT INTO members (community_id, id, number, person_id, display_name, created_at)
            VALUES (\(community), \(id), \(number), \(person), \(name), \(transaction.now))
            """)
        try transaction.index(number: number, of: id, in: community)
        try transaction.name(id, name, in: community)
        let entered = try transaction.enter(groups, id, in: community, by: id)
        return Arrived(community: community, id: id, number: number, groups: entered)
    }
}

extension WriteTransaction {
    /// Notes a name that somebody gave themselves.
    func name(_ member: ID<Member>, _ name: String, in community: ID<Community>) throws {
        let alias = try first(
            """
            INSERT INTO member_aliases (community_id, id, member_id, name)
            VALUES (\(community), \(newID(MemberAlias.self)), \(member), \(name))
            ON CONFLICT (community_id, member_id, name) DO UPDATE SET name = excluded.name RETURNING id
            """
        ) { $0.integer(0) }
        try execute(
            """
            INSERT INTO member_alias_sources (community_id, alias_id, import_id, id, listed)
            VALUES (\(community), \(alias), 0, \(newID(MemberAlias.self)), 1) ON CONFLICT DO NOTHING
            """)
        try index(name, of: member, in: community)
    }

    /// Puts somebody into the groups of a list that are open and that they are not in, with a line in each time line.
    /// What was said before counts as read.
    /// - Parameter actor: who did it; nil for the installation's administrator.
    /// - Returns: the groups that are new to them.
    func enter(
        _ groups: [ID<Group>], _ member: ID<Member>, in community: ID<Community>, by actor: ID<Member>?
    ) throws -> [ID<Group>] {
        try groups.filter { group in
            let entry = newEventID()
            let joined = try execute(
                """
                INSERT INTO group_memberships (community_id, group_id, member_id, joined_at, read_at, read_id)
                SELECT \(community), g.id, \(member), CAST(\(now) AS BIGINT), CAST(\(now) AS BIGINT),
                    CAST(\(entry) AS BIGINT)
                FROM groups g
                WHERE g.community_id = \(community) AND g.id = \(group) AND g.archived_at IS NULL
                ON CONFLICT (community_id, group_id, member_id) DO NOTHING
                """)
            guard joined == 1 else { return false }
            try tell("group.joined", group, member, in: community, by: actor, entry: entry)
            return true
        }
    }

    /// A line in a group's time line about a member, and the event that goes with it.
    func tell(
        _ kind: String, _ group: ID<Group>, _ member: ID<Member>, in community: ID<Community>, by actor: ID<Member>?,
        entry: Int64
    ) throws {
        try execute(
            """
            INSERT INTO timeline_entries (community_id, group_id, at, id, kind, subject_id)
            VALUES (\(community), \(group), \(now), \(entry), \(kind), \(member))
            """)
        record(
            NewEvent(
                kind, community: community.rawValue, group: group.rawValue, actor: actor?.rawValue,
                subject: member.rawValue, data: "{\"entry\":\"\(entry)\"}"))
    }
}
