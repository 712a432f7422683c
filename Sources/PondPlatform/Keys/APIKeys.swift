import Foundation
package import PondCore
package import PondStore

/// A key as its person sees it in the list.
package struct APIKeyEntry: Hashable, Codable, Sendable {
    package let id: ID<APIKey>
    package let name: String
    /// The beginning of the token, to tell keys apart: `pond_1a2b`.
    package let tokenStart: String
    package let scopes: String
    package let createdAt: Timestamp
    package let usedAt: Timestamp?
    package let expiresAt: Timestamp?
}

/// What is needed to make a key.
package struct APIKeyDraft: Sendable {
    package static let nameCharactersMax = 60
    package static let daysMax = 3_650

    package let name: String
    package let scopes: Set<Scope>
    /// Nil never ends.
    package let days: Int?

    package init(name: String, scopes: Set<Scope>, days: Int?) {
        self.name = PersonName.cleaned(name)
        self.scopes = scopes
        self.days = days
    }

    fileprivate func check() throws {
        var errors: [FieldError] = []
        if name.isEmpty { errors.append(FieldError("name", .missing)) }
        if name.unicodeScalars.count > Self.nameCharactersMax {
            errors.append(FieldError("name", .tooLong, String(Self.nameCharactersMax)))
        }
        if scopes.isEmpty { errors.append(FieldError("scopes", .missing)) }
        if let days, !(1...Self.daysMax).contains(days) {
            errors.append(FieldError("days", .outOfRange, "1", String(Self.daysMax)))
        }
        try AppError.check(errors)
    }
}

/// Keys that programs sign in with.
package struct APIKeys: Sendable {
    /// Tools that look for leaked secrets know keys by their beginning.
    package static let tokenStart = "pond_"
    package static let countMax = 50

    private let database: Database
    private let used = Locked<[ID<APIKey>: Timestamp]>([:])

    package init(_ database: Database) {
        self.database = database
    }

    private struct Row: Decodable {
        let id: ID<APIKey>
        let personId: ID<Person>
        let scopes: String
        let usedAt: Timestamp?
        let isAdministrator: Bool
        let language: String?
    }

    /// Who a key stands for: one look into an index.
    package func find(_ token: String) async throws -> ProvenActor? {
        guard token.hasPrefix(Self.tokenStart) else { return nil }
        let hash = Token.hash(token)
        let now = database.clock.now()
        let row = try await database.read { transaction in
            try transaction.one(
                Row.self,
                """
                SELECT k.id, k.person_id, k.scopes, k.used_at, p.is_administrator, p.language
                FROM api_keys k JOIN persons p ON p.id = k.person_id
                WHERE k.token_hash = \(hash) AND k.revoked_at IS NULL AND p.state <> 'erased'
                    AND (k.expires_at IS NULL OR k.expires_at > \(now))
                """)
        }
        guard let row else { return nil }
        if now.milliseconds - (row.usedAt?.milliseconds ?? 0) >= 60_000 { used.withLock { $0[row.id] = now } }
        let scopes = Set(row.scopes.split(separator: " ").compactMap { Scope(rawValue: String($0)) })
        return ProvenActor(
            actor: Actor(
                person: row.personId, proof: .key(row.id, scopes: scopes),
                isAdministrator: row.isAdministrator && scopes.contains(.administer)),
            language: row.language)
    }

    /// Writes which keys were used since the last time.
    package func saveActivity() async throws {
        let used = used.withLock { used in
            defer { used = [:] }
            return used
        }
        guard !used.isEmpty else { return }
        try await database.write { transaction in
            for (key, at) in used.sorted(by: { $0.key < $1.key }) {
                try transaction.execute("UPDATE api_keys SET used_at = \(at) WHERE id = \(key)")
            }
        }
    }

    package func list(as actor: Actor) async throws -> [APIKeyEntry] {
        let person = try actor.signedIn()
        return try await database.read { transaction in
            try transaction.all(
                APIKeyEntry.self,
                """
                SELECT id, name, token_start, scopes, created_at, used_at, expires_at FROM api_keys
                WHERE person_id = \(person) AND revoked_at IS NULL ORDER BY id DESC LIMIT \(Self.countMax)
                """)
        }
    }

    /// Makes a key. A key can make no key that may more than itself.
    /// - Returns: the token, which is shown once. With an idempotency key that was used before, the token is empty:
    ///   it is not kept.
    /// - Throws: `AppError.fieldsInvalid`, `.notAllowed`.
    package func make(
        _ draft: APIKeyDraft, as actor: Actor, key: String? = nil
    ) async throws -> (entry: APIKeyEntry, token: String) {
        let person = try actor.signedIn()
        try draft.check()
        if case .key(_, let scopes) = actor.proof, !draft.scopes.isSubset(of: scopes) {
            throw AppError(.notAllowed, "scopes")
        }
        let token = Self.tokenStart + Token.make()
        let scopes = draft.scopes.map(\.rawValue).sorted().joined(separator: " ")
        let request = "\(draft.name)|\(scopes)|\(draft.days ?? 0)"
        let made = Locked("")
        let entry = try await database.write { transaction in
            made.withLock { $0 = "" }
            return try transaction.once(key, scope: "keys:\(person)", request: request) {
                made.withLock { $0 = token }
                return try transaction.insertKey(draft, scopes, token, of: person)
            }
        }
        return (entry, made.withLock { $0 })
    }

    /// - Throws: `AppError.notFound`.
    package func revoke(_ key: ID<APIKey>, as actor: Actor) async throws {
        let person = try actor.signedIn()
        try await database.write { transaction in
            let revoked = try transaction.execute(
                """
                UPDATE api_keys SET revoked_at = \(transaction.now)
                WHERE id = \(key) AND person_id = \(person) AND revoked_at IS NULL
                """)
            guard revoked == 1 else { throw AppError(.notFound) }
            try transaction.audit(NewAuditEntry("key.revoked", "key", key.rawValue), by: person)
            transaction.record(
                NewEvent("key.revoked", community: 0, actor: person.rawValue, subject: key.rawValue))
        }
    }
}

extension WriteTransaction {
    fileprivate func insertKey(
        _ draft: APIKeyDraft, _ scopes: String, _ token: String, of person: ID<Person>
    ) throws -> APIKeyEntry {
        let held = try count(
            "SELECT count(*) FROM api_keys WHERE person_id = \(person) AND revoked_at IS NULL")
        guard held < APIKeys.countMax else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("name", .outOfRange, "0", "\(APIKeys.countMax)")])
        }
        let entry = APIKeyEntry(
            id: newID(), name: draft.name, tokenStart: String(token.prefix(10)), scopes: scopes, createdAt: now,
            usedAt: nil, expiresAt: draft.days.map { now.adding(milliseconds: Int64($0) * 86_400_000) })
        try execute(
            """
            INSERT INTO api_keys (id, person_id, name, token_hash, token_start, scopes, created_at, expires_at)
            VALUES (\(entry.id), \(person), \(entry.name), \(Token.hash(token)), \(entry.tokenStart), \(scopes),
                \(entry.createdAt), \(entry.expiresAt))
            """)
        try audit(
            NewAuditEntry(
                "key.created", "key", entry.id.rawValue,
                after: AuditValue.object(["name": draft.name, "scopes": scopes])),
            by: person)
        return entry
    }
}
