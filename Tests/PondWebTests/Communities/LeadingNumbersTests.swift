import HTTPTypes
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Numbers of the console lead to what they count")
struct LeadingNumbersTests {
    typealias Person = CommunitySite.Person

    @Test("A room leads to its people, a member to what they said first and last", arguments: Dialect.allCases)
    func room(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let console = "/console/\(founded.community)"
            let owner = try await site.standing(.yanqiu, founded.community)
            let room = try await GroupAccess(site.database).enter(founded.group, as: owner)
            let first = try await Conversations(site.database).post(MessageDraft(text: "早"), to: room)
            site.clock.advance(milliseconds: 60_000)
            let last = try await Conversations(site.database).post(MessageDraft(text: "晚安"), to: room)
            let reader = LogReader(MemberActivity.consumer, database: site.database)
            try await reader.register()
            try await reader.catchUp()
            let member = try owner.asMember()
            let page = try await site.get("\(console)/members/\(member)", as: Person.yanqiu.token)
            for message in [first.id, last.id] {
                let address = "\(console)/groups/\(founded.group)?at=\(message)#m-\(message)"
                #expect(page.text.contains("<a href=\"\(address)\">"))
            }
            let talk = try await site.get("\(console)/groups/\(founded.group)", as: Person.yanqiu.token)
            #expect(talk.text.contains("<a href=\"\(console)/members?group=\(founded.group)\">1 人</a>"))
        }
    }

    @Test("An import leads to the people that it brought", arguments: Dialect.allCases)
    func imported(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site, messages: 300, people: 12)
            let console = "/console/\(bench.community)"
            let id = try await site.count("SELECT id FROM imports")
            let page = try await site.get("\(console)/exchange/imports/\(id)", as: Person.yanqiu.token)
            #expect(page.text.contains("<a href=\"\(console)/members?import=\(id)\">"))
            let count = try await site.count("SELECT members_added FROM imports")
            let list = try await site.get("\(console)/members?import=\(id)", as: Person.yanqiu.token)
            #expect(count > 0 && list.text.contains("<b>\(count) 人</b>") && list.text.contains("同一次导入的"))
            #expect(try await site.get("\(console)/members?import=7", as: Person.yanqiu.token).text.contains("没有人符合"))
        }
    }
}
