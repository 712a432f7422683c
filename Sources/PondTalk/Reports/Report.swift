package import PondCommunity
package import PondCore

/// Why somebody reports a message. The convention's clauses come with the conduct context.
package enum ReportReason: String, CaseIterable, Codable, Sendable {
    case spam
    case abuse
    case fraud
    case illegal
    case minors
    case privacy
    case other
}

/// What staff decided.
package enum ReportDecision: String, CaseIterable, Codable, Sendable {
    case kept
    case recalled
}

/// A message that somebody wants staff to look at, with its words as they were then.
package struct Report: Sendable {
    package let id: ID<Report>
    package let group: ID<Group>
    package let groupName: String
    package let message: ID<Message>
    package let words: String
    package let author: LinePerson?
    package let reporter: LinePerson
    package let reason: ReportReason
    package let note: String
    package let createdAt: Timestamp
    package let decision: ReportDecision?
    package let decisionNote: String?
    package let decidedAt: Timestamp?
    /// Nil while it waits, and for what the installation's administrator decided.
    package let decidedBy: LinePerson?
    /// What the message shows, while it is there.
    package var pictures: [Picture] = []
}

/// What a reporter says.
package struct ReportDraft: Sendable {
    package static let noteCharactersMax = 500

    package var reason: ReportReason
    package var note: String

    package init(reason: ReportReason, note: String = "") {
        self.reason = reason
        self.note = note
    }

    /// - Throws: `AppError.fieldsInvalid`.
    package func validated() throws -> ReportDraft {
        var draft = self
        draft.note = CleanText.lines(note)
        if draft.note.unicodeScalars.count > Self.noteCharactersMax {
            try AppError.check([FieldError("note", .tooLong, "\(Self.noteCharactersMax)")])
        }
        return draft
    }
}
