import PondCore

/// A fact as its feature records it. `data` holds ids and numbers as JSON, never a person's text: text that must be
/// recalled, hidden or erased lives in the feature's own table.
package struct NewEvent: Sendable {
    package var kind: String
    package var communityID: Int64
    package var groupID: Int64?
    package var actorID: Int64?
    package var subjectID: Int64?
    package var data: String

    /// - Parameters:
    ///   - kind: noun and participle, `import.completed`.
    ///   - data: a JSON object.
    package init(
        _ kind: String,
        community: Int64,
        group: Int64? = nil,
        actor: Int64? = nil,
        subject: Int64? = nil,
        data: String = "{}"
    ) {
        self.kind = kind
        communityID = community
        groupID = group
        actorID = actor
        subjectID = subject
        self.data = data
    }
}

/// Gives a transaction's events their positions, as its last step.
///
/// On PostgreSQL the positions are drawn under one advisory lock that is held until COMMIT, so that position order is
/// commit order and a reader may simply take `position > cursor`. SQLite has one writer, which gives the same.
enum EventWriter {
    /// An arbitrary constant, the same in all nodes: "pond" in ASCII.
    static let lockKey: Int64 = 0x706f_6e64

    static func write(_ events: [NewEvent], in transaction: WriteTransaction) throws {
        if transaction.dialect == .postgres {
            _ = try transaction.query("SELECT pg_advisory_xact_lock(\(lockKey))") { _ in 0 }
        }
        let at = transaction.now
        var bindings: [SQLValue] = []
        bindings.reserveCapacity(events.count * 8)
        for event in events {
            bindings += [
                .integer(transaction.newEventID()), .integer(event.communityID), .integer(event.groupID),
                .text(event.kind), .integer(event.actorID), .integer(event.subjectID), at.sqlValue, .text(event.data),
            ]
        }
        try transaction.insert(
            into: "events (id, community_id, group_id, kind, actor_id, subject_id, at, data)", columns: 8, bindings)
        if transaction.dialect == .postgres {
            try transaction.connection.script("NOTIFY pond_events")
        }
    }
}
