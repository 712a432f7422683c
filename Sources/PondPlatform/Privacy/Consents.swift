package import PondCore
package import PondStore

/// What personal data is used for, each agreed to by itself (个人信息保护法, articles 14 to 16).
package enum ConsentPurpose: String, CaseIterable, Codable, Sendable {
    case terms
    case privacy
    case marketing
    case personalisation
    case guardian

    /// What can be given and taken back at will; the others come with the account.
    package static let optional: [ConsentPurpose] = [.marketing, .personalisation]
}

/// One line of the log of consents.
package struct Consent: Hashable, Decodable, Sendable {
    package let purpose: ConsentPurpose
    package let version: String
    package let isGiven: Bool
    package let at: Timestamp
}

/// The log of consents.
package struct Consents: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Everything that the person agreed to or took back, newest first.
    package func log(as actor: Actor) async throws -> [Consent] {
        let person = try actor.signedIn()
        return try await database.read { try $0.consents(of: person) }
    }

    /// Gives or takes back consent to the optional purposes; only changes are written.
    package func set(_ wanted: [ConsentPurpose: Bool], as actor: Actor) async throws {
        let person = try actor.signedIn()
        try await database.write { transaction in
            let version = try transaction.installationSettings().privacy.version
            let known = try transaction.consents(of: person)
            for purpose in ConsentPurpose.optional {
                guard let isGiven = wanted[purpose] else { continue }
                let was = known.first { $0.purpose == purpose }?.isGiven ?? false
                if was != isGiven {
                    try transaction.consent(person, purpose, version: version, isGiven: isGiven)
                }
            }
        }
    }
}

extension ReadTransaction {
    func consents(of person: ID<Person>) throws -> [Consent] {
        try all(
            Consent.self,
            """
            SELECT purpose, version, is_given, at FROM consents WHERE person_id = \(person) ORDER BY id DESC LIMIT 500
            """)
    }

    /// Whether the newest word on a purpose is yes.
    package func hasConsent(_ person: ID<Person>, _ purpose: ConsentPurpose) throws -> Bool {
        try consents(of: person).first { $0.purpose == purpose }?.isGiven ?? false
    }
}

extension WriteTransaction {
    func consent(_ person: ID<Person>, _ purpose: ConsentPurpose, version: String, isGiven: Bool) throws {
        try execute(
            """
            INSERT INTO consents (person_id, id, purpose, version, is_given, at)
            VALUES (\(person), \(newID(Consent.self)), \(purpose.rawValue), \(version), \(isGiven), \(now))
            """)
    }
}
