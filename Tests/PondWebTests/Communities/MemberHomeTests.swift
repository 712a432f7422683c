import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("The first page after signing in")
struct MemberHomeTests {
    typealias Person = CommunitySite.Person

    @Test("It says what is new, where one is mentioned first, and leads there", arguments: Dialect.allCases)
    func news(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.join(.xiaoman, community)
            let room = "/c/\(community)/groups/\(founded.group)"
            #expect(try await site.get("/c/\(community)", as: Person.xiaoman.token).text.contains("去「大厅」聊聊"))

            let owner = try await site.standing(.yanqiu, community)
            let group = try await GroupAccess(site.database).enter(founded.group, as: owner)
            for text in ["早", "今天的豆子到了"] {
                site.clock.advance(milliseconds: 60_000)
                _ = try await Conversations(site.database).post(MessageDraft(text: text), to: group)
            }
            let home = try await site.get("/c/\(community)", as: Person.xiaoman.token).text
            #expect(home.contains("href=\"\(room)\">去看 2 条新消息"))
            #expect(home.contains("江砚秋：今天的豆子到了"))
            #expect(home.contains("<span class=\"bdg\">2"), "the tab counts them, too")

            let tabs = try await site.get("/c/\(community)/tabs?of=chat", as: Person.xiaoman.token).text
            #expect(tabs.contains("<span class=\"bdg\">2") && tabs.contains("aria-current=\"page\""))
            #expect(home.contains("data-src=\"/c/\(community)/tabs?of=home\""), "an open page asks for them anew")

            _ = try await Conversations(site.database).post(MessageDraft(text: "@小满 来一杯"), to: group)
            let called = try await site.get("/c/\(community)", as: Person.xiaoman.token).text
            #expect(called.contains("href=\"\(room)\">去看谁提到了你"))
        }
    }

    @Test("What somebody writes of themselves is read by the others", arguments: Dialect.allCases)
    func introduction(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await site.join(.xiaoman, community)
            let change = Members.OwnChange(
                name: "小满", introduction: "爱浅烘，<也>爱早起", notifications: .mentions, isRanked: true)
            try await Members(site.database).change(change, as: site.standing(.xiaoman, community))
            let list = try await site.get("/c/\(community)/members", as: Person.yanqiu.token).text
            #expect(list.contains("爱浅烘，&lt;也&gt;爱早起"))
        }
    }

    @Test("Members come into the community, its staff into the console", arguments: Dialect.allCases)
    func front(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await site.join(.xiaoman, community)
            #expect(try await site.get("/", as: Person.xiaoman.token).location == "/c/\(community)")
            let console = try await site.get("/", as: Person.yanqiu.token).location
            #expect(console.hasPrefix("/console/\(community)"))
            #expect(try await site.get(console, as: Person.yanqiu.token).status == .ok)
            let home = try await site.get("/c/\(community)", as: Person.yanqiu.token).text
            #expect(home.contains("href=\"\(console)\"") && home.contains("运营台"))
        }
    }

    @Test("The console counts the reports that wait", arguments: Dialect.allCases)
    func reports(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            try await site.join(.xiaoman, founded.community)
            let owner = try await site.standing(.yanqiu, founded.community)
            let room = try await GroupAccess(site.database).enter(founded.group, as: owner)
            let posted = try await Conversations(site.database).post(MessageDraft(text: "加我微信"), to: room)
            let console = "/console/\(founded.community)/groups"
            #expect(try await site.get(console, as: Person.yanqiu.token).text.contains("n-koi") == false)

            let member = try await site.standing(.xiaoman, founded.community)
            let group = try await GroupAccess(site.database).enter(founded.group, as: member)
            try await Reports(site.database).file(ReportDraft(reason: .spam), on: posted.id, in: group)
            #expect(try await site.get(console, as: Person.yanqiu.token).text.contains("n n-koi\">1"))
            await #expect(throws: AppError.self) { try await Reports(site.database).openCount(as: member) }
        }
    }
}
