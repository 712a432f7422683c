import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Invitations")
struct InvitationTests {
    typealias Person = CommunitySite.Person

    /// An invitation of the owner's; its code and id.
    private func make(
        _ site: CommunitySite, _ community: ID<Community>, usesMax: Int? = nil, days: Int? = nil
    ) async throws -> Invitation {
        let owner = try await site.standing(.yanqiu, community)
        let invitations = Invitations(site.database)
        let id = try await invitations.make(
            InvitationDraft(usesMax: usesMax.map { String($0) }, days: days.map { String($0) }), as: owner)
        return try await invitations.invitation(id, as: owner)
    }

    @Test("Whoever follows a link sees who invites, joins once, and lands in the group", arguments: Dialect.allCases)
    func joins(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found(door: .invitation)
            let invitation = try await make(site, founded.community, usesMax: 3)
            let guest = try await site.get("/i/\(invitation.code)")
            #expect(guest.status == .ok && guest.text.contains("江砚秋") && guest.text.contains("/sign-in?next=/i/"))
            let first = try await site.post(
                "/i/\(invitation.code)/uses", [("name", "何以棠")], as: Person.heyitang.token)
            #expect(first.status == .seeOther && first.location == "/c/\(founded.community)?welcome=1")
            let again = try await site.post(
                "/i/\(invitation.code)/uses", [("name", "何以棠")], as: Person.heyitang.token)
            #expect(again.location == "/c/\(founded.community)")
            #expect(try await site.count("SELECT uses FROM invitations") == 1)
            #expect(try await site.count("SELECT number FROM members WHERE person_id = 2") == 2)
            #expect(try await site.count("SELECT count(*) FROM group_memberships") == 2)
            #expect(try await site.count("SELECT count(*) FROM events WHERE kind = 'member.joined'") == 2)
            #expect(try await site.count("SELECT count(*) FROM timeline_entries WHERE kind = 'group.joined'") == 2)
            let entry = try await site.count("SELECT max(id) FROM timeline_entries WHERE kind = 'group.joined'")
            let told = try await site.text("SELECT data FROM events WHERE kind = 'group.joined' ORDER BY position DESC")
            #expect(told == "{\"entry\":\(entry)}", "the live stream reads it so")
            let home = try await site.get("/c/\(founded.community)", as: Person.heyitang.token)
            #expect(home.status == .ok && home.text.contains("第 2 位成员") && home.text.contains("大厅"))
        }
    }

    @Test("An invitation leads to who came by it, and each of them to who asked them", arguments: Dialect.allCases)
    func brings(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found(door: .invitation)
            let invitation = try await make(site, founded.community)
            let unused = try await make(site, founded.community)
            _ = try await site.post("/i/\(invitation.code)/uses", [("name", "何以棠")], as: Person.heyitang.token)
            let console = "/console/\(founded.community)"
            let token = Person.yanqiu.token
            for page in ["\(console)/invitations", "\(console)/invitations/\(invitation.id)"] {
                let text = try await site.get(page, as: token).text
                #expect(text.contains("href=\"\(console)/members?invitation=\(invitation.id)\">1</a>"), "\(page)")
                #expect(!text.contains("members?invitation=\(unused.id)"))
            }
            let maker = invitation.makerId
            for query in ["invitation=\(invitation.id)", "inviter=\(maker)"] {
                let list = try await site.get("\(console)/members?\(query)", as: token)
                #expect(list.text.contains(">何以棠</b>") && !list.text.contains(">江砚秋</b>"), "\(query)")
                #expect(list.text.contains("<b>1 人</b>") && list.text.contains("name=\"\(query.prefix(7))"))
            }
            let chip = try await site.get("\(console)/members?invitation=\(invitation.id)", as: token)
            #expect(chip.text.contains("凭邀请 \(InvitationCode.shown(invitation.code)) 来"))
            #expect(try await site.get("\(console)/members?invitation=\(unused.id)", as: token).text.contains("没有人符合"))
            #expect(try await site.get("\(console)/members?inviter=7", as: token).text.contains("没有人符合"))
            let came = try await site.standing(.heyitang, founded.community).asMember()
            let person = try await site.get("\(console)/members/\(came)", as: token)
            #expect(person.text.contains("<a href=\"\(console)/members/\(maker)\">江砚秋</a>"))
            let inviter = try await site.get("\(console)/members/\(maker)", as: token)
            #expect(inviter.text.contains("<a href=\"\(console)/members?inviter=\(maker)\">1 人</a>"))
            let refused = try await site.api(
                .get, "/api/v1/communities/\(founded.community)/members?inviter=\(maker)", as: Person.heyitang.token)
            #expect(refused.status == .forbidden)
        }
    }

    @Test("Fifty people at once on a code for ten are exactly ten members", arguments: Dialect.allCases)
    func race(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found(door: .invitation)
            let invitation = try await make(site, founded.community, usesMax: 10)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for person in 100..<150 {
                    group.addTask {
                        try await site.post(
                            "/i/\(invitation.code)/uses", [("name", "会员\(person)")], as: "token-\(person)"
                        ).status.code
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 303 }.count == 10)
            #expect(statuses.filter { $0 == 409 }.count == 40)
            #expect(try await site.count("SELECT uses FROM invitations") == 10)
            #expect(try await site.count("SELECT count(*) FROM members WHERE person_id >= 100") == 10)
            #expect(try await site.count("SELECT count(DISTINCT number) FROM members") == 11)
            #expect(try await site.count("SELECT max(number) FROM members") == 11)
            #expect(try await site.count("SELECT member_count FROM communities") == 11)
        }
    }

    @Test("One person pressing ten times at once is one member and one use", arguments: Dialect.allCases)
    func pressedTwice(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found(door: .invitation)
            let invitation = try await make(site, founded.community)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        let answer = try await site.post(
                            "/i/\(invitation.code)/uses", [("name", "小满")], as: Person.xiaoman.token)
                        #expect(answer.status == .seeOther)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await site.count("SELECT uses FROM invitations") == 1)
            #expect(try await site.count("SELECT count(*) FROM members") == 2)
        }
    }

    @Test("Expired, used up, revoked and unknown codes say so and change nothing", arguments: Dialect.allCases)
    func over(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found(door: .invitation)
            let expiring = try await make(site, founded.community, days: 1)
            let single = try await make(site, founded.community, usesMax: 1)
            let revoked = try await make(site, founded.community)
            _ = try await site.post("/i/\(single.code)/uses", [("name", "何以棠")], as: Person.heyitang.token)
            let revocation = try await site.post(
                "/console/\(founded.community)/invitations/\(revoked.id)/revocations", [], as: Person.yanqiu.token)
            #expect(revocation.status == .seeOther)
            site.clock.advance(milliseconds: 86_400_000)
            for (code, words) in [(expiring.code, "过期"), (single.code, "名额用完"), (revoked.code, "收回")] {
                let page = try await site.get("/i/\(code)", as: Person.xiaoman.token)
                #expect(page.status == .conflict && page.text.contains(words))
                let use = try await site.post("/i/\(code)/uses", [("name", "小满")], as: Person.xiaoman.token)
                #expect(use.status == .conflict && use.text.contains(words))
            }
            #expect(try await site.get("/i/22222ZZZZZ").status == .notFound)
            #expect(try await site.get("/i/%00%E2%80%AE").status == .notFound)
            #expect(try await site.count("SELECT count(*) FROM members") == 2)
        }
    }

    @Test("An imported member's history goes to whoever follows their link", arguments: Dialect.allCases)
    func claim(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO members (community_id, id, number, display_name, created_at, message_count)
                    VALUES (\(community), 77, 2, '旧群的棠', 0, 42)
                    """)
                try transaction.execute("UPDATE communities SET last_member_number = 2, member_count = 2")
            }
            let made = try await site.post("/console/\(community)/members/77/claims", [], as: Person.yanqiu.token)
            #expect(made.status == .seeOther)
            let code = try #require(try await site.text("SELECT code FROM invitations"))
            let landing = try await site.get("/i/\(code)", as: Person.heyitang.token)
            #expect(landing.text.contains("旧群的棠"))
            let joined = try await site.post("/i/\(code)/uses", [("name", "何以棠")], as: Person.heyitang.token)
            #expect(joined.status == .seeOther)
            #expect(try await site.count("SELECT person_id FROM members WHERE id = 77") == 2)
            #expect(try await site.count("SELECT count(*) FROM members") == 2)
            #expect(try await site.count("SELECT count(*) FROM events WHERE kind = 'member.claimed'") == 1)
            let second = try await site.post("/i/\(code)/uses", [("name", "小满")], as: Person.xiaoman.token)
            #expect(second.status == .conflict)
        }
    }

    @Test("An invitation page carries a code that can be scanned, and makes one per key", arguments: Dialect.allCases)
    func shows(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let fields = [("usesMax", "10"), ("days", "7"), ("note", "门店海报"), ("_key", "once")]
            let base = "/console/\(founded.community)/invitations"
            let made = try await site.post(base, fields, as: Person.yanqiu.token)
            let again = try await site.post(base, fields, as: Person.yanqiu.token)
            #expect(made.status == .seeOther && made.location == again.location)
            #expect(try await site.count("SELECT count(*) FROM invitations") == 1)
            let page = try await site.get(made.location, as: Person.yanqiu.token)
            #expect(page.status == .ok && page.text.contains("<path d=\"M4 4h7v1h-7z"))
            let wrong = try await site.post(base, [("usesMax", "很多"), ("days", "9999")], as: Person.yanqiu.token)
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"很多\""))
            #expect(wrong.text.contains("1 到 100000") && wrong.text.contains("1 到 365"))
        }
    }
}
