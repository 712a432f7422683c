package import PondCore
package import PondStore

/// What staff did, and what people did to their accounts.
package struct AuditLog: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// A page of entries, newest first. Who may see a community's entries is its standing's matter.
    /// - Parameter community: 0 for acts on the installation and on accounts.
    package func entries(community: Int64, _ filter: AuditFilter) async throws -> [AuditEntry] {
        try await database.read { try $0.auditEntries(community: community, filter) }
    }
}

extension ReadTransaction {
    /// A page of entries, newest first.
    /// - Parameter community: 0 for acts on the installation and on accounts.
    package func auditEntries(community: Int64, _ filter: AuditFilter) throws -> [AuditEntry] {
        try all(AuditEntry.self, Self.auditQuery(community, filter))
    }

    private static func auditQuery(_ community: Int64, _ filter: AuditFilter) -> SQL {
        var sql: SQL = """
            SELECT a.id, a.at, a.actor_id, p.name AS actor_name, a.action, a.subject, a.subject_id, a.before, a.after
            FROM audit_entries a LEFT JOIN persons p ON p.id = a.actor_id
            WHERE a.community_id = \(community)
            """
        if let actor = filter.actor { sql.append(" AND a.actor_id = \(actor)") }
        if let action = filter.action { sql.append(" AND a.action = \(action)") }
        if let kind = filter.subjectKind { sql.append(" AND a.subject = \(kind)") }
        if let subject = filter.subject { sql.append(" AND a.subject_id = \(subject)") }
        if let before = filter.before { sql.append(" AND a.id < \(before)") }
        sql.append(" ORDER BY a.id DESC LIMIT \(min(filter.count, AuditFilter.countMax))")
        return sql
    }
}

extension WriteTransaction {
    /// Writes what was done, in the transaction that does it.
    /// - Parameter community: 0 for acts on the installation and on accounts.
    package func audit(_ entry: NewAuditEntry, by actor: ID<Person>?, community: Int64 = 0) throws {
        try execute(
            """
            INSERT INTO audit_entries (community_id, id, at, actor_id, action, subject, subject_id, before, after)
            VALUES (\(community), \(newID(AuditEntry.self)), \(now), \(actor), \(entry.action), \(entry.subject),
                \(entry.subjectID), \(entry.before), \(entry.after))
            """)
    }
}

/// Small JSON objects for the audit log.
package enum AuditValue {
    /// `{"name":"…"}`; keys sorted, so that equal values are equal text.
    package static func object(_ values: [String: String]) -> String {
        let pairs = values.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
