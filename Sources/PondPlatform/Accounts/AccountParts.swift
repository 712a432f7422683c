package import PondStore

/// The façades around accounts, put together once for a process.
package struct AccountParts: Sendable {
    package let accounts: Accounts
    package let sessions: Sessions
    package let codes: OneTimeCodes
    package let secondFactors: SecondFactors
    package let keys: APIKeys
    package let auditLog: AuditLog
    package let consents: Consents
    package let exports: DataExports
    package let departures: Departures
    package let installation: Installation
    package let mailTrial: MailTrial
    package let backgroundWork: BackgroundWork
    package let secret: Secret

    package init(_ database: Database, secret: Secret, passwords: Passwords = Passwords()) {
        accounts = Accounts(database, passwords: passwords, secret: secret)
        sessions = Sessions(database, passwords: passwords, secret: secret)
        codes = OneTimeCodes(database, secret: secret)
        secondFactors = SecondFactors(database)
        keys = APIKeys(database)
        auditLog = AuditLog(database)
        consents = Consents(database)
        exports = DataExports(database)
        departures = Departures(database, accounts: accounts)
        installation = Installation(database)
        mailTrial = MailTrial(database)
        backgroundWork = BackgroundWork(database)
        self.secret = secret
    }

    /// What the jobs of this context do.
    /// - Parameter personalData: of all features, the account's own among them.
    package func jobHandlers(
        _ database: Database, personalData: [PersonalData], mailer: Mailer, messenger: TextMessenger
    ) -> [JobHandler] {
        [
            CodeDelivery(database, secret: secret, mailer: mailer, messenger: messenger).handler(),
            exports.handler(personalData), departures.handler(personalData), LogRetention.daily.handler,
        ]
    }

    /// Writes who was seen since the last time.
    package func saveActivity() async throws {
        try await sessions.saveActivity()
        try await keys.saveActivity()
    }
}
