import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Into which group an import goes, on both engines")
struct GroupSamenessTests {
    private func told(_ change: (inout ChatInfo) -> Void) -> [ChatRecord] {
        CastTalk.conversation.map { record in
            guard case .chat(var chat) = record else { return record }
            change(&chat)
            return .chat(chat)
        }
    }

    @Test(
        "A chat called by a telephone's row number is the group that another export names", arguments: Dialect.allCases)
    func rowNumber(_ dialect: Dialect) async throws {
        for namedFirst in [true, false] {
            try await withImports(dialect) { bench in
                let numbered = told { ($0.sourceID, $0.name) = ("7", "") }
                try await bench.addWhole(namedFirst ? CastTalk.conversation : numbered, hash: "a")
                let second = try await bench.addWhole(namedFirst ? numbered : CastTalk.conversation, hash: "b")
                #expect(second.messagesAdded == 0 && second.messagesKnown == 10)
                let group = try await Groups(bench.database).find(nil, of: bench.community.id)
                #expect(group.name == CastTalk.chat.name && group.sourceID == CastTalk.chat.sourceID)
                try await bench.addWhole(told { ($0.sourceID, $0.name) = ("2@chatroom", "别的群") }, hash: "c")
                try await bench.addWhole(numbered, hash: "d")
                #expect(try await bench.count("groups") == 3)
            }
        }
    }

    /// Six people in a chat that its export does not name.
    private func crowd(_ prefix: String) -> [ChatRecord] {
        [.chat(ChatInfo(platform: "whatsapp", sourceID: nil, name: "", kind: .group))]
            + (0..<12).map {
                CastTalk.says("\(prefix)\($0 % 6)", "\(prefix)\($0 % 6)", "\(prefix) line \($0)", minutes: $0)
            }
    }

    @Test(
        "A nameless chat of strangers is refused and leaves nothing, unless the group is named",
        arguments: Dialect.allCases)
    func strangers(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            try await bench.addWhole(crowd("a"), hash: "a")
            await #expect(throws: AppError.self) { try await bench.addWhole(crowd("b"), hash: "b") }
            #expect(try await bench.count("groups") == 1)
            #expect(try await bench.count("messages") == 12)
            let again = try await bench.addWhole(crowd("a") + crowd("a").suffix(2), hash: "c")
            #expect(again.messagesKnown >= 12)
            let named = try await bench.addWhole(crowd("b"), hash: "d", group: "攀岩")
            #expect(named.messagesAdded == 12)
            #expect(try await bench.count("groups") == 2)
        }
    }

    @Test("Two platforms are two groups, unless --group says that they are one", arguments: Dialect.allCases)
    func platforms(_ dialect: Dialect) async throws {
        let elsewhere = told { ($0.platform, $0.sourceID) = ("qq", nil) }
        try await withImports(dialect) { bench in
            try await bench.addWhole(CastTalk.conversation, hash: "a")
            try await bench.addWhole(elsewhere, hash: "b")
            #expect(try await bench.count("groups") == 2)
        }
        try await withImports(dialect) { bench in
            try await bench.addWhole(CastTalk.conversation, hash: "a", group: "合在一起")
            let again = try await bench.addWhole(elsewhere, hash: "b", group: "合在一起")
            #expect(again.messagesAdded == 0 && again.messagesKnown == 10 && again.membersAdded == 0)
            #expect(try await bench.count("groups") == 1)
        }
    }

    @Test("Several chats without names become groups that can be told apart", arguments: Dialect.allCases)
    func nameless(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let first = told { ($0.sourceID, $0.name) = ("1", "") }
            try await bench.addWhole(first + told { ($0.sourceID, $0.name) = ("2", "") }, hash: "a")
            let groups = try await Groups(bench.database).all(of: bench.community.id)
            #expect(groups.map(\.name) == ["wechat 1", "wechat 2"])
            let second = try await Groups(bench.database).find("wechat 2", of: bench.community.id)
            #expect(second.sourceID == "2")
            let again = try await bench.addWhole(first, hash: "b")
            #expect(again.messagesAdded == 0)
            try await bench.addWhole(told { ($0.sourceID, $0.name) = ("2", "徒步") }, hash: "c")
            #expect(try await Groups(bench.database).all(of: bench.community.id).map(\.name) == ["wechat 1", "徒步"])
        }
    }

    @Test("Two exports of one group in one archive are stored once", arguments: Dialect.allCases)
    func oneArchive(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let records = CastTalk.conversation + told { ($0.sourceID, $0.name) = ("7", "") }
            try await bench.addWhole(records, hash: "a")
            #expect(try await bench.visibleCount() == 10)
        }
    }
}
