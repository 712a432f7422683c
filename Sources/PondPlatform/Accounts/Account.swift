package import PondCore
import PondStore

/// A person as the installation knows them.
package struct Account: Hashable, Decodable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case active
        /// Asked to be erased; can still change their mind by signing in.
        case leaving
        case erased
    }

    /// The name that is left of somebody who was erased.
    package static let erasedName = "已注销"
    /// Below this age a guardian has to agree (个人信息保护法, article 31).
    package static let guardianAge = 14

    package let id: ID<Person>
    package let name: String
    package let language: String?
    package let theme: String
    package let isAdministrator: Bool
    package let birthYear: Int?
    package let hasGuardianConsent: Bool
    package let state: State
    /// When they will be erased, where they asked for it.
    package let eraseAt: Timestamp?
    package let createdAt: Timestamp

    static let columns: SQL = """
        id, name, language, theme, is_administrator, birth_year, has_guardian_consent, state, erase_at, created_at
        """
}

/// An address of a person.
package struct AccountAddress: Hashable, Decodable, Sendable {
    package let kind: ContactAddress.Kind
    package let address: String
    package let verifiedAt: Timestamp?

    package var contact: ContactAddress { ContactAddress(kind: kind, stored: address) }
}
