import PondCommunity
import PondCore
import PondExchange
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Erasing somebody's words")
struct MessageErasureTests {
    @Test("System lines that an export labels with the name lose the label", arguments: Dialect.allCases)
    func labels(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            var line = ChatMessage(sender: nil, sentAt: CastTalk.start, kind: .system, text: "修改了群公告")
            line.label = ChatSender(accountID: "wxid_he", name: "何以棠")
            try await bench.addWhole([.chat(CastTalk.chat), .message(line)], hash: "a")
            #expect(try await bench.messages().map(\.label) == [line.label])
            let member = try #require(
                try await bench.database.read { try $0.first("SELECT id FROM members") { $0.integer(0) } })
            try await bench.database.write { transaction in
                try transaction.schedule(
                    NewJob(
                        MessageErasure.kind, community: bench.community.id.rawValue,
                        payload: "{\"member\":\(member),\"after\":0}", key: "test"))
            }
            let queue = JobQueue(database: bench.database, handlers: [MessageErasure.handler])
            while try await queue.takeTurn() != .idle {}
            #expect(try await bench.messages().map(\.label) == [nil])
        }
    }
}
