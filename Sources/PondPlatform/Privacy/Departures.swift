import Foundation
import PondCore
package import PondStore

/// Leaving for good: asked for, revocable for a week, then carried out by a job.
package struct Departures: Sendable {
    package static let jobKind = "person.erase"
    package static let graceMilliseconds: Int64 = 7 * 86_400_000

    private let database: Database
    private let accounts: Accounts

    package init(_ database: Database, accounts: Accounts) {
        self.database = database
        self.accounts = accounts
    }

    /// - Throws: `AppError.fieldsInvalid` on `password`, `.lastAdministrator`.
    package func request(password: String, as actor: Actor) async throws {
        let person = try actor.signedIn()
        guard actor.session != nil else { throw AppError(.notAllowed, "session") }
        try await accounts.requirePassword(password, of: person)
        try await database.write { transaction in
            try transaction.requireAnotherAdministrator(than: person)
            let eraseAt = try transaction.databaseNow().adding(milliseconds: Self.graceMilliseconds)
            let changed = try transaction.execute(
                """
                UPDATE persons SET state = 'leaving', erase_at = \(eraseAt) WHERE id = \(person) AND state = 'active'
                """)
            guard changed == 1 else { return }
            try transaction.schedule(
                NewJob(
                    Self.jobKind, community: 0, runAt: eraseAt, payload: "{\"person\":\(person)}",
                    key: "\(person):\(eraseAt.milliseconds)"))
            try transaction.audit(NewAuditEntry("departure.requested", "person", person.rawValue), by: person)
        }
    }

    /// Stays after all.
    package func cancel(as actor: Actor) async throws {
        let person = try actor.signedIn()
        try await database.write { transaction in
            let changed = try transaction.execute(
                "UPDATE persons SET state = 'active', erase_at = NULL WHERE id = \(person) AND state = 'leaving'")
            guard changed == 1 else { return }
            try transaction.audit(NewAuditEntry("departure.cancelled", "person", person.rawValue), by: person)
        }
    }

    private struct Payload: Decodable {
        let person: Int64
    }

    /// The job: erases who is still leaving and whose time has come. A departure that was cancelled and asked for
    /// again has a later job of its own.
    package func handler(_ sources: [PersonalData]) -> JobHandler {
        JobHandler(kind: Self.jobKind) { job in
            let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
            let person = ID<Person>(payload.person)
            return { transaction in
                // The clock that found the job due: by another it could be too early, and the job does not come again.
                let now = try transaction.databaseNow()
                let erased = try transaction.execute(
                    """
                    UPDATE persons SET state = 'erased', erase_at = NULL, name = \(Account.erasedName), language = NULL,
                        birth_year = NULL, is_administrator = 0
                    WHERE id = \(person) AND state = 'leaving' AND erase_at <= \(now)
                    """)
                guard erased == 1 else { return }
                for source in sources { try source.erase(transaction, person) }
                try transaction.audit(NewAuditEntry("person.erased", "person", person.rawValue), by: nil)
                transaction.record(NewEvent("person.erased", community: 0, subject: person.rawValue))
            }
        }
    }
}

extension WriteTransaction {
    /// - Throws: `AppError.lastAdministrator`.
    fileprivate func requireAnotherAdministrator(than person: ID<Person>) throws {
        let isAdministrator = try account(person)?.isAdministrator ?? false
        guard isAdministrator else { return }
        let others = try count(
            """
            SELECT count(*) FROM persons WHERE is_administrator = 1 AND state = 'active' AND id <> \(person)
            """)
        if others == 0 { throw AppError(.lastAdministrator) }
    }
}
