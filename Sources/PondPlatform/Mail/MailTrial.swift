import PondCore
package import PondStore

/// A letter that shows whether mail goes out, before somebody waits for a code.
package struct MailTrial: Sendable {
    private let database: Database
    private let mailer: Mailer

    package init(_ database: Database, mailer: Mailer = .curl()) {
        self.database = database
        self.mailer = mailer
    }

    /// Hands a letter to the mail server that is set, and waits for its answer.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid` on `trialAddress` with what the server said.
    package func send(to typed: String, as actor: Actor) async throws {
        try actor.requireAdministrator()
        guard let address = ContactAddress(typed), address.kind == .email else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("trialAddress", .malformed)])
        }
        let settings = try await database.read { try $0.installationSettings() }
        guard let mail = settings.mail else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("mailHost", .missing)])
        }
        let message = MailMessage(
            to: address.text, subject: "\(settings.siteName): 邮件通了 / Mail works",
            text: "收到这封信，说明\(settings.siteName)能发邮件了。\nThis letter shows that \(settings.siteName) can send mail.")
        do {
            try await mailer.send(message, mail, database.clock.now())
        } catch let failure as Mailer.Failed {
            throw AppError(
                code: .fieldsInvalid, fields: [FieldError("trialAddress", .undeliverable, failure.description)])
        }
    }
}
