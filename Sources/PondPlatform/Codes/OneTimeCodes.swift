import Foundation
import PondCore
package import PondStore

/// What a one-time code is good for.
package enum CodePurpose: String, CaseIterable, Codable, Sendable {
    case signIn = "sign_in"
    /// Proves that an address is one's own.
    case verify
    /// Sets a new password.
    case reset
}

/// Codes of six digits that are sent to an address.
///
/// The digits are an HMAC of the code's id with the installation's secret: they are stored nowhere, and the job that
/// sends them computes them again.
package struct OneTimeCodes: Sendable {
    package static let digitCount = 6
    package static let lengthMilliseconds: Int64 = 10 * 60_000
    package static let attemptsMax = 5
    package static let jobKind = "code.send"

    /// What a redeemed code turned out to be. Refusals are thrown after the transaction, so that the attempt counts.
    enum Outcome: Sendable {
        case right
        case wrong
        /// Too old, used, replaced by a newer one, tried too often, or never asked for.
        case expired
    }

    private let database: Database
    private let secret: Secret

    package init(_ database: Database, secret: Secret) {
        self.database = database
        self.secret = secret
    }

    /// Sends a code to an address, if it is somebody's; the answer is the same if it is not.
    /// - Throws: `AppError.fieldsInvalid` on `address`, also where nothing is set up that would send it;
    ///   `.tooManyRequests`.
    package func request(_ purpose: CodePurpose, _ typed: String, from device: Device) async throws {
        guard let address = ContactAddress(typed) else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("address", .malformed)])
        }
        try await database.write { transaction in
            try transaction.requireDelivery(to: address)
            try Throttle.charge([Throttle.network(device.networkAddress)], transaction)
            try Self.issue(purpose, address, isKnown: transaction.login(address) != nil, transaction)
        }
    }

    /// Sends a code to one of one's own addresses, which it will verify.
    /// - Throws: `AppError.notFound`, `.fieldsInvalid` on `address` where nothing is set up that would send it,
    ///   `.tooManyRequests`.
    package func requestVerification(_ address: ContactAddress, as actor: Actor) async throws {
        let person = try actor.signedIn()
        try await database.write { transaction in
            guard try transaction.login(address)?.person == person else { throw AppError(.notFound) }
            try transaction.requireDelivery(to: address)
            try Self.issue(.verify, address, isKnown: true, transaction)
        }
    }

    private static func issue(
        _ purpose: CodePurpose, _ address: ContactAddress, isKnown: Bool, _ transaction: WriteTransaction
    ) throws {
        let pause = Throttle.code(purpose, address)
        if let seconds = try pause.charge(transaction, leastSeconds: 60) {
            throw AppError(.tooManyRequests, String(seconds))
        }
        guard isKnown else { return }
        let id = transaction.newEventID()
        let now = transaction.now
        try transaction.execute(
            """
            INSERT INTO codes (purpose, kind, address, id, created_at, expires_at)
            VALUES (\(purpose.rawValue), \(address.kind.rawValue), \(address.text), \(id), \(now),
                \(now.adding(milliseconds: lengthMilliseconds)))
            ON CONFLICT (purpose, kind, address) DO UPDATE SET id = excluded.id, attempts = 0, used_at = NULL,
                created_at = excluded.created_at, expires_at = excluded.expires_at
            """)
        try transaction.schedule(
            NewJob(jobKind, community: 0, payload: "{\"code\":\(id)}", key: String(id)))
    }

    /// The digits of a code.
    package func digits(_ id: Int64, _ purpose: CodePurpose) -> String {
        let hash = secret.code(for: "code:\(purpose.rawValue):\(id)")
        let number = hash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
        let text = String(number)
        return String(repeating: "0", count: Self.digitCount - text.count) + text
    }

    /// Counts an attempt; a code that is right is used up.
    func redeem(
        _ typed: String, _ purpose: CodePurpose, _ address: ContactAddress, _ transaction: WriteTransaction
    ) throws -> Outcome {
        let id = try transaction.query(
            """
            UPDATE codes SET attempts = attempts + 1
            WHERE purpose = \(purpose.rawValue) AND kind = \(address.kind.rawValue) AND address = \(address.text)
                AND used_at IS NULL AND expires_at > \(transaction.now) AND attempts < \(Self.attemptsMax)
            RETURNING id
            """
        ) { $0.integer(0) }.first
        guard let id else { return .expired }
        let right = Array(digits(id, purpose).utf8)
        guard Token.isEqual(right, Array(Self.cleaned(typed).utf8)) else { return .wrong }
        try transaction.execute("UPDATE codes SET used_at = \(transaction.now) WHERE id = \(id)")
        try Throttle.code(purpose, address).forget(transaction)
        return .right
    }

    /// The digits of what was typed, also full-width ones.
    static func cleaned(_ typed: String) -> String {
        typed.prefix(40).precomposedStringWithCompatibilityMapping.filter { $0.isASCII && $0.isNumber }
    }

    static func refusal(_ outcome: Outcome) -> AppError {
        AppError(code: .fieldsInvalid, fields: [FieldError("code", outcome == .expired ? .expired : .wrong)])
    }
}

extension ReadTransaction {
    fileprivate func requireDelivery(to address: ContactAddress) throws {
        guard try installationSettings().sends(to: address.kind) else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("address", .undeliverable)])
        }
    }
}
