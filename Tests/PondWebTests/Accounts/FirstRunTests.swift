import PondCommunity
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("The first run, on both engines")
struct FirstRunTests {
    @Test("The link makes the owner and the first community, once", arguments: Dialect.allCases)
    func once(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let address = "/first-run?token=\(WebFixture.secret.firstRunToken)"
            let late = web.browser()
            #expect(try await late.get(address).status == 200)
            let browser = try await web.founded()
            #expect(browser.cookies["session"] != nil)
            #expect(try await web.count("SELECT count(*) FROM persons WHERE is_administrator = 1") == 1)
            #expect(try await web.text("SELECT name FROM communities WHERE is_founded = 1") == "清晨手冲")
            #expect(try await web.text("SELECT post FROM staff_posts") == "owner")
            #expect(try await web.count("SELECT number FROM members") == 1)
            #expect(try await web.count("SELECT count(*) FROM group_memberships") == 1)
            #expect(try await web.count("SELECT is_open FROM groups") == 1)

            #expect(try await browser.get(address).status == 404)
            let second = try await late.submit(
                "/first-run",
                [
                    "name": "贼", "address": "thief@pond.example", "password": WebFixture.password, "agrees": "yes",
                    "community": "别的",
                ])
            #expect(second.status == 404)
            #expect(try await web.count("SELECT count(*) FROM persons") == 1)
            #expect(try await web.count("SELECT count(*) FROM communities") == 1)
        }
    }

    @Test(
        "A community that was imported under the name gets its owner, and is not founded twice",
        arguments: Dialect.allCases)
    func adoption(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let imported = try await Communities(web.database).findOrFound(CommunityDraft(name: "清晨手冲"))
            _ = try await web.founded()
            #expect(try await web.count("SELECT count(*) FROM communities") == 1)
            #expect(
                try await web.count("SELECT count(*) FROM staff_posts WHERE community_id = \(imported.id)") == 1)
            let founded: SQL = "SELECT count(*) FROM events WHERE kind = 'community.founded'"
            #expect(try await web.count(founded) == 1)
        }
    }

    @Test("A wrong token opens nothing", arguments: Dialect.allCases)
    func wrongToken(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = web.browser()
            for token in ["", "x", WebFixture.secret.firstRunToken + "A", "%00", "小满"] {
                #expect(try await browser.get("/first-run?token=\(token.inQuery)").status == 404)
            }
            let good = web.browser()
            try await good.get("/first-run?token=\(WebFixture.secret.firstRunToken)")
            let page = try await good.submit(
                "/first-run",
                [
                    "token": "forged", "name": "贼", "address": "thief@pond.example",
                    "password": WebFixture.password, "agrees": "yes", "community": "别的",
                ])
            #expect(page.status == 404)
            #expect(try await web.count("SELECT count(*) FROM persons") == 0)
        }
    }

    @Test("Everything that is wrong is said at once, and what was typed stays", arguments: Dialect.allCases)
    func invalid(_ dialect: Dialect) async throws {
        try await WebFixture.run(dialect) { web in
            let browser = web.browser()
            try await browser.get("/first-run?token=\(WebFixture.secret.firstRunToken)")
            let page = try await browser.submit(
                "/first-run", ["name": "何以棠", "address": "nothing", "password": "short", "community": ""])
            #expect(page.status == 422)
            for field in ["address", "password", "community", "agrees"] {
                #expect(page.body.contains("id=\"f-\(field)-e\""), "\(field)")
            }
            #expect(!page.body.contains("id=\"f-name-e\""))
            #expect(page.body.contains("value=\"何以棠\""))
            #expect(!page.body.contains("short"), "passwords are never sent back")
            #expect(page.hidden("token") == WebFixture.secret.firstRunToken)
            #expect(try await web.count("SELECT count(*) FROM persons") == 0)
        }
    }
}
