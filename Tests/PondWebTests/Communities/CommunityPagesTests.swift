import Foundation
import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import Testing

@testable import PondWeb

extension CommunitySite.Answer {
    func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

@Suite("Communities on the web")
struct CommunityPagesTests {
    typealias Person = CommunitySite.Person

    @Test("The administrator founds a community once, and is its owner in its first group", arguments: Dialect.allCases)
    func founds(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            #expect(try await site.get("/", as: "admin").location == "/communities/new")
            #expect(try await site.get("/communities/new", as: "admin").text.contains("value=\"江砚秋\""))
            let fields = [
                ("name", "清晨手冲"), ("slogan", "每天一杯"), ("ownerName", "江砚秋"), ("firstGroup", "大厅"),
                ("timeZone", "Asia/Shanghai"), ("_key", "k1"),
            ]
            let first = try await site.post("/communities", fields, as: "admin")
            let again = try await site.post("/communities", fields, as: "admin")
            #expect(first.status == .seeOther && first.location == again.location)
            #expect(try await site.count("SELECT count(*) FROM communities") == 1)
            #expect(try await site.count("SELECT count(*) FROM staff_posts WHERE post = 'owner'") == 1)
            #expect(try await site.count("SELECT count(*) FROM group_memberships") == 1)
            _ = try await site.found(name: "清晨手冲")
            #expect(
                try await site.count("SELECT count(*) FROM communities") == 2,
                "a name gives nobody what others have under it")
            let empty = try await site.post("/communities", [("name", "\u{200B} "), ("slogan", "留着")], as: "admin")
            #expect(empty.status == .unprocessableContent && empty.text.contains("value=\"留着\""))
            #expect(try await site.post("/communities", fields, as: Person.xiaoman.token).status == .forbidden)
            #expect(try await site.post("/communities", fields, as: nil).status == .unauthorized)
        }
    }

    @Test("Guests see the brand and true numbers, and of a closed community nothing", arguments: Dialect.allCases)
    func landing(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await site.join(.heyitang, community)
            let page = try await site.get("/c/\(community)")
            #expect(page.status == .ok && page.text.contains("清晨手冲") && page.text.contains("<b>2</b>"))
            #expect(page.text.contains("/sign-in?next=/c/\(community)") && !page.text.contains("bar5"))
            #expect(try await site.get("/").location == "/c/\(community)")
            #expect(try await site.get("/c/\(community)/members").status == .unauthorized)
            let closed = try await site.post(
                "/console/\(community)/settings/access",
                [("version", "0"), ("door", "open"), ("language", "zh")], as: Person.yanqiu.token)
            #expect(closed.status == .seeOther)
            #expect(try await site.get("/c/\(community)").status == .notFound)
            #expect(try await site.get("/c/\(community)", as: Person.stranger.token).status == .notFound)
            #expect(try await site.get("/c/\(community)", as: Person.heyitang.token).status == .ok)
        }
    }

    @Test("Two changes at once: the second is told, and nothing of it is lost", arguments: Dialect.allCases)
    func conflict(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            let path = "/console/\(community)/settings"
            let base = [("timeZone", "Asia/Shanghai"), ("version", "0")]
            let first = try await site.post(path, [("name", "野地咖啡")] + base, as: Person.yanqiu.token)
            #expect(first.status == .seeOther)
            let second = try await site.post(path, [("name", "山里咖啡")] + base, as: Person.yanqiu.token)
            #expect(second.status == .conflict && second.text.contains("别人刚刚也改了这里"))
            #expect(second.text.contains("value=\"山里咖啡\"") && second.text.contains("name=\"version\" value=\"1\""))
            #expect(try await site.text("SELECT name FROM communities") == "野地咖啡")
            let before = try await site.text("SELECT before FROM audit_entries WHERE action = 'basics.changed'")
            #expect(before?.contains("清晨手冲") == true)
        }
    }

    @Test("A colour that text cannot be read in is refused; a good one becomes a style", arguments: Dialect.allCases)
    func colours(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            let path = "/console/\(community)/settings"
            let base = [("name", "清晨手冲"), ("timeZone", "Asia/Shanghai"), ("version", "0"), ("hasColours", "1")]
            let pale = try await site.post(
                path, base + [("colourLight", "#ffe0a0"), ("colourDark", "red")], as: Person.yanqiu.token)
            #expect(pale.status == .unprocessableContent && pale.text.contains("对比只有") && pale.text.contains("格式不对"))
            let good = try await site.post(
                path, base + [("colourLight", "#7A1F3D"), ("colourDark", "#f2a7bf")], as: Person.yanqiu.token)
            #expect(good.status == .seeOther)
            let page = try await site.get("/c/\(community)")
            let style = try #require(page.text.firstMatch(of: /\/communities\/[0-9]+\/brand\.css\?v=1/)).0
            let css = try await site.get(String(style))
            #expect(css.status == .ok && css.headers[.contentType] == "text/css; charset=utf-8")
            #expect(css.text.contains("--brand:#7a1f3d") && css.text.contains("--brand:#f2a7bf"))
        }
    }

    @Test("Positioning is kept, and comes back on the page", arguments: Dialect.allCases)
    func positioning(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            let path = "/console/\(community)/settings/positioning"
            let saved = try await site.post(
                path,
                [
                    ("version", "0"), ("kind", "product"), ("form", "mixed"), ("purpose", "keeping"),
                    ("category", "frequent-low"), ("elements", "interest"), ("elements", "need"),
                    ("portrait", "每天手冲的人"), ("valueTags", "手冲、露营, 手冲"),
                ], as: Person.yanqiu.token)
            #expect(saved.status == .seeOther)
            let page = try await site.get(path, as: Person.yanqiu.token)
            #expect(page.text.contains("value=\"手冲、露营\"") && page.text.contains("每天手冲的人"))
            let guest = try await site.get("/c/\(community)")
            #expect(guest.text.contains("和同好聊得来的事") && guest.text.contains("有人帮你解决问题"))
        }
    }

    @Test("The last owner cannot go, be removed, or lose the post", arguments: Dialect.allCases)
    func lastOwner(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            let leaving = try await site.post("/c/\(community)/departures", [], as: Person.yanqiu.token)
            #expect(leaving.status == .conflict && leaving.text.contains("至少要有一位群主"))
            let withdrawal = try await site.post(
                "/console/\(community)/settings/staff/withdrawals",
                [("member", founded.owner.description), ("post", "owner")], as: Person.yanqiu.token)
            #expect(withdrawal.status == .conflict)
            let other = try await site.join(.heyitang, community)
            let given = try await site.post(
                "/console/\(community)/members/\(other.member)/posts", [("post", "owner")], as: Person.yanqiu.token)
            #expect(given.status == .seeOther)
            #expect(try await site.post("/c/\(community)/departures", [], as: Person.yanqiu.token).status == .seeOther)
            #expect(try await site.count("SELECT count(*) FROM staff_posts") == 1)
            #expect(try await site.count("SELECT count(*) FROM events WHERE kind = 'member.left'") == 1)
        }
    }

    @Test("A leader needs a group of this community", arguments: Dialect.allCases)
    func leaders(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let elsewhere = try await site.found(name: "别处")
            let other = try await site.join(.heyitang, founded.community)
            let path = "/console/\(founded.community)/members/\(other.member)/posts"
            let groupless = try await site.post(path, [("post", "leader")], as: Person.yanqiu.token)
            #expect(groupless.status == .unprocessableContent)
            let foreign = try await site.post(
                path, [("post", "leader"), ("group", elsewhere.group.description)], as: Person.yanqiu.token)
            #expect(foreign.status == .notFound)
            let right = try await site.post(
                path, [("post", "leader"), ("group", founded.group.description)], as: Person.yanqiu.token)
            #expect(right.status == .seeOther)
            let page = try await site.get("/console/\(founded.community)/settings/staff", as: Person.heyitang.token)
            #expect(page.status == .ok && page.text.contains("团长 · 大厅"))
        }
    }

    @Test(
        "Ids of another community are not found, and members may not do the staff's work", arguments: Dialect.allCases)
    func strangers(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let elsewhere = try await CommunityFounding(site.database).found(
                FoundingDraft(name: "别处", ownerName: "何以棠", firstGroup: "厅"), as: Person.heyitang.actor)
            let base = "/console/\(founded.community)"
            let member = elsewhere.owner
            for path in ["\(base)/members/\(member)", "\(base)/invitations/\(member)", "/console/999/members"] {
                #expect(try await site.get(path, as: Person.yanqiu.token).status == .notFound, "\(path)")
            }
            let posts: [(String, [(String, String)])] = [
                ("\(base)/members/\(member)/notes", [("body", "x")]),
                ("\(base)/members/\(member)/posts", [("post", "admin")]),
                ("\(base)/members/\(member)/claims", []),
                ("\(base)/member-removals", [("ids", member.description), ("reason", "x")]),
                ("\(base)/member-removals/\(member)/undoings", []),
                (
                    "\(base)/group-placements",
                    [("ids", founded.owner.description), ("group", elsewhere.group.description)]
                ),
                ("\(base)/invitations", [("group", elsewhere.group.description)]),
                ("\(base)/invitations/\(member)/revocations", []),
            ]
            for (path, fields) in posts {
                #expect(try await site.post(path, fields, as: Person.yanqiu.token).status == .notFound, "\(path)")
            }
            try await site.join(.xiaoman, founded.community)
            for path in [
                "\(base)/members", "\(base)/settings", "\(base)/invitations", "\(base)/members/\(founded.owner)",
            ] {
                #expect(try await site.get(path, as: Person.xiaoman.token).status == .forbidden, "\(path)")
                #expect(try await site.get(path).status == .unauthorized, "\(path)")
            }
            for (path, fields) in posts {
                #expect(try await site.post(path, fields, as: Person.xiaoman.token).status == .forbidden, "\(path)")
            }
        }
    }

    @Test("Hostile names are cleaned or refused, and never stored as they came", arguments: Dialect.allCases)
    func hostile(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            let path = "/c/\(community)/memberships"
            let long = try await site.post(path, [("name", String(repeating: "长", count: 10_000))], as: "token-50")
            #expect(long.status == .unprocessableContent && long.text.contains("最多 40 个字"))
            let blank = try await site.post(path, [("name", "\u{200B}\u{202E}\u{0}")], as: "token-50")
            #expect(blank.status == .unprocessableContent && blank.text.contains("这里要填"))
            let mixed = try await site.post(
                path, [("name", "\u{202E}<b>小\u{200B}满</b>\u{0}")], as: "token-50")
            #expect(mixed.status == .seeOther)
            #expect(try await site.text("SELECT display_name FROM members WHERE person_id = 50") == "<b>小满</b>")
            let home = try await site.get("/c/\(community)", as: "token-50")
            #expect(home.text.contains("&lt;b&gt;小满&lt;/b&gt;") && !home.text.contains("<b>小满"))
            let search = try await site.get(
                "/console/\(community)/members?q=%00%E2%80%AE%F0%9F%92%A9&after=9e99&joined=-1&sort=x",
                as: Person.yanqiu.token)
            #expect(search.status == .ok)
            // A combining mark makes one character of itself and a quote; the quote ends the attribute all the same.
            let marked = try await site.get(
                "/console/\(community)/members?q=%22%CC%81%20autofocus%20onfocus=x", as: Person.yanqiu.token)
            #expect(marked.text.unicodeScalars.contains("\u{301}"))
            #expect(marked.text.utf8.firstRange(of: "\"\u{301}".utf8) == nil)
        }
    }

    @Test("Every page of the feature is drawn in both languages, without a leftover", arguments: ["zh", "en"])
    func draws(language: String) async throws {
        try await CommunitySite.run(.sqlite) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.join(.heyitang, community)
            let console = "/console/\(community)"
            let paths = [
                "\(console)/members", "\(console)/members?q=zz", "\(console)/members/\(founded.owner)",
                "\(console)/settings", "\(console)/settings/positioning", "\(console)/settings/access",
                "\(console)/settings/staff", "\(console)/settings/permissions", "\(console)/invitations",
                "/c/\(community)", "/c/\(community)/members", "/c/\(community)/me", "/c/\(community)/me?leave=1",
                "/console",
            ]
            for path in paths {
                let answer = try await site.get(path, as: language == "zh" ? "admin" : "admin-en")
                #expect(answer.status == .ok, "\(path)")
                #expect(!answer.text.contains("[[") && !answer.text.contains("{{"), "\(path)")
                #expect(!answer.text.contains("Optional(") && !answer.text.contains(" style="), "\(path)")
                #expect(answer.text.contains("<main"), "\(path)")
            }
        }
    }
}
