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
