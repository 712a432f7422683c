import PondCommunity
import PondCore
import PondStore
import PondText

extension SearchIndex {
    /// PostgreSQL keeps places up to here.
    private static let placeMax = 16_383

    static func addPostgres(
        _ entries: [Entry], _ community: ID<Community>, _ transaction: WriteTransaction
    ) throws {
        for start in stride(from: 0, to: entries.count, by: 200) {
            let part = entries[start..<min(start + 200, entries.count)]
            let rows = SQL.values(
                part.flatMap { [.integer($0.message), .text(vector($0.tokens))] }, columns: 2)
            try transaction.execute(
                """
                WITH input (message, tokens) AS (VALUES \(rows))
                INSERT INTO message_search (community_id, message_id, tokens)
                SELECT \(community), message, CAST(tokens AS tsvector) FROM input
                ON CONFLICT (community_id, message_id) DO UPDATE SET tokens = excluded.tokens
                """)
        }
    }

    static func findPostgres(
        _ terms: [SearchTerm], _ groups: [Int64], _ community: ID<Community>, _ before: Int64, _ countMax: Int,
        _ transaction: ReadTransaction
    ) throws -> [Int64] {
        try transaction.query(
            """
            SELECT message_id FROM message_search
            WHERE community_id = \(community) AND message_id < \(before)
                AND tokens @@ CAST(\(match(terms, groups)) AS tsquery)
            ORDER BY message_id DESC LIMIT \(countMax)
            """
        ) { $0.integer(0) }
    }

    /// A tsvector as text: PostgreSQL's own parser has no say in it.
    private static func vector(_ tokens: [String]) -> String {
        tokens.enumerated().map { place, token in "'\(token)':\(min(place + 1, placeMax))" }.joined(separator: " ")
    }

    private static func match(_ terms: [SearchTerm], _ groups: [Int64]) -> String {
        let scope = groups.map { "'\(groupToken($0))'" }.joined(separator: " | ")
        let asked = terms.map { term in
            term.phrase.map { "'\($0)'" }.joined(separator: " <-> ") + (term.isPrefix ? ":*" : "")
        }
        return (["(\(scope))"] + asked.map { "(\($0))" }).joined(separator: " & ")
    }
}
