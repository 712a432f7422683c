import Foundation
import PondCore
package import PondStore

/// The second factor of a person: an authenticator and codes for the day it is lost.
package struct SecondFactors: Sendable {
    package static let recoveryCodeCount = 10

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    package struct State: Sendable {
        package let isOn: Bool
        package let recoveryCodesLeft: Int
    }

    package func state(as actor: Actor) async throws -> State {
        let person = try actor.signedIn()
        return try await database.read { transaction in
            State(
                isOn: try transaction.count(
                    "SELECT count(*) FROM totp_secrets WHERE person_id = \(person) AND confirmed_at IS NOT NULL") == 1,
                recoveryCodesLeft: try transaction.count(
                    "SELECT count(*) FROM recovery_codes WHERE person_id = \(person)"))
        }
    }

    /// The secret to be shown to the authenticator: the one that waits to be confirmed, or a new one.
    /// - Throws: `AppError.secondFactorAlreadyOn`.
    package func begin(as actor: Actor) async throws -> [UInt8] {
        let person = try actor.signedIn()
        guard actor.session != nil else { throw AppError(.notAllowed, "session") }
        let fresh = TimeBasedCode.makeSecret()
        let secret = try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO totp_secrets (person_id, secret) VALUES (\(person), \(fresh)) ON CONFLICT DO NOTHING
                """)
            return try transaction.first(
                "SELECT secret FROM totp_secrets WHERE person_id = \(person) AND confirmed_at IS NULL"
            ) { $0.blob(0) }
        }
        guard let secret else { throw AppError(.secondFactorAlreadyOn) }
        return secret
    }

    /// Turns it on: the authenticator shows the right digits. The session gets a new token, the others end.
    /// - Returns: the session, and the recovery codes, which are shown once.
    /// - Throws: `AppError.fieldsInvalid` on `code`, `.tooManyRequests`.
    package func confirm(_ typed: String, as actor: Actor) async throws -> (OpenedSession, recoveryCodes: [String]) {
        let person = try actor.signedIn()
        guard let session = actor.session else { throw AppError(.notAllowed, "session") }
        let codes = (0..<Self.recoveryCodeCount).map { _ in RecoveryCode.make() }
        let result: Result<OpenedSession, AppError> = try await database.write { transaction in
            if let refusal = try transaction.chargeSecondFactor(person) { return .failure(refusal) }
            guard try transaction.confirmAuthenticator(typed, of: person) else {
                return .failure(OneTimeCodes.refusal(.wrong))
            }
            try Throttle.secondFactor(person).forget(transaction)
            try transaction.execute("DELETE FROM recovery_codes WHERE person_id = \(person)")
            for code in codes {
                try transaction.execute(
                    "INSERT INTO recovery_codes (person_id, code_hash) VALUES (\(person), \(RecoveryCode.hash(code)))")
            }
            try transaction.execute("UPDATE sessions SET second_factor_at = \(transaction.now) WHERE id = \(session)")
            try transaction.endSessions(of: person, but: session)
            try transaction.audit(NewAuditEntry("second_factor.added", "person", person.rawValue), by: person)
            return .success(try transaction.rotateSession(session, of: person))
        }
        return (try result.get(), codes)
    }

    /// Turns it off; takes a code or a recovery code.
    /// - Throws: `AppError.fieldsInvalid` on `code`, `.tooManyRequests`.
    package func remove(_ typed: String, as actor: Actor) async throws -> OpenedSession {
        let person = try actor.signedIn()
        guard let session = actor.session else { throw AppError(.notAllowed, "session") }
        let result: Result<OpenedSession, AppError> = try await database.write { transaction in
            if let refusal = try transaction.chargeSecondFactor(person) { return .failure(refusal) }
            guard try transaction.isSecondFactor(typed, of: person) else {
                return .failure(OneTimeCodes.refusal(.wrong))
            }
            try Throttle.secondFactor(person).forget(transaction)
            try transaction.removeSecondFactor(of: person)
            try transaction.execute("UPDATE sessions SET second_factor_at = NULL WHERE person_id = \(person)")
            try transaction.audit(NewAuditEntry("second_factor.removed", "person", person.rawValue), by: person)
            return .success(try transaction.rotateSession(session, of: person))
        }
        return try result.get()
    }
}

/// A code for the day the authenticator is lost: 50 bits, good once.
enum RecoveryCode {
    static func make() -> String {
        let text = TimeBasedCode.base32(Array(TimeBasedCode.makeSecret().prefix(7))).prefix(10).lowercased()
        return "\(text.prefix(5))-\(text.suffix(5))"
    }

    /// Blanks, hyphens and capitals do not matter.
    static func hash(_ typed: String) -> [UInt8] {
        let cleaned = typed.prefix(40).precomposedStringWithCompatibilityMapping.lowercased().filter {
            $0.isASCII && ($0.isLetter || $0.isNumber)
        }
        return Token.hash("recovery:\(cleaned)")
    }
}

extension WriteTransaction {
    fileprivate func chargeSecondFactor(_ person: ID<Person>) throws -> AppError? {
        try Throttle.secondFactor(person).charge(self).map { AppError(.tooManyRequests, String($0)) }
    }

    /// Whether these are digits that the authenticator shows now and that were not used before, or a recovery code,
    /// which is used up.
    func isSecondFactor(_ typed: String, of person: ID<Person>) throws -> Bool {
        if try useAuthenticator(typed, of: person, isConfirmed: true) { return true }
        return try execute(
            "DELETE FROM recovery_codes WHERE person_id = \(person) AND code_hash = \(RecoveryCode.hash(typed))") == 1
    }

    fileprivate func confirmAuthenticator(_ typed: String, of person: ID<Person>) throws -> Bool {
        guard try useAuthenticator(typed, of: person, isConfirmed: false) else { return false }
        return try execute(
            "UPDATE totp_secrets SET confirmed_at = \(now) WHERE person_id = \(person) AND confirmed_at IS NULL") == 1
    }

    private func useAuthenticator(_ typed: String, of person: ID<Person>, isConfirmed: Bool) throws -> Bool {
        let row = try first(
            """
            SELECT secret, last_step FROM totp_secrets
            WHERE person_id = \(person) AND (confirmed_at IS NOT NULL) = (\(isConfirmed) = 1)
            """
        ) { ($0.blob(0), $0.integer(1)) }
        guard let (secret, used) = row,
            let step = TimeBasedCode.step(OneTimeCodes.cleaned(typed), secret, seconds: now.seconds, after: used)
        else { return false }
        // Two requests with the same digits: the second finds the step used.
        return try execute(
            "UPDATE totp_secrets SET last_step = \(step) WHERE person_id = \(person) AND last_step < \(step)") == 1
    }

    func removeSecondFactor(of person: ID<Person>) throws {
        try execute("DELETE FROM totp_secrets WHERE person_id = \(person)")
        try execute("DELETE FROM recovery_codes WHERE person_id = \(person)")
    }
}
