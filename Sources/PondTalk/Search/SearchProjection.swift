import Foundation
import PondCommunity
import PondCore
package import PondPlatform
import PondStore

/// Keeps the index of messages at the head of the log: what is said goes in, what is recalled goes out. Imported
/// history is left to a job, which can be resumed.
package enum SearchProjection {
    package static let name = "message_search"

    package static let consumer = Consumer(name: name, kind: .projection(reset: reset), apply: apply)

    @Sendable private static func reset(_ transaction: WriteTransaction) throws {
        try SearchIndex.clear(transaction)
        try transaction.execute("DELETE FROM jobs WHERE kind = \(SearchJob.kind)")
    }

    @Sendable private static func apply(_ transaction: WriteTransaction, _ events: [Event]) throws {
        let ours = events.filter { ["message.posted", "message.recalled", "import.completed"].contains($0.kind) }
        guard !ours.isEmpty else { return }
        try hold(transaction)
        for (community, events) in Dictionary(grouping: ours, by: \.communityID) {
            let posted = events.filter { $0.kind == "message.posted" }.compactMap(\.subjectID)
            let recalled = events.filter { $0.kind == "message.recalled" }.compactMap(\.subjectID)
            // A message that was recalled meanwhile has no words any more, so the order of the two does not matter.
            try index(posted, community: ID(community), transaction)
            try SearchIndex.remove(recalled, community: ID(community), transaction)
            for event in events where event.kind == "import.completed" {
                guard let subject = event.subjectID else { continue }
                try SearchJob.schedule(community: community, importID: subject, after: 0, transaction)
            }
        }
    }

    /// The projection and the job take turns: otherwise the job could put words into the index, out of a message that
    /// was recalled while it read, after the projection had taken them out.
    static func hold(_ transaction: WriteTransaction) throws {
        try transaction.execute("UPDATE consumers SET position = position WHERE name = \(name)")
    }

    private static func index(
        _ messages: [Int64], community: ID<Community>, _ transaction: WriteTransaction
    ) throws {
        guard !messages.isEmpty else { return }
        // Taken twice, as after a crash half-way through a rebuild, a message must not stand in the index twice.
        try SearchIndex.remove(messages, community: community, transaction)
        let entries = try transaction.query(
            """
            SELECT id, group_id, body FROM messages
            WHERE community_id = \(community) AND id IN \(SQL.list(messages)) AND recalled_at IS NULL
            """
        ) { SearchIndex.Entry(message: $0.integer(0), group: $0.integer(1), text: $0.text(2)) }
        try SearchIndex.add(entries, community: community, transaction)
    }
}
