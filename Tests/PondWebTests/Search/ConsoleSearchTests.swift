import HTTPTypes
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("The console's search field")
struct ConsoleSearchTests {
    typealias Person = CommunitySite.Person

    @Test("It finds members and messages, each with a link to all", arguments: Dialect.allCases)
    func both(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.join(.xiaoman, community)
            let room = try await GroupAccess(site.database).enter(
                founded.group, as: try await site.standing(.yanqiu, community))
            for text in ["小满，早", "今天手冲"] {
                _ = try await Conversations(site.database).post(MessageDraft(text: text), to: room)
            }
            let reader = LogReader(SearchProjection.consumer, database: site.database)
            try await reader.register()
            try await reader.catchUp()
            let path = "/console/\(community)"
            let token = Person.yanqiu.token
            let page = try await site.get("\(path)/search?q=\(FormValues.encoded("小满"))", as: token)
            #expect(page.status == .ok && page.text.contains(">小满</b>") && page.text.contains("<mark>小满</mark>，早"))
            let encoded = FormValues.encoded("小满")
            #expect(page.text.contains("\(path)/members?q=\(encoded)"))
            #expect(page.text.contains("\(path)/groups/search?q=\(encoded)"))
            let talk = try await site.get("\(path)/search?q=\(FormValues.encoded("手冲"))", as: token)
            #expect(talk.text.contains("<mark>手冲</mark>") && talk.text.contains("没有成员叫这个"))
            #expect(try await site.get("\(path)/search", as: token).text.contains("搜成员和消息"))
            let today = try await site.get(path, as: token)
            #expect(today.text.contains("role=\"search\" action=\"\(path)/search\""))
            #expect(try await site.get("\(path)/search?q=x", as: Person.xiaoman.token).status == .forbidden)
        }
    }
}
