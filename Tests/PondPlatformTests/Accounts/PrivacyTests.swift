import Foundation
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Consents, one's own data, leaving, logs, on both engines")
struct PrivacyTests {
    private func run(_ fixture: AccountFixture) async throws {
        let handlers = fixture.parts.jobHandlers(
            fixture.database, personalData: [.account], mailer: .unset, messenger: .unset)
        let queue = JobQueue(database: fixture.database, handlers: handlers)
        while try await queue.takeTurn() != .idle {}
    }

    @Test("Each consent is a line, and only changes are written", arguments: Dialect.allCases)
    func consents(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            let consents = fixture.parts.consents
            #expect(
                try await consents.log(as: actor).map(\.purpose).sorted { $0.rawValue < $1.rawValue } == [
                    .privacy, .terms,
                ])
            try await consents.set([.marketing: true, .personalisation: false], as: actor)
            try await consents.set([.marketing: true], as: actor)
            try await consents.set([.marketing: false], as: actor)
            let log = try await consents.log(as: actor).filter { $0.purpose == .marketing }
            #expect(log.map(\.isGiven) == [false, true])
        }
    }

    @Test("An export holds what is known, for its person alone, once a day", arguments: Dialect.allCases)
    func export(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            let other = try await fixture.signUp("阿泽", "aze@pond.example")
            let exports = fixture.parts.exports
            let id = try await exports.request(as: actor)
            #expect(await refusal { try await exports.content(id, as: actor) }?.code == .notFound)
            #expect(await refusal { try await exports.request(as: actor) }?.code == .tooManyRequests)
            try await run(fixture)
            let text = try await exports.content(id, as: actor)
            let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
            #expect((root?["account"] as? NSDictionary)?["name"] as? String == "小满")
            #expect(text.contains("xiaoman@pond.example"))
            #expect(!text.contains("aze@pond.example"))
            #expect(await refusal { try await exports.content(id, as: other) }?.code == .notFound)
        }
    }

    @Test("Leaving takes a week, can be taken back, and leaves the row without a name", arguments: Dialect.allCases)
    func leaving(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            let person = try actor.signedIn()
            let departures = fixture.parts.departures
            let wrong = await refusal { try await departures.request(password: "wrong", as: actor) }
            #expect(wrong?.fields == [FieldError("password", .wrong)])
            try await departures.request(password: "三月的池塘很安静", as: actor)
            try await departures.cancel(as: actor)
            try await fixture.database.pass(milliseconds: 8 * 86_400_000)
            try await run(fixture)
            #expect(try await fixture.count("SELECT count(*) FROM persons WHERE state = 'active'") == 1)

            _ = try await fixture.parts.keys.make(.init(name: "k", scopes: [.read], days: nil), as: actor)
            try await departures.request(password: "三月的池塘很安静", as: actor)
            try await run(fixture)
            #expect(try await fixture.count("SELECT count(*) FROM persons WHERE state = 'leaving'") == 1)
            try await fixture.database.pass(milliseconds: Departures.graceMilliseconds - 60_000)
            try await run(fixture)
            #expect(try await fixture.count("SELECT count(*) FROM persons WHERE state = 'leaving'") == 1)
            try await fixture.database.pass(milliseconds: 60_000)
            try await run(fixture)
            let left = try await fixture.database.read { transaction in
                try transaction.query("SELECT name, state FROM persons WHERE id = \(person)") {
                    [$0.text(0), $0.text(1)]
                }
            }
            #expect(left == [["已注销", "erased"]])
            for table in ["addresses", "passwords", "sessions", "api_keys", "data_exports"] {
                #expect(try await fixture.count(SQL(text: "SELECT count(*) FROM \(table)")) == 0, "\(table)")
            }
            #expect(try await fixture.count("SELECT count(*) FROM consents") == 2, "what was agreed to stays on record")
            let back = await refusal {
                try await fixture.parts.sessions.signIn(
                    "xiaoman@pond.example", password: "三月的池塘很安静", from: AccountFixture.device)
            }
            #expect(back?.code == .signInWrong)
            _ = try await fixture.signUp("小满", "xiaoman@pond.example")
        }
    }

    @Test("The only administrator does not leave", arguments: Dialect.allCases)
    func lastAdministrator(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            try await fixture.parts.accounts.makeAdministrator(actor.signedIn(), as: .machine)
            let session = try await fixture.parts.sessions.signIn(
                "xiaoman@pond.example", password: "三月的池塘很安静", from: AccountFixture.device)
            let administrator = try await fixture.actor(session)
            let refused = await refusal {
                try await fixture.parts.departures.request(password: "三月的池塘很安静", as: administrator)
            }
            #expect(refused == AppError(.lastAdministrator))
        }
    }

    /// Rows carry the node's time, jobs the database's: both go on.
    private func pass(days: Int64, _ fixture: AccountFixture) async throws {
        fixture.time.advance(milliseconds: days * 86_400_000)
        try await fixture.database.pass(milliseconds: days * 86_400_000)
    }

    @Test("Logs are kept for their time and then go; less than six months is refused", arguments: Dialect.allCases)
    func retention(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            _ = try await fixture.parts.sessions.revokeOthers(as: actor)
            let entries = try await fixture.count("SELECT count(*) FROM audit_entries")
            #expect(entries > 0)
            let refused = await refusal {
                try await fixture.parts.installation.change(as: .machine) { $0.logRetentionDays = 182 }
            }
            #expect(refused?.fields.map(\.field) == ["logRetentionDays"])
            try await LogRetention.daily.start(in: fixture.database)
            try await pass(days: 182, fixture)
            try await run(fixture)
            #expect(try await fixture.count("SELECT count(*) FROM audit_entries") == entries)
            try await pass(days: 2, fixture)
            try await run(fixture)
            #expect(try await fixture.count("SELECT count(*) FROM audit_entries") == 0)
            #expect(
                try await fixture.count("SELECT count(*) FROM jobs WHERE kind = 'log.retention' AND state = 0") == 1)
        }
    }

    @Test("The audit log is read by pages and filters, without secrets", arguments: Dialect.allCases)
    func audit(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let actor = try await fixture.signUp()
            try await fixture.parts.installation.change(as: .machine) {
                $0.mail = MailSettings(
                    host: "h", port: 25, security: .none, user: "u", password: "geheim", from: "a@pond.example")
            }
            for number in 0..<5 {
                _ = try await fixture.parts.keys.make(.init(name: "k\(number)", scopes: [.read], days: nil), as: actor)
            }
            var filter = AuditFilter()
            filter.count = 2
            filter.action = "key.created"
            var seen: [String] = []
            while true {
                let page = try await fixture.parts.auditLog.entries(community: 0, filter)
                seen += page.compactMap(\.after)
                guard let last = page.last else { break }
                filter.before = last.id
            }
            #expect(seen.count == 5)
            #expect(seen.first == #"{"name":"k4","scopes":"read"}"#)
            let all = try await fixture.parts.auditLog.entries(community: 0, AuditFilter())
            #expect(!all.contains { ($0.after ?? "").contains("geheim") })
            #expect(all.first?.actorName == "小满")
        }
    }

    @Test(
        "Who is under 14 or has no verified phone does not post where the settings say so", arguments: Dialect.allCases)
    func posting(_ dialect: Dialect) async throws {
        try await AccountFixture.run(dialect) { fixture in
            let person = try await fixture.signUp().signedIn()
            func refusal(ofCommunity needsPhone: Bool = false) async throws -> AppError? {
                let now = fixture.time.clock.now()
                return try await fixture.database.read { transaction in
                    try PostingRules(of: [person.rawValue], now: now, transaction)
                        .refusal(person.rawValue, needsVerifiedPhone: needsPhone)
                }
            }
            #expect(try await refusal() == nil)
            #expect(try await refusal(ofCommunity: true)?.code == .phoneNeeded)
            try await fixture.parts.installation.change(as: .machine) { $0.needsVerifiedPhone = true }
            #expect(try await refusal()?.code == .phoneNeeded)
            try await fixture.parts.installation.change(as: .machine) { $0.needsVerifiedPhone = false }
            try await fixture.database.write { try $0.execute("UPDATE persons SET birth_year = 2015") }
            #expect(try await refusal()?.code == .guardianNeeded)
            try await fixture.parts.installation.change(as: .machine) { $0.needsGuardianConsent = false }
            #expect(try await refusal() == nil)
        }
    }
}
