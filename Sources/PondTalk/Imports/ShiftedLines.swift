import PondCommunity
import PondCore
import PondStore

/// Lines of an import that look like known ones of their group, but for their time: the sign of a wrong time zone.
package struct ShiftedLines: Codable, Hashable, Sendable {
    package let count: Int
    /// How much later the import's lines are than the known ones; below zero, earlier.
    package let minutes: Int
}

extension Imports {
    /// Looks for the lines of a completed import among those of other imports of its groups, half an hour to fourteen
    /// hours away. Fingerprints leave the minute out, so that such a line has the same one.
    ///
    /// First a sample is held against each distance; the whole import only against the one that half of it fits.
    /// - Returns: nil when the times agree, or nothing is there to compare with.
    /// - Throws: `StoreError`.
    package func shiftedLines(of done: Import) async throws -> ShiftedLines? {
        guard done.messagesAdded > 0 else { return nil }
        return try await shiftedLines(of: done.id, in: done.communityID)
    }

    /// The same of an import that is not completed yet.
    func shiftedLines(of id: ID<Import>, in community: ID<Community>) async throws -> ShiftedLines? {
        try await database.read { transaction in
            let groups: [ID<Group>] = try transaction.query(
                """
                SELECT g.group_id FROM import_groups g
                WHERE g.community_id = \(community) AND g.import_id = \(id)
                    AND EXISTS (SELECT 1 FROM import_groups o WHERE o.community_id = g.community_id
                        AND o.group_id = g.group_id AND o.import_id <> g.import_id)
                """
            ) { ID($0.integer(0)) }
            return try groups.compactMap { try ShiftSearch(community: community, id: id, group: $0).find(transaction) }
                .max { $0.count < $1.count }
        }
    }
}

/// The search in one group. What it reads grows with the import, not with the group.
struct ShiftSearch {
    private static let stepMinutes = 30
    private static let minutesMax = 14 * 60
    private static let sampleCountMax = 300
    private static let sampleCountMin = 5

    let community: ID<Community>
    let id: ID<Import>
    let group: ID<Group>

    func find(_ transaction: ReadTransaction) throws -> ShiftedLines? {
        guard let (from, until) = try spanOfOthers(transaction) else { return nil }
        let lines = lines(from: from, until: until)
        let sample = try transaction.query(lines + " ORDER BY id LIMIT \(Self.sampleCountMax)") {
            [SQLValue.integer($0.integer(0)), .integer($0.integer(1))]
        }
        guard sample.count >= Self.sampleCountMin else { return nil }
        let values: SQL = "VALUES \(SQL.values(sample.flatMap { $0 }, columns: 2))"
        var best = (count: 0, minutes: 0)
        for minutes in stride(from: -Self.minutesMax, through: Self.minutesMax, by: Self.stepMinutes)
        where minutes != 0 {
            let count = try transaction.count(self.count(values, earlier: minutes))
            if count > best.count { best = (count, minutes) }
        }
        guard 2 * best.count >= sample.count else { return nil }
        let all = try transaction.count(count(lines, earlier: best.minutes))
        return ShiftedLines(count: all, minutes: best.minutes)
    }

    /// The minutes between which other imports have lines, with room for the distance.
    private func spanOfOthers(_ transaction: ReadTransaction) throws -> (Int64, Int64)? {
        func end(_ order: SQL) throws -> Int64? {
            try transaction.first(
                """
                SELECT sent_minute FROM messages
                WHERE community_id = \(community) AND group_id = \(group) AND fingerprint IS NOT NULL
                    AND import_id <> \(id)
                """ + order
            ) { $0.integer(0) }
        }
        guard let first = try end(" ORDER BY sent_minute LIMIT 1"),
            let last = try end(" ORDER BY sent_minute DESC LIMIT 1")
        else { return nil }
        return (first - Int64(Self.minutesMax), last + Int64(Self.minutesMax))
    }

    /// The import's lines in a span of minutes. They are found by their ids, which follow that of its first line: by
    /// minutes, all lines of the group would have to be looked at.
    func lines(from: Int64, until: Int64) -> SQL {
        """
        SELECT sent_minute, fingerprint FROM messages
        WHERE community_id = \(community) AND import_id = \(id) AND id >= (
                SELECT first_message_id FROM imports
                WHERE community_id = \(community) AND id = \(id))
            AND +group_id = \(group) AND fingerprint IS NOT NULL
            AND sent_minute >= \(from) AND sent_minute <= \(until)
        """
    }

    /// How many of the lines others have so many minutes earlier. For a join, SQLite would read the whole group once
    /// to make a Bloom filter.
    func count(_ lines: SQL, earlier minutes: Int) -> SQL {
        "WITH s (sent_minute, fingerprint) AS (" + lines + """
            ) SELECT count(*) FROM s WHERE EXISTS (
                SELECT 1 FROM messages m WHERE m.community_id = \(community) AND m.group_id = \(group)
                    AND m.sent_minute = s.sent_minute - \(minutes) AND m.fingerprint = s.fingerprint
                    AND m.import_id <> \(id))
            """
    }
}
