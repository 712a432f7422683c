import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("The console's members")
struct MemberListTests {
    typealias Person = CommunitySite.Person

    @Test("Members are found by a part of a name, an old name and a number", arguments: Dialect.allCases)
    func finds(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await site.join(.heyitang, community)
            try await site.join(.xiaoman, community)
            let change = try await site.post(
                "/c/\(community)/me", [("name", "满满 Manman"), ("introduction", ""), ("notifications", "all")],
                as: Person.xiaoman.token)
            #expect(change.status == .seeOther)
            for (typed, found) in [
                ("以棠", "何以棠"), ("棠", "何以棠"), ("小满", "满满 Manman"), ("ＭＡＮm", "满满 Manman"),
                ("第2位", "何以棠"), ("#3", "满满 Manman"),
            ] {
                let page = try await site.get(
                    "/console/\(community)/members?q=\(FormValues.encoded(typed))", as: Person.yanqiu.token)
                #expect(page.status == .ok && page.text.contains("<b class=\"clip block\">\(found)</b>"), "\(typed)")
                #expect(page.text.contains("<b>1 人</b>"), "\(typed)")
            }
            let nobody = try await site.get("/console/\(community)/members?q=zz", as: Person.yanqiu.token)
            #expect(nobody.text.contains("没有人符合"))
            #expect(nobody.text.contains("href=\"/console/\(community)/groups/search?q=zz\""))
        }
    }

    @Test("A list goes on where its page ended, in every order", arguments: Dialect.allCases)
    func pages(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await Self.addMembers(site, community, count: 120)
            for sort in MemberFilter.Sort.allCases {
                var seen: [String] = []
                var path: String? = "/api/v1/communities/\(community)/members?limit=50&sort=\(sort.rawValue)"
                while let next = path {
                    let answer = try await site.api(.get, next, as: Person.yanqiu.token)
                    #expect(answer.status == .ok)
                    let list = try answer.json(MemberList.self)
                    seen += list.items.map(\.id.description)
                    path = list.next.map {
                        "/api/v1/communities/\(community)/members?limit=50&sort=\(sort.rawValue)&after="
                            + FormValues.encoded($0)
                    }
                }
                #expect(seen.count == 121 && Set(seen).count == 121, "\(sort)")
            }
        }
    }

    @Test("Filters by post, group, silence and arrival show who fits", arguments: Dialect.allCases)
    func filters(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await Self.addMembers(site, community, count: 20)
            let expected = [
                "post=owner": 1, "group=\(founded.group)": 1, "silent=14": 10, "origin=imported": 20, "joined=1": 1,
                "group=none": 20, "group=none&origin=login": 0,
                "origin=login": 1, "q=会员1&origin=imported": 11, "post=owner&silent=14": 0, "state=former": 0,
            ]
            for (query, count) in expected {
                let answer = try await site.api(
                    .get,
                    "/api/v1/communities/\(community)/members?\(query.replacing("会员", with: "%E4%BC%9A%E5%91%98"))",
                    as: Person.yanqiu.token)
                let list = try answer.json(MemberList.self)
                #expect(list.items.count == count && list.count == count, "\(query)")
            }
        }
    }

    @Test("Whoever came lately and has not spoken is a newcomer, and not silent", arguments: Dialect.allCases)
    func newcomers(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            let list = "/console/\(community)/members?silent=14"
            site.clock.advance(milliseconds: 20 * 86_400_000)
            try await site.join(.heyitang, community)
            site.clock.advance(milliseconds: 86_400_000)
            let now = try await site.get(list, as: Person.yanqiu.token)
            #expect(now.text.contains(">江砚秋</b>") && !now.text.contains(">何以棠</b>"))
            #expect(now.text.contains("<b>1 人</b>"))
            site.clock.advance(milliseconds: 14 * 86_400_000)
            let later = try await site.get(list, as: Person.yanqiu.token)
            #expect(later.text.contains(">何以棠</b>"))
            let longest = try await site.get("/console/\(community)/members?sort=silent", as: Person.yanqiu.token)
            let first = try #require(longest.text.firstRange(of: ">江砚秋</b>"))
            let second = try #require(longest.text.firstRange(of: ">何以棠</b>"))
            #expect(first.lowerBound < second.lowerBound)
        }
    }

    @Test("近 7 天 are days of the community's calendar", arguments: Dialect.allCases)
    func days(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let now = site.clock.clock.now()
            let zone = try await site.standing(.yanqiu, founded.community).community.timeZone
            let start = RecentDays(timeZone: zone, now: now).start(7)
            #expect(now.milliseconds - start.milliseconds > 6 * 86_400_000)
            #expect(now.milliseconds - start.milliseconds <= 7 * 86_400_000)
            for (person, offset) in [(CommunitySite.Person.heyitang, Int64(0)), (.xiaoman, -1)] {
                let member = try await site.join(person, founded.community).member
                try await site.database.write { transaction in
                    try transaction.execute(
                        """
                        UPDATE members SET created_at = \(start.adding(milliseconds: offset))
                        WHERE community_id = \(founded.community) AND id = \(member)
                        """)
                }
            }
            let page = try await site.get("/console/\(founded.community)/members?joined=7", as: Person.yanqiu.token)
            #expect(page.text.contains(">何以棠</b>") && !page.text.contains(">小满</b>"))
        }
    }

    @Test("A list that one keeps is current under one's own name alone", arguments: Dialect.allCases)
    func keptIsCurrent(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            _ = try await site.post(
                "/console/\(community)/saved-filters", [("name", "睡着的人"), ("query", "silent=14")],
                as: Person.yanqiu.token)
            let page = try await site.get("/console/\(community)/members?silent=14", as: Person.yanqiu.token)
            let tabs = try #require(page.text.firstMatch(of: /<nav class="tabs(?s:.)*?<\/nav>/)).output
            #expect(tabs.matches(of: /aria-current="page"/).count == 1)
            #expect(tabs.contains("aria-current=\"page\">睡着的人</a>"))
        }
    }

    @Test("Members are removed with a reason, told of it, kept out, and brought back", arguments: Dialect.allCases)
    func removes(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            let gone = try await site.join(.heyitang, community)
            let base = "/console/\(community)"
            let ids = [("ids", gone.member.description), ("act", "removal")]
            let decision = try await site.post("\(base)/member-selections", ids, as: Person.yanqiu.token)
            #expect(decision.status == .ok && decision.text.contains("何以棠"))
            let again = try await site.get("\(base)/member-selections", as: Person.yanqiu.token)
            #expect(again.status == .seeOther && again.location == base, "a form's address that is asked for")
            let reasonless = try await site.post("\(base)/member-removals", ids, as: Person.yanqiu.token)
            #expect(reasonless.status == .unprocessableContent && reasonless.text.contains("这里要填"))
            let done = try await site.post(
                "\(base)/member-removals", ids + [("reason", "多次发广告")], as: Person.yanqiu.token)
            #expect(done.status == .seeOther && done.location.contains("done=removed&n=1"))
            #expect(try await site.count("SELECT member_count FROM communities") == 1)
            #expect(try await site.count("SELECT count(*) FROM group_memberships") == 1)
            #expect(try await site.count("SELECT count(*) FROM audit_entries WHERE action = 'member.removed'") == 1)
            let back = try await site.post("/c/\(community)/memberships", [("name", "何以棠")], as: Person.heyitang.token)
            #expect(back.status == .forbidden && back.text.contains("多次发广告"))
            let front = try await site.get("/c/\(community)", as: Person.heyitang.token).text
            #expect(front.contains("多次发广告") && !front.contains("action=\"/c/\(community)/memberships\""))
            let kept = try await site.get("/c/\(community)/members", as: Person.heyitang.token).text
            #expect(kept.contains("href=\"/c/\(community)\""), "the way to where the reason stands")
            let list = try await site.get(done.location, as: Person.yanqiu.token)
            let undo = try #require(list.text.firstMatch(of: /action="([^"]*undoings)"/)).1
            let undone = try await site.post(String(undo), [], as: Person.yanqiu.token)
            #expect(undone.location.contains("done=readmitted&n=1"))
            #expect(try await site.count("SELECT count(*) FROM group_memberships") == 2)
            #expect(try await site.count("SELECT member_count FROM communities") == 2)
            #expect(try await site.count("SELECT number FROM members WHERE person_id = 2") == 2)
        }
    }

    @Test("The list comes as CSV that no spreadsheet takes for formulas", arguments: Dialect.allCases)
    func exports(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await Self.addMembers(site, community, count: 450)
            let person = CommunitySite.Person.stranger
            _ = try await site.post(
                "/c/\(community)/memberships", [("name", "=HYPERLINK(\"http://evil\",\"x\")")], as: person.token)
            let csv = try await site.get("/console/\(community)/members/export", as: Person.yanqiu.token)
            #expect(csv.status == .ok && csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(csv.text.hasPrefix("\u{FEFF}编号,名字,"))
            #expect(csv.text.contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\""))
            #expect(csv.text.split(separator: "\r\n").count == 453)
            let denied = try await site.get("/console/\(community)/members/export", as: person.token)
            #expect(denied.status == .forbidden)
        }
    }

    @Test("A list is kept under a name, and forgotten by its owner alone", arguments: Dialect.allCases)
    func keeps(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            let saved = try await site.post(
                "/console/\(community)/saved-filters", [("name", "沉默的"), ("query", "silent=30&sort=silent&evil=1")],
                as: Person.yanqiu.token)
            #expect(saved.status == .seeOther)
            #expect(try await site.text("SELECT query FROM saved_filters") == "silent=30&sort=silent")
            let list = try await site.get("/console/\(community)/members", as: Person.yanqiu.token)
            #expect(list.text.contains(">沉默的</a>"))
            let id = try await site.count("SELECT id FROM saved_filters")
            let path = "/console/\(community)/saved-filters/\(id)/removals"
            let other = try await site.join(.heyitang, community)
            try await Staff(site.database).give(
                .admin, to: other.member, as: site.standing(.yanqiu, community))
            #expect(try await site.post(path, [], as: Person.heyitang.token).status == .notFound)
            #expect(try await site.post(path, [], as: Person.yanqiu.token).status == .seeOther)
            #expect(try await site.count("SELECT count(*) FROM saved_filters") == 0)
        }
    }

    /// Members without a login; every second spoke today.
    static func addMembers(_ site: CommunitySite, _ community: ID<Community>, count: Int) async throws {
        let now = site.clock.clock.now().milliseconds
        try await site.database.write { transaction in
            for index in 1...count {
                let id = ID<Member>(Int64(1_000 + index))
                try transaction.execute(
                    """
                    INSERT INTO members (community_id, id, number, display_name, created_at, last_spoke_at)
                    VALUES (\(community), \(id), \(index + 1), \("会员\(index)"), \(Int64(index)),
                        \(index.isMultiple(of: 2) ? now : Int64(0)))
                    """)
                try transaction.index("会员\(index)", of: id, in: community)
            }
            try transaction.execute(
                """
                UPDATE communities SET last_member_number = last_member_number + \(count),
                    member_count = member_count + \(count)
                """)
        }
    }
}
