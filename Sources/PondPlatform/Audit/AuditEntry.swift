package import PondCore

/// One act that somebody may have to answer for.
package struct AuditEntry: Hashable, Decodable, Sendable {
    package let id: ID<AuditEntry>
    package let at: Timestamp
    package let actorId: ID<Person>?
    /// The actor's name now; nil for the machine and for acts whose actor is gone.
    package let actorName: String?
    /// Verb after noun, as events are named: `key.created`.
    package let action: String
    /// What sort of thing was acted on: `person`, `session`, `group`.
    package let subject: String
    package let subjectId: Int64?
    /// JSON objects; nil where there was nothing before or is nothing after.
    package let before: String?
    package let after: String?
}

/// What is written into the audit log.
package struct NewAuditEntry: Sendable {
    package let action: String
    package let subject: String
    package let subjectID: Int64?
    package let before: String?
    package let after: String?

    /// - Parameters:
    ///   - before: a JSON object of what changes; no secrets.
    package init(
        _ action: String, _ subject: String, _ subjectID: Int64? = nil, before: String? = nil, after: String? = nil
    ) {
        self.action = action
        self.subject = subject
        self.subjectID = subjectID
        self.before = before
        self.after = after
    }
}

/// Which entries somebody wants to see, newest first.
package struct AuditFilter: Sendable {
    package static let countMax = 100

    package var actor: ID<Person>?
    package var action: String?
    /// What sort of thing was acted on.
    package var subjectKind: String?
    package var subject: Int64?
    /// Entries older than this one: the last of the page before.
    package var before: ID<AuditEntry>?
    package var count = 50

    package init() {}
}
