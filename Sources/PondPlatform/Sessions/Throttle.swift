import PondCore
import PondStore

/// Growing pauses after wrong guesses, kept in the database so that a restart or another node does not forget them.
///
/// An attempt is charged before it is tried, so that many at once do not slip through together; a right one is given
/// back.
struct Throttle: Sendable {
    /// What is guessed at, or from where: `account:email:a@b.example`, `network:203.0.113.7`.
    let name: String
    /// So many attempts are free.
    let freeCount: Int
    let pauseSecondsMax: Int64

    /// After this without an attempt everything is forgotten.
    static let forgottenAfterMilliseconds: Int64 = 24 * 3_600_000

    static func account(_ address: ContactAddress) -> Throttle {
        Throttle(name: "account:\(address.kind.rawValue):\(address.text)", freeCount: 5, pauseSecondsMax: 900)
    }

    static func network(_ address: String) -> Throttle {
        Throttle(name: "network:\(address.prefix(64))", freeCount: 30, pauseSecondsMax: 900)
    }

    static func secondFactor(_ person: ID<Person>) -> Throttle {
        Throttle(name: "second-factor:\(person)", freeCount: 5, pauseSecondsMax: 900)
    }

    /// One code, then a minute, then longer: messages cost money and annoy.
    static func code(_ purpose: CodePurpose, _ address: ContactAddress) -> Throttle {
        Throttle(
            name: "code:\(purpose.rawValue):\(address.kind.rawValue):\(address.text)", freeCount: 1,
            pauseSecondsMax: 3_600)
    }

    /// 0 for free attempts, then 1, 2, 4 … seconds.
    func pauseSeconds(failures: Int) -> Int64 {
        guard failures >= freeCount else { return 0 }
        return min(pauseSecondsMax, 1 << Int64(min(failures - freeCount, 20)))
    }

    /// Counts one attempt.
    /// - Returns: nil, or how many seconds are still to be waited; then nothing was counted.
    func charge(_ transaction: WriteTransaction, leastSeconds: Int64 = 0) throws -> Int64? {
        let now = transaction.now.milliseconds
        try transaction.execute(
            """
            INSERT INTO throttles (name, failures, blocked_until, changed_at) VALUES (\(name), 0, 0, \(now))
            ON CONFLICT (name) DO UPDATE SET
                failures = CASE WHEN throttles.changed_at < \(now - Self.forgottenAfterMilliseconds) THEN 0
                    ELSE throttles.failures END
            """)
        let row = try transaction.first("SELECT failures, blocked_until FROM throttles WHERE name = \(name)") {
            (Int($0.integer(0)), $0.integer(1))
        }
        let (failures, blockedUntil) = row ?? (0, 0)
        if blockedUntil > now { return (blockedUntil - now + 999) / 1000 }
        let pause = max(leastSeconds, pauseSeconds(failures: failures + 1))
        try transaction.execute(
            """
            UPDATE throttles SET failures = \(failures + 1), blocked_until = \(now + pause * 1000), changed_at = \(now)
            WHERE name = \(name)
            """)
        return nil
    }

    /// The attempt was right.
    func forget(_ transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM throttles WHERE name = \(name)")
    }

    /// The attempt was right, but earlier ones still count: one's own account must not clear a network's record.
    func giveBack(_ transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE throttles SET failures = failures - 1, blocked_until = 0 WHERE name = \(name) AND failures > 0")
    }

    /// Charges several at once; when one of them says wait, none is charged.
    /// - Throws: `AppError.tooManyRequests`.
    static func charge(_ throttles: [Throttle], _ transaction: WriteTransaction) throws {
        let waits = try throttles.compactMap { try $0.charge(transaction) }
        if let seconds = waits.max() { throw AppError(.tooManyRequests, String(seconds)) }
    }

    static func removeOld(_ transaction: WriteTransaction) throws {
        let limit = transaction.now.adding(milliseconds: -forgottenAfterMilliseconds)
        try transaction.execute("DELETE FROM throttles WHERE changed_at < \(limit)")
    }
}
