import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Chat through the whole server, on both engines")
struct ChatPagesTests {
    /// A browser: the session's cookie, and forms that carry what pages gave them.
    private struct Browser {
        let client: any TestClientProtocol
        let actor: Actor

        private var headers: HTTPFields { [.cookie: "session=\(ChatServer.token(actor))"] }

        func get(_ path: String) async throws -> TestResponse {
            try await client.execute(uri: path, method: .get, headers: headers)
        }

        func page(_ path: String) async throws -> String {
            let response = try await get(path)
            #expect(response.status == .ok)
            return String(buffer: response.body)
        }

        func post(_ path: String, from page: String, _ fields: String) async throws -> TestResponse {
            let token =
                page.components(separatedBy: "name=\"_token\" value=\"").dropFirst().first?
                .components(separatedBy: "\"").first ?? ""
            var headers = headers
            headers[.contentType] = "application/x-www-form-urlencoded"
            return try await client.execute(
                uri: path, method: .post, headers: headers,
                body: ByteBuffer(string: "_token=\(token)&\(fields)"))
        }
    }

    private func withChat(
        _ dialect: Dialect, _ body: @escaping @Sendable (ChatTown, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            try await ChatServer.application(test.database).test(.router) { client in
                try await body(town, client)
            }
        }
    }

    @Test("Somebody without a script says something, quotes, reacts and recalls", arguments: Dialect.allCases)
    func forms(_ dialect: Dialect) async throws {
        try await withChat(dialect) { town, client in
            let xiaoman = Browser(client: client, actor: town.xiaoman)
            let root = "/c/\(town.community)/groups"
            #expect(try await xiaoman.page(root).contains("早起手冲"))
            let room = "\(root)/\(town.group)"
            let page = try await xiaoman.page(room)
            let sent = try await xiaoman.post("\(room)/messages", from: page, "_key=a&text=%3Cb%3E%E6%97%A9%3C%2Fb%3E")
            #expect(sent.status == .seeOther)
            let again = try await xiaoman.post("\(room)/messages", from: page, "_key=a&text=%3Cb%3E%E6%97%A9%3C%2Fb%3E")
            #expect(again.headers[.location] == sent.headers[.location])
            let shown = try await xiaoman.page(room)
            #expect(shown.contains("&lt;b&gt;早&lt;/b&gt;") && !shown.contains("<b>早</b>"))
            let id = try await town.count("SELECT id FROM messages")
            let liked = try await xiaoman.post("\(room)/messages/\(id)/reactions", from: page, "reaction=heart")
            #expect(liked.status == .seeOther)
            #expect(try await xiaoman.page(room).contains("aria-pressed=\"true\""))
            let quoting = try await xiaoman.page("\(room)?quote=\(id)")
            #expect(quoting.contains("name=\"quote\" value=\"\(id)\""))
            _ = try await xiaoman.post("\(room)/messages", from: quoting, "_key=b&quote=\(id)&text=re")
            #expect(try await xiaoman.page("\(room)/entries?ids=\(id)").contains("id=\"m-\(id)\""))
            let recalled = try await xiaoman.post("\(room)/messages/\(id)/recalls", from: page, "")
            #expect(recalled.status == .seeOther)
            let after = try await xiaoman.page(room)
            #expect(after.contains("撤回了一条消息") && !after.contains("&lt;b&gt;早"))
            #expect(try await town.count("SELECT count(*) FROM messages") == 2)
        }
    }

    @Test("A refusal keeps what was typed, a stranger finds nothing", arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        try await withChat(dialect) { town, client in
            let room = "/c/\(town.community)/groups/\(town.group)"
            let xiaoman = Browser(client: client, actor: town.xiaoman)
            let page = try await xiaoman.page(room)
            let long = String(repeating: "a", count: 4_001)
            let refused = try await xiaoman.post("\(room)/messages", from: page, "_key=a&text=\(long)")
            #expect(refused.status == .unprocessableContent)
            let shown = String(buffer: refused.body)
            #expect(shown.contains(long) && shown.contains("id=\"refusal\""))
            let outsider = Browser(client: client, actor: town.outsider)
            #expect(try await outsider.get(room).status == .notFound)
            #expect(try await outsider.get("\(room)/entries?ids=1").status == .notFound)
            #expect(try await outsider.get("/console/\(town.community)/groups").status == .forbidden)
            #expect(try await town.count("SELECT count(*) FROM messages") == 0)
        }
    }

