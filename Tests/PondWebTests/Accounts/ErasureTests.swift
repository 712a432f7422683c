import Foundation
import HTTPTypes
import PondCommunity
import PondCore
import PondInsight
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Erasing somebody")
struct ErasureTests {
    private static let password = "三月的池塘很安静"
    private static let address = "chenxiaoyu@pond.example"
    /// What must be found nowhere afterwards.
    private static let name = "陈小雨"
    private static let words = "加我微信领新人福利，今晚截止，下单链接 https://shop.example/rain 仅剩三份"
    private static let note = "她家住梧桐巷二十七号"

    private struct World {
        let database: Database
        let parts: AccountParts
        let keeper: Actor
        let owner: Standing
        let leaver: Actor
        let member: ID<Member>
        let group: ID<Group>

        var handlers: [JobHandler] {
            let making = CheckupMaking(database, history: .ofGroups(database), pondVersion: "test")
            return parts.jobHandlers(
                database, personalData: [.account, .memberships, .messages, .pictures], mailer: .unset,
                messenger: .unset)
                + [MessageErasure.handler, SearchJob.handler, making.handler()]
        }

        func work() async throws {
            for consumer in [SearchProjection.consumer, MemberActivity.consumer, DailyFactsProjection.consumer] {
                let reader = LogReader(consumer, database: database)
                try await reader.register()
                try await reader.catchUp()
            }
            let queue = JobQueue(database: database, handlers: handlers)
            while try await queue.takeTurn() != .idle {}
        }

        func seat(_ actor: Actor) async throws -> GroupStanding {
            let standing = try await CommunityAccess(database).enter(owner.community.id, as: actor)
            return try await GroupAccess(database).enter(group, as: standing)
        }
    }

    /// 江砚秋 keeps a community in which 陈小雨 has said enough to be quoted by a checkup, and staff has taken notes.
    private static func world(_ database: Database) async throws -> World {
        let cost = PasswordCost(rounds: 2, parallelism: 1)
        let parts = AccountParts(
            database, secret: try await Installation(database).secret(), passwords: Passwords(cost: cost))
        func account(_ name: String, _ address: String, isAdministrator: Bool = false) async throws -> Actor {
            let draft = AccountDraft(name: name, address: address, password: password, agrees: true)
            let person = try await parts.accounts.add(draft, isAdministrator: isAdministrator, as: .machine)
            return Actor(person: person, proof: .machine)
        }
        let keeper = try await account("江砚秋", "yanqiu@pond.example", isAdministrator: true)
        _ = try await account(Self.name, Self.address)
        let session = try await parts.sessions.signIn(
            Self.address, password: password, from: Device(networkAddress: "203.0.113.9", userAgent: "test"))
        let leaver = try #require(try await parts.sessions.find(session.token)).actor
        let founded = try await CommunityFounding(database).found(
            FoundingDraft(name: "清晨手冲", ownerName: "江砚秋", firstGroup: "大厅", door: .open), as: keeper)
        let access = CommunityAccess(database)
        let joined = try await Joining(database).join(
            try await access.enter(founded.community, as: leaver), name: Self.name)
        let owner = try await access.enter(founded.community, as: keeper)
        try await Members(database).note(Self.note, on: joined.member, as: owner)
        return World(
            database: database, parts: parts, keeper: keeper, owner: owner, leaver: leaver, member: joined.member,
            group: founded.group)
    }

    private static func talk(_ world: World, _ clock: TestClock) async throws {
        let conversations = Conversations(world.database)
        let (mine, theirs) = (try await world.seat(world.leaver), try await world.seat(world.keeper))
        for day in 0..<9 {
            for line in 0..<14 {
                _ = try await conversations.post(
                    MessageDraft(text: "第 \(day) 天第 \(line) 杯，水温九十二度，比昨天甜一点"), to: theirs)
                _ = try await conversations.post(
                    MessageDraft(text: line < 4 ? Self.words : "小雨这杯磨得细，第 \(line) 次才稳"), to: mine)
            }
            clock.advance(milliseconds: 86_400_000)
        }
    }

