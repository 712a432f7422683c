import PondCommunity
import PondCore
import PondStore

/// Lines that several imports of a community held. Each belongs to one of them, and is seen while that one is
/// completed; `import_repeats` names the others.
struct SharedLines {
    /// Lines a transaction passes on: a fraction of a second's work.
    static let batchCountMax = 1_000

    struct Line {
        let id: Int64
        let group: Int64
        let at: Int64
        /// The import that it shall belong to.
        let heir: Int64
    }

    let community: ID<Community>
    /// The import that asks.
    let id: ID<Import>

    /// Lines that the import holds and that belong to one that is not completed.
    /// - Parameter after: the last message id that was looked at.
    func claimable(after: Int64, _ transaction: ReadTransaction) throws -> [Line] {
        try transaction.query(
            """
            SELECT m.id, m.group_id, m.sent_at FROM import_repeats r
            JOIN messages m ON m.community_id = r.community_id AND m.id = r.message_id
            JOIN imports i ON i.community_id = m.community_id AND i.id = m.import_id
            WHERE r.community_id = \(community) AND r.import_id = \(id) AND r.message_id > \(after)
                AND m.import_id <> \(id) AND i.state IN ('running', 'undoing')
            ORDER BY r.message_id LIMIT \(Self.batchCountMax)
            """
        ) { Line(id: $0.integer(0), group: $0.integer(1), at: $0.integer(2), heir: id.rawValue) }
    }

    /// Lines that belong to the import and that a completed one holds too.
    /// - Parameter after: the last message id that was looked at.
    func heldByCompleted(after: Int64, _ transaction: ReadTransaction) throws -> [Line] {
        try transaction.query(
            """
            SELECT m.id, m.group_id, m.sent_at, min(r.import_id) FROM import_repeats r
            JOIN messages m ON m.community_id = r.community_id AND m.id = r.message_id
            JOIN imports i ON i.community_id = r.community_id AND i.id = r.import_id
            WHERE r.community_id = \(community) AND r.message_id > \(after) AND m.import_id = \(id)
                AND r.import_id <> \(id) AND i.state = 'completed'
            GROUP BY m.id, m.group_id, m.sent_at ORDER BY m.id LIMIT \(Self.batchCountMax)
            """
        ) { Line(id: $0.integer(0), group: $0.integer(1), at: $0.integer(2), heir: $0.integer(3)) }
    }

    /// The imports that shall have the lines between two ids, by the line: a completed one before a running one.
    func heirs(after: Int64, upTo: Int64, _ transaction: ReadTransaction) throws -> [Int64: Int64] {
        var heirs: [Int64: Int64] = [:]
        _ = try transaction.query(
            """
            SELECT r.message_id, coalesce(min(CASE WHEN i.state = 'completed' THEN i.id END), min(i.id))
            FROM import_repeats r
            JOIN imports i ON i.community_id = r.community_id AND i.id = r.import_id
            WHERE r.community_id = \(community) AND r.message_id > \(after) AND r.message_id <= \(upTo)
                AND r.import_id <> \(id) AND i.state IN ('completed', 'running')
            GROUP BY r.message_id
            """
        ) { heirs[$0.integer(0)] = $0.integer(1) }
        return heirs
    }

    /// Gives lines to their heirs. Who had them before is noted as one that holds them too.
    func pass(_ lines: [Line], _ transaction: WriteTransaction) throws {
        for (heir, lines) in Dictionary(grouping: lines, by: \.heir) { try pass(lines, to: heir, transaction) }
    }

    private func pass(_ lines: [Line], to heir: Int64, _ transaction: WriteTransaction) throws {
        let ids = SQL.list(lines.map(\.id))
        try transaction.execute(
            """
            INSERT INTO import_repeats (community_id, message_id, import_id)
            SELECT community_id, id, import_id FROM messages WHERE community_id = \(community) AND id IN \(ids)
            ON CONFLICT DO NOTHING
            """)
        try transaction.execute(
            "UPDATE messages SET import_id = \(heir) WHERE community_id = \(community) AND id IN \(ids)")
        for (group, entries) in Dictionary(grouping: lines, by: \.group) {
            // `id + 0` keeps PostgreSQL from searching its index once for each id, through the whole time each time.
            try transaction.execute(
                """
                UPDATE timeline_entries SET import_id = \(heir)
                WHERE community_id = \(community) AND group_id = \(group) AND at >= \(entries.map(\.at).min() ?? 0)
                    AND at <= \(entries.map(\.at).max() ?? 0) AND id + 0 IN \(SQL.list(entries.map(\.id)))
                """)
        }
        try adapt(ids, to: heir, transaction)
        try transaction.execute(
            """
            DELETE FROM import_repeats
            WHERE community_id = \(community) AND import_id = \(heir) AND message_id IN \(ids)
            """)
        let first = lines.map(\.id).min() ?? 0
        try transaction.execute(
            """
            UPDATE imports SET first_message_id = \(first)
            WHERE community_id = \(community) AND id = \(heir) AND first_message_id > \(first)
            """)
    }

    /// What only the earlier owner knew goes: an author's name that the heir does not give, an answered line that the
    /// heir does not hold.
    private func adapt(_ ids: SQL, to heir: Int64, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            UPDATE messages SET author_alias_id = (
                SELECT a.id FROM member_aliases a
                JOIN member_alias_sources s ON s.community_id = a.community_id AND s.alias_id = a.id
                WHERE a.community_id = messages.community_id AND a.member_id = messages.author_id
                    AND s.import_id = \(heir)
                ORDER BY s.id LIMIT 1)
            WHERE community_id = \(community) AND id IN \(ids) AND author_alias_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM member_alias_sources s
                    WHERE s.community_id = messages.community_id AND s.alias_id = messages.author_alias_id
                        AND s.import_id = \(heir))
            """)
        try transaction.execute(
            """
            UPDATE messages SET reply_to_id = NULL
            WHERE community_id = \(community) AND id IN \(ids) AND reply_to_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM messages t
                    WHERE t.community_id = messages.community_id AND t.id = messages.reply_to_id
                        AND t.import_id = \(heir))
                AND NOT EXISTS (SELECT 1 FROM import_repeats r
                    WHERE r.community_id = messages.community_id AND r.message_id = messages.reply_to_id
                        AND r.import_id = \(heir))
            """)
    }
}
