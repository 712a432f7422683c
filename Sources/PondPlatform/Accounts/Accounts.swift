import Foundation
package import PondCore
package import PondStore

/// What one can do with accounts.
package struct Accounts: Sendable {
    let database: Database
    let passwords: Passwords
    let codes: OneTimeCodes

    package init(_ database: Database, passwords: Passwords, secret: Secret) {
        self.database = database
        self.passwords = passwords
        codes = OneTimeCodes(database, secret: secret)
    }

    // MARK: new people

    /// Makes an account and signs in. `join` runs in the same transaction: an invitation is used up together with it,
    /// or not at all.
    /// - Throws: `AppError.fieldsInvalid`, and what `join` throws.
    package func signUp(
        _ draft: AccountDraft, from device: Device, replacing old: String? = nil,
        join: @escaping @Sendable (WriteTransaction, ID<Person>) throws -> Void
    ) async throws -> OpenedSession {
        let (checked, hash) = try await prepare(draft)
        return try await taken {
            try await database.write { transaction in
                try Throttle.charge([.network(device.networkAddress)], transaction)
                let person = try transaction.insertPerson(checked, hash, isAdministrator: false)
                try join(transaction, person)
                try transaction.endSession(token: old)
                return try transaction.openSession(person, device)
            }
        }
    }

    /// Whether nobody has run this installation yet.
    package func awaitsFirstRun() async throws -> Bool {
        try await database.read { try $0.awaitsFirstRun() }
    }

    /// Makes the owner, who administers the installation. `found` runs in the same transaction and founds the first
    /// community.
    /// - Throws: `AppError.linkExpired` for a wrong token and when somebody was first, `.fieldsInvalid`.
    package func firstRun(
        token: String, secret: Secret, _ draft: AccountDraft, from device: Device,
        found: @escaping @Sendable (WriteTransaction, ID<Person>) throws -> Void
    ) async throws -> OpenedSession {
        guard Token.isEqual(Array(token.utf8), Array(secret.firstRunToken.utf8)), try await awaitsFirstRun() else {
            throw AppError(.linkExpired)
        }
        let (checked, hash) = try await prepare(draft)
        return try await database.write { transaction in
            // Two at the same time: the second finds the row, also where transactions do not see each other.
            let isFirst = try transaction.execute(
                "INSERT INTO installation_settings (name, value) VALUES ('first_run', '1') ON CONFLICT DO NOTHING")
            guard isFirst == 1, try transaction.awaitsFirstRun() else { throw AppError(.linkExpired) }
            let person = try transaction.insertPerson(checked, hash, isAdministrator: true)
            try found(transaction, person)
            try transaction.audit(NewAuditEntry("installation.founded", "person", person.rawValue), by: person)
            return try transaction.openSession(person, device)
        }
    }

    /// Makes an account on the machine itself. Its address counts as verified.
    /// - Throws: `AppError.fieldsInvalid`, `.notAllowed`.
    package func add(_ draft: AccountDraft, isAdministrator: Bool, as actor: Actor) async throws -> ID<Person> {
        try actor.requireAdministrator()
        let (checked, hash) = try await prepare(draft)
        return try await taken {
            try await database.write { transaction in
                let person = try transaction.insertPerson(checked, hash, isAdministrator: isAdministrator)
                try transaction.markVerified(checked.address)
                try transaction.audit(NewAuditEntry("person.added", "person", person.rawValue), by: actor.person)
                return person
            }
        }
    }

    private func prepare(_ draft: AccountDraft) async throws -> (AccountDraft.Checked, PasswordHash) {
        let year = Calendar(identifier: .gregorian).component(.year, from: database.clock.now().date)
        let checked = try draft.validated(year: year)
        return (checked, try await passwords.hash(checked.password))
    }

    private func taken<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch StoreError.unique(let constraint) where constraint.contains("addresses") {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("address", .taken)])
        }
    }

    // MARK: one's own account

    /// - Throws: `AppError.signInNeeded`.
    package func account(of actor: Actor) async throws -> (account: Account, addresses: [AccountAddress]) {
        let person = try actor.signedIn()
        return try await database.read { transaction in
            guard let account = try transaction.account(person) else { throw AppError(.signInNeeded) }
            return (account, try transaction.addresses(of: person))
        }
    }

    /// - Throws: `AppError.fieldsInvalid`.
    package func change(name: String, language: String?, birthYear: Int?, as actor: Actor) async throws {
        let person = try actor.signedIn()
        let name = PersonName.cleaned(name)
        let year = Calendar(identifier: .gregorian).component(.year, from: database.clock.now().date)
        var errors = PersonName.errors(name)
        if let birthYear, !(1900...year).contains(birthYear) {
            errors.append(FieldError("birthYear", .outOfRange, "1900", String(year)))
        }
        if let language, !["zh", "en"].contains(language) { errors.append(FieldError("language", .notOffered)) }
        try AppError.check(errors)
        try await database.write { transaction in
            guard let old = try transaction.account(person) else { throw AppError(.signInNeeded) }
            // Who said once that they are young cannot unsay it alone.
            let wasYoung = old.birthYear.map { year - $0 < Account.guardianAge } ?? false
            let kept = wasYoung && !old.hasGuardianConsent ? old.birthYear : birthYear
            try transaction.execute(
                """
                UPDATE persons SET name = \(name), language = \(language), birth_year = \(kept) WHERE id = \(person)
                """)
            transaction.record(
                NewEvent("person.changed", community: 0, actor: person.rawValue, subject: person.rawValue))
        }
    }

    /// Changes the password. The session gets a new token and the others end.
    /// - Throws: `AppError.fieldsInvalid` on `password` (the old one) or `newPassword`, `.tooManyRequests`.
    package func changePassword(from old: String, to new: String, as actor: Actor) async throws -> OpenedSession {
        let person = try actor.signedIn()
        guard let session = actor.session else { throw AppError(.notAllowed, "session") }
        try await requirePassword(old, of: person)
        let addresses = try await account(of: actor).addresses.map(\.address)
        try AppError.check(PasswordRules.errors(new, near: addresses, field: "newPassword"))
        let hash = try await passwords.hash(new)
        return try await database.write { transaction in
            try transaction.setPassword(hash, of: person)
            try transaction.endSessions(of: person, but: session)
            try transaction.audit(NewAuditEntry("password.changed", "person", person.rawValue), by: person)
            return try transaction.rotateSession(session, of: person)
        }
    }

    /// Sets a new password with a code that was sent. All sessions end.
    /// - Throws: `AppError.fieldsInvalid` on `code` or `newPassword`.
    package func resetPassword(_ typed: String, code: String, to new: String) async throws {
        guard let address = ContactAddress(typed) else { throw OneTimeCodes.refusal(.wrong) }
        try AppError.check(PasswordRules.errors(new, near: [address.text], field: "newPassword"))
        let hash = try await passwords.hash(new)
        let outcome: OneTimeCodes.Outcome = try await database.write { [codes] transaction in
            let outcome = try codes.redeem(code, .reset, address, transaction)
            guard outcome == .right, let login = try transaction.login(address) else { return outcome }
            try transaction.setPassword(hash, of: login.person)
            try transaction.markVerified(address)
            try transaction.endSessions(of: login.person)
            try Throttle.account(address).forget(transaction)
            try transaction.audit(
                NewAuditEntry("password.reset", "person", login.person.rawValue), by: login.person)
            return outcome
        }
        if outcome != .right { throw OneTimeCodes.refusal(outcome) }
    }

    /// Adds an address, which has to be verified before it counts.
    /// - Throws: `AppError.fieldsInvalid` on `address`.
    package func addAddress(_ typed: String, as actor: Actor) async throws -> ContactAddress {
        let person = try actor.signedIn()
        guard let address = ContactAddress(typed) else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("address", .malformed)])
        }
        try await taken {
            try await database.write { transaction in
                try transaction.insertAddress(address, of: person)
                try transaction.audit(NewAuditEntry("address.added", "person", person.rawValue), by: person)
            }
        }
        return address
    }

    /// - Throws: `AppError.fieldsInvalid` on `code`.
    package func verify(_ address: ContactAddress, code: String, as actor: Actor) async throws {
        let person = try actor.signedIn()
        let outcome: OneTimeCodes.Outcome = try await database.write { [codes] transaction in
            guard try transaction.login(address)?.person == person else { throw AppError(.notFound) }
            let outcome = try codes.redeem(code, .verify, address, transaction)
            if outcome == .right { try transaction.markVerified(address) }
            return outcome
        }
        if outcome != .right { throw OneTimeCodes.refusal(outcome) }
    }

    /// Asks for the password again, before what cannot be undone.
    /// - Throws: `AppError.fieldsInvalid` on `password`, `.tooManyRequests`.
    func requirePassword(_ password: String, of person: ID<Person>) async throws {
        let throttle = Throttle.secondFactor(person)
        let kept = try await database.write { transaction in
            try Throttle.charge([throttle], transaction)
            return try transaction.passwordHash(of: person)
        }
        guard let kept, password.unicodeScalars.count <= PasswordRules.charactersMax,
            try await passwords.isRight(password, kept)
        else { throw AppError(code: .fieldsInvalid, fields: [FieldError("password", .wrong)]) }
        try await database.write { try throttle.forget($0) }
    }
}
