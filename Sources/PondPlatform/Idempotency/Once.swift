import Crypto
import Foundation
import PondCore
package import PondStore

extension WriteTransaction {
    /// Carries out what comes with an idempotency key at most once: the second time it gives the first answer. The
    /// answer is written in the same transaction as the effects, so there is no moment at which only one of them is.
    ///
    /// ```swift
    /// try transaction.once(key, scope: "messages:\(member)", request: text) { try post(…) }
    /// ```
    /// - Parameters:
    ///   - key: chosen by the caller; nil carries it out every time.
    ///   - scope: what was asked, and by whom: keys of two people never meet.
    ///   - request: what was asked for; the same key with another request is refused.
    /// - Throws: `AppError.keyReused`, and what `body` throws.
    package func once<Answer: Codable>(
        _ key: String?, scope: String, request: String, _ body: () throws -> Answer
    ) throws -> Answer {
        guard let key, !key.isEmpty else { return try body() }
        guard key.utf8.count <= Answers.keyBytesMax else {
            let tooLong = FieldError("idempotency_key", .tooLong, String(Answers.keyBytesMax))
            throw AppError(code: .fieldsInvalid, fields: [tooLong])
        }
        let hash = Array(SHA256.hash(data: Data(request.utf8)))
        // The row is taken first: on PostgreSQL a second request with this key waits here until the first is decided.
        let isNew = try execute(
            """
            INSERT INTO answers (scope, idempotency_key, request_hash, answer, created_at)
            VALUES (\(scope), \(key), \(hash), '', \(now)) ON CONFLICT DO NOTHING
            """)
        guard isNew == 1 else { return try known(key, scope, hash) }
        let answer = try body()
        let text = String(decoding: try JSONEncoder().encode([answer]), as: UTF8.self)
        try execute("UPDATE answers SET answer = \(text) WHERE scope = \(scope) AND idempotency_key = \(key)")
        return answer
    }

    private func known<Answer: Codable>(_ key: String, _ scope: String, _ hash: [UInt8]) throws -> Answer {
        let rows = try query(
            "SELECT request_hash, answer FROM answers WHERE scope = \(scope) AND idempotency_key = \(key)"
        ) { row in (row.blob(0), row.text(1)) }
        guard let row = rows.first, row.0 == hash,
            let answer = try JSONDecoder().decode([Answer].self, from: Data(row.1.utf8)).first
        else { throw AppError(.keyReused) }
        return answer
    }
}

/// The answers that `once` keeps.
package enum Answers {
    package static let keyBytesMax = 200
    /// A key that comes again after this is a new one.
    package static let keptMilliseconds: Int64 = 48 * 3_600_000

    /// Removes answers that are older than they are kept.
    package static func removeOld(_ transaction: WriteTransaction) throws {
        let limit = transaction.now.adding(milliseconds: -keptMilliseconds)
        try transaction.execute("DELETE FROM answers WHERE created_at < \(limit)")
    }
}
