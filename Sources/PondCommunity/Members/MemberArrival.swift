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
        let entered = try groups.filter { try transaction.place(id, in: $0, of: community, by: id) }
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
}
