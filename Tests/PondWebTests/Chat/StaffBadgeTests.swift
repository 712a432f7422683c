import Foundation
import HTTPTypes
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Nobody passes for staff in the chat")
struct StaffBadgeTests {
    typealias Person = CommunitySite.Person

    @Test("A post stands beside its holder's name, also in what comes live", arguments: Dialect.allCases)
    func badges(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            try await site.join(.xiaoman, community)
            let leader = try await site.join(.heyitang, community)
            let owner = try await site.standing(.yanqiu, community)
            let other = try await Groups(site.database).create(GroupDraft(name: "露营"), as: owner)
            try await Staff(site.database).give(.leader, to: leader.member, in: other, as: owner)
            var ids: [ID<Message>] = []
            for person in [Person.yanqiu, .xiaoman, .heyitang] {
                let standing = try await site.standing(person, community)
                let group = try await GroupAccess(site.database).enter(founded.group, as: standing)
                ids.append(try await Conversations(site.database).post(MessageDraft(text: "早"), to: group).id)
            }
            let badge = "<span class=\"tag tag-g\">群主</span>"
            let room = "/c/\(community)/groups/\(founded.group)"
            let list = ids.map(\.description).joined(separator: ",")
            for path in [room, "\(room)/entries?ids=\(list)", "\(room)/mentions?q="] {
                let text = try await site.get(path, as: Person.xiaoman.token).text
                #expect(text.components(separatedBy: badge).count == 2, "\(path): once, at the owner's name")
                #expect(!text.contains(">团长<"), "who leads another group is a member here")
            }
            let standing = try await site.standing(.heyitang, community)
            let led = try await GroupAccess(site.database).enter(other, as: standing)
            _ = try await Conversations(site.database).post(MessageDraft(text: "走"), to: led)
            let inOther = try await site.get("/c/\(community)/groups/\(other)", as: Person.heyitang.token).text
            #expect(inOther.contains("<span class=\"tag tag-g\">团长</span>"))
        }
    }

    @Test("The name of somebody who holds a post is refused, however it is typed", arguments: Dialect.allCases)
    func names(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let community = try await site.found().community
            try await site.join(.xiaoman, community)
            let mine = "/c/\(community)/me"
            func rename(_ name: String, _ person: Person) async throws -> CommunitySite.Answer {
                try await site.post(mine, [("name", name), ("notifications", "all")], as: person.token)
            }
            for name in ["江砚秋", " 江\u{200B}砚秋\u{3000}"] {
                let refused = try await rename(name, .xiaoman)
                #expect(refused.status == .unprocessableContent && refused.text.contains("管理人员的名字"))
            }
            #expect(try await rename("Jiang", .yanqiu).status == .seeOther)
            #expect(try await rename("ｊＩＡＮＧ", .xiaoman).status == .unprocessableContent)
            #expect(try await rename("江砚秋", .xiaoman).status == .seeOther, "nobody on staff is called so any more")
            #expect(try await rename("Jiang", .yanqiu).status == .seeOther, "one's own name stays one's own")
            let joined = try await site.post("/c/\(community)/memberships", [("name", "JIANG")], as: "token-50")
            #expect(joined.status == .unprocessableContent && joined.text.contains("管理人员的名字"))
            let count = try await site.database.read { transaction in
                try transaction.count("SELECT count(*) FROM members WHERE community_id = \(community)")
            }
            #expect(count == 2)
        }
    }

    @Test("The picker shows who spoke last first, and says when typing narrows", arguments: Dialect.allCases)
    func picker(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            let community = founded.community
            let door = Joining(site.database)
            for number in 10..<16 {
                let actor = Actor(person: ID(Int64(number)), proof: .session(ID(Int64(number))))
                let standing = try await CommunityAccess(site.database).enter(community, as: actor)
                _ = try await door.join(standing, name: "阿\(number)")
            }
            for number in [15, 12] {
                let actor = Actor(person: ID(Int64(number)), proof: .session(ID(Int64(number))))
                let standing = try await CommunityAccess(site.database).enter(community, as: actor)
                let group = try await GroupAccess(site.database).enter(founded.group, as: standing)
                site.clock.advance(milliseconds: 1_000)
                _ = try await Conversations(site.database).post(MessageDraft(text: "早"), to: group)
            }
            let address = "/c/\(community)/groups/\(founded.group)/mentions?q="
            let all = try await site.get(address, as: Person.yanqiu.token).text
            let names = all.matches(of: /data-name="([^"]+)"/).map { String($0.output.1) }
            #expect(names == ["阿12", "阿15", "江砚秋", "阿10", "阿11", "阿13"])
            #expect(all.contains("接着打字"))
            let some = try await site.get(address + FormValues.encoded("阿15"), as: Person.yanqiu.token).text
            #expect(some.contains("data-name=\"阿15\"") && !some.contains("阿12") && !some.contains("接着打字"))
        }
    }
}
