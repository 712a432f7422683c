import PondStore
import PondText

extension SearchIndex {
    static func addSQLite(_ entries: [Entry], _ transaction: WriteTransaction) throws {
        for entry in entries {
            try transaction.execute(
                """
                INSERT INTO message_search (rowid, tokens)
                VALUES (\(entry.message), \(entry.tokens.joined(separator: " ")))
                """)
        }
    }

    static func findSQLite(
        _ terms: [SearchTerm], _ groups: [Int64], _ before: Int64, _ countMax: Int, _ transaction: ReadTransaction
    ) throws -> [Int64] {
        try transaction.query(
            """
            SELECT rowid FROM message_search WHERE message_search MATCH \(match(terms, groups)) AND rowid < \(before)
            ORDER BY rowid DESC LIMIT \(countMax)
            """
        ) { $0.integer(0) }
    }

    /// FTS5's query language (https://www.sqlite.org/fts5.html, section 3). Tokens hold letters and digits alone.
    private static func match(_ terms: [SearchTerm], _ groups: [Int64]) -> String {
        let scope = groups.map { "\"\(groupToken($0))\"" }.joined(separator: " OR ")
        let asked = terms.map { term in
            term.phrase.map { "\"\($0)\"" }.joined(separator: " + ") + (term.isPrefix ? " *" : "")
        }
        return (["(\(scope))"] + asked.map { "(\($0))" }).joined(separator: " AND ")
    }
}
