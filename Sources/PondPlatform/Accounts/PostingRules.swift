import Foundation
package import PondCore
package import PondStore

/// What the law wants of people before they post: a verified phone number where the installation or the community asks
/// for it (网络安全法, article 24), and under 14 a guardian's consent (儿童个人信息网络保护规定, article 9).
package struct PostingRules: Sendable {
    private struct Facts: Decodable {
        let id: Int64
        let birthYear: Int?
        let hasGuardianConsent: Bool
        let phones: Int
    }

    private let settings: InstallationSettings
    private let people: [Int64: Facts]
    private let year: Int

    /// Reads what is known of people, in two statements however many they are.
    /// - Throws: `StoreError`.
    package init(of persons: Set<Int64>, now: Timestamp, _ transaction: ReadTransaction) throws {
        settings = try transaction.installationSettings()
        year = Calendar(identifier: .gregorian).component(.year, from: now.date)
        guard !persons.isEmpty else {
            people = [:]
            return
        }
        let ids = SQL.values(persons.sorted().map { .integer($0) }, columns: 1)
        let found = try transaction.all(
            Facts.self,
            """
            SELECT p.id, p.birth_year, p.has_guardian_consent,
                (SELECT count(*) FROM addresses a
                    WHERE a.person_id = p.id AND a.kind = 'phone' AND a.verified_at IS NOT NULL) AS phones
            FROM persons p WHERE p.id IN (VALUES \(ids))
            """)
        people = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Why somebody may not post: `AppError.phoneNeeded` or `.guardianNeeded`; nil for who may.
    /// - Parameter needsVerifiedPhone: whether the community asks for it, whatever the installation does.
    package func refusal(_ person: Int64, needsVerifiedPhone: Bool) -> AppError? {
        let facts = people[person]
        if needsVerifiedPhone || settings.needsVerifiedPhone, (facts?.phones ?? 0) == 0 {
            return AppError(.phoneNeeded)
        }
        guard settings.needsGuardianConsent, let facts, let birthYear = facts.birthYear else { return nil }
        return year - birthYear < Account.guardianAge && !facts.hasGuardianConsent ? AppError(.guardianNeeded) : nil
    }
}
