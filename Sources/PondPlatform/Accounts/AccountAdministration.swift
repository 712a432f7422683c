package import PondCore
import PondStore

/// An account in the list of those who run the installation.
package struct AccountLine: Hashable, Decodable, Sendable {
    package let id: ID<Person>
    package let name: String
    package let address: String?
    package let isAdministrator: Bool
    package let state: Account.State
    package let createdAt: Timestamp
}

extension Accounts {
    package static let pageCountMax = 200

    /// The accounts, oldest first, after a cursor.
    package func list(after: ID<Person>? = nil, as actor: Actor) async throws -> [AccountLine] {
        try actor.requireAdministrator()
        return try await database.read { transaction in
            try transaction.all(
                AccountLine.self,
                """
                SELECT p.id, p.name, p.is_administrator, p.state, p.created_at,
                    (SELECT a.address FROM addresses a WHERE a.person_id = p.id
                        ORDER BY a.created_at, a.address LIMIT 1) AS address
                FROM persons p WHERE p.id > \(after ?? ID(0)) ORDER BY p.id LIMIT \(Self.pageCountMax)
                """)
        }
    }

    /// Who signs in with an address, or has this id.
    /// - Throws: `AppError.accountNotFound`.
    package func find(_ addressOrID: String, as actor: Actor) async throws -> ID<Person> {
        try actor.requireAdministrator()
        return try await database.read { transaction in
            if let address = ContactAddress(addressOrID), let login = try transaction.login(address) {
                return login.person
            }
            if let id = ID<Person>(addressOrID), try transaction.account(id) != nil { return id }
            throw AppError(.accountNotFound, addressOrID)
        }
    }

    /// Sets somebody's password and ends their sessions.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid` on `password`.
    package func setPassword(of person: ID<Person>, to password: String, as actor: Actor) async throws {
        try actor.requireAdministrator()
        try AppError.check(PasswordRules.errors(password, near: []))
        let hash = try await passwords.hash(password)
        try await database.write { transaction in
            try transaction.setPassword(hash, of: person)
            try transaction.endSessions(of: person)
            try transaction.audit(NewAuditEntry("password.set", "person", person.rawValue), by: actor.person)
        }
    }

    /// Lets somebody run the installation. Their sessions end, because they may do more from now on.
    package func makeAdministrator(_ person: ID<Person>, as actor: Actor) async throws {
        try actor.requireAdministrator()
        try await database.write { transaction in
            let changed = try transaction.execute(
                "UPDATE persons SET is_administrator = 1 WHERE id = \(person) AND is_administrator = 0")
            guard changed == 1 else { return }
            try transaction.endSessions(of: person)
            try transaction.audit(
                NewAuditEntry(
                    "person.made_administrator", "person", person.rawValue, before: "{\"isAdministrator\":false}",
                    after: "{\"isAdministrator\":true}"),
                by: actor.person)
        }
    }

    /// Ends all sessions of somebody, and their keys.
    /// - Returns: how many sessions.
    package func revokeSessions(of person: ID<Person>, as actor: Actor) async throws -> Int {
        try actor.requireAdministrator()
        return try await database.write { transaction in
            let count = try transaction.endSessions(of: person)
            try transaction.execute(
                "UPDATE api_keys SET revoked_at = \(transaction.now) WHERE person_id = \(person) AND revoked_at IS NULL"
            )
            try transaction.audit(NewAuditEntry("sessions.revoked", "person", person.rawValue), by: actor.person)
            return count
        }
    }
}
