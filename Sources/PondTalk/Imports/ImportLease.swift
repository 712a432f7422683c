import PondCommunity
import PondCore
import PondStore

/// The right to write to an import, held by one process at a time and prolonged with each chunk.
package struct ImportLease: Sendable {
    /// Thrown inside a transaction whose import another process has taken over.
    struct Lost: Error {}

    /// How long a process that died keeps others out; one at work prolongs it with each transaction.
    package static let millisecondsDefault: Int64 = 10_000

    let community: ID<Community>
    let id: ID<Import>
    let token: Int64
    let milliseconds: Int64

    /// Takes the import over when nobody holds it.
    func take(_ transaction: WriteTransaction) throws -> Bool {
        let now = try transaction.databaseNow().milliseconds
        return try transaction.execute(
            """
            UPDATE imports SET lease_token = \(token), lease_until = \(now + milliseconds)
            WHERE community_id = \(community) AND id = \(id) AND lease_until <= \(now) AND state <> 'undone'
            """) == 1
    }

    /// Prolongs it; the row lock also keeps a second holder out until the commit. The community's row is locked too:
    /// imports of one community, of whatever process, write in turn, so that none removes a line that another has just
    /// found to be there.
    /// - Throws: `Lost`.
    func keep(_ transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE communities SET last_member_number = last_member_number WHERE id = \(community)")
        let now = try transaction.databaseNow().milliseconds
        let held = try transaction.execute(
            """
            UPDATE imports SET lease_until = \(now + milliseconds)
            WHERE community_id = \(community) AND id = \(id) AND lease_token = \(token)
            """)
        guard held == 1 else { throw Lost() }
    }

    /// Gives it back before its time.
    func release(_ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            UPDATE imports SET lease_until = 0
            WHERE community_id = \(community) AND id = \(id) AND lease_token = \(token)
            """)
    }
}
