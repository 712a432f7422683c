import PondCommunity
import PondCore
import PondStore

/// Removes what an import wrote, in transactions of bounded size. Interrupted, it goes on where it was.
struct ImportRemoval: Sendable {
    private static let batchCountMax = 1_000

    let database: Database
    let lease: ImportLease

    /// Takes a completed import back and says so in the log.
    func undo() async throws {
        try await removeRows()
        try await finish { [lease] transaction in
            try transaction.execute(
                """
                UPDATE imports SET state = 'undone', ended_at = \(transaction.now), lease_until = 0
                WHERE community_id = \(lease.community) AND id = \(lease.id)
                """)
            transaction.record(
                NewEvent("import.undone", community: lease.community.rawValue, subject: lease.id.rawValue))
        }
    }

    /// Removes an import that was never completed, without a trace.
    func erase() async throws {
        try await database.write(lane: .id(lease.community)) { [lease] transaction in
            try lease.keep(transaction)
            try transaction.execute(
                """
                UPDATE imports SET state = 'undoing' WHERE community_id = \(lease.community) AND id = \(lease.id)
                """)
        }
        try await removeRows()
        try await finish { [lease] transaction in
            try transaction.execute(
                "DELETE FROM imports WHERE community_id = \(lease.community) AND id = \(lease.id)")
        }
    }

    private func finish(_ body: @escaping @Sendable (WriteTransaction) throws -> Void) async throws {
        try await database.write(lane: .id(lease.community)) { [lease] transaction in
            try lease.keep(transaction)
            try body(transaction)
        }
    }

    private func removeRows() async throws {
        var cursor: Int64? = try await database.read { [lease] transaction in
            let sql: SQL = """
                SELECT first_message_id FROM imports WHERE community_id = \(lease.community) AND id = \(lease.id)
                """
            return try transaction.first(sql) { $0.integer(0) - 1 }
        }
        while let after = cursor {
            cursor = try await database.write(lane: .id(lease.community)) { transaction in
                try lease.keep(transaction)
                return try removeMessages(after: after, transaction)
            }
        }
        var isDone = false
        while !isDone {
            isDone = try await database.write(lane: .id(lease.community)) { transaction in
                try lease.keep(transaction)
                return try removeMembers(transaction)
            }
        }
        try await database.write(lane: .id(lease.community)) { transaction in
            try lease.keep(transaction)
            try removeGroups(transaction)
        }
    }

    // MARK: messages

    private struct Stored {
        let id: Int64
        let group: Int64
        let at: Int64
    }

    /// - Returns: the id to go on after, or nil at the end.
    private func removeMessages(after: Int64, _ transaction: WriteTransaction) throws -> Int64? {
        let rows = try transaction.query(
            """
            SELECT id, group_id, sent_at FROM messages
            WHERE community_id = \(lease.community) AND id > \(after) AND import_id = \(lease.id)
            ORDER BY id LIMIT \(Self.batchCountMax)
            """
        ) { Stored(id: $0.integer(0), group: $0.integer(1), at: $0.integer(2)) }
        guard let last = rows.last else { return nil }
        let heirs = try heirs(after: after, upTo: last.id, transaction)
        for row in rows where heirs[row.id] != nil { try passOn(row, to: heirs[row.id] ?? 0, transaction) }
        try delete(rows.filter { heirs[$0.id] == nil }, transaction)
        return last.id
    }

    /// The other completed imports that held these messages too.
    private func heirs(after: Int64, upTo: Int64, _ transaction: WriteTransaction) throws -> [Int64: Int64] {
        var heirs: [Int64: Int64] = [:]
        _ = try transaction.query(
            """
            SELECT r.message_id, min(r.import_id) FROM import_repeats r
            JOIN imports i ON i.community_id = r.community_id AND i.id = r.import_id
            WHERE r.community_id = \(lease.community) AND r.message_id > \(after) AND r.message_id <= \(upTo)
                AND r.import_id <> \(lease.id) AND i.state IN ('completed', 'running')
            GROUP BY r.message_id
            """
        ) { heirs[$0.integer(0)] = $0.integer(1) }
        return heirs
    }

    private func passOn(_ row: Stored, to heir: Int64, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE messages SET import_id = \(heir) WHERE community_id = \(lease.community) AND id = \(row.id)")
        try transaction.execute(
            """
            UPDATE timeline_entries SET import_id = \(heir)
            WHERE community_id = \(lease.community) AND group_id = \(row.group) AND at = \(row.at) AND id = \(row.id)
            """)
        try transaction.execute(
            """
            DELETE FROM import_repeats
            WHERE community_id = \(lease.community) AND message_id = \(row.id) AND import_id = \(heir)
            """)
        try transaction.execute(
            """
            UPDATE imports SET first_message_id = \(row.id)
            WHERE community_id = \(lease.community) AND id = \(heir) AND first_message_id > \(row.id)
            """)
    }

