import PondCore
package import PondPlatform
import PondStore

/// Keeps when each member spoke first and last, and how often, as facts on their row.
///
/// A projection: `message.posted` brings its author as `actor_id`; a completed import brings its messages at once. What
/// an undone import took away is counted anew from the messages that are left.
package enum MemberActivity {
    package static let consumer = Consumer(
        name: "member-activity",
        kind: .projection(reset: { transaction in
            try transaction.execute("UPDATE members SET first_spoke_at = 0, last_spoke_at = 0, message_count = 0")
        }),
        apply: { transaction, events in
            try apply(events, transaction)
        })

    private struct Speaker: Hashable {
        let community: Int64
        let member: Int64
    }

    private struct Spoken {
        var first: Int64
        var last: Int64
        var count: Int64
    }

    private static func apply(_ events: [Event], _ transaction: WriteTransaction) throws {
        var spoken: [Speaker: Spoken] = [:]
        for event in events {
            switch event.kind {
            case "message.posted":
                guard let author = event.actorID else { continue }
                let speaker = Speaker(community: event.communityID, member: author)
                var sum = spoken[speaker] ?? Spoken(first: event.at, last: event.at, count: 0)
                sum.first = min(sum.first, event.at)
                sum.last = max(sum.last, event.at)
                sum.count += 1
                spoken[speaker] = sum
            case "import.completed":
                guard let subject = event.subjectID else { continue }
                try add(importID: subject, event.communityID, transaction)
            case "import.undone":
                try recount(event.communityID, transaction)
            default: continue
            }
        }
        // In the order of ids, so that two nodes never wait for each other.
        for (speaker, sum) in spoken.sorted(by: { $0.key.member < $1.key.member }) {
            try add(sum, speaker, transaction)
        }
    }

    private static func add(_ sum: Spoken, _ speaker: Speaker, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            UPDATE members SET message_count = message_count + \(sum.count),
                first_spoke_at = CASE WHEN first_spoke_at = 0 OR first_spoke_at > \(sum.first)
                    THEN \(sum.first) ELSE first_spoke_at END,
                last_spoke_at = CASE WHEN last_spoke_at < \(sum.last) THEN \(sum.last) ELSE last_spoke_at END
            WHERE community_id = \(speaker.community) AND id = \(speaker.member)
            """)
    }

    private static func add(importID: Int64, _ community: Int64, _ transaction: WriteTransaction) throws {
        try addMessages(
            community, transaction,
            """
             AND id >= (SELECT first_message_id FROM imports WHERE community_id = \(community) AND id = \(importID))
             AND import_id = \(importID)
            """)
    }

    private static func recount(_ community: Int64, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            UPDATE members SET first_spoke_at = 0, last_spoke_at = 0, message_count = 0
            WHERE community_id = \(community) AND last_spoke_at > 0
            """)
        try addMessages(
            community, transaction,
            """
             AND (import_id IS NULL OR import_id IN (
                SELECT id FROM imports WHERE community_id = \(community) AND state = 'completed'))
            """)
    }

    private static func addMessages(_ community: Int64, _ transaction: WriteTransaction, _ which: SQL) throws {
        let sums = try transaction.query(
            """
            SELECT author_id, min(sent_at), max(sent_at), count(*) FROM messages
            WHERE community_id = \(community) AND author_id IS NOT NULL\(which) GROUP BY author_id ORDER BY author_id
            """
        ) { (member: $0.integer(0), sum: Spoken(first: $0.integer(1), last: $0.integer(2), count: $0.integer(3))) }
        for (member, sum) in sums {
            try add(sum, Speaker(community: community, member: member), transaction)
        }
    }
}
