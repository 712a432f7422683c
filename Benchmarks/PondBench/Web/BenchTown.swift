import Foundation
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondStorePostgres
import PondStoreSQLite

/// A community of people who are signed in, with a group that all of them are in.
///
/// Founded through the verbs; the people come in sets of rows, because a thousand slow password hashes would take a
/// minute and measure nothing.
struct BenchTown: Sendable {
    /// Somebody who is signed in.
    struct Visitor: Sendable {
        let cookie: String
        /// What their forms carry; read from a page by `learnTokens`.
        var formToken = ""
    }

    private static let rowsMax = 500

    let community: Int64
    let group: Int64
    private(set) var visitors: [Visitor]

    /// - Parameters:
    ///   - staffCount: how many of the people are owners.
    init(_ database: Database, people count: Int, staffCount: Int = 1) async throws {
        let founded = try await Communities(database).findOrFound(CommunityDraft(name: "池塘咖啡"))
        let community = founded.id.rawValue
        let people = try await Self.settle(count, staffCount: staffCount, community, database)
        let owner = Actor(person: ID(people.persons[0]), proof: .session(ID(people.persons[0])))
        let standing = try await CommunityAccess(database).enter(founded.id, as: owner)
        let group = try await Groups(database).create(GroupDraft(name: "早起手冲"), as: standing).rawValue
        try await database.write { transaction in
            let now = transaction.now
            for part in people.members.chunked(by: Self.rowsMax) {
                try transaction.insert(
                    into: "group_memberships (community_id, group_id, member_id, joined_at)", columns: 4,
                    part.flatMap { [.integer(community), .integer(group), .integer($0), now.sqlValue] },
                    suffix: " ON CONFLICT DO NOTHING")
            }
        }
        self.community = community
        self.group = group
        visitors = people.tokens.map { Visitor(cookie: "Cookie: session=\($0)") }
    }

    private static func settle(
        _ count: Int, staffCount: Int, _ community: Int64, _ database: Database
    ) async throws -> (persons: [Int64], members: [Int64], tokens: [String]) {
        let tokens = (0..<count).map { _ in Token.make() }
        return try await database.write { transaction in
            let persons = tokens.map { _ in transaction.newID(Person.self).rawValue }
            let members = tokens.map { _ in transaction.newID(Member.self).rawValue }
            let now = transaction.now
            let end = now.adding(milliseconds: Sessions.lengthMilliseconds)
            for part in Array(tokens.indices).chunked(by: rowsMax) {
                try transaction.insert(
                    into: "persons (id, name, created_at)", columns: 3,
                    part.flatMap { [.integer(persons[$0]), .text("池友\($0 + 1)"), now.sqlValue] })
                try transaction.insert(
                    into: """
                        sessions (id, person_id, token_hash, created_at, seen_at, expires_at, network_address, \
                        user_agent)
                        """,
                    columns: 8,
                    part.flatMap { index -> [SQLValue] in
                        [
                            .integer(transaction.newEventID()), .integer(persons[index]),
                            .blob(Token.hash(tokens[index])), now.sqlValue, now.sqlValue, end.sqlValue,
                            .text("127.0.0.1"), .text("bench"),
                        ]
                    })
                try transaction.insert(
                    into: "members (community_id, id, number, person_id, display_name, created_at)", columns: 6,
                    part.flatMap { index -> [SQLValue] in
                        [
                            .integer(community), .integer(members[index]), .integer(Int64(index + 1)),
                            .integer(persons[index]), .text("池友\(index + 1)"), now.sqlValue,
                        ]
                    })
            }
            try transaction.insert(
                into: "staff_posts (community_id, member_id, post, given_at)", columns: 4,
                members.prefix(staffCount).flatMap {
                    [.integer(community), .integer($0), .text("owner"), now.sqlValue]
                })
            try transaction.execute(
                """
                UPDATE communities SET last_member_number = \(count), member_count = \(count) WHERE id = \(community)
                """)
            return (persons, members, tokens)
        }
    }

    /// Reads the form token of the first `count` people from a page, as a browser does.
    mutating func learnTokens(_ count: Int, from server: PondServer) throws {
        let connection = try LoopbackConnection(port: server.port)
        for index in visitors.indices.prefix(count) {
            let page = try connection.ask("/me", headers: [visitors[index].cookie])
            guard let start = page.body.range(of: "name=\"_token\" value=\"") else {
                throw PondServer.Failure(description: "/me answers \(page.status) and has no form")
            }
            visitors[index].formToken = String(page.body[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    var messagesPath: String { "/api/v1/communities/\(community)/groups/\(group)/messages" }
    var livePath: String { "/api/v1/communities/\(community)/live" }

    /// A message of about `bytes`, posted with session, form token and idempotency key.
    func post(_ number: Int, bytes: Int, by visitor: Visitor) -> String {
        let text = "\(number) " + String(repeating: "x", count: max(1, bytes - 8))
        return LoopbackConnection.request(
            messagesPath, method: "POST",
            headers: [
                visitor.cookie, "Content-Type: application/json", "X-Form-Token: \(visitor.formToken)",
                "Idempotency-Key: bench-\(number)-\(UInt64.random(in: 0...UInt64.max))",
            ], body: "{\"text\":\"\(text)\"}")
    }
}

/// Opens the databases that a bench fills and a server then serves.
enum BenchDatabase {
    /// Statements that fill a table take longer than any of a server's.
    private static let fillMilliseconds = 600_000

    static func open(_ address: String) throws -> Database {
        guard address.contains("://") else { return try Database(engine: SQLiteEngine(path: address)) }
        var limits = PostgresLimits()
        limits.writeStatementMilliseconds = fillMilliseconds
        limits.writeTransactionMilliseconds = fillMilliseconds
        return try Database(engine: PostgresEngine(address: address, timeLimits: limits))
    }
}

extension Array {
    func chunked(by count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}
