import Foundation
import PondCore
import PondStore

extension PersonalData {
    private struct Shape: Encodable {
        struct Address: Encodable {
            let kind: String
            let address: String
            let isVerified: Bool
        }
        struct Visit: Encodable {
            let at: Date
            let networkAddress: String
            let userAgent: String
        }
        struct Agreement: Encodable {
            let purpose: String
            let version: String
            let isGiven: Bool
            let at: Date
        }
        struct Act: Encodable {
            let at: Date
            let action: String
        }

        let id: String
        let name: String
        let birthYear: Int?
        let createdAt: Date
        let addresses: [Address]
        let sessions: [Visit]
        let consents: [Agreement]
        let acts: [Act]
    }

    /// The account itself: name, addresses, sessions, consents, and what was done to it.
    package static let account = PersonalData(
        name: "account",
        collect: { transaction, person in
            guard let account = try transaction.account(person) else { return "null" }
            let sessions = try transaction.query(
                """
                SELECT created_at, network_address, user_agent FROM sessions WHERE person_id = \(person)
                ORDER BY id DESC LIMIT 1000
                """
            ) {
                Shape.Visit(
                    at: Timestamp(milliseconds: $0.integer(0)).date, networkAddress: $0.text(1), userAgent: $0.text(2))
            }
            let acts = try transaction.query(
                """
                SELECT at, action FROM audit_entries WHERE community_id = 0 AND actor_id = \(person)
                ORDER BY id DESC LIMIT 1000
                """
            ) { Shape.Act(at: Timestamp(milliseconds: $0.integer(0)).date, action: $0.text(1)) }
            let shape = Shape(
                id: person.description, name: account.name, birthYear: account.birthYear,
                createdAt: account.createdAt.date,
                addresses: try transaction.addresses(of: person).map {
                    .init(kind: $0.kind.rawValue, address: $0.address, isVerified: $0.verifiedAt != nil)
                },
                sessions: sessions,
                consents: try transaction.consents(of: person).map {
                    .init(purpose: $0.purpose.rawValue, version: $0.version, isGiven: $0.isGiven, at: $0.at.date)
                },
                acts: acts)
            return try json(shape)
        },
        erase: { transaction, person in
            for address in try transaction.addresses(of: person) {
                try transaction.execute(
                    "DELETE FROM codes WHERE kind = \(address.kind.rawValue) AND address = \(address.address)")
                for purpose in CodePurpose.allCases {
                    try Throttle.code(purpose, address.contact).forget(transaction)
                }
                try Throttle.account(address.contact).forget(transaction)
            }
            try transaction.removeSecondFactor(of: person)
            for table in ["addresses", "passwords", "sessions", "api_keys", "data_exports"] {
                try transaction.execute(
                    SQL(text: "DELETE FROM \(table) WHERE person_id = $1", bindings: [person.sqlValue]))
            }
        })
}
