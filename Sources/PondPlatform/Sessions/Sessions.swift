package import PondCore
package import PondStore

/// Signing in and out, and what a browser's token stands for.
package struct Sessions: Sendable {
    package static let lengthMilliseconds: Int64 = 30 * 86_400_000
    /// How long somebody has to find their second factor.
    package static let pendingMilliseconds: Int64 = 10 * 60_000

    let database: Database
    let passwords: Passwords
    let codes: OneTimeCodes
    private let activity = Activity()

    package init(_ database: Database, passwords: Passwords, secret: Secret) {
        self.database = database
        self.passwords = passwords
        codes = OneTimeCodes(database, secret: secret)
    }

    // MARK: who asks

    private struct Row: Decodable {
        let id: ID<Session>
        let personId: ID<Person>
        let seenAt: Timestamp
        let secondFactorAt: Timestamp?
        let isAdministrator: Bool
        let language: String?
    }

    /// Who a token stands for: one look into an index. That somebody was here is noted in memory and written later.
    /// - Returns: nil for a token that is unknown, has ended, was revoked, or waits for its second factor.
    package func find(_ token: String) async throws -> ProvenActor? {
        let hash = Token.hash(token)
        let now = database.clock.now()
        let row = try await database.read { transaction in
            try transaction.one(
                Row.self,
                """
                SELECT s.id, s.person_id, s.seen_at, s.second_factor_at, p.is_administrator, p.language
                FROM sessions s JOIN persons p ON p.id = s.person_id
                WHERE s.token_hash = \(hash) AND s.expires_at > \(now) AND s.revoked_at IS NULL
                    AND s.awaits_second_factor = 0 AND p.state <> 'erased'
                """)
        }
        guard let row else { return nil }
        if now.milliseconds - row.seenAt.milliseconds >= Activity.resolutionMilliseconds {
            activity.note(session: row.id, at: now)
        }
        return ProvenActor(
            actor: Actor(
                person: row.personId, proof: .session(row.id), isAdministrator: row.isAdministrator,
                hasSecondFactor: row.secondFactorAt != nil),
            language: row.language)
    }

    /// Writes who was seen since the last time, and lengthens their sessions: once a minute, not once a request.
    package func saveActivity() async throws {
        let seen = activity.take()
        guard !seen.isEmpty else { return }
        try await database.write { transaction in
            for (session, at) in seen.sorted(by: { $0.key < $1.key }) {
                try transaction.execute(
                    """
                    UPDATE sessions SET seen_at = \(at),
                        expires_at = \(at.adding(milliseconds: Self.lengthMilliseconds))
                    WHERE id = \(session) AND seen_at < \(at) AND revoked_at IS NULL AND expires_at > \(at)
                    """)
            }
        }
    }

    // MARK: signing in

    /// Signs in with a password. An unknown address gets the same answer after the same time.
    /// - Parameter old: the token that the browser had; its session ends.
    /// - Throws: `AppError.signInWrong`, `.tooManyRequests`.
    package func signIn(
        _ typed: String, password: String, from device: Device, replacing old: String? = nil
    ) async throws -> OpenedSession {
        guard let address = ContactAddress(typed), password.unicodeScalars.count <= PasswordRules.charactersMax else {
            throw AppError(.signInWrong)
        }
        let throttles = [Throttle.account(address), Throttle.network(device.networkAddress)]
        let login = try await database.write { transaction in
            try Throttle.charge(throttles, transaction)
            return try transaction.login(address)
        }
        guard let login, let kept = login.password else {
            try await passwords.waste(password)
            throw AppError(.signInWrong)
        }
        guard try await passwords.isRight(password, kept) else { throw AppError(.signInWrong) }
        return try await database.write { transaction in
            try throttles[0].forget(transaction)
            try throttles[1].giveBack(transaction)
            try transaction.endSession(token: old)
            return try transaction.openSession(login.person, device)
        }
    }

    /// Signs in with a code that was sent to the address.
    /// - Throws: `AppError.fieldsInvalid` on `code`, `.tooManyRequests`.
    package func signIn(
        _ typed: String, code: String, from device: Device, replacing old: String? = nil
    ) async throws -> OpenedSession {
        guard let address = ContactAddress(typed) else { throw OneTimeCodes.refusal(.wrong) }
        let network = Throttle.network(device.networkAddress)
        let result: Result<OpenedSession, AppError> = try await database.write { [codes] transaction in
            if let seconds = try network.charge(transaction) {
                return .failure(AppError(.tooManyRequests, String(seconds)))
            }
            let outcome = try codes.redeem(code, .signIn, address, transaction)
            guard outcome == .right, let login = try transaction.login(address) else {
                return .failure(OneTimeCodes.refusal(outcome == .right ? .wrong : outcome))
            }
            try network.giveBack(transaction)
            try transaction.markVerified(address)
            try transaction.endSession(token: old)
            return .success(try transaction.openSession(login.person, device))
        }
        return try result.get()
    }

    /// Whose password a waiting session has proved.
    package func waiting(_ token: String) async throws -> ID<Person>? {
        let now = database.clock.now()
        return try await database.read { try $0.waitingSession(token, now: now)?.1 }
    }

    /// Shows the second factor: the session gets a new token and counts from now on.
    /// - Throws: `AppError.signInNeeded`, `.fieldsInvalid` on `code`, `.tooManyRequests`.
    package func passSecondFactor(_ token: String, code: String) async throws -> OpenedSession {
        let result: Result<OpenedSession, AppError> = try await database.write { transaction in
            guard let (session, person) = try transaction.waitingSession(token, now: transaction.now) else {
                return .failure(AppError(.signInNeeded))
            }
            let throttle = Throttle.secondFactor(person)
            if let seconds = try throttle.charge(transaction) {
                return .failure(AppError(.tooManyRequests, String(seconds)))
            }
            guard try transaction.isSecondFactor(code, of: person) else {
                return .failure(OneTimeCodes.refusal(.wrong))
            }
            try throttle.forget(transaction)
            let fresh = Token.make()
            try transaction.execute(
                """
                UPDATE sessions SET token_hash = \(Token.hash(fresh)), awaits_second_factor = 0,
                    second_factor_at = \(transaction.now),
                    expires_at = \(transaction.now.adding(milliseconds: Self.lengthMilliseconds))
                WHERE id = \(session)
                """)
            transaction.recordSignIn(person)
            return .success(OpenedSession(id: session, person: person, token: fresh, awaitsSecondFactor: false))
        }
        return try result.get()
    }

    // MARK: the list

    /// The person's sessions that still count, newest first.
    package func list(as actor: Actor) async throws -> [SessionEntry] {
        let person = try actor.signedIn()
        let now = database.clock.now()
        return try await database.read { transaction in
            try transaction.all(
                SessionEntry.self,
                """
                SELECT id, created_at, seen_at, second_factor_at, network_address, user_agent FROM sessions
                WHERE person_id = \(person) AND revoked_at IS NULL AND expires_at > \(now) AND awaits_second_factor = 0
                ORDER BY id DESC LIMIT 200
                """)
        }
    }

    /// Ends one of one's own sessions.
    /// - Throws: `AppError.notFound`.
    package func revoke(_ session: ID<Session>, as actor: Actor) async throws {
        let person = try actor.signedIn()
        try await database.write { transaction in
            let ended = try transaction.execute(
                """
                UPDATE sessions SET revoked_at = \(transaction.now)
                WHERE id = \(session) AND person_id = \(person) AND revoked_at IS NULL
                """)
            guard ended == 1 else { throw AppError(.notFound) }
            try transaction.audit(NewAuditEntry("session.revoked", "session", session.rawValue), by: person)
            transaction.record(
                NewEvent("session.revoked", community: 0, actor: person.rawValue, subject: session.rawValue))
        }
    }

    /// Ends all of one's sessions but the one that asks.
    /// - Returns: how many.
    @discardableResult
    package func revokeOthers(as actor: Actor) async throws -> Int {
        let person = try actor.signedIn()
        return try await database.write { transaction in
            let count = try transaction.endSessions(of: person, but: actor.session)
            try transaction.audit(NewAuditEntry("sessions.revoked", "person", person.rawValue), by: person)
            return count
        }
    }

    /// Ends the session that asks.
    package func signOut(_ token: String) async throws {
        try await database.write { try $0.endSession(token: token) }
    }
}

extension Actor {
    /// The session that asks, when it is one.
    package var session: ID<Session>? {
        guard case .session(let id) = proof else { return nil }
        return id
    }
}

/// Who was seen since it was last written down.
private final class Activity: Sendable {
    static let resolutionMilliseconds: Int64 = 60_000

    private let seen = Locked<[ID<Session>: Timestamp]>([:])

    func note(session: ID<Session>, at: Timestamp) {
        seen.withLock { $0[session] = at }
    }

    func take() -> [ID<Session>: Timestamp] {
        seen.withLock { seen in
            defer { seen = [:] }
            return seen
        }
    }
}
