import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import PondCommunity
import PondCore
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

/// What grows with a community must not be read whole for a page: every statement that a page asks is explained.
@Suite("The queries of all lists and dashboards use indexes")
struct PagePlanTests {
    /// Tables that grow with people, talk and time.
    private static let growing: Set<String> = [
        "messages", "timeline_entries", "events", "members", "member_search", "member_days", "daily_facts",
        "group_memberships", "group_members", "message_mentions", "message_reactions", "audit_entries", "sessions",
        "persons", "addresses", "invitations", "invitation_uses", "reports", "media", "jobs", "answers", "member_notes",
        "member_removals", "member_aliases", "member_accounts", "checkup_people", "checkups", "imports", "uploads",
        "staff_posts", "consents",
    ]

    /// Of these a community has dozens, not thousands.
    private static let fewInCommunity: Set<String> = ["imports", "invitations", "staff_posts"]

    @Test("No page reads a growing table from end to end", arguments: Dialect.allCases)
    func pages(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let engine = WatchedEngine(try TestDatabase.engine(test.address))
            let database = try Database(engine: engine)
            defer { database.close() }
            try await CommunitySite.serve(database) { site in
                for address in try await Self.addresses(site) {
                    let answer = try await site.get(address, as: CommunitySite.Person.yanqiu.token)
                    #expect(answer.status == .ok, "\(address)")
                }
            }
            let statements = engine.statements.filter { $0.text.uppercased().contains("SELECT") }
            #expect(statements.count > 40)
            let unbounded: SQL = "SELECT count(*) FROM messages m WHERE m.body = 'x'"
            let bad = try await Self.plan(unbounded, test.database)
            #expect(!Self.wholeReads(bad, unbounded.text, dialect).isEmpty, "such a read would be seen")
            for statement in statements {
                let plan = try await Self.plan(statement, test.database)
                let whole = Self.wholeReads(plan, statement.text, dialect)
                #expect(whole.isEmpty, "\(whole) in \(statement.text)\n\(plan.joined(separator: "\n"))")
                // PostgreSQL looks such a pair up in no index: it compares it with each row that the rest lets through.
                let pair = statement.text.firstMatch(of: /\(\s*\w+\.\w+\s*,[^()]*\)\s*=\s*\(\s*SELECT/)
                #expect(pair == nil, "\(statement.text)")
            }
        }
    }

    /// Some talk, and the addresses of pages over it.
    private static func addresses(_ site: CommunitySite) async throws -> [String] {
        let founded = try await site.found()
        let (community, group) = (founded.community, founded.group)
        try await site.join(.xiaoman, community)
        let owner = try await site.standing(.yanqiu, community)
        let room = try await GroupAccess(site.database).enter(group, as: owner)
        let first = try await Conversations(site.database).post(MessageDraft(text: "@小满 早"), to: room)
        let console = "/console/\(community)"
        let member = try await site.standing(.xiaoman, community).asMember()
        return [
            console, "\(console)/today/people?from=2026-01-01&to=2026-01-31", "\(console)/groups",
            "\(console)/groups/\(group)",
            "\(console)/groups/\(group)?at=\(first.id)",
            "\(console)/groups/\(group)?before=\(first.at.milliseconds)-9",
            "\(console)/groups/search?q=\(FormValues.encoded("早"))", "\(console)/members",
            "\(console)/members?q=\(FormValues.encoded("小"))", "\(console)/members?sort=name",
            "\(console)/members?silent=30", "\(console)/members?joined=7&origin=login",
            "\(console)/members?group=\(group)", "\(console)/members?state=former", "\(console)/members?post=admin",
            "\(console)/members?sort=silent", "\(console)/members?invitation=7", "\(console)/members?inviter=7",
            "\(console)/search?q=\(FormValues.encoded("早"))",
            "\(console)/members/\(member)", "\(console)/insight", "\(console)/audit",
            "\(console)/audit?action=group.created", "\(console)/audit?actor=1", "\(console)/invitations",
            "\(console)/reports", "\(console)/reports?state=decided", "\(console)/exchange",
            "\(console)/settings", "\(console)/settings/staff",
            "/me/sessions", "/c/\(community)", "/c/\(community)/groups", "/c/\(community)/groups/\(group)",
            "/c/\(community)/members", "/c/\(community)/me", "/c/\(community)/tabs",
            "/c/\(community)/groups/\(group)/mentions?q=", "/c/\(community)/groups/\(group)/messages/\(first.id)",
        ]
    }

    private static func plan(_ sql: SQL, _ database: Database) async throws -> [String] {
        try await database.write { transaction in
            // Tables of a test are so small that reading them whole is right; what is asked is whether there is a way.
            if transaction.dialect == .postgres { try transaction.execute("SET LOCAL enable_seqscan = off") }
            let explain = transaction.dialect == .postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN "
            let column = transaction.dialect == .postgres ? 0 : 3
            return try transaction.query(SQL(text: explain + sql.text, bindings: sql.bindings)) { $0.text(column) }
        }
    }

    /// The growing tables that a plan reads without a bound.
    private static func wholeReads(_ plan: [String], _ text: String, _ dialect: Dialect) -> [String] {
        switch dialect {
        case .sqlite: wholeReadsOfSQLite(plan, text)
        case .postgres: wholeReadsOfPostgres(plan)
        }
    }

    /// SQLite names a table by its alias: `SCAN m`, `SCAN m USING INDEX …`. All of a community is nearly all there is:
    /// it may be walked up to a LIMIT, never read.
    private static func wholeReadsOfSQLite(_ plan: [String], _ text: String) -> [String] {
        let named = text.matches(of: /(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?/)
        let isWalk = text.contains("LIMIT")
        return plan.filter { line in
            // The filter is filled from all rows that the search could find.
            if line.hasPrefix("BLOOM FILTER ON ") { return true }
            let isSearch = line.hasPrefix("SEARCH ") && line.hasSuffix(" (community_id=?)") && !isWalk
            guard isSearch || line.hasPrefix("SCAN ") else { return false }
            let name = line.split(separator: " ")[1]
            let tables = named.filter { $0.2 == name || $0.1 == name }.map { String($0.1) }
            return tables.contains { growing.contains($0) && !(isSearch && fewInCommunity.contains($0)) }
        }
    }

    /// `Seq Scan on members m`, or a walk through an index without `Index Cond`.
    private static func wholeReadsOfPostgres(_ plan: [String]) -> [String] {
        var reads: [String] = []
        for (index, line) in plan.enumerated() {
            guard let found = line.firstMatch(of: /(Seq|Index|Index Only) Scan (?:Backward )?(?:using \w+ )?on (\w+)/),
                growing.contains(String(found.2).replacing(/_rest$|_\d{4}_\d+$/, with: ""))
            else { continue }
            let details = plan[(index + 1)...].prefix { !$0.contains("->") }
            if found.1 == "Seq" || !details.contains(where: { $0.contains("Index Cond:") }) { reads.append(line) }
        }
        return reads
    }
}
