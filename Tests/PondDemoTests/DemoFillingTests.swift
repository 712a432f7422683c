import PondCommunity
import PondCore
import PondDemo
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Filling a database with the demo's community")
struct DemoFillingTests {
    private static let end = Timestamp(milliseconds: 1_760_000_000_000)

    private static func filled(
        _ dialect: Dialect, _ body: (Database, DemoPlan, DemoFilling.Filled) async throws -> Void
    ) async throws {
        let plan = DemoPlan(end: end, days: 21)
        let clock = SimulatedClock(at: plan.start)
        try await withDatabase(dialect, clock: clock.wallClock) { test in
            let filled = try await DemoFilling(test.database, clock: clock, plan: plan).fill()
            try await body(test.database, plan, filled)
        }
    }

    @Test("All is there with its own time, and nothing is dated later than the end", arguments: Dialect.allCases)
    func rows(_ dialect: Dialect) async throws {
        try await Self.filled(dialect) { database, plan, filled in
            let found = try await database.read { transaction in
                (
                    messages: try transaction.count("SELECT count(*) FROM messages"),
                    days: try transaction.count("SELECT count(DISTINCT sent_at / 86400000) FROM messages"),
                    late: try transaction.count(
                        "SELECT count(*) FROM timeline_entries WHERE at > \(Self.end.milliseconds)"),
                    people: try transaction.count("SELECT count(*) FROM members WHERE left_at IS NULL"),
                    gone: try transaction.count("SELECT count(*) FROM members WHERE left_at IS NOT NULL"),
                    recalled: try transaction.count("SELECT count(*) FROM messages WHERE recalled_at IS NOT NULL"),
                    waiting: try transaction.count("SELECT count(*) FROM reports WHERE decided_at IS NULL"),
                    quotes: try transaction.count("SELECT count(*) FROM messages WHERE reply_to_id IS NOT NULL"),
                    mentions: try transaction.count("SELECT count(*) FROM message_mentions"),
                    invited: try transaction.count("SELECT count(*) FROM invitation_uses")
                )
            }
            #expect(found.messages == filled.messageCount)
            #expect(found.messages > 400)
            #expect(found.days >= 21)
            #expect(found.late == 0)
            #expect(found.people == 40)
            #expect(found.gone == 3)
            #expect(found.recalled >= 2)
            #expect(found.waiting == 1)
            #expect(found.quotes > 50)
            #expect(found.mentions > 10)
            #expect(found.invited == 42)
        }
    }

    @Test("The two known people sign in, and the guide finds new lines", arguments: Dialect.allCases)
    func accounts(_ dialect: Dialect) async throws {
        try await Self.filled(dialect) { database, _, filled in
            let parts = AccountParts(database, secret: try await Installation(database).secret())
            let device = Device(networkAddress: "192.0.2.1", userAgent: "test")
            for address in [filled.accounts.owner, filled.accounts.member] {
                _ = try await parts.sessions.signIn(address, password: filled.accounts.password, from: device)
            }
            #expect(try await parts.installation.settings().demo == filled.accounts)
            let guide = try await parts.accounts.find(filled.accounts.member, as: .machine)
            let community = try await Communities(database).find(filled.communityName)
            let standing = try await CommunityAccess(database).enter(
                community.id, as: Actor(person: guide, proof: .machine))
            let groups = try await ReadPositions(database).overview(of: standing)
            #expect(groups.count == 3)
            #expect(groups.contains { $0.unread.count > 0 })
        }
    }

    @Test("A database with people in it is refused and stays as it was", arguments: Dialect.allCases)
    func refusal(_ dialect: Dialect) async throws {
        try await Self.filled(dialect) { database, plan, _ in
            let before = try await database.read { try $0.count("SELECT count(*) FROM events") }
            let clock = SimulatedClock(at: plan.start)
            await #expect(throws: AppError(.databaseInUse)) {
                try await DemoFilling(database, clock: clock, plan: plan).fill()
            }
            #expect(try await database.read { try $0.count("SELECT count(*) FROM events") } == before)
        }
    }
}
