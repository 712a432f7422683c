import PondCore
import PondStore
import PondTestSupport
import Testing

@testable import PondCommunity

@Suite("The people of an export")
struct ImportedPeopleTests {
    /// Numbers that look random and are the same in each run (Knuth's MMIX constants).
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    @Test("Whom a chunk names are the same as one by one", arguments: Dialect.allCases, 1...12)
    func setsAndSingles(_ dialect: Dialect, seed: Int) async throws {
        let mentions = Self.mentions(seed: seed)
        let chunkSize = 1 + seed * 3
        let chunks = stride(from: 0, to: mentions.count, by: chunkSize).map { start in
            Array(mentions[start..<min(start + chunkSize, mentions.count)])
        }
        let inSets = try await written(chunks, dialect)
        let singly = try await written(mentions.map { [$0] }, dialect)
        #expect(inSets == singly)
        #expect(inSets.contains { $0.hasPrefix("member ") })
    }

    /// Few names, accounts and posts, so that all ways to be somebody else occur.
    private static func mentions(seed: Int) -> [ImportedPeople.Mention] {
        var dice = Dice(state: UInt64(seed))
        let names = ["何以棠", "林晚", "小满", "老K", "阿北"]
        return (0..<60).map { _ in
            let account = dice.roll(3) == 0 ? nil : "id\(dice.roll(6))"
            let identity = ImportedPeople.Identity(accountID: account, name: names[dice.roll(names.count)])
            guard dice.roll(4) == 0 else { return .init(identity) }
            let role: GroupRole = dice.roll(3) == 0 ? .admin : .member
            let standing = ImportedPeople.Standing(
                role: role, isListed: dice.roll(2) == 0, profile: dice.roll(3) == 0 ? "{\"n\":\(dice.roll(9))}" : nil)
            return .init(identity, as: standing, aliases: dice.roll(2) == 0 ? [names[dice.roll(names.count)]] : [])
        }
    }

    /// All rows as text, with members by their numbers: ids differ from run to run.
    private func written(_ chunks: [[ImportedPeople.Mention]], _ dialect: Dialect) async throws -> [String] {
        var found: [String] = []
        try await withDatabase(dialect) { test in
            try await test.database.write { transaction in
                try transaction.execute(
                    "INSERT INTO communities (id, name, time_zone, created_at) VALUES (1, '清晨手冲', 'UTC', 0)")
                try transaction.execute(
                    """
                    INSERT INTO groups (community_id, id, name, platform, kind, created_at)
                    VALUES (1, 2, '大厅', 'wechat', 'group', 0)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO imports (community_id, id, state, file_name, file_hash, settings, first_message_id,
                        lease_token, lease_until, started_at)
                    VALUES (1, 3, 'running', 'a', 'b', '{}', 1, 0, 0, 0)
                    """)
            }
            found = try await test.database.write { transaction in
                var people = ImportedPeople(community: ID(1), group: ID(2), platform: "wechat", importID: 3)
                for chunk in chunks {
                    try people.meet(chunk, in: transaction)
                    try people.finish(in: transaction)
                    people.keep()
                    for mention in chunk where people[mention.identity] == nil {
                        Issue.record("nobody is \(mention.identity)")
                    }
                }
                return try rows(transaction)
            }
        }
        return found
    }

    private func rows(_ transaction: WriteTransaction) throws -> [String] {
        let queries: [SQL] = [
            "SELECT 'member ' || number || ' ' || display_name FROM members",
            """
            SELECT 'account ' || m.number || ' ' || a.account_id || ' ' || s.import_id FROM member_accounts a
            JOIN members m ON m.id = a.member_id
            JOIN member_account_sources s ON s.account_id = a.account_id
            """,
            """
            SELECT 'name ' || m.number || ' ' || a.name || ' ' || s.listed FROM member_aliases a
            JOIN members m ON m.id = a.member_id JOIN member_alias_sources s ON s.alias_id = a.id
            """,
            """
            SELECT 'place ' || m.number || ' ' || g.role || ' ' || g.listed || ' ' || coalesce(g.profile, '-')
            FROM group_members g JOIN members m ON m.id = g.member_id
            """,
            "SELECT 'import ' || m.number FROM import_members i JOIN members m ON m.id = i.member_id",
            "SELECT 'term ' || m.number || ' ' || s.term FROM member_search s JOIN members m ON m.id = s.member_id",
            "SELECT 'count ' || member_count || ' ' || last_member_number FROM communities",
        ]
        return try queries.flatMap { query in try transaction.query(query) { $0.text(0) }.sorted() }
    }
}
