import PondCommunity
import PondCore
import PondStore

/// Removes what an import wrote, in transactions of bounded size. Interrupted, it goes on where it was.
struct ImportRemoval: Sendable {
    private static let batchCountMax = 1_000

    /// Who looks on, and may stop it between two batches.
    struct Pace: Sendable {
        var isCancelled: @Sendable () -> Bool = { false }
        var progress: @Sendable (Int) -> Void = { _ in }

        /// - Throws: `ImportCancelled`.
        func check() throws {
            if isCancelled() { throw ImportCancelled() }
        }
    }

    let database: Database
    let lease: ImportLease
    var pace = Pace()

    private var shared: SharedLines { SharedLines(community: lease.community, id: lease.id) }

    /// Takes a completed import back and says so in the log.
    ///
    /// First it gives what other completed imports hold to them, so that nothing of theirs is hidden at any time; then
    /// its own rows are hidden, then removed.
    /// - Returns: how many lines were removed; those that passed on are not among them.
    func undo() async throws -> Int {
        try await passOnAndHide()
        let removed = try await removeRows()
        try await finish { [lease] transaction in
            try transaction.execute(
                """
                UPDATE imports SET state = 'undone', ended_at = \(transaction.now), lease_until = 0
                WHERE community_id = \(lease.community) AND id = \(lease.id)
                """)
            transaction.record(
                NewEvent("import.undone", community: lease.community.rawValue, subject: lease.id.rawValue))
        }
        return removed
    }

    /// Removes an import that was never completed, without a trace.
    /// - Parameter isCommunityWanted: leaves its community, although it was made for this import, for another one.
    /// - Returns: how many lines were removed.
    @discardableResult
    func erase(isCommunityWanted: Bool = false) async throws -> Int {
        try await finish { transaction in try hide(transaction) }
        let removed = try await removeRows()
        try await finish { [lease] transaction in
            try transaction.execute(
                "DELETE FROM imports WHERE community_id = \(lease.community) AND id = \(lease.id)")
            if !isCommunityWanted { try Communities.removeUnfounded(lease.community, transaction) }
        }
        return removed
    }

    private func finish(_ body: @escaping @Sendable (WriteTransaction) throws -> Void) async throws {
        try await database.write(lane: .id(lease.community)) { [lease] transaction in
            try lease.keep(transaction)
            try body(transaction)
        }
    }

    private func hide(_ transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE imports SET state = 'undoing' WHERE community_id = \(lease.community) AND id = \(lease.id)")
    }

    private func passOnAndHide() async throws {
        var cursor: Int64? = try await firstMessage()
        while let after = cursor {
            try pace.check()
            cursor = try await database.write(lane: .id(lease.community)) { transaction in
                try lease.keep(transaction)
                let lines = try shared.heldByCompleted(after: after, transaction)
                try shared.pass(lines, transaction)
                if lines.count == SharedLines.batchCountMax { return lines.last?.id }
                try passGroups(transaction)
                try hide(transaction)
                return nil
            }
        }
    }

    private func firstMessage() async throws -> Int64? {
        try await database.read { [lease] transaction in
            try transaction.first(
                """
                SELECT first_message_id FROM imports WHERE community_id = \(lease.community) AND id = \(lease.id)
                """
            ) { $0.integer(0) - 1 }
        }
    }

    private func removeRows() async throws -> Int {
        var cursor = try await firstMessage()
        var removed = 0
        while let after = cursor {
            try pace.check()
            let step = try await database.write(lane: .id(lease.community)) { transaction in
                try lease.keep(transaction)
                return try removeMessages(after: after, transaction)
            }
            removed += step.removed
            pace.progress(removed)
            cursor = step.last
        }
        for remove in [removeRepeats, removeMembers] {
            var isDone = false
            while !isDone {
                try pace.check()
                isDone = try await database.write(lane: .id(lease.community)) { transaction in
                    try lease.keep(transaction)
                    return try remove(transaction)
                }
            }
        }
        try await finish { transaction in try removeGroups(transaction) }
        return removed
    }

    // MARK: messages

    /// - Returns: the id to go on after, or nil at the end, and how many lines went.
    private func removeMessages(
        after: Int64, _ transaction: WriteTransaction
    ) throws -> (last: Int64?, removed: Int) {
        let rows = try transaction.query(
            """
            SELECT id, group_id, sent_at FROM messages
            WHERE community_id = \(lease.community) AND id > \(after) AND import_id = \(lease.id)
            ORDER BY id LIMIT \(Self.batchCountMax)
            """
        ) { SharedLines.Line(id: $0.integer(0), group: $0.integer(1), at: $0.integer(2), heir: 0) }
        guard let last = rows.last else { return (nil, 0) }
        let heirs = try shared.heirs(after: after, upTo: last.id, transaction)
        let passed = rows.compactMap { row in
            heirs[row.id].map { SharedLines.Line(id: row.id, group: row.group, at: row.at, heir: $0) }
        }
        try shared.pass(passed, transaction)
        let gone = rows.filter { heirs[$0.id] == nil }
        try delete(gone, transaction)
        return (last.id, gone.count)
    }

