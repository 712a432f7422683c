import Foundation
import PondCommunity
import PondCore
package import PondPlatform
import PondStore

extension PersonalData {
    private struct Entry: Encodable {
        let community: String
        let group: String
        let sentAt: Date
        let description: String
        let type: String
        let width: Int
        let height: Int
        /// On this installation, for as long as one may read the group.
        let address: String
    }

    /// The pictures somebody showed: links to them are handed over; when somebody is erased, all they brought goes.
    package static let pictures = PersonalData(
        name: "pictures",
        collect: { transaction, person in
            let entries = try transaction.query(
                """
                SELECT c.name, g.name, p.created_at, p.description, p.type, p.width, p.height, p.community_id, p.id
                FROM members m
                JOIN media p ON p.community_id = m.community_id AND p.member_id = m.id AND p.state = 'posted'
                JOIN communities c ON c.id = p.community_id
                JOIN groups g ON g.community_id = p.community_id AND g.id = p.group_id
                WHERE m.person_id = \(person) ORDER BY p.created_at, p.id
                """
            ) { row in
                Entry(
                    community: row.text(0), group: row.text(1),
                    sentAt: Timestamp(milliseconds: row.integer(2)).date, description: row.text(3), type: row.text(4),
                    width: Int(row.integer(5)), height: Int(row.integer(6)),
                    address: "/c/\(row.integer(7))/media/\(row.integer(8))")
            }
            return try json(entries)
        },
        erase: { transaction, person in
            let members = try transaction.query("SELECT community_id, id FROM members WHERE person_id = \(person)") {
                (ID<Community>($0.integer(0)), $0.integer(1))
            }
            for (community, member) in members {
                try transaction.releasePictures("member_id = \(member)", of: community)
            }
        })
}
