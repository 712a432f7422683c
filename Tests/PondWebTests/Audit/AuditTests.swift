import HTTPTypes
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("The console's audit log")
struct AuditTests {
    typealias Person = CommunitySite.Person

    @Test("Acts are told in words, with whom they were done to and what they changed", arguments: Dialect.allCases)
    func words(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            let gone = try await site.join(.heyitang, community)
            let standing = try await site.standing(.yanqiu, community)
            try await Staff(site.database).give(.support, to: gone.member, as: standing)
            _ = try await MemberRemovals(site.database).remove(.picked([gone.member]), reason: "多次<b>发广告", as: standing)
            let group = try await Groups(site.database).create(GroupDraft(name: "露营"), as: standing)
            let inGroup = try await GroupAccess(site.database).enter(group, as: standing)
            try await Groups(site.database).change(
                inGroup, to: GroupDraft(name: "周末露营", quietFrom: "23:30", quietUntil: "06:05"))
            let page = try await site.get("/console/\(community)/audit", as: Person.yanqiu.token)
            #expect(page.status == .ok)
            #expect(page.text.contains("请出社群</th>") && page.text.contains(">何以棠</a>"))
            #expect(page.text.contains("多次&lt;b&gt;发广告"))
            #expect(page.text.contains("<del>没有岗位</del> → 客服"))
            #expect(page.text.contains("<del>露营</del> → 周末露营"))
            #expect(page.text.contains("23:30") && page.text.contains("06:05") && !page.text.contains("1410"))
            #expect(!page.text.contains("member.removed</") && !page.text.contains("{&quot;"))
            #expect(try await site.get("/console/\(community)/audit", as: Person.stranger.token).status == .forbidden)
            #expect(try await site.get("/console/1/audit", as: Person.yanqiu.token).status == .notFound)
        }
    }

    @Test("It is filtered and paged, and comes as CSV", arguments: Dialect.allCases)
    func pages(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await site.database.write { transaction in
                for number in 0..<230 {
                    try transaction.audit(
                        NewAuditEntry("group.changed", "group", 1, after: "{\"name\":\"=群\(number)\"}"),
                        by: Person.yanqiu.actor.person, community: community.rawValue)
                }
            }
            let address = "/console/\(community)/audit"
            let token = Person.yanqiu.token
            let page = try await site.get(address, as: token)
            #expect(page.text.contains("=群229<") && !page.text.contains("=群179<"))
            let next = try #require(page.text.firstMatch(of: /\?before=\d+/)).output
            #expect(try await site.get(address + next, as: token).text.contains("=群179<"))
            let founded = try await site.get(address + "?action=community.founded", as: token)
            #expect(founded.text.contains("创建社群</th>") && !founded.text.contains("=群"))
            let nobody = try await site.get(address + "?actor=424242", as: token)
            #expect(nobody.text.contains("没有符合筛选的记录") && nobody.text.contains("不在岗的人"))
            #expect(try await site.get(address + "?actor=x&before=y&action=%00", as: token).status == .ok)
            let csv = try await site.get(address + "/export?action=group.changed", as: token)
            let lines = csv.text.split(separator: "\r\n")
            #expect(lines.count == 231 && csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(lines[1].contains("改群设置") && lines[1].contains("名字: =群229"))
        }
    }
}
