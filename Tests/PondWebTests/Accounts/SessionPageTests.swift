import Foundation
import HTTPTypes
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Signing in by whole requests, on both engines")
struct SessionPageTests {
    private func signIn(
        _ browser: Browser, _ password: String = WebFixture.password, to: String = ""
    ) async throws -> Browser.Page {
        try await browser.get("/sign-in" + (to.isEmpty ? "" : "?next=\(to.inQuery)"))
        return try await browser.submit("/sign-in", ["address": "xiaoman@pond.example", "password": password])
    }

    @Test("Signing in leads to where one wanted to go, and nowhere else", arguments: Dialect.allCases)
    func target(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            _ = try await web.signedUp()
            let guest = try await web.browser().get("/me/keys?said=saved")
            #expect(guest.status == 401)
            #expect(guest.body.contains("/sign-in?next=%2Fme%2Fkeys%3Fsaid%3Dsaved"))
            for (wish, target) in [
                ("/me/keys?a=1", "/me/keys?a=1"), ("//evil.example/x", "/"), ("https://evil.example", "/"),
                ("/\\evil.example", "/"), ("/\u{9}/evil.example", "/"),
            ] {
                let page = try await signIn(web.browser(), to: wish)
                #expect(page.status == 303)
                #expect(page.location == target, "\(wish)")
            }
        }
    }

    @Test("The cookie is out of reach of scripts and of other sites", arguments: Dialect.allCases)
    func cookie(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            _ = try await web.signedUp()
            let page = try await signIn(web.browser())
            let cookie = page.headers[values: .setCookie].first { $0.hasPrefix("session=") } ?? ""
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
            #expect(page.headers[.cacheControl] == "no-store")
        }
    }

    @Test("A wrong password shows the form again with the address, without the password", arguments: Dialect.allCases)
    func wrong(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            _ = try await web.signedUp()
            let browser = web.browser()
            let page = try await signIn(browser, "wrong wrong wrong")
            #expect(page.status == 422)
            #expect(page.body.contains("value=\"xiaoman@pond.example\""))
            #expect(!page.body.contains("wrong wrong"))
            #expect(page.body.contains("账号和密码对不上"))
            #expect(browser.cookies["session"] == nil)
            for _ in 0..<4 { _ = try await signIn(browser, "wrong wrong wrong") }
            let waits = try await signIn(browser)
            #expect(waits.status == 429)
            #expect(waits.headers[.retryAfter] == "1")
        }
    }

    @Test("A token that somebody planted is worth nothing after signing in", arguments: Dialect.allCases)
    func fixation(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            _ = try await web.signedUp()
            let attacker = try await web.signedUp("阿泽", "aze@pond.example")
            let planted = try #require(attacker.cookies["session"])
            let victim = web.browser()
            try await victim.get("/sign-in")
            victim.set(cookie: "session", planted)
            // The form's token belongs to the session that is there now.
            try await victim.get("/me")
            let page = try await victim.submit(
                "/sign-in", ["address": "xiaoman@pond.example", "password": WebFixture.password])
            #expect(page.status == 303)
            #expect(victim.cookies["session"] != planted)
            #expect(try await attacker.get("/me").status == 401, "the planted session has ended")
            let forged = web.browser()
            forged.set(cookie: "session", "AAAA")
            #expect(try await forged.get("/me").status == 401)
            forged.set(cookie: "session", String(repeating: "x", count: 5_000))
            #expect(try await forged.get("/me").status == 401)
        }
    }

    @Test("Writes from other sites, without a token or with another's are refused", arguments: Dialect.allCases)
    func crossSite(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = try await web.signedUp()
            let other = try await web.signedUp("阿泽", "aze@pond.example")
            try await browser.get("/me")
            try await other.get("/me")
            func rename(_ headers: HTTPFields = [:], token: String?? = .none) async throws -> Int {
                try await browser.submit("/me/profile", ["name": "改名"], headers: headers, token: token).status
            }
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            #expect(try await rename([site: "cross-site"]) == 403)
            #expect(try await rename([site: "same-site"]) == 403)
            #expect(try await rename([.origin: "https://evil.example"]) == 403)
            #expect(try await rename([.origin: "null"]) == 403)
            try await browser.get("/me")
            #expect(try await rename(token: .some(nil)) == 403)
            try await browser.get("/me")
            #expect(try await rename(token: .some("forged")) == 403)
            try await browser.get("/me")
            #expect(try await rename(token: .some(other.page?.hidden("_token"))) == 403)
            #expect(try await web.count("SELECT count(*) FROM persons WHERE name = '改名'") == 0)
            try await browser.get("/me")
            #expect(try await rename([site: "same-origin", .origin: "http://localhost"]) == 303)
            #expect(try await web.count("SELECT count(*) FROM persons WHERE name = '改名'") == 1)
        }
    }

    @Test("A revoked session is out at its next request", arguments: Dialect.allCases)
    func revoked(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let first = try await web.signedUp()
            let second = web.browser()
            _ = try await signIn(second)
            #expect(try await second.get("/me").status == 200)
            let page = try await first.get("/me/sessions")
            let action = try #require(
                page.body.range(of: #"/me/sessions/\d+/revocations"#, options: .regularExpression))
            #expect(try await first.submit(String(page.body[action])).status == 303)
            #expect(try await second.get("/me").status == 401)
            #expect(try await first.get("/me").status == 200)
            #expect(try await first.submit("/session/end").status == 303)
            #expect(first.cookies["session"] == nil)
            #expect(try await first.get("/me").status == 401)
        }
    }

    @Test("A new password rotates the token and ends the others", arguments: Dialect.allCases)
    func password(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let first = try await web.signedUp()
            let second = web.browser()
            _ = try await signIn(second)
            let before = try #require(first.cookies["session"])
            try await first.get("/me/password")
            let wrong = try await first.submit("/me/password", ["password": "nope nope", "newPassword": "一个新的长密码句子"])
            #expect(wrong.status == 422)
            #expect(wrong.body.contains("id=\"f-password-e\""))
            let done = try await first.submit(
                "/me/password", ["password": WebFixture.password, "newPassword": "一个新的长密码句子"])
            #expect(done.status == 303)
            #expect(first.cookies["session"] != before)
            #expect(try await first.get("/me").status == 200)
            #expect(try await second.get("/me").status == 401)
            let old = web.browser()
            old.set(cookie: "session", before)
            #expect(try await old.get("/me").status == 401)
        }
    }

    @Test("Signing in by code, through the forms", arguments: Dialect.allCases)
    func code(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            _ = try await web.signedUp()
            let browser = web.browser()
            #expect(try await !browser.get("/sign-in").body.contains("/sign-in/code"))
            try await browser.get("/sign-in/code")
            let early = try await browser.submit("/sign-in/codes", ["address": "xiaoman@pond.example"])
            #expect(early.status == 422)
            #expect(early.body.contains("还没设好发送"))
            try await web.parts.installation.change(as: .machine) {
                $0.mail = MailSettings(host: "127.0.0.1", port: 25, security: .none, from: "pond@pond.example")
            }
            #expect(try await browser.get("/sign-in").body.contains("/sign-in/code"))
            let sent = try await browser.submit("/sign-in/codes", ["address": "xiaoman@pond.example"])
            #expect(sent.status == 303)
            let entry = try await browser.get(try #require(sent.location))
            #expect(entry.status == 200)
            let id = Int64(try await web.count("SELECT id FROM codes"))
            let digits = web.parts.codes.digits(id, .signIn)
            let wrong = try await browser.submit(
                "/sign-in/code/entry",
                ["address": "xiaoman@pond.example", "code": digits == "000000" ? "1" : "000000"])
            #expect(wrong.status == 422)
            let right = try await browser.submit(
                "/sign-in/code/entry", ["address": "xiaoman@pond.example", "code": digits])
            #expect(right.status == 303)
            #expect(try await browser.get("/me").status == 200)
            let replay = web.browser()
            try await replay.get("/sign-in/code/entry?address=xiaoman%40pond.example")
            let again = try await replay.submit(
                "/sign-in/code/entry", ["address": "xiaoman@pond.example", "code": digits])
            #expect(again.status == 422)
            #expect(replay.cookies["session"] == nil)
        }
    }

    @Test("The second factor is asked for, and until then the cookie opens nothing", arguments: Dialect.allCases)
    func secondFactor(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = try await web.signedUp()
            let page = try await browser.get("/me/second-factor")
            #expect(page.body.contains("<path d=\"M"))
            let secret = try await web.database.read { transaction in
                try transaction.first("SELECT secret FROM totp_secrets") { $0.blob(0) } ?? []
            }
            let step = web.time.clock.now().seconds / 30
            let on = try await browser.submit(
                "/me/second-factor", ["code": TimeBasedCode.digits(secret, step: step)])
            #expect(on.status == 200)
            #expect(on.body.contains("备用码"))
            #expect(try await browser.get("/me").status == 200, "with the rotated token")

            let fresh = web.browser()
            let first = try await signIn(fresh, to: "/me/keys")
            #expect(first.location == "/sign-in/second-factor?next=%2Fme%2Fkeys")
            #expect(try await fresh.get("/me").status == 401)
            let pending = fresh.cookies["session"]
            try await fresh.get("/sign-in/second-factor?next=%2Fme%2Fkeys")
            #expect(try await fresh.submit("/sign-in/second-factor", ["code": "000000"]).status == 422)
            let passed = try await fresh.submit(
                "/sign-in/second-factor", ["code": TimeBasedCode.digits(secret, step: step + 1)])
            #expect(passed.location == "/me/keys")
            #expect(fresh.cookies["session"] != pending)
            #expect(try await fresh.get("/me/keys").status == 200)
        }
    }

    @Test(
        "Staff without a second factor are kept out of the console where the settings say so",
        arguments: Dialect.allCases)
    func staff(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let owner = try await web.founded()
            let community = try await web.count("SELECT id FROM communities")
            #expect(try await owner.get("/console/\(community)/audit").status == 200)
            try await web.parts.installation.change(as: .machine) { $0.staffNeedsSecondFactor = true }
            let page = try await owner.get("/console/\(community)/audit")
            #expect(page.status == 403)
            #expect(page.body.contains("/me/second-factor"))
            #expect(try await owner.get("/me").status == 200)
        }
    }
}
