import PondCommunity
import PondCore
import PondStore
import PondTestSupport
import Testing

@testable import PondTalk

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

    @Test("A wrong time zone is looked for without reading the group")
    func shifted() async throws {
        try await withDatabase(.sqlite) { test in
            let search = ShiftSearch(community: ID(1), id: ID(2), group: ID(3))
            let lines = search.lines(from: 0, until: 9)
            let sample = (0..<600).map { SQLValue.integer($0) }
            let count = search.count("VALUES \(SQL.values(sample, columns: 2))", earlier: 30)
            let plans = try await test.database.read { transaction in
                try [lines + " ORDER BY id LIMIT 300", lines, count].map { query in
                    try transaction.query(SQL.literal("EXPLAIN QUERY PLAN ") + query) { $0.text(3) }
                }
            }
            for plan in plans.prefix(2) {
                #expect(plan.contains("SEARCH messages USING PRIMARY KEY (community_id=? AND id>?)"), "\(plan)")
            }
            let found = "SEARCH m USING INDEX messages_by_fingerprint"
            #expect(plans[2].contains { $0.hasPrefix(found) && $0.hasSuffix("sent_minute=? AND fingerprint=?)") })
            #expect(!plans[2].contains { $0.hasPrefix("BLOOM FILTER") })
        }
    }
}
