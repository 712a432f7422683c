import Foundation
import HTTPTypes
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondInsight
@testable import PondWeb

@Suite("分析 and 今日 in the console")
struct InsightPagesTests {
    typealias Person = CommunitySite.Person

    /// The addresses of a page's links that match.
    static func links(_ text: String, containing part: String) -> [String] {
        let found = text.matches(of: /href="([^"]+)"/).map { String($0.1).replacing("&amp;", with: "&") }
        return Array(Set(found.filter { $0.contains(part) })).sorted()
    }

    @Test("The whole checkup stands in 分析, and every number leads to somebody", arguments: Dialect.allCases)
    func everyNumber(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site)
            _ = try await bench.make()
            let path = "/console/\(bench.community)/insight"
            for token in [Person.yanqiu.token, "admin-en"] {
                let page = try await site.get(path, as: token)
                #expect(page.status == .ok)
                for section in ["errors", "actions", "messages", "activity", "newcomers", "hours", "people", "content"]
                {
                    let isThere = ["zh", "en"].contains { page.text.contains("id=\"\($0)-\(section)\"") }
                    #expect(isThere, "\(section)")
                }
                #expect(!page.text.contains("style=\""))
            }
            let page = try await site.get(path, as: Person.yanqiu.token)
            let lists = Self.links(page.text, containing: "/insight/people?")
            #expect(lists.count > 150)
            for (index, list) in lists.enumerated() where index.isMultiple(of: 7) || list.contains("trait") {
                let people = try await site.get(list, as: Person.yanqiu.token)
                #expect(people.status == .ok && people.text.contains("class=\"who\""), "\(list)")
            }
            let word = try #require(Self.links(page.text, containing: "/groups/search?q=").first)
            #expect(try await site.get(word, as: Person.yanqiu.token).status == .ok)
            let actions = page.text.components(separatedBy: "class=\"actions\"").dropFirst().first ?? ""
            let item = String(actions.components(separatedBy: "</ol>").first ?? "")
            #expect(!Self.links(item, containing: "/insight/people?").isEmpty)
            let report = try #require(page.text.components(separatedBy: "class=\"report").dropFirst().first)
            #expect(!report.contains("导出"))
            let member = try #require(Self.links(page.text, containing: "/members/").first)
            #expect(try await site.get(member, as: Person.yanqiu.token).status == .ok)
        }
    }

    @Test("Two checkups are compared, and the older one can be opened again", arguments: Dialect.allCases)
    func history(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site)
            let first = try await bench.make()
            site.clock.advance(milliseconds: 86_400_000)
            _ = try await bench.make()
            let path = "/console/\(bench.community)/insight"
            let page = try await site.get(path, as: Person.yanqiu.token)
            #expect(page.text.contains("历次体检") && page.text.contains("持平"))
            let older = try await site.get("\(path)?checkup=\(first)", as: Person.yanqiu.token)
            #expect(older.status == .ok && older.text.contains("aria-current=\"true\""))
            #expect(try await site.get("\(path)?checkup=7", as: Person.yanqiu.token).status == .notFound)
        }
    }

    @Test(
        "The people behind a number are searched and exported, and the export is on record", arguments: Dialect.allCases
    )
    func people(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site, messages: 800, people: 70)
            let id = try await bench.make()
            let base = "/console/\(bench.community)/insight/people"
            let query = "checkup=\(id)&set=everybody"
            let page = try await site.get("\(base)?\(query)", as: Person.yanqiu.token)
            let next = try #require(Self.links(page.text, containing: "after=").first)
            #expect(try await site.get(next, as: Person.yanqiu.token).text.contains("class=\"who\""))
            let nobody = try await site.get("\(base)?\(query)&q=zzz", as: Person.yanqiu.token)
            #expect(nobody.text.contains("没有人叫这个名字"))
            for torn in ["checkup=\(id)", "checkup=x&set=everybody", "checkup=\(id)&set=role-king"] {
                #expect(try await site.get("\(base)?\(torn)", as: Person.yanqiu.token).status == .notFound, "\(torn)")
            }
            let export = try await site.get("\(base)/export?\(query)", as: Person.yanqiu.token)
            let count = try await site.count("SELECT count(*) FROM checkup_people")
            #expect(export.text.split(separator: "\r\n").count == count + 1 && export.text.hasPrefix("\u{FEFF}"))
            let noted = try await site.count(
                "SELECT count(*) FROM audit_entries WHERE action = 'checkup.people_exported'")
            #expect(noted == 1)
        }
    }

    @Test("Programs ask for a checkup, read it and its people", arguments: Dialect.allCases)
    func api(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site, messages: 800, people: 40)
            let base = "/api/v1/communities/\(bench.community)/checkups"
            let token = Person.yanqiu.token
            let asked = try await site.api(.post, base, "{}", as: token)
            #expect(asked.status == .accepted)
            let id = try asked.json(CheckupResource.self).checkup.id
            #expect(try await site.api(.post, base, "{}", as: token).json(CheckupResource.self).checkup.id == id)
            try await bench.work()
            let made = try await site.api(.get, "\(base)/\(id)", as: token).json(CheckupResource.self)
            #expect(made.checkup.state == .made && (made.result?.totals.messages ?? 0) > 0)
            #expect(try await site.api(.get, base, as: token).json(CheckupList.self).items.map(\.id) == [id])
            let people = try await site.api(.get, "\(base)/\(id)/people?set=trait-spoke&limit=5", as: token)
                .json(CheckupPeopleList.self)
            #expect(people.items.count == 5 && people.next != nil && people.count > 5)
            let stopped = try await site.api(.post, "\(base)/\(id)/cancellations", "{}", as: token)
            #expect(try stopped.json(CheckupResource.self).checkup.state == .made)
        }
    }

    // MARK: today

    @Test("今日 teaches what to do first, then says how the days go", arguments: Dialect.allCases)
    func today(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let fresh = try await site.found(name: "新的").community
            let new = try await site.get("/console/\(fresh)", as: Person.yanqiu.token)
            #expect(
                new.text.contains("池塘挖好了") && new.text.contains("去邀请") && !new.text.contains("<dl class=\"card kpis\""))

            let bench = try await InsightBench.imported(site)
            let path = "/console/\(bench.community)"
            let page = try await site.get(path, as: Person.yanqiu.token)
            #expect(page.status == .ok && page.text.contains("近 14 天发言人数") && page.text.contains("还没体检过"))
            let days = Self.links(page.text, containing: "/today/people?")
            #expect(days.count >= 14)
            let last = DayCalendar(identifier: "Asia/Shanghai").day(of: site.clock.clock.now()).number - 1
            let speakers = try await site.count(
                """
                SELECT speakers FROM daily_facts
                WHERE community_id = \(bench.community) AND group_id = 0 AND day = \(last)
                """)
            let day = CalendarDay(number: last)
            let list = try await site.get("\(path)/today/people?from=\(day)&to=\(day)", as: Person.yanqiu.token)
            #expect(speakers > 0 && list.text.matches(of: /class="who"/).count == min(speakers, TodayRoutes.pageCount))
            let csv = try await site.get("\(path)/today/people/export?from=\(day)&to=\(day)", as: Person.yanqiu.token)
            #expect(csv.text.split(separator: "\r\n").count == speakers + 1)
            for torn in ["from=x&to=y", "from=2025-01-01", "from=2025-13-01&to=2025-13-02"] {
                let answer = try await site.get("\(path)/today/people?\(torn)", as: Person.yanqiu.token)
                #expect(answer.status == .notFound, "\(torn)")
            }
            _ = try await bench.make()
            let checked = try await site.get(path, as: Person.yanqiu.token)
            #expect(checked.text.contains("五个致命错误") && checked.text.contains("急于变现"))
            let cells = try #require(checked.text.firstMatch(of: /<ul class="five">(?s:.)*?<\/ul>/)).output
            #expect(cells.matches(of: /<p>[^<]*\d[^<]*<\/p>/).count >= 3, "findings have figures: \(cells)")
            let steps = cells.matches(of: /<a href="([^"]+)"/).map { String($0.1).replacing("&amp;", with: "&") }
            #expect(steps.count == 5)
            for step in steps { #expect(try await site.get(step, as: Person.yanqiu.token).status == .ok, "\(step)") }
        }
    }

    @Test(
        "今日 holds whole days against whole days, and a removal that was taken back is none", arguments: Dialect.allCases
    )
    func wholeDays(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            let gone = try await site.join(.heyitang, community).member
            let room = try await GroupAccess(site.database).enter(
                founded.group, as: try await site.standing(.yanqiu, community))
            let calendar = DayCalendar(identifier: try await site.standing(.yanqiu, community).community.timeZone)
            // Noon of the community, so that a step of days stays within a day.
            let noon = calendar.start(of: calendar.day(of: site.clock.clock.now())).adding(milliseconds: 129_600_000)
            site.clock.advance(milliseconds: noon.milliseconds - site.clock.clock.now().milliseconds)
            for _ in 0..<28 {
                for number in 0..<3 {
                    _ = try await Conversations(site.database).post(MessageDraft(text: "早 \(number)"), to: room)
                }
                site.clock.advance(milliseconds: 86_400_000)
            }
            let owner = try await site.standing(.yanqiu, community)
            let removals = MemberRemovals(site.database)
            let outcome = try await removals.remove(.picked([gone]), reason: "误会", as: owner)
            _ = try await removals.undo(outcome.batch, as: owner)
            try await site.join(.xiaoman, community)
            try await InsightBench(site: site, community: community).countDays()
            let page = try await site.get("/console/\(community)", as: Person.yanqiu.token)
            #expect(page.text.contains("人，和前 14 天一样"), "today, on which nobody spoke, is no fall")
            #expect(page.text.contains("<b>21</b><span>条</span>") && page.text.contains("前 7 天 21 · 今天到现在 0"))
            #expect(page.text.contains("近 7 天来 1，走 0"))
            #expect(page.text.contains("近 7 天来、还在的 1 位里 0 位"))
            #expect(page.text.contains("point-open") && page.text.contains("今天到现在"))
            let list = try await site.get(
                "/console/\(community)/members?joined=7&origin=login", as: Person.yanqiu.token)
            #expect(list.text.contains(">小满</b>") && list.text.contains("<b>1 人</b>"))
            #expect(page.text.contains("/console/\(community)/members?group=\(founded.group)\">3</a>"))
        }
    }

    @Test("What waits stands in the queue, the late ones in koi", arguments: Dialect.allCases)
    func queue(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.join(.heyitang, community)
            let standing = try await site.standing(.yanqiu, community)
            let draft = InvitationDraft(note: "地铁口海报", days: "1")
            _ = try await Invitations(site.database).make(draft, as: standing)
            try await site.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO imports (community_id, id, state, file_name, file_hash, settings, first_message_id,
                        lease_token, lease_until, started_at)
                    VALUES (\(community), 5, 'running', '群聊.txt', 'h', '', 1, 1, 0, 1)
                    """)
                try transaction.execute("DELETE FROM group_memberships WHERE member_id <> \(founded.owner)")
            }
            let page = try await site.get("/console/\(community)/today", as: Person.yanqiu.token)
            #expect(page.text.contains("1 次导入断在半路") && page.text.contains("群聊.txt"))
            #expect(page.text.contains("1 张邀请快到期") && page.text.contains("1 位新人还没进任何群"))
            let member = try await site.get("/console/\(community)/today", as: Person.heyitang.token)
            #expect(member.status == .forbidden)
        }
    }

    @Test("No query of the day reads a whole table", arguments: Dialect.allCases)
    func plans(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site, messages: 400, people: 20)
            let id = try await bench.make()
            let (community, day) = (bench.community, CalendarDay(number: 20_000))
            let now = site.clock.clock.now()
            func people(_ group: ID<PondCommunity.Group>?, _ text: String?, isByPerson: Bool) -> SQL {
                DailyFacts.people(
                    community, group: group, from: day, to: day, text: text, after: ID(1), countMax: 50,
                    isByPerson: isByPerson)
            }
            let queries: [SQL] = [
                Arrivals.query(community, from: now, until: now),
                people(nil, nil, isByPerson: false), people(nil, nil, isByPerson: true),
                people(ID(7), "小", isByPerson: false), people(ID(7), "小", isByPerson: true),
                DailyFacts.groups([ID(7), ID(8)], community, from: day, to: day), GroupSizes.query(ID(7), community),
                Checkups.page(.trait(.spoke), id, community, text: nil, after: nil, countMax: 50),
                Checkups.page(.days(day, day), id, community, text: "小", after: 5, countMax: 50),
            ]
            for query in queries {
                let plan = try await Self.plan(query, site.database)
                let isWhole = plan.contains { line in
                    line.contains("Seq Scan") || (line.hasPrefix("SCAN ") && Self.tables.contains { line.contains($0) })
                }
                #expect(!isWhole, "\(query.text)\n\(plan.joined(separator: "\n"))")
            }
        }
    }

    /// As SQLite names them: by their alias where they have one.
    private static let tables = [
        "SCAN m ", "SCAN m", "SCAN d ", "SCAN p ", "SCAN f ", "SCAN g ", "SCAN members", "SCAN member_days",
        "SCAN daily_facts", "SCAN group_members", "SCAN checkup_people", "SCAN member_search", "SCAN messages",
    ]

    private static func plan(_ sql: SQL, _ database: Database) async throws -> [String] {
        try await database.write { transaction in
            if transaction.dialect == .postgres { try transaction.execute("SET LOCAL enable_seqscan = off") }
            let explain = transaction.dialect == .postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN "
            let column = transaction.dialect == .postgres ? 0 : 3
            return try transaction.query(SQL(text: explain + sql.text, bindings: sql.bindings)) { $0.text(column) }
        }
    }
}
