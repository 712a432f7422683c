package import PondCore

/// Where a request comes from, as the list of sessions shows it.
package struct Device: Hashable, Sendable {
    package static let userAgentCharactersMax = 300

    package let networkAddress: String
    package let userAgent: String

    package init(networkAddress: String, userAgent: String) {
        self.networkAddress = String(networkAddress.prefix(64))
        self.userAgent = String(userAgent.prefix(Self.userAgentCharactersMax))
    }
}

/// A session that was just opened or got a new token. The token exists here and in the browser's cookie alone.
package struct OpenedSession: Sendable {
    package let id: ID<Session>
    package let person: ID<Person>
    package let token: String
    /// It proves only the password: the second factor has to be shown before it is worth anything.
    package let awaitsSecondFactor: Bool
}

/// A session in the list that its person sees.
package struct SessionEntry: Hashable, Decodable, Sendable {
    package let id: ID<Session>
    package let createdAt: Timestamp
    package let seenAt: Timestamp
    package let secondFactorAt: Timestamp?
    package let networkAddress: String
    package let userAgent: String
}

/// What a session's token or a key's proves, and what its person prefers.
package struct ProvenActor: Sendable {
    package let actor: Actor
    package let language: String?
}
