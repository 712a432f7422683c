import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Finds lines of an export that the group has already, many in a statement.
struct KnownLines {
    /// Minutes or ids that one statement names.
    private static let askedMax = 500

    struct Line {
        let id: ID<Message>
        let importID: ID<Import>
    }

    let community: ID<Community>
    let group: ID<Group>
    let transaction: WriteTransaction

    /// Lines that carry the same platform id, author and minute as a known one: edited since the earlier export.
    /// - Returns: the known line's id, by the row's.
    /// - Throws: `StoreError`.
    func bySource(_ rows: [MessageRow]) throws -> [ID<Message>: ID<Message>] {
        struct Key: Hashable {
            let minute: Int64
            let source: String
            let author: Int64?
        }
        let withSource = rows.filter { $0.message.sourceID != nil }
        var known: [Key: ID<Message>] = [:]
        try inMinutes(of: withSource, select: "sent_minute, source_id, author_id, id", "source_id IS NOT NULL") { row in
            let key = Key(minute: row.integer(0), source: row.text(1), author: row.integerOrNull(2))
            known[key] = ID(row.integer(3))
        }
        var found: [ID<Message>: ID<Message>] = [:]
        for row in withSource {
            let key = Key(
                minute: row.minute, source: row.message.sourceID ?? "", author: row.author?.member.rawValue)
            found[row.id] = known[key]
        }
        return found
    }

    /// Lines with the same fingerprint as a known one.
    /// - Returns: the known line, by the row's id.
    /// - Throws: `StoreError`.
    func byFingerprint(_ rows: [MessageRow]) throws -> [ID<Message>: Line] {
        struct Key: Hashable {
            let minute: Int64
            let fingerprint: Int64
        }
        var known: [Key: Line] = [:]
        try inMinutes(of: rows, select: "sent_minute, fingerprint, id, import_id", "import_id IS NOT NULL") { row in
            known[Key(minute: row.integer(0), fingerprint: row.integer(1))] =
                Line(id: ID(row.integer(2)), importID: ID(row.integer(3)))
        }
        var found: [ID<Message>: Line] = [:]
        for row in rows { found[row.id] = known[Key(minute: row.minute, fingerprint: row.fingerprint)] }
        return found
    }

    /// - Throws: `StoreError`.
    func lines(_ ids: [ID<Message>]) throws -> [ID<Message>: Line] {
        var found: [ID<Message>: Line] = [:]
        try each(ids.map(\.rawValue)) { ids in
            "SELECT id, import_id FROM messages WHERE community_id = \(community) AND id IN \(ids)"
        } read: { row in
            found[ID(row.integer(0))] = Line(id: ID(row.integer(0)), importID: ID(row.integer(1)))
        }
        return found
    }

    private func inMinutes(
        of rows: [MessageRow], select columns: SQL, _ condition: SQL, read: (any Row) throws -> Void
    ) throws {
        try each(
            Set(rows.map(\.minute)).sorted(),
            query: { minutes in
                """
                SELECT \(columns) FROM messages
                WHERE community_id = \(community) AND group_id = \(group) AND fingerprint IS NOT NULL
                    AND sent_minute IN \(minutes) AND \(condition)
                """
            }, read: read)
    }

    private func each(_ values: [Int64], query: (SQL) -> SQL, read: (any Row) throws -> Void) throws {
        for start in stride(from: 0, to: values.count, by: Self.askedMax) {
            let part = values[start..<min(start + Self.askedMax, values.count)].map { SQLValue.integer($0) }
            _ = try transaction.query(query(SQL.values(part, columns: part.count))) { try read($0) }
        }
    }
}
