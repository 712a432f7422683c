package import PondCommunity
package import PondCore
import PondPlatform
import PondStore

extension Uploads {
    /// Says where its chats go. Its lines are then written, hidden.
    /// - Parameter isConfirmed: what was written is made seen without asking again.
    /// - Throws: `AppError.uploadNotFound`, `.fieldsInvalid`, `.uploadNotWaiting` when it is not asked any more; asked
    ///   again with the same plan nothing happens.
    package func begin(
        _ id: ID<Upload>, _ draft: UploadPlanDraft, isConfirmed: Bool, as standing: Standing
    ) async throws {
        let upload = try await find(id, as: standing)
        guard let finding = upload.finding else { throw AppError(.uploadNotWaiting) }
        let groups = Set(try await Groups(database).all(of: standing.community.id).map(\.id))
        let plan = try draft.validated(finding, groups: groups)
        let text = try ColumnJSON.text(plan)
        try await change(id, as: standing) { transaction, community in
            let changed = try transaction.execute(
                """
                UPDATE uploads SET state = 'writing', plan = \(text), is_confirmed = \(isConfirmed), rows_done = 0,
                    bytes_done = 0, begun_at = NULL, changed_at = \(transaction.now)
                WHERE community_id = \(community) AND id = \(id) AND state = 'looked'
                """)
            guard changed == 1 else {
                let now = try Self.find(id, in: community, transaction)
                if now.plan == plan, now.state != .discarding, now.state != .discarded { return false }
                throw AppError(.uploadNotWaiting)
            }
            try UploadJobs.schedule(.write, id, community, transaction)
            try transaction.audit(
                NewAuditEntry("import.begun", "upload", id.rawValue, after: text), as: standing)
            return true
        }
    }

    /// Agrees to what was written: everybody sees it.
    /// - Throws: `AppError.uploadNotFound`, `.uploadNotWaiting`.
    package func confirm(_ id: ID<Upload>, as standing: Standing) async throws {
        try standing.require(.importHistory)
        try await change(id, as: standing) { transaction, community in
            let changed = try transaction.execute(
                """
                UPDATE uploads SET state = 'revealing', changed_at = \(transaction.now)
                WHERE community_id = \(community) AND id = \(id) AND state = 'ready'
                """)
            guard changed == 1 else {
                let state = try Self.find(id, in: community, transaction).state
                if state == .revealing || state == .done { return false }
                throw AppError(.uploadNotWaiting)
            }
            try UploadJobs.schedule(.reveal, id, community, transaction)
            try transaction.audit(NewAuditEntry("import.confirmed", "upload", id.rawValue), as: standing)
            return true
        }
    }

    /// Gives it up: nothing of it stays.
    /// - Throws: `AppError.uploadNotFound`, `.uploadNotWaiting` when it is seen already.
    package func discard(_ id: ID<Upload>, as standing: Standing) async throws {
        try standing.require(.importHistory)
        try await change(id, as: standing) { transaction, community in
            let changed = try transaction.execute(
                """
                UPDATE uploads SET state = 'discarding', changed_at = \(transaction.now)
                WHERE community_id = \(community) AND id = \(id)
                    AND state IN ('looking', 'looked', 'writing', 'ready')
                """)
            guard changed == 1 else {
                let state = try Self.find(id, in: community, transaction).state
                if state == .discarding || state == .discarded { return false }
                throw AppError(.uploadNotWaiting)
            }
            try UploadJobs.schedule(.discard, id, community, transaction)
            try transaction.audit(NewAuditEntry("import.discarded", "upload", id.rawValue), as: standing)
            return true
        }
    }

    /// - Parameter body: says whether anything changed.
    private func change(
        _ id: ID<Upload>, as standing: Standing,
        _ body: @escaping @Sendable (WriteTransaction, ID<Community>) throws -> Bool
    ) async throws {
        let community = standing.community.id
        _ = try await database.write(lane: .id(community)) { transaction in try body(transaction, community) }
    }
}
