package import PondCore

/// What somebody wants to say.
package struct MessageDraft: Sendable {
    package static let textCharactersMax = 4_000
    package static let keyCharactersMax = 100

    package var text: String
    /// The message that is quoted, of the same group.
    package var replyTo: ID<Message>?
    /// A picture that the author has just put into the group.
    package var media: ID<Media>?

    package init(text: String, replyTo: ID<Message>? = nil, media: ID<Media>? = nil) {
        self.text = text
        self.replyTo = replyTo
        self.media = media
    }

    /// The draft with its text made harmless.
    /// - Throws: `AppError.fieldsInvalid`.
    package func validated() throws -> MessageDraft {
        var draft = self
        // Whoever sends a book shall not make us read it.
        guard text.utf8.count <= Self.textCharactersMax * 8 else { throw Self.tooLong }
        draft.text = CleanText.lines(text)
        if !CleanText.isVisible(draft.text), media == nil {
            throw AppError(code: .fieldsInvalid, fields: [.init("text", .missing)])
        }
        guard draft.text.unicodeScalars.count <= Self.textCharactersMax else { throw Self.tooLong }
        return draft
    }

    private static var tooLong: AppError {
        AppError(code: .fieldsInvalid, fields: [.init("text", .tooLong, "\(textCharactersMax)")])
    }
}
