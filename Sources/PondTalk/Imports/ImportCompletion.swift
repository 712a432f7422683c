import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Makes an import seen that has written all its lines.
struct ImportCompletion: Sendable {
    enum Step: Sendable {
        case claimed(count: Int, last: Int64)
        case done(Import)
    }

    let lease: ImportLease
    let format: ChatFormat
    let skippedCount: Int

    /// Takes over what it shares with unfinished ones, a batch a transaction, and makes everything seen.
    /// - Parameter known: lines among `lineCount` that another import held.
    func run(
        _ database: Database, lineCount: Int, known: Int, isCancelled: @Sendable () -> Bool = { false }
    ) async throws -> Import {
        var claimed = 0
        var cursor: Int64 = 0
        while true {
            if isCancelled() { throw ImportCancelled() }
            let step = try await database.write(lane: .id(lease.community)) { [claimed, cursor] transaction in
                try lease.keep(transaction)
                let lines = try claim(after: cursor, transaction)
                if let last = lines.last, lines.count == SharedLines.batchCountMax {
                    return Step.claimed(count: lines.count, last: last.id)
                }
                let stillKnown = max(0, known - claimed - lines.count)
                return .done(try complete(added: lineCount - stillKnown, known: stillKnown, transaction))
            }
            switch step {
            case .done(let done): return done
            case .claimed(let count, let last): (claimed, cursor) = (claimed + count, last)
            }
        }
    }

    /// Takes over lines it shares with an import that is not completed, killed perhaps: they would stay hidden with it.
    /// - Returns: a batch of them, the last one when it is not full.
    func claim(after: Int64, _ transaction: WriteTransaction) throws -> [SharedLines.Line] {
        let shared = SharedLines(community: lease.community, id: lease.id)
        let lines = try shared.claimable(after: after, transaction)
        try shared.pass(lines, transaction)
        return lines
    }

    /// - Parameters:
    ///   - added: lines that were not to be seen before.
    ///   - known: lines that were.
    func complete(added: Int, known: Int, _ transaction: WriteTransaction) throws -> Import {
        try claimPeopleAndGroups(transaction)
        let members = try transaction.count(
            """
            SELECT count(*) FROM members WHERE community_id = \(lease.community) AND import_id = \(lease.id)
            """)
        try transaction.execute(
            """
            UPDATE imports SET state = 'completed', format = \(format.rawValue), messages_added = \(added),
                messages_known = \(known), members_added = \(members), lines_skipped = \(skippedCount),
                ended_at = \(transaction.now), lease_until = 0
            WHERE community_id = \(lease.community) AND id = \(lease.id)
            """)
        try Communities.found(lease.community, transaction)
        transaction.record(
            NewEvent(
                "import.completed", community: lease.community.rawValue, subject: lease.id.rawValue,
                data: "{\"messages\":\(added),\"known\":\(known),\"members\":\(members)}"))
        let found = try Imports.find(lease.id, transaction)
        guard let found else { throw ImportLease.Lost() }
        return found
    }

    private func claimPeopleAndGroups(_ transaction: WriteTransaction) throws {
        let unfinished: SQL = """
             AND import_id IN (SELECT id FROM imports
                WHERE community_id = \(lease.community) AND state IN ('running', 'undoing'))
            """
        try transaction.execute(
            """
            UPDATE members SET import_id = \(lease.id) WHERE community_id = \(lease.community) AND id IN (
                SELECT member_id FROM import_members
                WHERE community_id = \(lease.community) AND import_id = \(lease.id))
            """ + unfinished)
        try transaction.execute(
            """
            UPDATE groups SET import_id = \(lease.id) WHERE community_id = \(lease.community) AND id IN (
                SELECT group_id FROM import_groups
                WHERE community_id = \(lease.community) AND import_id = \(lease.id))
            """ + unfinished)
    }
}