    private func delete(_ rows: [Stored], _ transaction: WriteTransaction) throws {
        guard let first = rows.first, let last = rows.last else { return }
        for (group, entries) in Dictionary(grouping: rows, by: \.group) {
            let from = entries.map(\.at).min() ?? 0
            let to = entries.map(\.at).max() ?? 0
            try transaction.execute(
                """
                DELETE FROM timeline_entries
                WHERE community_id = \(lease.community) AND group_id = \(group) AND at >= \(from) AND at <= \(to)
                    AND import_id = \(lease.id) AND id >= \(first.id) AND id <= \(last.id)
                """)
        }
        for table in ["message_mentions", "import_repeats"] {
            try transaction.execute(
                SQL(text: "DELETE FROM \(table)")
                    + """
                     WHERE community_id = \(lease.community) AND message_id IN (
                        SELECT id FROM messages WHERE community_id = \(lease.community) AND id >= \(first.id)
                            AND id <= \(last.id) AND import_id = \(lease.id))
                    """)
        }
        try transaction.execute(
            """
            DELETE FROM messages
            WHERE community_id = \(lease.community) AND id >= \(first.id) AND id <= \(last.id)
                AND import_id = \(lease.id)
            """)
    }

    // MARK: people and groups

    /// Members whom another import touched, or who have a login, stay; the others go with everything known of them.
    /// - Returns: whether none is left.
    private func removeMembers(_ transaction: WriteTransaction) throws -> Bool {
        let members = try transaction.query(
            """
            SELECT member_id FROM import_members
            WHERE community_id = \(lease.community) AND import_id = \(lease.id)
            ORDER BY member_id LIMIT \(Self.batchCountMax)
            """
        ) { $0.integer(0) }
        guard !members.isEmpty else { return true }
        for member in members {
            try transaction.execute(
                """
                DELETE FROM import_members
                WHERE community_id = \(lease.community) AND import_id = \(lease.id) AND member_id = \(member)
                """)
            try keepOrRemove(member, transaction)
        }
        return false
    }

    private func keepOrRemove(_ member: Int64, _ transaction: WriteTransaction) throws {
        let heir = try transaction.first(
            "SELECT min(import_id) FROM import_members WHERE community_id = \(lease.community) AND member_id = \(member)"
        ) { $0.integerOrNull(0) }
        if let heir = heir ?? nil {
            try transaction.execute(
                """
                UPDATE members SET import_id = \(heir)
                WHERE community_id = \(lease.community) AND id = \(member) AND import_id = \(lease.id)
                """)
            return
        }
        let isImported = try transaction.count(
            """
            SELECT count(*) FROM members WHERE community_id = \(lease.community) AND id = \(member)
                AND import_id = \(lease.id) AND person_id IS NULL
            """)
        guard isImported == 1 else { return }
        for table in ["member_accounts", "member_aliases", "group_members"] {
            try transaction.execute(
                SQL(text: "DELETE FROM \(table)")
                    + " WHERE community_id = \(lease.community) AND member_id = \(member)")
        }
        try transaction.execute("DELETE FROM members WHERE community_id = \(lease.community) AND id = \(member)")
    }

    /// A group that the import made goes when nothing and nobody is left in it; else it passes to the import that holds
    /// what is left.
    private func removeGroups(_ transaction: WriteTransaction) throws {
        let empty: SQL = """
             AND NOT EXISTS (SELECT 1 FROM timeline_entries t
                WHERE t.community_id = groups.community_id AND t.group_id = groups.id)
            AND NOT EXISTS (SELECT 1 FROM group_members g
                WHERE g.community_id = groups.community_id AND g.group_id = groups.id)
            """
        let ours: SQL = " WHERE community_id = \(lease.community) AND import_id = \(lease.id)"
        try transaction.execute("DELETE FROM groups" + ours + empty)
        let heir: SQL = """
            SELECT t.import_id FROM timeline_entries t
            WHERE t.community_id = groups.community_id AND t.group_id = groups.id ORDER BY t.at, t.id LIMIT 1
            """
        try transaction.execute("UPDATE groups SET import_id = (" + heir + ")" + ours)
    }
}
