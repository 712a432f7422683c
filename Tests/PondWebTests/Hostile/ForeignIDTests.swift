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

/// The owner of one community asks every route with ids of another one, in which everything is there to be found.
@Suite("Ids of other communities")
struct ForeignIDTests {
    typealias Person = CommunitySite.Person

    /// The next community, with one of everything that a route can name.
    private static func neighbour(_ site: CommunitySite) async throws -> [String: Int64] {
        let founded = try await CommunityFounding(site.database).found(
            FoundingDraft(name: "隔壁", ownerName: "何以棠", firstGroup: "隔壁的群", door: .open),
            as: Person.heyitang.actor)
        let community = founded.community
        let owner = try await site.standing(.heyitang, community)
        let member = try await site.join(.xiaoman, community).member
        let group = try await GroupAccess(site.database).enter(founded.group, as: owner)
        let message = try await Conversations(site.database).post(MessageDraft(text: "隔壁的话"), to: group).id
        let inside = try await GroupAccess(site.database).enter(
            founded.group, as: site.standing(.xiaoman, community))
        try await Reports(site.database).file(ReportDraft(reason: .spam, note: ""), on: message, in: inside)
        let invitation = try await Invitations(site.database).make(InvitationDraft(), as: owner)
        let guest = try await site.join(.stranger, community).member
        let removal = try await MemberRemovals(site.database).remove(.picked([guest]), reason: "测试", as: owner)
        let made = try await site.api(
            .post, "/api/v1/communities/\(community)/checkups", "{}", as: Person.heyitang.token)
        #expect(made.status == .accepted)
        try await site.database.write { transaction in
            let (id, now) = (transaction.newID(Upload.self), transaction.now)
            try transaction.execute(
                """
                INSERT INTO imports (community_id, id, state, file_name, file_hash, settings, first_message_id,
                    lease_token, lease_until, started_at)
                VALUES (\(community), \(id), 'completed', 'a.txt', 'h', '{}', 1, 0, 0, \(now))
                """)
            try transaction.execute(
                """
                INSERT INTO uploads (community_id, id, state, file_name, file_hash, byte_count, spool_name, import_id,
                    created_at, changed_at)
                VALUES (\(community), \(id), 'ready', 'a.txt', 'h', 1, 'none', \(id), \(now), \(now))
                """)
        }
        func one(_ table: SQL) async throws -> Int64 {
            Int64(try await site.count("SELECT max(id) FROM \(table) WHERE community_id = \(community)"))
        }
        return [
            "group": founded.group.rawValue, "message": message.rawValue, "member": member.rawValue,
            "invitation": invitation.rawValue, "batch": removal.batch.rawValue, "report": try await one("reports"),
            "checkup": try await one("checkups"), "import": try await one("imports"),
            "upload": try await one("uploads"), "filter": 1, "media": 1,
        ]
    }

    /// What forms and bodies hold beside the ids, so that nothing but the id is wrong.
    private static let fields = [
        "text": "早", "reason": "spam", "reaction": "like", "isOn": "1", "name": "新名字", "post": "admin", "body": "记一笔",
        "decision": "kept", "slowModeSeconds": "0", "timeZone": "Asia/Shanghai", "note": "",
    ]

    private static func body(of route: Route, _ ids: [String: Int64]) -> String {
        let isRecall = route.path.hasSuffix("/recall")
        let pairs =
            fields.map { name, value in
                let value = isRecall && name == "reason" ? "因为" : value
                return name == "isOn"
                    ? #""isOn":true"# : name == "slowModeSeconds" ? #""\#(name)":0"# : #""\#(name)":"\#(value)""#
            } + [#""member":"\#(ids["member"] ?? 0)""#, #""place":"1-1""#]
        return "{" + pairs.joined(separator: ",") + "}"
    }

    @Test(
        "Every route answers 404 to the id of another community, and nothing happens there", arguments: Dialect.allCases
    )
    func routes(_ dialect: Dialect) async throws {
        let routes = try await RouteWorld.routes()
        try await CommunitySite.run(dialect) { site in
            let own = try await site.found()
            let foreign = try await Self.neighbour(site)
            let before = try await site.count("SELECT count(*) FROM events")
            var asked = 0
            for route in routes where route.path.contains("{community}") && !route.path.hasSuffix("/live") {
                let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                    String($0.dropFirst().dropLast())
                }
                let others = names.filter { $0 != "community" }
                guard let last = others.last, let id = foreign[last] else { continue }
                var path = route.path.replacing("{community}", with: "\(own.community)")
                // The ids on the way are one's own, where one has such a thing.
                for name in others.dropLast() {
                    path = path.replacing("{\(name)}", with: name == "group" ? "\(own.group)" : "\(foreign[name] ?? 1)")
                }
                path = path.replacing("{\(last)}", with: "\(id)")
                let answer = try await ask(site, route, path, foreign)
                asked += 1
                #expect(answer.status == .notFound, "\(route.method) \(route.path): \(answer.status)")
                #expect(!answer.text.contains("隔壁"), "\(route.path) tells of the neighbours")
            }
            #expect(asked > 50)
            #expect(try await site.count("SELECT count(*) FROM events") == before, "nothing happened")
            for route in routes where route.path.contains("{community}") && route.path.contains("{group}") {
                let path = route.path.replacing("{community}", with: "\(own.community)")
                    .replacing("{group}", with: "\(foreign["group"] ?? 0)")
                    .replacing("{message}", with: "\(foreign["message"] ?? 0)")
                    .replacing("{member}", with: "\(foreign["member"] ?? 0)")
                let answer = try await ask(site, route, path, foreign)
                #expect(answer.status == .notFound, "\(route.method) \(route.path): \(answer.status)")
            }
            #expect(try await site.count("SELECT count(*) FROM events") == before, "nothing happened")
        }
    }

    private func ask(
        _ site: CommunitySite, _ route: Route, _ path: String, _ foreign: [String: Int64]
    ) async throws -> CommunitySite.Answer {
        site.clock.advance(milliseconds: 60_000)
        let owner = Person.yanqiu.token
        if route.audience == .programs {
            let body = route.method == .get || route.method == .delete ? nil : Self.body(of: route, foreign)
            return try await site.api(route.method, path, body, as: owner)
        }
        if route.method == .get { return try await site.get(path, as: owner) }
        return try await site.post(path, Self.fields.map { ($0.key, $0.value) }, as: owner)
    }
}
