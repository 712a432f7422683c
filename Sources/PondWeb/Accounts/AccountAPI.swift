import HTTPTypes
import PondCore
import PondPlatform

/// `/api/v1/me` and `/api/v1/keys`.
struct AccountAPI: Sendable {
    /// The account that a key or a session stands for.
    struct Me: Codable, Sendable {
        let id: ID<Person>
        let name: String
        let language: String?
        let isAdministrator: Bool
        let addresses: [Address]
        let createdAt: Timestamp
    }

    struct Address: Codable, Sendable {
        let kind: ContactAddress.Kind
        let address: String
        let isVerified: Bool
    }

    struct SessionLine: Codable, Sendable {
        let id: ID<Session>
        let createdAt: Timestamp
        let seenAt: Timestamp
        let networkAddress: String
        let userAgent: String
    }

    struct SessionList: Codable, Sendable {
        let sessions: [SessionLine]
    }

    struct KeyLine: Codable, Sendable {
        let id: ID<APIKey>
        let name: String
        let tokenStart: String
        let scopes: [Scope]
        let createdAt: Timestamp
        let usedAt: Timestamp?
        let expiresAt: Timestamp?

        init(_ entry: APIKeyEntry) {
            id = entry.id
            name = entry.name
            tokenStart = entry.tokenStart
            scopes = entry.scopes.split(separator: " ").compactMap { Scope(rawValue: String($0)) }
            createdAt = entry.createdAt
            usedAt = entry.usedAt
            expiresAt = entry.expiresAt
        }
    }

    struct KeyList: Codable, Sendable {
        let keys: [KeyLine]
    }

    struct KeyWish: Codable, Sendable {
        let name: String
        let scopes: [Scope]
        let days: Int?
    }

    struct NewKey: Codable, Sendable {
        let key: KeyLine
        /// Shown this once; nil when the same idempotency key made it before.
        let token: String?
    }

    let context: AccountContext
    private var parts: AccountParts { context.parts }

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/me", .signedIn, "getMe", "The account that asks", tag: "account", takes: Nothing.self,
                gives: Me.self
            ) { _, call in try await me(call) },
            .api(
                .get, "/api/v1/me/sessions", .signedIn, "listSessions", "Where the account is signed in",
                tag: "account", takes: Nothing.self, gives: SessionList.self
            ) { _, call in try await sessions(call) },
            .api(
                .delete, "/api/v1/me/sessions/{session}", .signedIn, "revokeSession", "Ends a session",
                tag: "account", takes: Nothing.self, gives: Nothing.self, status: .noContent, refusals: [.notFound],
                scope: .administer
            ) { _, call in
                try await parts.sessions.revoke(call.id("session"), as: call.actor)
                return Nothing()
            },
            .api(
                .get, "/api/v1/keys", .signedIn, "listKeys", "The account's keys", tag: "account",
                takes: Nothing.self, gives: KeyList.self
            ) { _, call in KeyList(keys: try await parts.keys.list(as: call.actor).map(KeyLine.init)) },
            .api(
                .post, "/api/v1/keys", .signedIn, "makeKey", "Makes a key that may do no more than the one that asks",
                tag: "account", takes: KeyWish.self, gives: NewKey.self, status: .created,
                refusals: [.fieldsInvalid, .keyReused], scope: .administer
            ) { wish, call in
                let draft = APIKeyDraft(name: wish.name, scopes: Set(wish.scopes), days: wish.days)
                let made = try await parts.keys.make(draft, as: call.actor, key: call.visit.idempotencyKey)
                return NewKey(key: KeyLine(made.entry), token: made.token.isEmpty ? nil : made.token)
            },
            .api(
                .delete, "/api/v1/keys/{key}", .signedIn, "revokeKey", "Revokes a key", tag: "account",
                takes: Nothing.self, gives: Nothing.self, status: .noContent, refusals: [.notFound],
                scope: .administer
            ) { _, call in
                try await parts.keys.revoke(call.id("key"), as: call.actor)
                return Nothing()
            },
        ]
    }

    private func me(_ call: Call) async throws -> Me {
        let (account, addresses) = try await parts.accounts.account(of: call.actor)
        return Me(
            id: account.id, name: account.name, language: account.language, isAdministrator: account.isAdministrator,
            addresses: addresses.map { .init(kind: $0.kind, address: $0.address, isVerified: $0.verifiedAt != nil) },
            createdAt: account.createdAt)
    }

    private func sessions(_ call: Call) async throws -> SessionList {
        SessionList(
            sessions: try await parts.sessions.list(as: call.actor).map {
                SessionLine(
                    id: $0.id, createdAt: $0.createdAt, seenAt: $0.seenAt, networkAddress: $0.networkAddress,
                    userAgent: $0.userAgent)
            })
    }
}
