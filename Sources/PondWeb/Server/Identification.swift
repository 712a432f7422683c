package import PondPlatform

/// How the server learns who asks. Handed in, so that the shell does not know how sessions and keys are kept.
package struct Identification: Sendable {
    /// What a session's cookie or a key's header stands for; nil when it is unknown, ended or revoked.
    package struct Found: Sendable {
        package let actor: Actor
        /// The person's choice, where they made one.
        package let language: ReportLanguage?

        package init(actor: Actor, language: ReportLanguage?) {
            self.actor = actor
            self.language = language
        }
    }

    package let session: @Sendable (_ token: String) async throws -> Found?
    package let key: @Sendable (_ token: String) async throws -> Found?

    package init(
        session: @escaping @Sendable (_ token: String) async throws -> Found?,
        key: @escaping @Sendable (_ token: String) async throws -> Found?
    ) {
        self.session = session
        self.key = key
    }
}
