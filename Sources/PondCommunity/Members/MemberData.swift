import Foundation
import PondCore
package import PondPlatform
import PondStore

extension PersonalData {
    private struct Membership: Codable {
        let community: String
        let number: Int
        let name: String
        let joinedAt: Int64
    }

    /// Memberships: the row and its number stay when somebody is erased, their names go.
    package static let memberships = PersonalData(
        name: "memberships",
        collect: { transaction, person in
            let rows = try transaction.query(
                """
                SELECT c.name, m.number, m.display_name, m.created_at FROM members m
                JOIN communities c ON c.id = m.community_id WHERE m.person_id = \(person) ORDER BY m.created_at, m.id
                """
            ) {
                Membership(community: $0.text(0), number: Int($0.integer(1)), name: $0.text(2), joinedAt: $0.integer(3))
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(rows), as: UTF8.self)
        },
        erase: { transaction, person in
            let members = try transaction.query("SELECT community_id, id FROM members WHERE person_id = \(person)") {
                ($0.integer(0), $0.integer(1))
            }
            for (community, member) in members {
                try transaction.execute(
                    """
                    UPDATE communities SET member_count = member_count - 1 WHERE id = \(community) AND EXISTS (
                        SELECT 1 FROM members m
                        WHERE m.community_id = \(community) AND m.id = \(member) AND m.left_at IS NULL)
                    """)
                try transaction.execute(
                    """
                    UPDATE members SET display_name = \(Account.erasedName), introduction = '', seen_at = NULL,
                        left_at = coalesce(left_at, \(transaction.now))
                    WHERE community_id = \(community) AND id = \(member)
                    """)
                try transaction.execute(
                    """
                    DELETE FROM member_alias_sources WHERE community_id = \(community) AND alias_id IN (
                        SELECT id FROM member_aliases WHERE community_id = \(community) AND member_id = \(member))
                    """)
                try transaction.execute(
                    "DELETE FROM member_aliases WHERE community_id = \(community) AND member_id = \(member)")
                try transaction.execute(
                    "DELETE FROM staff_posts WHERE community_id = \(community) AND member_id = \(member)")
                try transaction.execute(
                    "DELETE FROM group_memberships WHERE community_id = \(community) AND member_id = \(member)")
                try transaction.execute(
                    "DELETE FROM saved_filters WHERE community_id = \(community) AND member_id = \(member)")
                try transaction.reindex([member], in: ID(community))
                transaction.record(
                    NewEvent("member.left", community: community, actor: member, subject: member))
            }
        })
}
