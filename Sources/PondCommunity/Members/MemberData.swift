import Foundation
package import PondCore
package import PondPlatform
package import PondStore

extension PersonalData {
    fileprivate struct Membership: Encodable {
        let community: String
        let number: Int
        let name: String
        let joinedAt: Date
        let introduction: String
        /// Every name they were known by.
        let names: [String]
        let accounts: [String]
        let groups: [String]
        /// What staff wrote about them, and why they were asked to go.
        let notes: [String]
        let removals: [String]
    }

    /// Memberships: the row and its number stay when somebody is erased, their names go, and with them all that was
    /// written about them.
    package static let memberships = PersonalData(
        name: "memberships",
        collect: { transaction, person in
            let all = try transaction.memberships(of: person).compactMap { community, member in
                try transaction.membership(member, in: community)
            }
            return try json(all)
        },
        erase: { transaction, person in
            for (community, member) in try transaction.memberships(of: person) {
                try transaction.erase(member, in: community)
            }
        })
}

extension ReadTransaction {
    /// Where somebody is or was a member, in the order in which they came.
    package func memberships(of person: ID<Person>) throws -> [(community: ID<Community>, member: ID<Member>)] {
        try query("SELECT community_id, id FROM members WHERE person_id = \(person) ORDER BY created_at, id") {
            (ID($0.integer(0)), ID($0.integer(1)))
        }
    }

    fileprivate func membership(
        _ member: ID<Member>, in community: ID<Community>
    ) throws -> PersonalData.Membership? {
        let place: SQL = "community_id = \(community) AND member_id = \(member)"
        func texts(_ sql: SQL) throws -> [String] { try query(sql) { $0.text(0) } }
        let names = try texts("SELECT name FROM member_aliases WHERE \(place) ORDER BY id")
        let accounts = try texts("SELECT account_id FROM member_accounts WHERE \(place) ORDER BY platform, account_id")
        let groups = try texts(
            """
            SELECT g.name FROM group_memberships p
            JOIN groups g ON g.community_id = p.community_id AND g.id = p.group_id
            WHERE p.community_id = \(community) AND p.member_id = \(member) ORDER BY g.name
            """)
        let notes = try texts("SELECT body FROM member_notes WHERE \(place) ORDER BY id")
        let removals = try texts("SELECT reason FROM member_removals WHERE \(place) ORDER BY id")
        return try first(
            """
            SELECT c.name, m.number, m.display_name, m.created_at, m.introduction FROM members m
            JOIN communities c ON c.id = m.community_id WHERE m.community_id = \(community) AND m.id = \(member)
            """
        ) { row in
            PersonalData.Membership(
                community: row.text(0), number: Int(row.integer(1)), name: row.text(2),
                joinedAt: Timestamp(milliseconds: row.integer(3)).date,
                introduction: row.text(4), names: names, accounts: accounts, groups: groups, notes: notes,
                removals: removals)
        }
    }
}

extension WriteTransaction {
    /// Takes away who a member was; the row, the number and what others did with it stay.
    fileprivate func erase(_ member: ID<Member>, in community: ID<Community>) throws {
        let place: SQL = "community_id = \(community) AND member_id = \(member)"
        try execute(
            """
            UPDATE communities SET member_count = member_count - 1 WHERE id = \(community) AND EXISTS (
                SELECT 1 FROM members m
                WHERE m.community_id = \(community) AND m.id = \(member) AND m.left_at IS NULL)
            """)
        try execute(
            """
            UPDATE members SET display_name = \(Account.erasedName), introduction = '', seen_at = NULL,
                left_at = coalesce(left_at, \(now))
            WHERE community_id = \(community) AND id = \(member)
            """)
        try execute(
            """
            DELETE FROM member_alias_sources WHERE community_id = \(community) AND alias_id IN (
                SELECT id FROM member_aliases WHERE \(place))
            """)
        try execute(
            """
            DELETE FROM member_account_sources WHERE community_id = \(community) AND (platform, account_id) IN (
                SELECT platform, account_id FROM member_accounts WHERE \(place))
            """)
        for table in [
            "member_aliases", "member_accounts", "member_notes", "staff_posts", "group_memberships", "saved_filters",
        ] {
            try execute(SQL(text: "DELETE FROM \(table) WHERE ", bindings: []) + place)
        }
        try execute("UPDATE group_members SET profile = NULL WHERE \(place)")
        try execute("UPDATE member_removals SET reason = '' WHERE \(place)")
        try execute("UPDATE invitations SET note = '' WHERE community_id = \(community) AND made_by = \(member)")
        try reindex([member.rawValue], in: community)
        record(NewEvent("member.left", community: community.rawValue, actor: member.rawValue, subject: member.rawValue))
    }
}
