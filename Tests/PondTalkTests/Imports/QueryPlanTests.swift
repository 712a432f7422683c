import PondCommunity
import PondCore
import PondStore
import PondTestSupport
import Testing

/// Queries that are asked once a person or a line must not grow with the community.
@Suite("The queries of an import use their indexes")
struct QueryPlanTests {
    @Test("People are found by name without reading other names", arguments: [nil, "wechat"])
    func peopleByName(platform: String?) async throws {
        try await withDatabase(.sqlite) { test in
            let query = ImportedPeople.membersByName(
                "何以棠", community: ID(1), group: ID(2), withoutAccountOn: platform)
            let plan = try await test.database.read { transaction in
                try transaction.query(SQL.literal("EXPLAIN QUERY PLAN ") + query) { $0.text(3) }
            }
            let searches = plan.filter { $0.hasPrefix("SEARCH") }
            #expect(searches.count == (platform == nil ? 2 : 3))
            #expect(searches.contains { $0.contains("member_aliases_by_name (community_id=? AND name=?") })
            #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") && !$0.contains("(community_id=?)") })
        }
    }
}
