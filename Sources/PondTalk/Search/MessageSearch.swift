package import PondCommunity
package import PondCore
package import PondStore
import PondText

/// Something that was found.
package struct FoundMessage: Sendable {
    package let group: Group
    package let line: TimelineLine
}

/// A page of finds, the newest first.
package struct FoundPage: Sendable {
    package let found: [FoundMessage]
    /// What the next page begins before; nil at the end.
    package let next: ID<Message>?
}

/// Search in what was said, in the groups that the asker may read. Newest first, by the order in which Pond came to
/// know the messages: history that was imported later stands before what was said here earlier.
package struct MessageSearch: Sendable {
    package static let queryCharactersMax = 100
    package static let pageCountMax = 50
    /// In more groups than these a search looks one group at a time.
    static let groupCountMax = 200

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// - Parameters:
    ///   - group: nil searches all that the asker may read.
    ///   - before: the `next` of the page before.
    /// - Returns: nothing for a query without a letter or digit.
    /// - Throws: `AppError.groupNotFound`.
    package func find(
        _ query: String, as standing: Standing, in group: ID<Group>? = nil, before: ID<Message>? = nil,
        countMax: Int = 20
    ) async throws -> FoundPage {
        let terms = SearchTerm.of(String(query.prefix(Self.queryCharactersMax)))
        guard !terms.isEmpty else { return FoundPage(found: [], next: nil) }
        let count = max(1, min(countMax, Self.pageCountMax))
        return try await database.read { transaction in
            let groups =
                try group.map { [try transaction.groupStanding(of: standing, in: $0)] }
                ?? transaction.readableGroups(of: standing, countMax: Self.groupCountMax)
            guard !groups.isEmpty else { return FoundPage(found: [], next: nil) }
            let ids = try SearchIndex.find(
                terms, groups: groups.map(\.group.id.rawValue), community: standing.community.id,
                before: before?.rawValue ?? Int64.max, countMax: count, transaction)
            let found = try transaction.foundMessages(ids, groups, standing)
            return FoundPage(found: found, next: ids.count == count ? ids.last.map { ID($0) } : nil)
        }
    }
}

extension ReadTransaction {
    /// What is in the index and may no longer be seen is left out.
    fileprivate func foundMessages(
        _ ids: [Int64], _ groups: [GroupStanding], _ standing: Standing
    ) throws -> [FoundMessage] {
        guard !ids.isEmpty else { return [] }
        let community = standing.community.id
        let readable = Dictionary(groups.map { ($0.group.id.rawValue, $0.group) }) { $1 }
        var groupOf: [Int64: Group] = [:]
        let entries = try query(
            """
            SELECT sent_at, id, group_id FROM messages
            WHERE community_id = \(community) AND id IN \(SQL.list(ids)) AND recalled_at IS NULL
                AND (import_id IS NULL OR import_id IN (\(Imports.completed(in: community))))
            ORDER BY id DESC
            """
        ) { row in
            groupOf[row.integer(1)] = readable[row.integer(2)]
            return TimelineEntry(
                place: TimelinePlace(at: Timestamp(milliseconds: row.integer(0)), id: row.integer(1)),
                kind: TimelineEntry.message, subject: row.integer(1))
        }
        let lines = try LineReader(standing: standing, transaction: self).lines(entries)
        return lines.compactMap { line in groupOf[line.place.id].map { FoundMessage(group: $0, line: line) } }
    }
}