    @Test("Nothing that tells who somebody was stays in any column", arguments: Dialect.allCases)
    func nothingStays(_ dialect: Dialect) async throws {
        let clock = TestClock()
        try await withDatabase(dialect, clock: clock.clock) { test in
            let world = try await Self.world(test.database)
            try await Self.talk(world, clock)
            _ = try await Checkups(test.database).request(as: world.owner)
            _ = try await world.parts.exports.request(as: world.leaver)
            try await world.work()
            let export = try #require(try await Self.export(test.database))
            for told in [Self.name, Self.words, Self.note, Self.address, "小雨"] { #expect(export.contains(told)) }
            #expect(try await Self.found("小雨", world) > 0)
            let before = try await Self.rows(holding: Self.name, test.database, dialect)
            #expect(before.contains { $0.hasPrefix("members") } && before.contains { $0.hasPrefix("member_search") })

            try await world.parts.departures.request(password: Self.password, as: world.leaver)
            try await test.database.pass(milliseconds: Departures.graceMilliseconds)
            try await world.work()

            for told in [Self.name, "小雨", Self.address, Self.words, "领新人福利", "梧桐巷"] {
                let left = try await Self.rows(holding: told, test.database, dialect)
                #expect(left.isEmpty, "\(told): \(left)")
            }
            for told in ["小雨", "领新人福利"] { #expect(try await Self.found(told, world) == 0) }
            let sums = try await test.database.read { transaction in
                [
                    try transaction.count("SELECT count(*) FROM messages"),
                    try transaction.count("SELECT count(*) FROM messages WHERE body = '' AND recalled_at IS NOT NULL"),
                    try transaction.count("SELECT count(*) FROM members WHERE number = 2 AND left_at IS NOT NULL"),
                ]
            }
            #expect(sums == [252, 126, 1], "rows that others' sums rest on stay")
        }
    }

    @Test("Words that a checkup quoted are gone from it as soon as they are recalled", arguments: Dialect.allCases)
    func quoted(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site)
            let id = try await bench.make()
            let standing = try await site.standing(.yanqiu, bench.community)
            let checkups = Checkups(site.database)
            let shown = try await checkups.result(id, as: standing)
            let excerpts = shown.errors.flatMap(\.evidence).compactMap(\.excerpt)
            let excerpt = try #require(excerpts.first)
            #expect(!excerpt.text.isEmpty)
            let stored = try #require(try await site.text("SELECT result FROM checkups"))
            #expect(!stored.contains(excerpt.text))
            let message = try #require(excerpt.message.flatMap { ID<Message>($0) })
            let group = try #require(
                try await site.text("SELECT CAST(group_id AS TEXT) FROM messages WHERE id = \(message)"))
            let seat = try await GroupAccess(site.database).enter(try #require(ID<Group>(group)), as: standing)
            try await Conversations(site.database).recall(message, in: seat, reason: "广告")
            let after = try await checkups.result(id, as: standing)
            #expect(
                after.errors.flatMap(\.evidence).compactMap(\.excerpt?.message).allSatisfy { $0 != excerpt.message })
            let page = try await site.get("/console/\(bench.community)/insight", as: CommunitySite.Person.yanqiu.token)
            #expect(page.status == .ok && !page.text.contains(excerpt.text))
        }
    }

    // MARK: looking

    private static func export(_ database: Database) async throws -> String? {
        try await database.read { try $0.first("SELECT content FROM data_exports") { $0.textOrNull(0) } ?? nil }
    }

    private static func found(_ text: String, _ world: World) async throws -> Int {
        try await MessageSearch(world.database).find(text, as: world.owner).found.count
    }

    /// Table, column and row count of whatever column of text holds a text.
    private static func rows(holding text: String, _ database: Database, _ dialect: Dialect) async throws -> [String] {
        try await database.read { transaction in
            let columns = try transaction.query(dialect == .sqlite ? sqliteColumns : postgresColumns) {
                ($0.text(0), $0.text(1))
            }
            #expect(columns.count > 100)
            return try columns.compactMap { table, column in
                let sql = "SELECT count(*) FROM \"\(table)\" WHERE CAST(\"\(column)\" AS TEXT) LIKE $1"
                let count = try transaction.count(SQL(text: sql, bindings: [.text("%\(text)%")]))
                return count == 0 ? nil : "\(table).\(column): \(count)"
            }
        }
    }

    private static let sqliteColumns: SQL = """
        SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name <> 'message_search'
        """
    private static let postgresColumns: SQL = """
        SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
        WHERE table_schema = 'public'
        """
}
