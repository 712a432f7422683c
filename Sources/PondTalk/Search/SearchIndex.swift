import PondCommunity
import PondCore
import PondStore
import PondText

/// The index behind the search for messages, written the same way on both engines and kept by each in its own.
///
/// Every message also has a token of its group, so that a query is limited to groups inside the index.
enum SearchIndex {
    struct Entry {
        let message: Int64
        let group: Int64
        let text: String

        var tokens: [String] { [SearchIndex.groupToken(group)] + SearchTokens.of(text) }
    }

    /// Found by somebody who types it, and then only in the groups that they may read.
    static func groupToken(_ group: Int64) -> String { "inthegroup\(group)" }

    /// - Throws: `StoreError`.
    static func add(_ entries: [Entry], community: ID<Community>, _ transaction: WriteTransaction) throws {
        guard !entries.isEmpty else { return }
        switch transaction.dialect {
        case .sqlite: try addSQLite(entries, transaction)
        case .postgres: try addPostgres(entries, community, transaction)
        }
    }

    /// - Throws: `StoreError`.
    static func remove(_ messages: [Int64], community: ID<Community>, _ transaction: WriteTransaction) throws {
        guard !messages.isEmpty else { return }
        switch transaction.dialect {
        case .sqlite: try transaction.execute("DELETE FROM message_search WHERE rowid IN \(SQL.list(messages))")
        case .postgres:
            try transaction.execute(
                """
                DELETE FROM message_search
                WHERE community_id = \(community) AND message_id IN \(SQL.list(messages))
                """)
        }
    }

    /// - Throws: `StoreError`.
    static func clear(_ transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM message_search")
    }

    /// Ids of messages, newest first.
    /// - Parameters:
    ///   - groups: one at least.
    ///   - before: ids below this one.
    static func find(
        _ terms: [SearchTerm], groups: [Int64], community: ID<Community>, before: Int64, countMax: Int,
        _ transaction: ReadTransaction
    ) throws -> [Int64] {
        switch transaction.dialect {
        case .sqlite: try findSQLite(terms, groups, before, countMax, transaction)
        case .postgres: try findPostgres(terms, groups, community, before, countMax, transaction)
        }
    }
}
