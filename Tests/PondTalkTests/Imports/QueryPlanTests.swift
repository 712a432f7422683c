import PondCommunity
import PondCore
import PondStore
import PondTestSupport
import Testing

/// Queries that are asked once a person or a line must not grow with the community.
@Suite("The queries of an import use their indexes")
struct QueryPlanTests {
    @Test("People are found by name without reading other names")
    func peopleByName() async throws {
        try await withDatabase(.sqlite) { test in
            let query = Acquaintances.bearers(
                of: ["何以棠", "林晚"], community: ID(1), group: ID(2), platform: "wechat")
            let plan = try await test.database.read { transaction in
                try transaction.query(SQL.literal("EXPLAIN QUERY PLAN ") + query) { $0.text(3) }
            }
            #expect(plan.count { $0.hasPrefix("SEARCH") } == 3)
            #expect(plan.contains { $0.contains("member_aliases_by_name (community_id=? AND name=?") })
            #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") && !$0.contains("(community_id=?)") })
        }
    }
}
