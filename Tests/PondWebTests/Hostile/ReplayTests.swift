import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("The same request again, and hostile bodies")
struct ReplayTests {
    typealias Person = CommunitySite.Person

    /// A form that makes something, the same with other words, and what is counted.
    private struct Form {
        let path: String
        let fields: [(String, String)]
        let others: [(String, String)]
        let table: SQL
        /// Whose own members they are does not matter for who runs the installation.
        var token = Person.yanqiu.token
    }

    private func forms(_ founded: CommunityFounding.Founded, _ member: ID<Member>) -> [Form] {
        let console = "/console/\(founded.community)"
        return [
            Form(
                path: "/c/\(founded.community)/groups/\(founded.group)/messages", fields: [("text", "第一句")],
                others: [("text", "第二句")], table: "messages"),
            Form(
                path: "\(console)/members/\(member)/notes", fields: [("body", "记一笔")], others: [("body", "另一笔")],
                table: "member_notes"),
            Form(
                path: "\(console)/invitations", fields: [("note", "给老友"), ("usesMax", "3")],
                others: [("note", "给老友"), ("usesMax", "4")], table: "invitations"),
            Form(
                path: "\(console)/groups", fields: [("name", "新的群")], others: [("name", "另一个群")], table: "groups"),
            Form(
                path: "/communities",
                fields: [
                    ("name", "第二个社群"), ("ownerName", "江砚秋"), ("firstGroup", "大厅"), ("timeZone", "Asia/Shanghai"),
                ],
                others: [
                    ("name", "第三个社群"), ("ownerName", "江砚秋"), ("firstGroup", "大厅"), ("timeZone", "Asia/Shanghai"),
                ], table: "communities", token: "admin"),
        ]
    }

    @Test("A form sent twice is carried out once; its key with other words is refused", arguments: Dialect.allCases)
    func replays(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let member = try await site.join(.xiaoman, founded.community).member
            for form in forms(founded, member) {
                let before = try await site.count("SELECT count(*) FROM \(form.table)")
                let key = ("_key", "key-\(form.path)")
                let first = try await site.post(form.path, form.fields + [key], as: form.token)
                #expect(first.status == .seeOther, "\(form.path): \(first.status)")
                let second = try await site.post(form.path, form.fields + [key], as: form.token)
                #expect(second.status == .seeOther && second.location == first.location, "\(form.path)")
                let other = try await site.post(form.path, form.others + [key], as: form.token)
                #expect(other.status == .conflict, "\(form.path): \(other.status)")
                #expect(try await site.count("SELECT count(*) FROM \(form.table)") == before + 1, "\(form.path)")
            }
        }
    }

    @Test("Twenty of one form at once are one", arguments: Dialect.allCases)
    func atOnce(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let path = "/c/\(founded.community)/groups/\(founded.group)/messages"
            let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
                for _ in 0..<20 {
                    tasks.addTask {
                        let fields = [("text", "只说一次"), ("_key", "same")]
                        return try await site.post(path, fields, as: Person.yanqiu.token).status.code
                    }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 303, count: 20))
            #expect(try await site.count("SELECT count(*) FROM messages WHERE body = '只说一次'") == 1)
        }
    }

    @Test("Bodies that are no good are refused with words, in both languages, and nothing is stored")
    func bodies() async throws {
        try await CommunitySite.run(.sqlite) { site in
            let founded = try await site.found()
            let before = try await site.count("SELECT count(*) FROM messages")
            let path = "/api/v1/communities/\(founded.community)/groups/\(founded.group)/messages"
            let deep = 100_000
            let bodies: [(String, Int)] = [
                (String(repeating: "[", count: deep) + String(repeating: "]", count: deep), 400),
                (
                    #"{"text":"# + String(repeating: #"{"a":"#, count: 20_000) + "1"
                        + String(repeating: "}", count: 20_001), 400
                ),
                ("", 400), ("{", 400), ("null", 400), ("[]", 400), (#"{"text":1}"#, 400), (#"{"text":null}"#, 400),
                (#"{"text":"\ud800"}"#, 400), (#"{"text":"a","replyTo":"x"}"#, 400),
                (#"{"text":"a","replyTo":"99999999999999999999"}"#, 400), (#"{"text":"a","replyTo":"-1"}"#, 422),
                (#"{"text":"\u0000\u200b\u202e"}"#, 422), (#"{"text":"   "}"#, 422),
                (#"{"text":"\#(String(repeating: "长", count: 10_000))"}"#, 422),
                (#"{"text":"\#(String(repeating: "x", count: 300_000))"}"#, 413),
            ]
            for (body, status) in bodies {
                for token in ["admin", "admin-en"] {
                    site.clock.advance(milliseconds: 60_000)
                    let answer = try await site.api(.post, path, body, as: token)
                    #expect(answer.status.code == status, "\(body.prefix(40)): \(answer.status) \(answer.text)")
                    #expect(answer.headers[.contentType] == "application/problem+json")
                    #expect(!answer.text.contains("DecodingError") && answer.text.contains("requestId"))
                }
            }
            #expect(try await site.count("SELECT count(*) FROM messages") == before)
        }
    }

    @Test("What hides or turns in a message is taken out, what belongs to writing stays", arguments: Dialect.allCases)
    func texts(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let path = "/c/\(founded.community)/groups/\(founded.group)"
            let family = "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}"
            let zalgo = "a" + String(repeating: "\u{301}", count: 200)
            let markup = "<script>alert(1)</script> [x](javascript:alert(1)) ![x](https://evil.example/x.png) **粗**"
            let told: [(String, String)] = [
                ("\u{202E}倒过来\u{202C}", "倒过来"), ("零\u{200B}宽\u{FEFF}字\u{2060}", "零宽字"), ("空\0字", "空字"),
                (family, family), (zalgo, "a\u{301}\u{301}\u{301}"), (markup, markup),
                (
                    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
                    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"
                ),
            ]
            for (typed, kept) in told {
                let answer = try await site.post("\(path)/messages", [("text", typed)], as: Person.yanqiu.token)
                #expect(answer.status == .seeOther, "\(typed)")
                let stored = try await site.text("SELECT body FROM messages ORDER BY id DESC LIMIT 1")
                #expect(stored.map { Array($0.unicodeScalars) } == Array(kept.unicodeScalars), "\(typed)")
            }
            let page = try await site.get(path, as: Person.yanqiu.token).text
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert"))
            #expect(!page.contains(#"href="javascript:"#) && !page.contains(#"src="https://evil"#))
        }
    }
}
