import Foundation
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("One-time codes, second factors and keys, on both engines")
struct CodeTests {
    @Test("A code signs in once, and not after ten minutes", arguments: Dialect.allCases)
    func codes(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            try await fixture.setMail()
            let (codes, sessions) = (fixture.parts.codes, fixture.parts.sessions)
            let address = "xiaoman@pond.example"
            try await codes.request(.signIn, address, from: AccountFixture.device)
            let digits = try await fixture.digits(.signIn)
            #expect(digits.count == 6)
            let session = try await sessions.signIn(address, code: digits, from: AccountFixture.device)
            #expect(try await sessions.find(session.token) != nil)
            #expect(try await fixture.count("SELECT count(*) FROM addresses WHERE verified_at IS NOT NULL") == 1)
            let again = await refusal { try await sessions.signIn(address, code: digits, from: AccountFixture.device) }
            #expect(again?.fields == [FieldError("code", .expired)])

            fixture.time.advance(milliseconds: 120_000)
            try await codes.request(.signIn, address, from: AccountFixture.device)
            let late = try await fixture.digits(.signIn)
            fixture.time.advance(milliseconds: 10 * 60_000)
            let expired = await refusal { try await sessions.signIn(address, code: late, from: AccountFixture.device) }
            #expect(expired?.fields == [FieldError("code", .expired)])
        }
    }

    @Test("Five wrong digits end a code", arguments: Dialect.allCases)
    func attempts(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            try await fixture.setMail()
            let address = "xiaoman@pond.example"
            try await fixture.parts.codes.request(.signIn, address, from: AccountFixture.device)
            let digits = try await fixture.digits(.signIn)
            let wrong = digits == "000000" ? "000001" : "000000"
            for _ in 0..<OneTimeCodes.attemptsMax {
                let refused = await refusal {
                    try await fixture.parts.sessions.signIn(address, code: wrong, from: AccountFixture.device)
                }
                #expect(refused?.fields == [FieldError("code", .wrong)])
            }
            let refused = await refusal {
                try await fixture.parts.sessions.signIn(address, code: digits, from: AccountFixture.device)
            }
            #expect(refused?.fields == [FieldError("code", .expired)])
        }
    }

    @Test(
        "An unknown address gets the same answer and no message, and a second wish waits", arguments: Dialect.allCases)
    func unknown(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let codes = fixture.parts.codes
            try await fixture.setMail()
            try await codes.request(.signIn, "nobody@pond.example", from: AccountFixture.device)
            #expect(try await fixture.count("SELECT count(*) FROM jobs") == 0)
            let second = await refusal {
                try await codes.request(.signIn, "nobody@pond.example", from: AccountFixture.device)
            }
            #expect(second == AppError(.tooManyRequests, "60"))
        }
    }

    @Test("Where nothing would send it, a code is refused and none is made", arguments: Dialect.allCases)
    func unset(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            let codes = fixture.parts.codes
            let undeliverable = AppError(code: .fieldsInvalid, fields: [FieldError("address", .undeliverable)])
            for address in ["xiaoman@pond.example", "nobody@pond.example", "13800000042"] {
                await #expect(throws: undeliverable) {
                    try await codes.request(.signIn, address, from: AccountFixture.device)
                }
            }
            let own = try #require(ContactAddress("xiaoman@pond.example"))
            await #expect(throws: undeliverable) { try await codes.requestVerification(own, as: actor) }
            try await fixture.setMail()
            await #expect(throws: undeliverable) {
                try await codes.request(.signIn, "13800000042", from: AccountFixture.device)
            }
            #expect(try await fixture.count("SELECT count(*) FROM codes") == 0)
            #expect(try await fixture.count("SELECT count(*) FROM jobs") == 0)
        }
    }

    @Test("A code for signing in does not set a password", arguments: Dialect.allCases)
    func purposes(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            try await fixture.setMail()
            let address = "xiaoman@pond.example"
            try await fixture.parts.codes.request(.signIn, address, from: AccountFixture.device)
            let digits = try await fixture.digits(.signIn)
            let refused = await refusal {
                try await fixture.parts.accounts.resetPassword(address, code: digits, to: "一个新的长密码句子")
            }
            #expect(refused?.fields == [FieldError("code", .expired)])
        }
    }

    @Test("Setting a password by code ends all sessions", arguments: Dialect.allCases)
    func reset(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            try await fixture.setMail()
            let address = "xiaoman@pond.example"
            try await fixture.parts.codes.request(.reset, address, from: AccountFixture.device)
            let digits = try await fixture.digits(.reset)
            try await fixture.parts.accounts.resetPassword(address, code: digits, to: "一个新的长密码句子")
            #expect(try await fixture.count("SELECT count(*) FROM sessions WHERE revoked_at IS NULL") == 0)
            _ = try await fixture.parts.sessions.signIn(
                address, password: "一个新的长密码句子", from: AccountFixture.device)
        }
    }

    @Test(
        "The digits are those of RFC 6238",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func vectors(seconds: Int64, digits: String) {
        let secret = Array("12345678901234567890".utf8)
        #expect(TimeBasedCode.digits(secret, step: seconds / 30) == digits)
        #expect(TimeBasedCode.base32(secret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    }

    @Test("The second factor: a step early or late, never twice, and the token changes", arguments: Dialect.allCases)
    func secondFactor(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            let factors = fixture.parts.secondFactors
            let secret = try await factors.begin(as: actor)
            func digits(_ offset: Int64) -> String {
                TimeBasedCode.digits(secret, step: fixture.time.clock.now().seconds / 30 + offset)
            }
            #expect(await refusal { try await factors.confirm(digits(5), as: actor) }?.code == .fieldsInvalid)
            let (session, recovery) = try await factors.confirm(digits(0), as: actor)
            #expect(recovery.count == 10)
            #expect(try await fixture.parts.sessions.find(session.token)?.actor.hasSecondFactor == true)

            func signIn() async throws -> OpenedSession {
                try await fixture.parts.sessions.signIn(
                    "xiaoman@pond.example", password: "三月的池塘很安静", from: AccountFixture.device)
            }
            let sessions = fixture.parts.sessions
            let waiting = try await signIn()
            #expect(waiting.awaitsSecondFactor)
            #expect(try await sessions.find(waiting.token) == nil)
            func pass(_ code: String) async -> AppError? {
                await refusal { try await sessions.passSecondFactor(waiting.token, code: code) }
            }
            #expect(await pass(digits(0))?.fields == [FieldError("code", .wrong)], "used when it was turned on")
            #expect(await pass(digits(2))?.fields == [FieldError("code", .wrong)])
            let passed = try await sessions.passSecondFactor(waiting.token, code: digits(1))
            #expect(passed.token != waiting.token)
            #expect(try await sessions.find(passed.token)?.actor.hasSecondFactor == true)
            #expect(try await sessions.find(waiting.token) == nil)

            let third = try await signIn()
            let spelt = recovery[0].uppercased().replacingOccurrences(of: "-", with: " ")
            _ = try await sessions.passSecondFactor(third.token, code: spelt)
            let fourth = try await signIn()
            let reused = await refusal { try await sessions.passSecondFactor(fourth.token, code: recovery[0]) }
            #expect(reused?.fields == [FieldError("code", .wrong)])
        }
    }

    @Test("Keys prove what they are for until they end or are revoked", arguments: Dialect.allCases)
    func keys(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            let keys = fixture.parts.keys
            let made = try await keys.make(.init(name: "网站", scopes: [.read], days: 1), as: actor)
            #expect(made.token.hasPrefix("pond_"))
            let proven = try await keys.find(made.token)
            #expect(proven?.actor.allows(.read) == true)
            #expect(proven?.actor.allows(.write) == false)
            #expect(try await keys.find(made.token + "x") == nil)
            guard let program = proven?.actor else { return }
            let more = await refusal {
                try await keys.make(.init(name: "more", scopes: [.administer], days: nil), as: program)
            }
            #expect(more?.code == .notAllowed)
            fixture.time.advance(milliseconds: 86_400_000)
            #expect(try await keys.find(made.token) == nil)

            let second = try await keys.make(.init(name: "b", scopes: [.read], days: nil), as: actor)
            try await keys.revoke(second.entry.id, as: actor)
            #expect(try await keys.find(second.token) == nil)
        }
    }
}
