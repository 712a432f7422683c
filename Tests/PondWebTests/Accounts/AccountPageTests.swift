import Foundation
import HTTPTypes
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Account pages and the API by whole requests, on both engines")
struct AccountPageTests {
    @Test("Every page stands, in both languages, without a missing word", arguments: Dialect.allCases)
    func pages(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let owner = try await web.founded()
            let community = try await web.count("SELECT id FROM communities")
            let guest = web.browser()
            for language in ["zh", "en"] {
                owner.set(cookie: "language", language)
                guest.set(cookie: "language", language)
                for path in [
                    "/sign-in", "/sign-in/code", "/sign-in/code?for=reset", "/sign-in/code/entry?address=a",
                    "/sign-in/reset?address=a", "/sign-up", "/policies/privacy", "/policies/terms",
                ] {
                    let page = try await guest.get(path)
                    #expect(page.status == 200, "\(path)")
                    #expect(!page.body.contains("[[") && !page.body.contains("{{"), "\(path)")
                    #expect(page.body.contains("lang=\"\(language == "zh" ? "zh-CN" : "en")\""))
                }
                for path in [
                    "/me", "/me/password", "/me/second-factor", "/me/sessions", "/me/keys", "/me/privacy",
                    "/me/addresses/verification?address=a", "/installation", "/console/\(community)/audit",
                ] {
                    let page = try await owner.get(path)
                    #expect(page.status == 200, "\(path)")
                    #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                    #expect(!page.body.contains(" style="), "\(path)")
                }
            }
            #expect(try await guest.get("/policies/other").status == 404)
        }
    }

    @Test("Hostile names are shown as text and hidden marks are gone", arguments: Dialect.allCases)
    func names(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = try await web.signedUp("<b>\u{202E}小\u{0}满</b>")
            let page = try await browser.get("/me")
            #expect(page.body.contains("&lt;b&gt;小满&lt;/b&gt;"))
            #expect(!page.body.contains("<b>小满"))
            try await browser.get("/me")
            let long = try await browser.submit("/me/profile", ["name": String(repeating: "长", count: 10_000)])
            #expect(long.status == 422)
            let huge = try await browser.submit("/me/profile", ["name": String(repeating: "长", count: 200_000)])
            #expect(huge.status == 413)
            #expect(try await web.text("SELECT name FROM persons") == "<b>小满</b>")
        }
    }

    @Test("An address that somebody has is refused", arguments: Dialect.allCases)
    func taken(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            _ = try await web.signedUp()
            let second = try await web.signedUp("别人", "XIAOMAN@pond.example")
            #expect(second.page?.status == 422)
            #expect(second.page?.body.contains("已经有人用了") == true)
            #expect(try await web.count("SELECT count(*) FROM persons") == 1)
        }
    }

    @Test("Under 14 a guardian has to agree", arguments: Dialect.allCases)
    func guardian(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = web.browser()
            try await browser.get("/sign-up")
            var fields = [
                "name": "小小", "address": "xx@pond.example", "password": WebFixture.password, "agrees": "yes",
                "birthYear": "2015",
            ]
            #expect(try await browser.submit("/sign-up", fields).body.contains("f-guardianAgrees-e"))
            fields["guardianAgrees"] = "yes"
            #expect(try await browser.submit("/sign-up", fields).status == 303)
            #expect(try await web.count("SELECT count(*) FROM consents WHERE purpose = 'guardian'") == 1)
        }
    }

    @Test("A key is shown once, a form sent twice makes one key", arguments: Dialect.allCases)
    func keys(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = try await web.signedUp()
            try await browser.get("/me/keys")
            let key = try #require(browser.page?.hidden("_key"))
            let fields = ["name": "网站", "days": "30", "scope-read": "yes", "_key": key]
            let made = try await browser.submit("/me/keys", fields)
            let token = try #require(made.body.range(of: #"pond_[A-Za-z0-9_-]{43}"#, options: .regularExpression))
            let again = try await browser.submit("/me/keys", fields)
            #expect(again.status == 200)
            #expect(again.body.range(of: #"pond_[A-Za-z0-9_-]{43}"#, options: .regularExpression) == nil)
            #expect(try await web.count("SELECT count(*) FROM api_keys") == 1)
            let other = try await browser.submit(
                "/me/keys", ["name": "别的", "days": "30", "scope-read": "yes", "_key": key])
            #expect(other.status == 409)

            let program = Bearer(web, String(made.body[token]))
            #expect(try await program.get("/api/v1/me").status == 200)
            #expect(try await program.get("/api/v1/me").body.contains("\"name\":\"小满\""))
            let refused = try await program.send("/api/v1/keys", .post, #"{"name":"n","scopes":["read"]}"#)
            #expect(refused.status == 403)
            #expect(refused.body.contains("\"code\":\"permission.missing\""))
            #expect(try await Bearer(web, "pond_forged").get("/api/v1/me").status == 401)
            let page = try await browser.get("/me/keys")
            let action = try #require(page.body.range(of: #"/me/keys/\d+/revocations"#, options: .regularExpression))
            try await browser.submit(String(page.body[action]))
            #expect(try await program.get("/api/v1/me").status == 401)
        }
    }

    @Test("Keys over the API: made once a key, listed, revoked; bad input names its field", arguments: Dialect.allCases)
    func api(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = try await web.signedUp()
            let session = try #require(browser.cookies["session"])
            let actor = try #require(try await web.parts.sessions.find(session)?.actor)
            let made = try await web.parts.keys.make(
                .init(name: "程序", scopes: [.read, .write, .administer], days: nil), as: actor)
            let program = Bearer(web, made.token)
            let body = #"{"name":"第二把","scopes":["read"],"days":7}"#
            let first = try await program.send("/api/v1/keys", .post, body, key: "k1")
            #expect(first.status == 201)
            #expect(first.body.contains("\"token\":\"pond_"))
            let again = try await program.send("/api/v1/keys", .post, body, key: "k1")
            #expect(again.status == 201)
            #expect(!again.body.contains("\"token\""))
            let reused = try await program.send(
                "/api/v1/keys", .post, #"{"name":"x","scopes":["read"]}"#, key: "k1")
            #expect(reused.status == 409)
            let bad = try await program.send("/api/v1/keys", .post, #"{"name":"","scopes":[]}"#)
            #expect(bad.status == 422)
            #expect(bad.body.contains("\"field\":\"scopes\""))
            #expect(bad.headers[.contentType]?.contains("application/problem+json") == true)
            #expect(try await program.send("/api/v1/keys", .post, "{").status == 400)
            #expect(try await program.send("/api/v1/keys", .post, #"{"name":1,"scopes":[]}"#).status == 400)
            #expect(try await program.send("/api/v1/keys/1", .delete, "").status == 404)
            #expect(try await program.send("/api/v1/keys/abc", .delete, "").status == 404)
            #expect(try await program.send("/api/v1/keys/\(made.entry.id)", .delete, "").status == 204)
            #expect(try await program.get("/api/v1/me").status == 401)
        }
    }

    @Test("OpenAPI describes the account's operations", arguments: [Dialect.sqlite])
    func openAPI(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let document = try await web.browser().get("/openapi.json")
            #expect(document.status == 200)
            for operation in ["getMe", "listSessions", "revokeSession", "listKeys", "makeKey", "revokeKey"] {
                #expect(document.body.contains("\"operationId\":\"\(operation)\""))
            }
            #expect(document.body.contains("#/components/schemas/AccountAPIKeyWish"))
            for type in ["Checkup", "CheckupPerson", "CheckupErrorFinding", "CheckupEvidence", "CheckupStep"] {
                #expect(document.body.contains("\"#/components/schemas/\(type)\""), "\(type)")
            }
        }
    }

    @Test("Leaving by the form keeps members and messages whole", arguments: Dialect.allCases)
    func leaving(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let owner = try await web.founded()
            try await owner.get("/me/privacy")
            let refused = try await owner.submit("/me/departures", ["password": WebFixture.password])
            #expect(refused.status == 409)
            #expect(refused.body.contains("唯一的管理员"))
            _ = try await web.parts.accounts.add(
                AccountDraft(
                    name: "接手", address: "next@pond.example", password: WebFixture.password, agrees: true),
                isAdministrator: true, as: .machine)
            #expect(try await owner.submit("/me/departures", ["password": WebFixture.password]).status == 303)
            #expect(try await owner.get("/me").body.contains("/me/departures/cancellations"))
            try await web.database.pass(milliseconds: Departures.graceMilliseconds)
            let jobs = web.parts.jobHandlers(
                web.database, personalData: [.account, .memberships], mailer: .unset, messenger: .unset)
            let queue = JobQueue(database: web.database, handlers: jobs)
            while try await queue.takeTurn() != .idle {}
            #expect(try await web.text("SELECT display_name FROM members") == "已注销")
            #expect(try await web.count("SELECT last_member_number FROM communities") == 1)
            #expect(try await web.count("SELECT count(*) FROM members WHERE left_at IS NOT NULL") == 1)
            #expect(try await owner.get("/me").status == 401)
        }
    }

    @Test("What failed behind the pages is shown and tried again; figures for a monitor", arguments: Dialect.allCases)
    func work(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let owner = try await web.founded()
            #expect(try await owner.get("/installation/work").body.contains("没有失败的任务"))
            try await web.database.write { transaction in
                try transaction.schedule(NewJob("code.send", community: 0, key: "a"))
                try transaction.execute("UPDATE jobs SET state = 1, ended_at = 1, last_error = '<no route>'")
            }
            let page = try await owner.get("/installation/work")
            #expect(page.body.contains("发验证码") && page.body.contains("&lt;no route&gt;"))
            let metrics = try await owner.get("/metrics").body
            #expect(metrics.contains("pond_jobs_dead 1.0"))
            #expect(metrics.contains("# TYPE pond_process_resident_bytes gauge"))
            #expect(metrics.contains("pond_live_streams 0.0"))
            let id = try await web.count("SELECT id FROM jobs WHERE kind = 'code.send'")
            #expect(try await owner.submit("/installation/work/\(id)/retries", [:]).status == 303)
            #expect(try await web.count("SELECT count(*) FROM jobs WHERE state = 0 AND kind = 'code.send'") == 1)
        }
    }

    @Test(
        "The installation's settings: for administrators alone, secrets stay, new words are a new version",
        arguments: Dialect.allCases)
    func installation(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let owner = try await web.founded()
            let stranger = try await web.signedUp()
            #expect(try await stranger.get("/installation").status == 403)
            try await owner.get("/installation")
            var fields = [
                "siteName": "清晨", "icpNumber": "京ICP备1号", "logRetentionDays": "200", "mailHost": "mail.pond.example",
                "mailPort": "587", "mailSecurity": "starttls", "mailUser": "u", "mailPassword": "geheim",
                "mailFrom": "pond@pond.example", "terms": "守规矩\r\n别刷屏", "textMessageURL": "",
            ]
            #expect(try await owner.submit("/installation", fields).status == 303)
            fields["mailPassword"] = ""
            fields["siteName"] = "傍晚"
            #expect(try await owner.submit("/installation", fields).status == 303)
            let settings = try await web.parts.installation.settings()
            #expect(settings.mail?.password == "geheim")
            #expect(settings.terms.version == "2")
            #expect(settings.privacy.version == "1")
            let page = try await owner.get("/installation")
            #expect(!page.body.contains("geheim"))
            #expect(page.body.contains("beian.miit.gov.cn"))
            #expect(try await web.browser().get("/policies/terms").body.contains("<p>别刷屏</p>"))
            fields["logRetentionDays"] = "30"
            fields["mailFrom"] = "nobody"
            let refused = try await owner.submit("/installation", fields)
            #expect(refused.status == 422)
            #expect(refused.body.contains("f-logRetentionDays-e") && refused.body.contains("f-mailFrom-e"))
        }
    }

    @Test("Everybody is told the licence and gets the source, or whom to ask for it", arguments: [nil, #filePath])
    func source(archive: String?) async throws {
        try await WebFixture.run(.sqlite, sourceArchive: archive) { web in
            let page = try await web.browser().get("/source")
            #expect(page.status == 200 && page.body.contains("AGPL-3.0-or-later"))
            #expect(page.body.contains("href=\"/source/archive\"") == (archive != nil))
            let file = try await web.browser().get("/source/archive")
            #expect(file.status == (archive == nil ? 404 : 200))
            #expect(file.body.contains("gets the source, or whom to ask for it") == (archive != nil))
            let policies = try await web.browser().get("/policies")
            #expect(policies.body.contains("/policies/terms") && policies.body.contains("/policies/privacy"))
        }
    }
}

/// A program with a key.
struct Bearer: Sendable {
    private let browser: Browser
    private let token: String

    init(_ web: WebFixture, _ token: String) {
        browser = web.browser()
        self.token = token
    }

    func get(_ path: String) async throws -> Browser.Page {
        try await browser.get(path, headers: [.authorization: "Bearer \(token)"])
    }

    func send(
        _ path: String, _ method: HTTPRequest.Method, _ body: String, key: String? = nil
    ) async throws -> Browser.Page {
        var headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
        if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        return try await browser.send(path, method, headers: headers, body: body)
    }
}
