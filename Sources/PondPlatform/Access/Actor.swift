package import PondCore

/// Who asks for something, as far as the request proves it. What they may do in a community is their `Standing` there.
package struct Actor: Hashable, Sendable {
    /// How the request proved who it comes from.
    package enum Proof: Hashable, Sendable {
        case none
        case session(ID<Session>)
        /// A program: it may do what its person may, within these scopes.
        case key(ID<APIKey>, scopes: Set<Scope>)
        /// The command line and the process itself, on the machine that holds the data.
        case machine
    }

    package let person: ID<Person>?
    package let proof: Proof
    /// Runs the installation: sees all communities, founds new ones, reads the audit log.
    package let isAdministrator: Bool
    /// A second factor was shown in this session.
    package let hasSecondFactor: Bool

    package init(
        person: ID<Person>?, proof: Proof, isAdministrator: Bool = false, hasSecondFactor: Bool = false
    ) {
        self.person = person
        self.proof = proof
        self.isAdministrator = isAdministrator
        self.hasSecondFactor = hasSecondFactor
    }

    package static let guest = Actor(person: nil, proof: .none)
    package static let machine = Actor(person: nil, proof: .machine, isAdministrator: true)

    /// The person.
    /// - Throws: `AppError.signInNeeded`.
    package func signedIn() throws -> ID<Person> {
        guard let person else { throw AppError(.signInNeeded) }
        return person
    }

    /// - Throws: `AppError.notAllowed` for who does not run the installation.
    package func requireAdministrator() throws {
        guard isAdministrator else { throw AppError(.notAllowed, "administrator") }
    }

    /// Whether a key's scopes allow this; everything else is allowed to all but keys.
    package func allows(_ scope: Scope) -> Bool {
        guard case .key(_, let scopes) = proof else { return true }
        return scopes.contains(scope)
    }
}

/// What an API key is good for. Each route states the one that it needs.
package enum Scope: String, CaseIterable, Codable, Sendable {
    case read
    case write
    /// Settings, staff, keys, imports and exports.
    case administer
}
