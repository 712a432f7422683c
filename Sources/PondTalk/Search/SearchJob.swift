import Foundation
import PondCommunity
import PondCore
package import PondPlatform
import PondStore

/// Puts the lines of an import into the index, a batch a job; each batch notes the next one in its own transaction, so
/// that it goes on where it was however it was interrupted.
package enum SearchJob {
    package static let kind = "search.index"
    static let batchCountMax = 4_000

    private struct Payload: Codable {
        let importID: Int64
        /// The last message id that was looked at.
        let after: Int64
    }

    package static let handler = JobHandler(kind: kind) { job in
        let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
        return { transaction in
            try index(community: job.communityID, payload, transaction)
        }
    }

    static func schedule(
        community: Int64, importID: Int64, after: Int64, _ transaction: WriteTransaction
    ) throws {
        let payload = "{\"importID\":\(importID),\"after\":\(after)}"
        try transaction.schedule(
            NewJob(kind, community: community, payload: payload, key: "\(importID):\(after)"))
    }

    private static func index(community: Int64, _ payload: Payload, _ transaction: WriteTransaction) throws {
        try SearchProjection.hold(transaction)
        // Holds the import's row: an undo hides it first and then removes its lines from the index too.
        let first = try transaction.query(
            """
            UPDATE imports SET first_message_id = first_message_id
            WHERE community_id = \(community) AND id = \(payload.importID) AND state = 'completed'
            RETURNING first_message_id
            """
        ) { $0.integer(0) }.first
        guard let first else { return }
        let after = max(payload.after, first - 1)
        let rows = try transaction.query(
            """
            SELECT id, group_id, body FROM messages
            WHERE community_id = \(community) AND id > \(after) AND import_id = \(payload.importID)
                AND recalled_at IS NULL
            ORDER BY id LIMIT \(batchCountMax)
            """
        ) { SearchIndex.Entry(message: $0.integer(0), group: $0.integer(1), text: $0.text(2)) }
        let entries = rows.filter { !$0.text.isEmpty }
        // Lines that passed on from another import may be there already; only SQLite's table does not see that itself.
        if transaction.dialect == .sqlite {
            try SearchIndex.remove(entries.map(\.message), community: ID(community), transaction)
        }
        try SearchIndex.add(entries, community: ID(community), transaction)
        if let last = rows.last, rows.count == batchCountMax {
            try schedule(
                community: community, importID: payload.importID, after: last.message, transaction)
        }
    }
}
