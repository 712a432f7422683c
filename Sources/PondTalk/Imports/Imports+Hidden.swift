package import PondCommunity
package import PondCore
package import PondExchange
import PondStore

/// What an import wrote that nobody sees yet.
package struct HiddenImport: Codable, Hashable, Sendable {
    package let id: ID<Import>
    package let format: ChatFormat
    /// Lines of the export that hold something, new ones and known ones.
    package let lineCount: Int
    /// Lines that are seen already, from other imports.
    package let knownCount: Int
    /// People who are new, and those whom the community knew.
    package let newPeopleCount: Int
    package let knownPeopleCount: Int
    package let skippedCount: Int
    package let groups: [TakingGroup]
    package let shifted: ShiftedLines?

    /// A group that takes lines.
    package struct TakingGroup: Codable, Hashable, Sendable {
        package let id: ID<Group>
        package let name: String
        package let isNew: Bool
    }

    package var newCount: Int { lineCount - knownCount }
}

/// How far a hidden import came.
package enum HiddenOutcome: Sendable {
    case hidden(HiddenImport)
    /// The file with these settings was imported before, as this import.
    case knownAlready(Import)
    /// Stopped on request; it goes on there when it is asked for again.
    case stopped
}

extension Imports {
    /// Writes everything that an export holds and leaves it hidden, so that somebody can look at what it would do:
    /// the real rows, not an estimate. `reveal` makes it seen, `undo` erases it without a trace.
    /// - Parameter isStopped: asked every few thousand records.
    /// - Throws: as `run`.
    package func writeHidden(
        _ request: ImportRequest, isStopped: @escaping @Sendable () -> Bool = { false },
        reading: @escaping Reading
    ) async throws -> HiddenOutcome {
        let beginning = try await begin(request)
        guard case .begun(let lease) = beginning else {
            guard case .known(let known) = beginning else { return .stopped }
            return .knownAlready(known)
        }
        let run = ImportRun(database: database, request: request, lease: lease, isCancelled: isStopped)
        do {
            let written = try await run.writeAll(reading)
            try await database.write { try lease.release($0) }
            return .hidden(try await describe(lease, written))
        } catch is ImportCancelled {
            try await database.write { try lease.release($0) }
            return .stopped
        } catch {
            let isKept = isStopped() || Self.isPassing(error)
            if isKept {
                // Whoever goes on need not wait for a lease that nobody uses; without an answer it runs out.
                try? await database.write(lane: .id(lease.community)) { try lease.release($0) }
            } else {
                try await eraseIfPossible(lease)
            }
            if isStopped() { return .stopped }
            throw error
        }
    }

    /// Makes a hidden import seen. Asked for again, it gives the import as it is.
    /// - Throws: `AppError.importNotFound` when it was erased or taken back, `.importRunning`, `StoreError`.
    package func reveal(_ hidden: HiddenImport) async throws -> Import {
        let token = Int64.random(in: 1...Int64.max)
        let start = try await database.write { [leaseMilliseconds] transaction in
            guard let found = try Self.find(hidden.id, transaction),
                found.state == .running || found.state == .completed
            else { throw AppError(.importNotFound, hidden.id.description) }
            let lease = ImportLease(
                community: found.communityID, id: found.id, token: token, milliseconds: leaseMilliseconds)
            if found.state == .completed { return (found, lease) }
            guard try lease.take(transaction) else { throw AppError(.importRunning, hidden.id.description) }
            return (found, lease)
        }
        if start.0.state == .completed { return start.0 }
        let held = try await database.read { transaction in
            try transaction.count(
                """
                SELECT count(*) FROM import_repeats r
                WHERE r.community_id = \(start.0.communityID) AND r.import_id = \(hidden.id)
                """)
        }
        let completion = ImportCompletion(lease: start.1, format: hidden.format, skippedCount: hidden.skippedCount)
        return try await completion.run(database, lineCount: hidden.lineCount, known: held)
    }

    // MARK: what it would do

    private func describe(_ lease: ImportLease, _ written: ImportRun.Written) async throws -> HiddenImport {
        let shifted = try await shiftedLines(of: lease.id, in: lease.community)
        return try await database.read { transaction in
            let ours: SQL = "community_id = \(lease.community) AND import_id = \(lease.id)"
            let known = try transaction.count(
                """
                SELECT count(*) FROM import_repeats r
                JOIN messages m ON m.community_id = r.community_id AND m.id = r.message_id
                WHERE r.community_id = \(lease.community) AND r.import_id = \(lease.id)
                    AND m.import_id IN (\(Self.completed(in: lease.community)))
                """)
            let new = try transaction.count("SELECT count(*) FROM members WHERE " + ours)
            let touched = try transaction.count("SELECT count(*) FROM import_members WHERE " + ours)
            let groups: [HiddenImport.TakingGroup] = try transaction.query(
                """
                SELECT g.id, g.name, CASE WHEN g.import_id = \(lease.id) THEN 1 ELSE 0 END FROM import_groups t
                JOIN groups g ON g.community_id = t.community_id AND g.id = t.group_id
                WHERE t.community_id = \(lease.community) AND t.import_id = \(lease.id) ORDER BY g.name, g.id
                """
            ) { .init(id: ID($0.integer(0)), name: $0.text(1), isNew: $0.integer(2) == 1) }
            return HiddenImport(
                id: lease.id, format: written.report.format, lineCount: written.added + written.known,
                knownCount: known, newPeopleCount: new, knownPeopleCount: max(0, touched - new),
                skippedCount: written.report.skippedCount, groups: groups, shifted: shifted)
        }
    }
}
