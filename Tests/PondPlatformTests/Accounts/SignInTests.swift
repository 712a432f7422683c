import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Signing in, on both engines")
struct SignInTests {
    @Test("The right password opens a session whose token is not in the database", arguments: Dialect.allCases)
    func right(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let person = try await fixture.signUp().signedIn()
            let session = try await fixture.parts.sessions.signIn(
                "XIAOMAN@pond.example", password: "三月的池塘很安静", from: AccountFixture.device)
            #expect(session.person == person)
            #expect(try await fixture.parts.sessions.find(session.token)?.actor.person == person)
            let stored = try await fixture.database.read { transaction in
                try transaction.query("SELECT token_hash FROM sessions") { $0.blob(0) }
            }
            #expect(stored.count == 2)
            #expect(!stored.contains(Array(session.token.utf8)))
        }
    }

    @Test("A wrong password and an unknown address get the same answer", arguments: Dialect.allCases)
    func wrong(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            let sessions = fixture.parts.sessions
            for address in ["xiaoman@pond.example", "nobody@pond.example", "no address"] {
                let refused = await refusal {
                    try await sessions.signIn(address, password: "wrong wrong", from: AccountFixture.device)
                }
                #expect(refused == AppError(.signInWrong))
            }
            #expect(try await fixture.count("SELECT count(*) FROM sessions") == 1)
        }
    }

    @Test("Guessing gets slower, also after a restart, and the right password waits too", arguments: Dialect.allCases)
    func throttle(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            func attempt(_ password: String) async -> AppError? {
                // A new process each time: nothing is kept in memory.
                let parts = AccountParts(
                    fixture.database, secret: AccountFixture.secret,
                    passwords: Passwords(cost: AccountFixture.cost))
                return await refusal {
                    try await parts.sessions.signIn(
                        "xiaoman@pond.example", password: password, from: AccountFixture.device)
                }
            }
            for _ in 0..<5 { #expect(await attempt("wrong wrong") == AppError(.signInWrong)) }
            #expect(await attempt("三月的池塘很安静")?.code == .tooManyRequests)
            var waits: [Int64] = []
            for _ in 0..<5 {
                guard let wait = await attempt("wrong wrong"), wait.code == .tooManyRequests else {
                    Issue.record("expected to wait")
                    return
                }
                waits.append(Int64(wait.values.first ?? "") ?? 0)
                fixture.time.advance(milliseconds: (waits.last ?? 0) * 1000)
                #expect(await attempt("wrong wrong") == AppError(.signInWrong))
            }
            #expect(waits == [1, 2, 4, 8, 16])
            fixture.time.advance(milliseconds: 32_000)
            #expect(await attempt("三月的池塘很安静") == nil)
            #expect(await attempt("wrong wrong") == AppError(.signInWrong), "a right password forgets the wrong ones")
        }
    }

    @Test("Many guesses at once do not slip through together", arguments: Dialect.allCases)
    func together(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            let sessions = fixture.parts.sessions
            let codes = await withTaskGroup(of: AppError.Code?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        await refusal {
                            try await sessions.signIn(
                                "xiaoman@pond.example", password: "wrong wrong", from: AccountFixture.device)
                        }?.code
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.filter { $0 == .signInWrong }.count == 5)
            #expect(codes.filter { $0 == .tooManyRequests }.count == 15)
        }
    }

    @Test("Sessions end when they are revoked, signed out of, or not used for 30 days", arguments: Dialect.allCases)
    func ends(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let first = try await fixture.signUp()
            let sessions = fixture.parts.sessions
            func open() async throws -> OpenedSession {
                try await sessions.signIn(
                    "xiaoman@pond.example", password: "三月的池塘很安静", from: AccountFixture.device)
            }
            let second = try await open()
            #expect(try await sessions.list(as: first).count == 2)
            try await sessions.revoke(second.id, as: first)
            #expect(try await sessions.find(second.token) == nil)
            #expect(await refusal { try await sessions.revoke(second.id, as: first) }?.code == .notFound)

            let third = try await open()
            try await sessions.signOut(third.token)
            #expect(try await sessions.find(third.token) == nil)

            let fourth = try await open()
            fixture.time.advance(milliseconds: 29 * 86_400_000)
            #expect(try await sessions.find(fourth.token) != nil)
            try await fixture.parts.saveActivity()
            fixture.time.advance(milliseconds: 29 * 86_400_000)
            #expect(try await sessions.find(fourth.token) != nil, "being there lengthens it")
            fixture.time.advance(milliseconds: 30 * 86_400_000)
            #expect(try await sessions.find(fourth.token) == nil)
        }
    }

    @Test("Being there writes nothing within a minute", arguments: Dialect.allCases)
    func activity(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let session = try await fixture.parts.accounts.signUp(
                AccountFixture.draft("小满", "xiaoman@pond.example"), from: AccountFixture.device
            ) { _, _ in }
            let start = try await fixture.count("SELECT seen_at FROM sessions")
            for _ in 0..<3 { _ = try await fixture.parts.sessions.find(session.token) }
            try await fixture.parts.saveActivity()
            #expect(try await fixture.count("SELECT seen_at FROM sessions") == start)
            fixture.time.advance(milliseconds: 61_000)
            _ = try await fixture.parts.sessions.find(session.token)
            #expect(try await fixture.count("SELECT seen_at FROM sessions") == start, "not in the request")
            try await fixture.parts.saveActivity()
            #expect(try await fixture.count("SELECT seen_at FROM sessions") == start + 61_000)
        }
    }

    @Test("Nobody ends another's session", arguments: Dialect.allCases)
    func others(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let xiaoman = try await fixture.signUp()
            let aze = try await fixture.signUp("阿泽", "aze@pond.example")
            guard let session = xiaoman.session else {
                Issue.record("no session")
                return
            }
            #expect(await refusal { try await fixture.parts.sessions.revoke(session, as: aze) }?.code == .notFound)
            #expect(try await fixture.parts.sessions.list(as: xiaoman).count == 1)
        }
    }

    @Test("Who asks is found by one look into an index", arguments: Dialect.allCases)
    func plan(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let plan = try await fixture.database.write { transaction in
                if transaction.dialect == .postgres { try transaction.execute("SET LOCAL enable_seqscan = off") }
                let explain = transaction.dialect == .postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN "
                let hash: [UInt8] = [1]
                let sql: SQL = """
                    SELECT s.id FROM sessions s JOIN persons p ON p.id = s.person_id WHERE s.token_hash = \(hash)
                    """
                let column = transaction.dialect == .postgres ? 0 : 3
                return try transaction.query(SQL(text: explain + sql.text, bindings: sql.bindings)) { $0.text(column) }
            }.joined(separator: "\n")
            #expect(!plan.contains("SCAN sessions") && !plan.contains("Seq Scan on sessions"), "\(plan)")
        }
    }
}
