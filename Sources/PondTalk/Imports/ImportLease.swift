import PondCommunity
import PondCore
import PondStore

/// The right to write to an import, held by one process at a time and prolonged with each chunk.
struct ImportLease: Sendable {
    /// Thrown inside a transaction whose import another process has taken over.
    struct Lost: Error {}

    static let milliseconds: Int64 = 30_000

    let community: ID<Community>
    let id: ID<Import>
    let token: Int64

    /// Takes the import over when nobody holds it.
    func take(_ transaction: WriteTransaction, into state: String) throws -> Bool {
        let now = try transaction.databaseNow().milliseconds
        return try transaction.execute(
            """
            UPDATE imports SET state = \(state), lease_token = \(token), lease_until = \(now + Self.milliseconds)
            WHERE community_id = \(community) AND id = \(id) AND lease_until <= \(now) AND state <> 'undone'
            """) == 1
    }

    /// Prolongs it; the row lock also keeps a second holder out until the commit.
    /// - Throws: `Lost`.
    func keep(_ transaction: WriteTransaction) throws {
        let now = try transaction.databaseNow().milliseconds
        let held = try transaction.execute(
            """
            UPDATE imports SET lease_until = \(now + Self.milliseconds)
            WHERE community_id = \(community) AND id = \(id) AND lease_token = \(token)
            """)
        guard held == 1 else { throw Lost() }
    }
}
