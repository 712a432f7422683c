import Foundation
import PondCommunity
import PondCore
package import PondPlatform
import PondStore

extension PersonalData {
    /// The newest ones of each community, as many as a file of a few megabytes holds.
    private static let messagesMax = 50_000

    private struct Said: Encodable {
        let community: String
        let group: String
        let at: Date
        let text: String
    }

    /// What somebody said and reported. Their messages keep their places when they are erased; the words go with a job.
    package static let messages = PersonalData(
        name: "messages",
        collect: { transaction, person in
            var said: [Said] = []
            for (community, member) in try transaction.memberships(of: person) {
                said += try transaction.query(
                    """
                    SELECT c.name, g.name, m.sent_at, m.body FROM messages m
                    JOIN communities c ON c.id = m.community_id
                    JOIN groups g ON g.community_id = m.community_id AND g.id = m.group_id
                    WHERE m.community_id = \(community) AND m.author_id = \(member) AND m.recalled_at IS NULL
                        AND (m.import_id IS NULL OR m.import_id IN (\(Imports.completed(in: community))))
                    ORDER BY m.id DESC LIMIT \(messagesMax)
                    """
                ) {
                    Said(
                        community: $0.text(0), group: $0.text(1), at: Timestamp(milliseconds: $0.integer(2)).date,
                        text: $0.text(3))
                }
            }
            return try json(said)
        },
        erase: { transaction, person in
            for (community, member) in try transaction.memberships(of: person) {
                try transaction.execute(
                    "UPDATE reports SET words = '' WHERE community_id = \(community) AND author_id = \(member)")
                try transaction.execute(
                    "UPDATE reports SET note = '' WHERE community_id = \(community) AND reporter_id = \(member)")
                try MessageErasure.schedule(member, in: community, transaction)
            }
        })
}
