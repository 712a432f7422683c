package import PondCore
package import PondPlatform
package import PondStore

/// What a member of the staff did, with the state before and after as JSON objects.
package struct AuditNote: Sendable {
    package let actor: Actor
    package let community: ID<Community>
    /// Noun and participle, like an event: `settings.changed`.
    package let action: String
    /// `member`, `invitation`, `community`.
    package let subjectKind: String
    package let subjectID: Int64
    package let before: String?
    package let after: String?

    package init(
        _ action: String, by actor: Actor, in community: ID<Community>, about subjectKind: String, _ subjectID: Int64,
        before: String? = nil, after: String? = nil
    ) {
        self.actor = actor
        self.community = community
        self.action = action
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.before = before
        self.after = after
    }
}

/// One line of the trail as pages show it.
package struct AuditLine: Sendable {
    package let id: Int64
    package let at: Timestamp
    package let action: String
    package let actorName: String
    package let before: String?
    package let after: String?

    package init(
        id: Int64, at: Timestamp, action: String, actorName: String, before: String?, after: String?
    ) {
        self.id = id
        self.at = at
        self.action = action
        self.actorName = actorName
        self.before = before
        self.after = after
    }
}

/// Where notes about the staff's actions go. Handed in by the composition root: the installation keeps one trail.
package struct AuditTrail: Sendable {
    /// Writes a note in the transaction of what it tells of.
    package let record: @Sendable (WriteTransaction, AuditNote) throws -> Void
    /// What was decided about a subject of a community, newest first.
    package let about:
        @Sendable (ReadTransaction, ID<Community>, _ kind: String, _ subject: Int64, _ countMax: Int) throws
            -> [AuditLine]

    package init(
        record: @escaping @Sendable (WriteTransaction, AuditNote) throws -> Void,
        about: @escaping @Sendable (ReadTransaction, ID<Community>, String, Int64, Int) throws -> [AuditLine]
    ) {
        self.record = record
        self.about = about
    }
}

extension AuditTrail {
    private struct Columns: Decodable {
        let id: Int64
        let at: Timestamp
        let action: String
        let actorName: String?
        let before: String?
        let after: String?
    }

    /// The installation's own trail.
    package static let standard = AuditTrail(
        record: { transaction, note in
            try transaction.audit(
                NewAuditEntry(
                    note.action, note.subjectKind, note.subjectID, before: note.before, after: note.after),
                by: note.actor.person, community: note.community.rawValue)
        },
        about: { transaction, community, kind, subject, countMax in
            try transaction.all(
                Columns.self,
                """
                SELECT a.id, a.at, a.action, p.name AS actor_name, a.before, a.after
                FROM audit_entries a LEFT JOIN persons p ON p.id = a.actor_id
                WHERE a.community_id = \(community) AND a.subject_id = \(subject) AND a.subject = \(kind)
                ORDER BY a.id DESC LIMIT \(countMax)
                """
            ).map {
                AuditLine(
                    id: $0.id, at: $0.at, action: $0.action, actorName: $0.actorName ?? "", before: $0.before,
                    after: $0.after)
            }
        })
}
