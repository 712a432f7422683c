import Foundation
import PondCommunity
import PondCore
package import PondPlatform
import PondStore

/// Takes the words of somebody who was erased out of a community: their messages keep their place and lose their
/// words, in the index of the search and in what others quoted of them too. A stretch of messages a job; each notes the
/// next one in its own transaction, so that it goes on where it was however it was interrupted.
package enum MessageErasure {
    package static let kind = "messages.erase"
    /// Messages that a job looks at, whoever wrote them: no index leads to an author's.
    static let stretchCountMax = 5_000

    private struct Payload: Codable {
        let member: Int64
        /// The last message id that was looked at.
        let after: Int64
    }

    package static let handler = JobHandler(kind: kind) { job in
        let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
        return { transaction in
            try erase(ID(payload.member), in: ID(job.communityID), after: payload.after, transaction)
        }
    }

    static func schedule(
        _ member: ID<Member>, in community: ID<Community>, after: Int64 = 0, _ transaction: WriteTransaction
    ) throws {
        try transaction.schedule(
            NewJob(
                kind, community: community.rawValue, payload: "{\"member\":\(member.rawValue),\"after\":\(after)}",
                key: "\(member):\(after)"))
    }

    private static func erase(
        _ member: ID<Member>, in community: ID<Community>, after: Int64, _ transaction: WriteTransaction
    ) throws {
        try SearchProjection.hold(transaction)
        let end = try transaction.first(
            """
            SELECT id FROM messages WHERE community_id = \(community) AND id > \(after)
            ORDER BY id LIMIT 1 OFFSET \(stretchCountMax - 1)
            """
        ) { $0.integer(0) }
        let stretch: SQL = "community_id = \(community) AND id > \(after) AND id <= \(end ?? Int64.max)"
        let own = try transaction.query("SELECT id FROM messages WHERE \(stretch) AND author_id = \(member)") {
            $0.integer(0)
        }
        if !own.isEmpty { try erase(own, of: member, in: community, transaction) }
        // System lines of an import that bear the name.
        try transaction.execute(
            """
            UPDATE messages SET author_alias_id = NULL
            WHERE \(stretch) AND author_id IS NULL AND author_alias_id IN (
                SELECT id FROM member_aliases WHERE community_id = \(community) AND member_id = \(member))
            """)
        try transaction.execute(
            """
            UPDATE messages SET reply_source = NULL
            WHERE \(stretch) AND reply_source IS NOT NULL AND EXISTS (SELECT 1 FROM messages q
                WHERE q.community_id = messages.community_id AND q.id = messages.reply_to_id
                    AND q.author_id = \(member))
            """)
        if let end { try schedule(member, in: community, after: end, transaction) }
    }

    private static func erase(
        _ messages: [Int64], of member: ID<Member>, in community: ID<Community>, _ transaction: WriteTransaction
    ) throws {
        let ids = SQL.list(messages)
        try transaction.execute(
            """
            UPDATE messages SET kind = \(RecalledMessage.kind), body = '', notice = NULL, reply_source = NULL,
                author_alias_id = NULL, recalled_at = coalesce(recalled_at, \(transaction.now)),
                recalled_by = \(member), recall_reason = ''
            WHERE community_id = \(community) AND id IN \(ids)
            """)
        try transaction.execute(
            "DELETE FROM message_mentions WHERE community_id = \(community) AND message_id IN \(ids)")
        try SearchIndex.remove(messages, community: community, transaction)
    }
}
