package import PondCore

/// What somebody wants to say.
package struct MessageDraft: Sendable {
    package static let textCharactersMax = 4_000
    package static let keyCharactersMax = 100
    package static let picturesCountMax = 9

    package var text: String
    /// The message that is quoted, of the same group.
    package var replyTo: ID<Message>?
    /// Pictures that the author has put into the group and not shown yet, in the order of the message.
    package var pictures: [PictureDraft]

    package init(text: String, replyTo: ID<Message>? = nil, pictures: [PictureDraft] = []) {
        self.text = text
        self.replyTo = replyTo
        self.pictures = pictures
    }

    /// The draft with its text made harmless.
    /// - Throws: `AppError.fieldsInvalid`, `.picturesTooMany`.
    package func validated() throws -> MessageDraft {
        var draft = self
        // Whoever sends a book shall not make us read it.
        guard text.utf8.count <= Self.textCharactersMax * 8 else { throw Self.tooLong }
        draft.text = CleanText.lines(text)
        guard pictures.count <= Self.picturesCountMax else {
            throw AppError(.picturesTooMany, "\(Self.picturesCountMax)")
        }
        draft.pictures = try pictures.map { try $0.validated() }
        if !CleanText.isVisible(draft.text), pictures.isEmpty {
            throw AppError(code: .fieldsInvalid, fields: [.init("text", .missing)])
        }
        guard draft.text.unicodeScalars.count <= Self.textCharactersMax else { throw Self.tooLong }
        return draft
    }

    private static var tooLong: AppError {
        AppError(code: .fieldsInvalid, fields: [.init("text", .tooLong, "\(textCharactersMax)")])
    }
}

/// A picture on its way into a message.
package struct PictureDraft: Hashable, Sendable {
    package static let descriptionCharactersMax = 200

    package let id: ID<Media>
    /// What it shows, for those who do not see it; may be empty.
    package let description: String

    package init(_ id: ID<Media>, description: String = "") {
        self.id = id
        self.description = description
    }

    /// - Throws: `AppError.fieldsInvalid`.
    fileprivate func validated() throws -> PictureDraft {
        let clean = CleanText.line(description)
        guard clean.unicodeScalars.count <= Self.descriptionCharactersMax else {
            throw AppError(
                code: .fieldsInvalid, fields: [.init("description", .tooLong, "\(Self.descriptionCharactersMax)")])
        }
        return PictureDraft(id, description: clean)
    }
}
