import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondPlatform
import PondStore

extension UploadJobs {
    // MARK: looking

    /// Reads the file through and notes what it holds.
    func look(_ upload: Upload) async throws -> Effects {
        guard upload.state == .looking else { return { _ in } }
        let zone = try await timeZone(of: upload.communityID)
        let pace = UploadPace()
        do {
            let (finding, skips) = try await whileTelling(upload, pace) {
                try await onThread {
                    var inspection = UploadInspection(timeZone: zone)
                    let report = try reader(upload, zone).read(progress: { done, _ in pace.set(bytes: done) }) {
                        record in
                        try pace.count()
                        inspection.add(record)
                    }
                    return (inspection.finding(report, timeZone: zone), report.skips)
                }
            }
            guard finding.messageCount > 0 else { return try refuse(upload, .nothingToRead) }
            let texts = (try ColumnJSON.text(finding), try ColumnJSON.text(skips))
            return move(upload, to: .looked, ", finding = \(texts.0), skips = \(texts.1)")
        } catch var error as ChatReadError {
            error.path = upload.fileName
            return try refuse(upload, .unreadable(error))
        } catch is UploadPace.Stopped {
            return { _ in }
        }
    }

    private func timeZone(of community: ID<Community>) async throws -> String {
        try await database.read { transaction in
            try transaction.first("SELECT time_zone FROM communities WHERE id = \(community)") { $0.text(0) }
        } ?? "Asia/Shanghai"
    }

    private func reader(_ upload: Upload, _ timeZone: String) -> ChatExportReader {
        let zone = TimeZone(identifier: timeZone) ?? ChatExportOptions.defaultTimeZone
        return ChatExportReader(
            path: spool.path(upload.spoolName),
            options: ChatExportOptions(timeZone: zone, skipsListedMax: UploadFinding.skipsListedMax))
    }

    // MARK: writing

    private func request(_ upload: Upload, _ plan: UploadPlan) -> ImportRequest {
        ImportRequest(
            community: upload.communityID, fileName: upload.fileName, fileHash: upload.fileHash,
            settings: plan.settings, groups: plan.groups, person: upload.personID)
    }

    func write(_ upload: Upload) async throws -> Effects {
        guard upload.state == .writing, let plan = upload.plan else { return { _ in } }
        let pace = UploadPace()
        let skips = Locked<[ChatReadSkip]>([])
        do {
            let outcome = try await whileTelling(upload, pace) {
                try await imports.whenFree(isCancelled: { pace.isStopped }) { imports in
                    try await imports.writeHidden(request(upload, plan), isStopped: { pace.isStopped }) { receive in
                        let report = try read(upload, plan, pace, receive)
                        skips.withLock { $0 = report.skips }
                        return report
                    }
                }
            }
            switch outcome {
            case .hidden(let hidden): return try written(upload, hidden, skips.withLock { $0 })
            case .knownAlready(let known): return try refuse(upload, .knownAlready(known.id))
            case .stopped:
                try Task.checkCancellation()
                return { _ in }
            }
        } catch var error as ChatReadError {
            error.path = upload.fileName
            return try refuse(upload, .unreadable(error))
        } catch let error as AppError where error.code == .nothingToRead {
            return try refuse(upload, .nothingToRead)
        } catch let error as AppError where error.code == .importRunning {
            try Task.checkCancellation()
            return try refuse(upload, .underWay)
        } catch is UploadPace.Stopped {
            return { _ in }
        }
    }

    /// Hands on what the plan does not leave out.
    private func read(
        _ upload: Upload, _ plan: UploadPlan, _ pace: UploadPace, _ receive: (ChatRecord) throws -> Void
    ) throws -> ChatReadReport {
        var isLeftOut = false
        return try reader(upload, plan.timeZone).read(progress: { done, _ in pace.set(bytes: done) }) { record in
            try pace.count()
            if case .chat(let info) = record { isLeftOut = plan.leavesOut(info.place) }
            if !isLeftOut { try receive(record) }
        }
    }

    private func written(_ upload: Upload, _ hidden: HiddenImport, _ skips: [ChatReadSkip]) throws -> Effects {
        let texts = (try ColumnJSON.text(hidden), try ColumnJSON.text(skips))
        return move(
            upload, to: upload.isConfirmed ? .revealing : .ready,
            ", import_id = \(hidden.id), result = \(texts.0), skips = \(texts.1)"
        ) { transaction in
            guard upload.isConfirmed else { return }
            try Self.schedule(.reveal, upload.id, upload.communityID, transaction)
        }
    }

    // MARK: agreeing, giving up

    func reveal(_ upload: Upload) async throws -> Effects {
        guard upload.state == .revealing, let hidden = upload.hidden else { return { _ in } }
        do {
            _ = try await imports.whenFree { try await $0.reveal(hidden) }
            return move(upload, to: .done)
        } catch let error as AppError where error.code == .importNotFound {
            return try refuse(upload, .gone)
        }
    }

    /// Erases what was written, once the job that wrote it has stopped.
    func discard(_ upload: Upload) async throws -> Effects {
        guard upload.state == .discarding else { return { _ in } }
        if let plan = upload.plan, let unfinished = try await unfinished(upload, plan) {
            do {
                _ = try await imports.whenFree { try await $0.undo(unfinished) }
            } catch let error as AppError where error.code == .importNotFound || error.code == .importAlreadyUndone {
                // Somebody else was quicker.
            }
        }
        return move(upload, to: .discarded, ", import_id = NULL")
    }

    /// Nobody decided. One that somebody decided on since, or that asks something else now, has a later end.
    func expire(_ upload: Upload) -> Effects {
        { transaction in
            let limit = try transaction.databaseNow().adding(milliseconds: -Upload.decisionMilliseconds)
            let given = try transaction.execute(
                """
                UPDATE uploads SET state = 'discarding', changed_at = \(transaction.now)
                WHERE community_id = \(upload.communityID) AND id = \(upload.id) AND state IN ('looked', 'ready')
                    AND changed_at <= \(limit)
                """)
            guard given == 1 else { return }
            try Self.schedule(.discard, upload.id, upload.communityID, transaction)
            try transaction.audit(
                NewAuditEntry("import.expired", "upload", upload.id.rawValue), by: nil,
                community: upload.communityID.rawValue)
        }
    }

    private func unfinished(_ upload: Upload, _ plan: UploadPlan) async throws -> ID<Import>? {
        try await database.read { transaction in
            try transaction.first(
                """
                SELECT id FROM imports
                WHERE community_id = \(upload.communityID) AND file_hash = \(upload.fileHash)
                    AND settings = \(plan.settings) AND state = 'running' ORDER BY id LIMIT 1
                """
            ) { ID($0.integer(0)) }
        }
    }
}
