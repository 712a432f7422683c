import Foundation
package import PondCommunity
package import PondCore
import PondPlatform
import PondStore

extension Imports {
    /// Notes that an import shall be taken back; a job does it. Asked twice it is one job.
    /// - Throws: `AppError.importNotFound`, `.importAlreadyUndone`, `.undoTooLate`.
    package func askUndo(_ id: ID<Import>, as standing: Standing) async throws {
        try standing.require(.importHistory)
        let community = standing.community.id
        try await database.write(lane: .id(community)) { transaction in
            let found = try Self.listing(id, in: community, transaction)
            if found.state == .undone { throw AppError(.importAlreadyUndone, id.description) }
            if found.isUndoNoted { return }
            if found.state == .completed, found.undoUntil <= transaction.now { throw AppError(.undoTooLate) }
            // The job of an earlier undo that failed for good makes room.
            try transaction.execute(
                """
                DELETE FROM jobs WHERE kind = \(UploadJobs.undoKind) AND idempotency_key = \(id.description)
                    AND state <> 0
                """)
            try transaction.schedule(
                NewJob(
                    UploadJobs.undoKind, community: community.rawValue,
                    payload: ColumnJSON.text(UploadJobs.UndoPayload(id: id)), key: id.description))
            try transaction.audit(
                NewAuditEntry(
                    "import.undone", "import", id.rawValue, before: AuditValue.object(["file": found.fileName])),
                as: standing)
        }
    }
}

extension UploadJobs {
    static let undoKind = "import.undo"

    struct UndoPayload: Codable {
        let id: ID<Import>
    }

    /// Takes an import back, and writes down how far it is.
    var undoing: JobHandler {
        JobHandler(kind: Self.undoKind) { job in
            let payload = try JSONDecoder().decode(UndoPayload.self, from: Data(job.payload.utf8))
            let stop = Locked(false)
            let removed = Locked(0)
            do {
                let outcome = try await withTaskCancellationHandler {
                    try await tellingRemovals(of: payload.id, ID(job.communityID), removed) {
                        try await imports.whenFree(isCancelled: { stop.withLock { $0 } }) { imports in
                            try await imports.undo(
                                payload.id, isCancelled: { stop.withLock { $0 } },
                                progress: { count in removed.withLock { $0 = count } })
                        }
                    }
                } onCancel: {
                    stop.withLock { $0 = true }
                }
                if case .stopped = outcome { throw CancellationError() }
            } catch let error as AppError where error.code == .importAlreadyUndone || error.code == .importNotFound {
                // A turn before this one finished it.
            }
            return { _ in }
        }
    }

    private func tellingRemovals<Value: Sendable>(
        of id: ID<Import>, _ community: ID<Community>, _ removed: Locked<Int>,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await body() }
            group.addTask {
                while (try? await Task.sleep(for: .milliseconds(400))) != nil {
                    let count = removed.withLock { $0 }
                    _ = try? await database.write { transaction in
                        try transaction.execute(
                            """
                            UPDATE imports SET lines_removed = \(count)
                            WHERE community_id = \(community) AND id = \(id)
                            """)
                    }
                }
                return nil
            }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }
}
