import Foundation
import Hummingbird
import HummingbirdTesting
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Live stream")
struct LiveStreamTests {
    private func path(_ town: ChatTown) -> String { "/api/v1/communities/\(town.community)/live" }

    private func open(
        _ town: ChatTown, _ actor: Actor, port: Int?, after: String? = nil
    ) async throws -> LiveClient {
        let client = try await LiveClient(
            port: #require(port), path: path(town), token: ChatServer.token(actor), lastEventID: after)
        await client.wait { $0.contains("id: ") }
        return client
    }

    @Test(
        "Who is in a group hears it, others do not; who was away hears what was missed, once",
        arguments: Dialect.allCases)
    func hearing(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            let conversations = Conversations(test.database)
            try await ChatServer.application(test.database).test(.live) { server in
                let inside = try await open(town, town.aze, port: server.port)
                let outside = try await open(town, town.outsider, port: server.port)
                let group = try await town.inGroup(town.xiaoman)
                var posted: [String] = []
                for number in 0..<20 {
                    posted.append(
                        try await conversations.post(MessageDraft(text: "\(number)"), to: group).id.description)
                }
                let last = posted[19]
                await inside.wait { $0.contains(last) }
                #expect(inside.subjects("message.posted") == posted)
                let seen = try #require(inside.lastID)
                await inside.close()

                for number in 20..<40 {
                    posted.append(
                        try await conversations.post(MessageDraft(text: "\(number)"), to: group).id.description)
                }
                let again = try await open(town, town.aze, port: server.port, after: seen)
                let newest = posted[39]
                await again.wait { $0.contains(newest) }
                #expect(again.subjects("message.posted") == Array(posted[20...]))

                // The outsider's stream is alive: it hears of its own joining, and of the group from then on.
                let member = try await town.standing(town.outsider).asMember()
                try await GroupMembers(test.database).add(member, to: town.inGroup(town.owner))
                await outside.wait { $0.contains("group.joined") }
                #expect(outside.subjects("message.posted").isEmpty)
                let greeting = try await conversations.post(MessageDraft(text: "欢迎"), to: group).id.description
                await outside.wait { $0.contains(greeting) }
                #expect(outside.subjects("message.posted") == [greeting])
                await again.close()
                await outside.close()
            }
        }
    }

    @Test(
        "Who is put out of a group hears nothing of it from the next event on, with 10,000 messages in flight",
        arguments: Dialect.allCases)
    func removal(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            let conversations = Conversations(test.database)
            try await ChatServer.application(test.database).test(.live) { server in
                let removed = try await open(town, town.aze, port: server.port)
                let staying = try await open(town, town.owner, port: server.port)
                let group = try await town.inGroup(town.xiaoman)
                let member = try await town.standing(town.aze).asMember()
                let owners = try await town.inGroup(town.owner)
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    for writer in 0..<50 {
                        tasks.addTask {
                            for number in 0..<200 {
                                _ = try await conversations.post(
                                    MessageDraft(text: "\(writer)·\(number)"), to: group)
                                if writer == 25, number == 100 {
                                    try await GroupMembers(test.database).remove(member, from: owners)
                                }
                            }
                        }
                    }
                    try await tasks.waitForAll()
                }
                let position = try await town.count("SELECT position FROM events WHERE kind = 'group.removed'")
                let before = try await town.count(
                    "SELECT count(*) FROM events WHERE kind = 'message.posted' AND position < \(position)")
                #expect(before > 0 && before < 10_000)
                await removed.wait { $0.contains("group.removed") }
                await staying.wait { $0.components(separatedBy: "message.posted").count > 10_000 }
                #expect(staying.subjects("message.posted").count == 10_000)
                #expect(removed.subjects("message.posted").count == before)
                await removed.close()
                await staying.close()
            }
        }
    }

    @Test("A gap of more than 500 events is told as a reset", arguments: Dialect.allCases)
    func reset(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            try await ChatServer.application(test.database).test(.live) { server in
                let first = try await open(town, town.aze, port: server.port)
                let seen = try #require(first.lastID)
                await first.close()
                try await test.database.write { transaction in
                    for number in 0..<501 {
                        transaction.record(
                            NewEvent(
                                "message.posted", community: town.community.rawValue, group: town.group.rawValue,
                                subject: Int64(number)))
                    }
                }
                let late = try await open(town, town.aze, port: server.port, after: seen)
                await late.wait { $0.contains("\n\n") && $0.contains("data") }
                #expect(late.text.contains("event: reset") && late.subjects("message.posted").isEmpty)
                let foreign = try await open(town, town.aze, port: server.port, after: "999999999")
                #expect(foreign.text.contains("event: reset"))
                await late.close()
                await foreign.close()
            }
        }
    }

    @Test("Two nodes on one PostgreSQL hear each other's messages")
    func nodes() async throws {
        try await withDatabase(.postgres) { test in
            let town = try await ChatTown.found(test.database)
            let other = try test.reopen()
            let conversations = Conversations(test.database)
            try await ChatServer.application(other).test(.live) { server in
                let client = try await open(town, town.aze, port: server.port)
                let group = try await town.inGroup(town.xiaoman)
                var posted: [String] = []
                for number in 0..<50 {
                    posted.append(
                        try await conversations.post(MessageDraft(text: "\(number)"), to: group).id.description)
                }
                let last = posted[49]
                await client.wait { $0.contains(last) }
                #expect(client.subjects("message.posted") == posted)
                await client.close()
            }
            other.close()
        }
    }

    @Test("Without a key there is no stream, and a stop ends those that are open")
    func ending() async throws {
        try await withDatabase(.sqlite) { test in
            let town = try await ChatTown.found(test.database)
            let client = try await ChatServer.application(test.database).test(.live) { server in
                let refused = try await server.execute(uri: path(town), method: .get) { $0.status }
                #expect(refused == .unauthorized)
                return try await open(town, town.aze, port: server.port)
            }
            await client.waitForEnd()
            #expect(client.text.contains("status: 200"))
        }
    }
}
