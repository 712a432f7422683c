import PondCore
import PondStore

/// Who signs in with an address, and what they have to know.
struct Login: Sendable {
    let person: ID<Person>
    let password: PasswordHash?
}

extension ReadTransaction {
    /// - Returns: nil for an address that nobody has, or whose person was erased.
    func login(_ address: ContactAddress) throws -> Login? {
        try first(
            """
            SELECT p.id, w.hash, w.salt, w.rounds, w.block_size, w.parallelism
            FROM addresses a JOIN persons p ON p.id = a.person_id LEFT JOIN passwords w ON w.person_id = p.id
            WHERE a.kind = \(address.kind.rawValue) AND a.address = \(address.text) AND p.state <> 'erased'
            """
        ) { row in
            Login(person: ID(row.integer(0)), password: row.isNull(1) ? nil : Self.passwordHash(row, from: 1))
        }
    }

    func passwordHash(of person: ID<Person>) throws -> PasswordHash? {
        try first(
            "SELECT hash, salt, rounds, block_size, parallelism FROM passwords WHERE person_id = \(person)"
        ) { Self.passwordHash($0, from: 0) }
    }

    private static func passwordHash(_ row: any Row, from column: Int) -> PasswordHash {
        PasswordHash(
            hash: row.blob(column), salt: row.blob(column + 1),
            cost: PasswordCost(
                rounds: Int(row.integer(column + 2)), blockSize: Int(row.integer(column + 3)),
                parallelism: Int(row.integer(column + 4))))
    }

    /// The session and the person whose password it has proved, while it waits for the second factor.
    func waitingSession(_ token: String, now: Timestamp) throws -> (ID<Session>, ID<Person>)? {
        try first(
            """
            SELECT id, person_id FROM sessions
            WHERE token_hash = \(Token.hash(token)) AND awaits_second_factor = 1 AND revoked_at IS NULL
                AND expires_at > \(now)
            """
        ) { (ID($0.integer(0)), ID($0.integer(1))) }
    }
}

extension ReadTransaction {
    /// Whether what proved who asks is worth nothing any more: the session or key was ended, or the person erased.
    package func isRevoked(_ actor: Actor) throws -> Bool {
        let ended: SQL? =
            switch actor.proof {
            case .session(let id): "SELECT count(*) FROM sessions WHERE id = \(id) AND revoked_at IS NOT NULL"
            case .key(let id, _): "SELECT count(*) FROM api_keys WHERE id = \(id) AND revoked_at IS NOT NULL"
            case .none, .machine: nil
            }
        if let ended, try count(ended) > 0 { return true }
        return try count("SELECT count(*) FROM persons WHERE id = \(actor.person) AND state = 'erased'") > 0
    }
}

extension WriteTransaction {
    /// Opens a session; it waits for the second factor where the person has one.
    func openSession(_ person: ID<Person>, _ device: Device) throws -> OpenedSession {
        let waits =
            try count(
                "SELECT count(*) FROM totp_secrets WHERE person_id = \(person) AND confirmed_at IS NOT NULL") == 1
        let session = OpenedSession(
            id: newID(), person: person, token: Token.make(), awaitsSecondFactor: waits)
        let length = waits ? Sessions.pendingMilliseconds : Sessions.lengthMilliseconds
        try execute(
            """
            INSERT INTO sessions (id, person_id, token_hash, awaits_second_factor, created_at, seen_at, expires_at,
                network_address, user_agent)
            VALUES (\(session.id), \(person), \(Token.hash(session.token)), \(waits), \(now), \(now),
                \(now.adding(milliseconds: length)), \(device.networkAddress), \(device.userAgent))
            """)
        if !waits { recordSignIn(person) }
        return session
    }

    func recordSignIn(_ person: ID<Person>) {
        record(NewEvent("person.signed_in", community: 0, actor: person.rawValue, subject: person.rawValue))
    }

    /// A new token for a session whose rights have changed; the old one is worth nothing from now on.
    func rotateSession(_ session: ID<Session>, of person: ID<Person>) throws -> OpenedSession {
        let token = Token.make()
        try execute(
            "UPDATE sessions SET token_hash = \(Token.hash(token)) WHERE id = \(session) AND person_id = \(person)")
        return OpenedSession(id: session, person: person, token: token, awaitsSecondFactor: false)
    }

    /// Ends the session that a token stands for. The event ends its live streams, on all nodes.
    func endSession(token: String?) throws {
        guard let token else { return }
        let ended = try query(
            """
            UPDATE sessions SET revoked_at = \(now) WHERE token_hash = \(Token.hash(token)) AND revoked_at IS NULL
            RETURNING id, person_id
            """
        ) { ($0.integer(0), $0.integer(1)) }
        for (session, person) in ended {
            record(NewEvent("session.revoked", community: 0, actor: person, subject: session))
        }
    }

    /// Ends a person's sessions, but the one that asks for it.
    /// - Returns: how many.
    @discardableResult
    func endSessions(of person: ID<Person>, but kept: ID<Session>? = nil) throws -> Int {
        let data = kept.map { "{\"kept\":\($0)}" } ?? "{}"
        record(NewEvent("sessions.revoked", community: 0, subject: person.rawValue, data: data))
        return try execute(
            """
            UPDATE sessions SET revoked_at = \(now)
            WHERE person_id = \(person) AND revoked_at IS NULL AND id <> \(kept ?? ID(0))
            """)
    }

    func markVerified(_ address: ContactAddress) throws {
        try execute(
            """
            UPDATE addresses SET verified_at = \(now)
            WHERE kind = \(address.kind.rawValue) AND address = \(address.text) AND verified_at IS NULL
            """)
    }
}
