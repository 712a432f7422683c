import PondCore
import PondPlatform
import PondStore
import PondTestSupport

/// A database with accounts on it, whose passwords cost little, and a clock that the test moves.
struct AccountFixture {
    static let cost = PasswordCost(rounds: 2, parallelism: 1)
    static let device = Device(networkAddress: "203.0.113.7", userAgent: "Firefox/140")
    static let secret = Secret(Array(repeating: 7, count: 32))

    let database: Database
    let time: TestClock
    let parts: AccountParts

    static func run(
        _ dialect: Dialect, _ body: (AccountFixture) async throws -> Void
    ) async throws {
        let time = TestClock()
        try await withDatabase(dialect, clock: time.clock) { test in
            let parts = AccountParts(test.database, secret: secret, passwords: Passwords(cost: cost))
            try await body(AccountFixture(database: test.database, time: time, parts: parts))
        }
    }

    static func draft(_ name: String, _ address: String, password: String = "三月的池塘很安静") -> AccountDraft {
        AccountDraft(name: name, address: address, password: password, agrees: true)
    }

    /// Sets a mail server, without which no code is asked for. Nothing is sent while no job runs.
    func setMail(port: Int = 25) async throws {
        try await parts.installation.change(as: .machine) {
            $0.mail = MailSettings(
                host: "127.0.0.1", port: port, security: .none, from: "pond@pond.example")
        }
    }

    /// Signs somebody up.
    func signUp(_ name: String = "小满", _ address: String = "xiaoman@pond.example") async throws -> Actor {
        let session = try await parts.accounts.signUp(Self.draft(name, address), from: Self.device) { _, _ in }
        return try await actor(session)
    }

    func actor(_ session: OpenedSession) async throws -> Actor {
        guard let proven = try await parts.sessions.find(session.token) else { throw AppError(.signInNeeded) }
        return proven.actor
    }

    /// The digits of the newest code for an address, computed as the job that sends them does.
    func digits(_ purpose: CodePurpose) async throws -> String {
        let id = try await database.read { transaction in
            try transaction.first("SELECT id FROM codes WHERE purpose = \(purpose.rawValue) ORDER BY id DESC") {
                $0.integer(0)
            }
        }
        return parts.codes.digits(id ?? 0, purpose)
    }

    func count(_ sql: SQL) async throws -> Int {
        try await database.read { try $0.count(sql) }
    }
}

/// The refusal that a closure ends with.
func refusal(_ body: () async throws -> some Any) async -> AppError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? AppError
    }
}
