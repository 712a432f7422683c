import PondCommunity
import PondCore
import PondDemo
import PondExchange
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Search for messages, on both engines")
struct MessageSearchTests {
    private func index(_ database: Database) async throws {
        let reader = LogReader(SearchProjection.consumer, database: database)
        try await reader.register()
        try await reader.catchUp()
        let queue = JobQueue(database: database, handlers: [SearchJob.handler])
        while try await queue.takeTurn() != .idle {}
    }

    private func texts(_ page: FoundPage) -> [String] {
        page.found.compactMap { found in
            guard case .message(let message) = found.line.content else { return nil }
            return message.text
        }
    }

    @Test("Queries of one, two and five characters and words find what they should", arguments: Dialect.allCases)
    func lengths(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            let conversations = Conversations(test.database)
            for text in ["周六手冲咖啡课，V60 管够", "咖啡豆到了", "钓鱼去吗", "鱼", "Kalita 也行", "手冲壶在手，咖啡在手"] {
                _ = try await conversations.post(MessageDraft(text: text), to: town.inGroup(town.xiaoman))
            }
            try await index(test.database)
            let search = MessageSearch(test.database)
            let standing = try await town.standing(town.aze)
            func find(_ query: String) async throws -> [String] {
                texts(try await search.find(query, as: standing))
            }
            #expect(try await find("鱼") == ["鱼", "钓鱼去吗"])
            #expect(try await find("咖啡") == ["手冲壶在手，咖啡在手", "咖啡豆到了", "周六手冲咖啡课，V60 管够"])
            #expect(try await find("手冲咖啡课") == ["周六手冲咖啡课，V60 管够"])
            #expect(try await find("v6") == ["周六手冲咖啡课，V60 管够"])
            #expect(try await find("ＫＡＬ") == ["Kalita 也行"])
            #expect(try await find("咖啡 豆子").isEmpty)
            #expect(try await find("'\" OR * (:").isEmpty)
            #expect(try await find("inthegroup\(town.group)").count == 6)
            let first = try await search.find("咖啡", as: standing, countMax: 2)
            let rest = try await search.find("咖啡", as: standing, before: first.next, countMax: 2)
            #expect(texts(rest) == ["周六手冲咖啡课，V60 管够"] && rest.next == nil)
        }
    }

    @Test("Only who may read a group finds what was said in it", arguments: Dialect.allCases)
    func access(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            let conversations = Conversations(test.database)
            _ = try await conversations.post(MessageDraft(text: "悄悄话"), to: town.inGroup(town.xiaoman))
            try await index(test.database)
            let search = MessageSearch(test.database)
            #expect(try await search.find("悄悄", as: town.standing(town.outsider)).found.isEmpty)
            #expect(try await search.find("悄悄", as: town.standing(town.owner)).found.count == 1)
            await #expect(throws: AppError(.groupNotFound, town.group.description)) {
                try await search.find("悄悄", as: town.standing(town.outsider), in: town.group)
            }
        }
    }

    @Test("What is recalled is found no more, and a rebuild keeps it out", arguments: Dialect.allCases)
    func recalled(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            let conversations = Conversations(test.database)
            let group = try await town.inGroup(town.xiaoman)
            let posted = try await conversations.post(MessageDraft(text: "发错群了"), to: group)
            _ = try await conversations.post(MessageDraft(text: "没发错"), to: group)
            try await index(test.database)
            try await conversations.recall(posted.id, in: group)
            try await index(test.database)
            let stored = try await town.count("SELECT count(*) FROM message_search")
            #expect(stored == 1)
            try await LogReader(SearchProjection.consumer, database: test.database).rebuild()
            let found = try await MessageSearch(test.database).find("发错", as: town.standing(town.aze))
            #expect(texts(found) == ["没发错"])
            #expect(try await town.count("SELECT count(*) FROM message_search") == 1)
        }
    }

    @Test("Imported history is found after its job, and not after its undo", arguments: Dialect.allCases)
    func imported(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            let lines = (0..<9_000).map { number in
                CastTalk.says("wxid_aze", "阿泽", "第\(number)句云南豆", minutes: 10 + Int64(number / 30))
            }
            let request = ImportRequest(
                community: town.community, fileName: "cast", fileHash: "1", settings: "")
            let outcome = try await Imports(test.database).run(
                request, reading: ImportBench.reading(CastTalk.conversation + lines))
            guard case .completed(let done) = outcome else {
                Issue.record("not imported")
                return
            }
            try await index(test.database)
            let search = MessageSearch(test.database)
            let owner = try await town.standing(town.owner)
            #expect(try await search.find("耶加雪菲", as: owner).found.count == 1)
            #expect(texts(try await search.find("第8999句", as: owner)) == ["第8999句云南豆"])
            #expect(try await search.find("云南", as: town.standing(town.xiaoman)).found.isEmpty)
            #expect(try await town.count("SELECT count(*) FROM jobs WHERE kind = 'search.index' AND state = 2") == 3)
            _ = try await Imports(test.database).undo(done.id)
            #expect(try await search.find("耶加雪菲", as: owner).found.isEmpty)
            #expect(try await town.count("SELECT count(*) FROM message_search") == 0)
        }
    }
}
