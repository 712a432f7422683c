import HTTPTypes
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("What is asked of people before they post")
struct PostingRulesTests {
    typealias Person = CommunitySite.Person

    /// A way to post, and the answer to it.
    private func answers(
        _ site: CommunitySite, _ founded: CommunityFounding.Founded
    ) async throws -> [CommunitySite.Answer] {
        let (community, group) = (founded.community, founded.group)
        let member = Person.xiaoman.token
        return [
            try await site.post("/c/\(community)/groups/\(group)/messages", [("text", "早")], as: member),
            try await site.api(
                .post, "/api/v1/communities/\(community)/groups/\(group)/messages", #"{"text":"早"}"#, as: member),
            try await site.post(
                "/console/\(community)/groups/\(group)/messages", [("text", "早")], as: Person.yanqiu.token),
        ]
    }

    @Test(
        "A community that asks for a verified phone is posted in by those who have one, on every way",
        arguments: Dialect.allCases)
    func phone(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            try await site.join(.xiaoman, founded.community)
            for answer in try await answers(site, founded) { #expect(answer.status.code < 400) }
            let before = try await site.count("SELECT count(*) FROM messages")

            let access = "/console/\(founded.community)/settings/access"
            let saved = try await site.post(
                access,
                [
                    ("version", "0"), ("door", "open"), ("language", "zh"), ("isPublic", "1"),
                    ("needsVerifiedPhone", "1"),
                ], as: Person.yanqiu.token)
            #expect(saved.status == .seeOther)
            let page = try await site.get(access, as: Person.yanqiu.token)
            #expect(page.text.contains(#"name="needsVerifiedPhone" value="1" checked"#))
            let audited = try await site.text("SELECT after FROM audit_entries WHERE action = 'settings.changed'")
            #expect(audited?.contains(#""needsVerifiedPhone":true"#) == true)

            let refused = try await answers(site, founded)
            #expect(refused.allSatisfy { $0.status == .forbidden })
            #expect(refused[0].text.contains("发言前要先验证手机号") && refused[0].text.contains(#"href="/me""#))
            #expect(refused[0].text.contains(">早</textarea>"), "what was typed stays")
            #expect(refused[1].text.contains("account.phone_needed"))
            #expect(try await site.count("SELECT count(*) FROM messages") == before)

            try await add(.xiaoman, "13800138000", isVerified: false, site)
            #expect(try await answers(site, founded)[0].status == .forbidden)
            try await site.database.write { try $0.execute("UPDATE addresses SET verified_at = created_at") }
            let allowed = try await answers(site, founded)
            #expect(allowed[0].status == .seeOther && allowed[1].status == .created)
            #expect(allowed[2].status == .forbidden, "staff are asked as everybody")
        }
    }

    @Test("Under 14 nobody posts without a guardian's consent", arguments: Dialect.allCases)
    func guardian(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            try await site.join(.xiaoman, founded.community)
            try await add(.xiaoman, "13800138000", isVerified: true, site)
            try await site.database.write { try $0.execute("UPDATE persons SET birth_year = 2020") }
            let refused = try await answers(site, founded)
            #expect(refused[0].status == .forbidden && refused[0].text.contains("监护人"))
            #expect(refused[1].text.contains("account.guardian_needed"))
            #expect(try await site.count("SELECT count(*) FROM messages WHERE body = '早'") == 1)
            try await site.database.write { try $0.execute("UPDATE persons SET has_guardian_consent = 1") }
            #expect(try await answers(site, founded)[0].status == .seeOther)
        }
    }

    private func add(_ person: Person, _ phone: String, isVerified: Bool, _ site: CommunitySite) async throws {
        try await site.database.write { transaction in
            let now = transaction.now
            try transaction.execute(
                "INSERT INTO persons (id, name, created_at) VALUES (\(person.rawValue), \(person.name), \(now))")
            try transaction.execute(
                """
                INSERT INTO addresses (kind, address, person_id, verified_at, created_at)
                VALUES ('phone', \(phone), \(person.rawValue), \(isVerified ? now : nil), \(now))
                """)
        }
    }
}