    @Test("Staff make a group, change its rules, decide a report and archive it", arguments: Dialect.allCases)
    func console(_ dialect: Dialect) async throws {
        try await withChat(dialect) { town, client in
            let owner = Browser(client: client, actor: town.owner)
            let root = "/console/\(town.community)"
            let form = try await owner.page("\(root)/groups/new")
            let bad = try await owner.post("\(root)/groups", from: form, "name=&quietFrom=25:00")
            #expect(bad.status == .unprocessableContent && String(buffer: bad.body).contains("25:00"))
            let made = try await owner.post("\(root)/groups", from: form, "name=%E6%96%B0%E7%BE%A4&isOpen=yes")
            #expect(made.status == .seeOther)
            #expect(try await owner.page("\(root)/groups").contains("新群"))
            let settings = "\(root)/groups/\(town.group)/settings"
            let page = try await owner.page(settings)
            let changed = try await owner.post(settings, from: page, "name=x&slowModeSeconds=30")
            #expect(changed.status == .seeOther)
            #expect(try await town.count("SELECT slow_mode_seconds FROM groups WHERE id = \(town.group)") == 30)
            let posted = try await Conversations(town.database).post(
                MessageDraft(text: "加我微信"), to: town.inGroup(town.xiaoman))
            let aze = Browser(client: client, actor: town.aze)
            let room = "/c/\(town.community)/groups/\(town.group)"
            let message = try await aze.page("\(room)/messages/\(posted.id)")
            let filed = try await aze.post("\(room)/messages/\(posted.id)/reports", from: message, "reason=spam")
            #expect(filed.status == .seeOther)
            let queue = try await owner.page("\(root)/reports")
            #expect(queue.contains("加我微信") && queue.contains("阿泽"))
            let report = try await town.count("SELECT id FROM reports")
            let decided = try await owner.post(
                "\(root)/reports/\(report)/decisions", from: queue, "decision=recalled&note=spam")
            #expect(decided.status == .seeOther)
            #expect(try await town.count("SELECT count(*) FROM messages WHERE recalled_at IS NOT NULL") == 1)
            #expect(try await owner.page("\(root)/groups/\(town.group)").contains("管理员撤回"))
            _ = try await owner.post("\(root)/groups/\(town.group)/archivings", from: page, "")
            #expect(try await aze.page(room).contains("已归档"))
            #expect(try await owner.page("\(root)/groups/search?q=x").contains("没有找到"))
        }
    }

    @Test(
        "A name in the console's chat leads to that member's card; members see names alone", arguments: Dialect.allCases
    )
    func card(_ dialect: Dialect) async throws {
        try await withChat(dialect) { town, client in
            _ = try await Conversations(town.database).post(MessageDraft(text: "早"), to: town.inGroup(town.aze))
            let address = "/console/\(town.community)/members/\(try await town.standing(town.aze).asMember())"
            let owner = Browser(client: client, actor: town.owner)
            let room = try await owner.page("/console/\(town.community)/groups/\(town.group)")
            #expect(room.contains("<a href=\"\(address)\" data-card>阿泽</a>"))
            #expect(try await owner.page(address).contains(#"id="card""#))
            let member = Browser(client: client, actor: town.xiaoman)
            let seen = try await member.page("/c/\(town.community)/groups/\(town.group)")
            #expect(seen.contains("<b>阿泽</b>") && !seen.contains("data-card"))
        }
    }

    @Test("The API lists, posts, pages and refuses", arguments: Dialect.allCases)
    func programs(_ dialect: Dialect) async throws {
        try await withChat(dialect) { town, client in
            let root = "/api/v1/communities/\(town.community)/groups"
            func call(
                _ method: HTTPRequest.Method, _ path: String, _ actor: Actor, _ json: String? = nil, key: String? = nil
            ) async throws -> TestResponse {
                var headers: HTTPFields = [.authorization: "Bearer \(ChatServer.token(actor))"]
                headers[.contentType] = json == nil ? nil : "application/json"
                if let key { headers[.idempotencyKey] = key }
                return try await client.execute(
                    uri: path, method: method, headers: headers, body: json.map { ByteBuffer(string: $0) })
            }
            let group = "\(root)/\(town.group)"
            let first = try await call(.post, "\(group)/messages", town.xiaoman, "{\"text\":\"一\"}", key: "k")
            let second = try await call(.post, "\(group)/messages", town.xiaoman, "{\"text\":\"一\"}", key: "k")
            #expect(first.status == .created && first.body == second.body)
            let page = try await call(.get, "\(group)/messages?limit=1", town.aze)
            let answer = try JSONDecoder().decode(TimelineAnswer.self, from: Data(String(buffer: page.body).utf8))
            #expect(answer.lines.map(\.message?.text) == ["一"] && answer.hasOlder)
            #expect(try await call(.get, "\(group)/messages?before=x", town.aze).status == .unprocessableContent)
            #expect(try await call(.get, group, town.outsider).status == .notFound)
            #expect(try await call(.post, root, town.aze, "{\"name\":\"a\"}").status == .forbidden)
            let place = answer.lines[0].place
            #expect(try await call(.put, "\(group)/read", town.aze, "{\"place\":\"\(place)\"}").status == .noContent)
            let list = try await call(.get, root, town.aze)
            let groups = try JSONDecoder().decode(GroupListAnswer.self, from: Data(String(buffer: list.body).utf8))
            #expect(groups.groups.map(\.unread) == [0])
        }
    }
}