    private func delete(_ rows: [SharedLines.Line], _ transaction: WriteTransaction) throws {
        guard let first = rows.first, let last = rows.last else { return }
        let ids = SQL.list(rows.map(\.id))
        for (group, entries) in Dictionary(grouping: rows, by: \.group) {
            try transaction.execute(
                """
                DELETE FROM timeline_entries
                WHERE community_id = \(lease.community) AND group_id = \(group)
                    AND at >= \(entries.map(\.at).min() ?? 0) AND at <= \(entries.map(\.at).max() ?? 0)
                    AND import_id = \(lease.id) AND id >= \(first.id) AND id <= \(last.id)
                """)
        }
        try SearchIndex.remove(rows.map(\.id), community: lease.community, transaction)
        for table in ["message_mentions", "message_reactions", "import_repeats"] {
            try transaction.execute(
                SQL(text: "DELETE FROM \(table)")
                    + " WHERE community_id = \(lease.community) AND message_id IN \(ids)")
        }
        try transaction.execute("DELETE FROM messages WHERE community_id = \(lease.community) AND id IN \(ids)")
    }

    /// What the import held of others' lines.
    /// - Returns: whether nothing is left.
    private func removeRepeats(_ transaction: WriteTransaction) throws -> Bool {
        try transaction.execute(
            """
            DELETE FROM import_repeats
            WHERE community_id = \(lease.community) AND import_id = \(lease.id) AND message_id IN (
                SELECT message_id FROM import_repeats
                WHERE community_id = \(lease.community) AND import_id = \(lease.id)
                ORDER BY message_id LIMIT \(Self.batchCountMax))
            """) < Self.batchCountMax
    }

    // MARK: people and groups

    /// What the import says of people goes. Members whom another import touched, or of whom anything else is known,
    /// stay.
    /// - Returns: whether nobody is left.
    private func removeMembers(_ transaction: WriteTransaction) throws -> Bool {
        let members = try transaction.query(
            """
            SELECT member_id FROM import_members
            WHERE community_id = \(lease.community) AND import_id = \(lease.id)
            ORDER BY member_id LIMIT \(Self.batchCountMax)
            """
        ) { $0.integer(0) }
        guard !members.isEmpty else { return true }
        try ImportedFacts(community: lease.community, importID: lease.id.rawValue).remove(of: members, transaction)
        return false
    }

    /// A group that the import made passes to another completed import that touched it. One that people have come into
    /// since lives here and belongs to no import any more.
    private func passGroups(_ transaction: WriteTransaction) throws {
        let heir: SQL = """
            SELECT min(g.import_id) FROM import_groups g
            JOIN imports i ON i.community_id = g.community_id AND i.id = g.import_id
            WHERE g.community_id = groups.community_id AND g.group_id = groups.id AND g.import_id <> \(lease.id)
                AND i.state = 'completed'
            """
        try transaction.execute(
            """
            UPDATE groups SET import_id = coalesce((\(heir)), CASE WHEN EXISTS (
                SELECT 1 FROM group_memberships p
                WHERE p.community_id = groups.community_id AND p.group_id = groups.id) THEN NULL ELSE import_id END)
            WHERE community_id = \(lease.community) AND import_id = \(lease.id)
            """)
    }

    /// A group that the import made goes when no other import touched it and nothing and nobody is left in it.
    private func removeGroups(_ transaction: WriteTransaction) throws {
        try passGroups(transaction)
        try transaction.execute(
            "DELETE FROM import_groups WHERE community_id = \(lease.community) AND import_id = \(lease.id)")
        let ours: SQL = " WHERE community_id = \(lease.community) AND import_id = \(lease.id)"
        let empty: SQL = """
             AND NOT EXISTS (SELECT 1 FROM import_groups i
                WHERE i.community_id = groups.community_id AND i.group_id = groups.id)
            AND NOT EXISTS (SELECT 1 FROM timeline_entries t
                WHERE t.community_id = groups.community_id AND t.group_id = groups.id)
            AND NOT EXISTS (SELECT 1 FROM group_members m
                WHERE m.community_id = groups.community_id AND m.group_id = groups.id)
            """
        try transaction.execute("DELETE FROM groups" + ours + empty)
        let heir: SQL = """
            SELECT min(g.import_id) FROM import_groups g
            WHERE g.community_id = groups.community_id AND g.group_id = groups.id
            """
        try transaction.execute("UPDATE groups SET import_id = (" + heir + ")" + ours)
    }
}
