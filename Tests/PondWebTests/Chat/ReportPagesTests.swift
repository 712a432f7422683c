import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Reporting a message, and what comes of it")
struct ReportPagesTests {
    typealias Person = CommunitySite.Person

    @Test(
        "The reporter is thanked and not asked twice; decisions are told, kept and audited", arguments: Dialect.allCases
    )
    func reports(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.join(.xiaoman, community)
            try await site.join(.heyitang, community)
            let author = try await site.standing(.heyitang, community)
            let group = try await GroupAccess(site.database).enter(founded.group, as: author)
            let posted = try await Conversations(site.database).post(MessageDraft(text: "加我微信"), to: group)
            let room = "/c/\(community)/groups/\(founded.group)"
            let message = "\(room)/messages/\(posted.id)"
            let member = Person.xiaoman.token
            #expect(try await site.get(message, as: member).text.contains("action=\"\(message)/reports\""))
            let filed = try await site.post("\(message)/reports", [("reason", "spam")], as: member)
            #expect(filed.status == .seeOther && filed.location.contains("done=reported"))
            #expect(try await site.get(filed.location, as: member).text.contains("已举报，运营会看"))
            let again = try await site.get(message, as: member).text
            #expect(again.contains("你已举报（广告或刷屏）") && !again.contains("action=\"\(message)/reports\""))

            let queue = "/console/\(community)/reports"
            let owner = Person.yanqiu.token
            #expect(try await site.get(queue + "?state=decided", as: owner).text.contains("还没有处理过的举报"))
            let report = try await site.database.read { try $0.count("SELECT id FROM reports") }
            let decided = try await site.post(
                "\(queue)/\(report)/decisions", [("decision", "kept"), ("note", "只是玩笑")], as: owner)
            let told = try await site.get(decided.location, as: owner).text
            #expect(told.contains("toast") && told.contains("看过了，没有问题") && told.contains("没有待处理的举报"))
            let kept = try await site.get(queue + "?state=decided", as: owner).text
            #expect(kept.contains("加我微信") && kept.contains("看过了，没有问题</span>"))
            #expect(kept.contains("江砚秋 · <time") && kept.contains("只是玩笑"))
            #expect(try await site.get(message, as: member).text.contains("运营的决定：看过了，没有问题"))
            let audit = try await site.get("/console/\(community)/audit?action=report.decided", as: owner).text
            #expect(audit.contains(">何以棠在「大厅」的消息</a>"))
            #expect(audit.contains("/groups/\(founded.group)?at=\(posted.id)#m-\(posted.id)"))
        }
    }

    @Test("Decided reports come in pages, the last decision first", arguments: Dialect.allCases)
    func pages(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            try await site.join(.xiaoman, founded.community)
            let member = try await site.standing(.xiaoman, founded.community)
            let inGroup = try await GroupAccess(site.database).enter(founded.group, as: member)
            let owner = try await site.standing(.yanqiu, founded.community)
            let room = try await GroupAccess(site.database).enter(founded.group, as: owner)
            let reports = Reports(site.database)
            for number in 0...Reports.pageCountMax {
                site.clock.advance(milliseconds: 1_000)
                let posted = try await Conversations(site.database).post(MessageDraft(text: "第 \(number) 条。"), to: room)
                try await reports.file(ReportDraft(reason: .other), on: posted.id, in: inGroup)
                try await reports.decide(#require(reports.open(as: owner).first).id, .kept, as: owner)
            }
            let address = "/console/\(founded.community)/reports"
            let first = try await site.get(address + "?state=decided", as: Person.yanqiu.token).text
            #expect(first.contains("第 \(Reports.pageCountMax) 条。") && first.contains("第 1 条。"))
            #expect(!first.contains("第 0 条。"))
            let query = try #require(first.firstMatch(of: /\?state=decided&amp;before=[0-9-]+/)).output
            let next = address + query.replacing("&amp;", with: "&")
            let second = try await site.get(next, as: Person.yanqiu.token).text
            #expect(second.contains("第 0 条。") && !second.contains("第 1 条。"))
        }
    }

    @Test("What one may do with a message depends on whose it is", arguments: Dialect.allCases)
    func rights(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.join(.xiaoman, community)
            try await site.join(.heyitang, community)
            let standing = try await site.standing(.xiaoman, community)
            let group = try await GroupAccess(site.database).enter(founded.group, as: standing)
            let posted = try await Conversations(site.database).post(MessageDraft(text: "早"), to: group)
            let room = "/c/\(community)/groups/\(founded.group)"
            let entry = "\(room)/entries?ids=\(posted.id)"
            let page = "\(room)/messages/\(posted.id)"
            func words(_ path: String, _ person: Person) async throws -> (recall: Bool, report: Bool, menu: Bool) {
                let text = try await site.get(path, as: person.token).text
                return (text.contains("撤回"), text.contains("举报"), text.contains("acts-m"))
            }
            #expect(try await words(entry, .xiaoman) == (true, false, true), "one's own")
            #expect(try await words(entry, .heyitang) == (false, true, true), "somebody else's")
            #expect(try await words(entry, .yanqiu) == (true, true, true), "staff")
            #expect(try await words(page, .heyitang).menu == false, "the page is what the menu leads to")
            let own = try await site.get(page, as: Person.xiaoman.token).text
            #expect(own.contains("发出 2 分钟内可以撤回") && own.contains("action=\"\(page)/recalls\""))
            site.clock.advance(milliseconds: 121_000)
            #expect(try await words(entry, .xiaoman) == (false, false, true))
            let late = try await site.get(page, as: Person.xiaoman.token).text
            #expect(late.contains("不能撤回了") && !late.contains("action=\"\(page)/recalls\""))
        }
    }
}
