import PondCore
import PondStore
import PondTestSupport
import Testing

@testable import PondCommunity

/// Lists are asked for on every visit of the console: none of them may read the whole community.
@Suite("The lists of members use their indexes")
struct MemberPlanTests {
    private static let filters: [(MemberFilter, index: String)] = [
        (MemberFilter(), "members"),
        (MemberFilter(sort: .name), "members_by_name"),
        (MemberFilter(sort: .spoke), "members_by_talk"),
        (MemberFilter(sort: .silent), "members_by_silence"),
        (MemberFilter(invitation: ID(7)), "invitation_uses"),
        (MemberFilter(inviter: ID(7)), "invitations_by_maker"),
        (MemberFilter(silentDays: 14), "members_by_silence"),
        (MemberFilter(joinedWithinDays: 7), "members_by_arrival"),
        (MemberFilter(isGroupless: true, joinedWithinDays: 7), "members_by_arrival"),
        (MemberFilter(text: "以棠"), "member_search"),
        (MemberFilter(post: .admin), "staff_posts"),
        (MemberFilter(group: ID(7)), "group_memberships"),
    ]

    private func query(_ filter: MemberFilter, after: MemberCursor?) -> SQL {
        MemberListQuery(
            community: ID(1), filter: filter,
            days: RecentDays(timeZone: "Asia/Shanghai", now: Timestamp(milliseconds: 1_760_000_000_000)),
            isGroupSmall: true, isInvitedSmall: true
        ).page(columns: MemberLine.columns, after: after, countMax: 51)
    }

    @Test(
        "SQLite walks an index, on the first page and on the next", arguments: [nil, MemberCursor(value: "9", id: 9)])
    func sqlite(after: MemberCursor?) async throws {
        try await withDatabase(.sqlite) { test in
            for (filter, index) in Self.filters {
                let sql = query(filter, after: after)
                let plan = try await test.database.read { transaction in
                    try transaction.query(SQL.literal("EXPLAIN QUERY PLAN ") + sql) { $0.text(3) }
                }
                let text = plan.joined(separator: "\n")
                #expect(text.contains(index), "\(filter): \(text)")
                #expect(!text.contains("SCAN m") && !text.contains("SCAN member_search"), "\(filter): \(text)")
            }
        }
    }

    @Test(
        "PostgreSQL walks an index, on the first page and on the next",
        arguments: [nil, MemberCursor(value: "9", id: 9)])
    func postgres(after: MemberCursor?) async throws {
        try await withDatabase(.postgres) { test in
            try await fill(test.database, count: 40_000)
            for (filter, index) in Self.filters {
                let sql = query(filter, after: after)
                let plan = try await test.database.read { transaction in
                    try transaction.query(SQL.literal("EXPLAIN ") + sql) { $0.text(0) }
                }
                let text = plan.joined(separator: "\n")
                #expect(text.contains("Index") && text.contains(index), "\(filter): \(text)")
                #expect(!text.contains("Seq Scan on members"), "\(filter): \(text)")
                #expect(!text.contains("Seq Scan on member_search"), "\(filter): \(text)")
            }
        }
    }

    /// A community of so many members, so that the planner has something to choose for.
    private func fill(_ database: Database, count: Int) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "INSERT INTO communities (id, name, time_zone, created_at) VALUES (1, '清晨手冲', 'UTC', 0)")
            try transaction.execute(
                """
                INSERT INTO groups (community_id, id, name, platform, kind, created_at)
                VALUES (1, 7, '大厅', 'pond', 'group', 0)
                """)
            try transaction.connection.script(
                """
                INSERT INTO members (community_id, id, number, display_name, created_at, last_spoke_at)
                WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < \(count))
                SELECT 1, n, n, '会员' || n, 1750000000000 + CAST(n AS BIGINT) * 300000,
                    1750000000000 + CAST(n AS BIGINT) * 300000 FROM n;
                INSERT INTO member_search (community_id, term, member_id)
                SELECT 1, display_name, id FROM members;
                INSERT INTO invitations (community_id, id, code, made_by, uses, created_at)
                SELECT 1, id, 'code-' || id, 1 + id / 10, 5, 0 FROM members WHERE id <= 4000;
                INSERT INTO invitation_uses (community_id, invitation_id, member_id, at)
                SELECT 1, 1 + id / 5, id, 0 FROM members WHERE id <= 19000;
                """)
            for number in 1...20 {
                try transaction.execute(
                    """
                    INSERT INTO staff_posts (community_id, member_id, post, given_at)
                    VALUES (1, \(number), 'admin', 0)
                    """
                )
                try transaction.execute(
                    """
                    INSERT INTO group_memberships (community_id, group_id, member_id, joined_at)
                    VALUES (1, 7, \(number), 0)
                    """)
            }
            try transaction.connection.script("ANALYZE")
        }
    }
}
