package import PondCommunity
package import PondCore
package import PondExchange
package import PondStore

/// What one can do with imports: run one, list them, undo one.
package struct Imports: Sendable {
    /// Reads an export on a thread of its own and hands out its records.
    package typealias Reading = @Sendable ((ChatRecord) throws -> Void) throws -> ChatReadReport

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Imports an export as one batch, which nobody sees before it is whole.
    ///
    /// An import that was interrupted (by a crash or a full disk) is resumed by running it again: lines that were
    /// written before are recognised. One that fails for a reason in the file, or is stopped, leaves nothing behind.
    /// - Parameter isCancelled: asked for each record; when it turns true everything is taken back.
    /// - Throws: `AppError.importRunning`, `ChatReadError`, `StoreError`.
    package func run(
        _ request: ImportRequest, isCancelled: @escaping @Sendable () -> Bool = { false },
        reading: @escaping Reading
    ) async throws -> ImportOutcome {
        let start = try await begin(request)
        guard case .begun(let lease) = start else {
            guard case .known(let known) = start else { return .cancelled }
            return .knownAlready(known)
        }
        let run = ImportRun(database: database, request: request, lease: lease, isCancelled: isCancelled)
        do {
            return .completed(try await run.perform(reading))
        } catch is ImportCancelled {
            try await ImportRemoval(database: database, lease: lease).erase()
            return .cancelled
        } catch {
            // A resumable import stays; what a file or a person caused goes. When not even that can be written, it
            // stays hidden, and the next import of the file or an undo clears it away.
            if !(error is StoreError) { try? await ImportRemoval(database: database, lease: lease).erase() }
            if case StoreError.diskFull = error { try? await ImportRemoval(database: database, lease: lease).erase() }
            throw error
        }
    }

    /// The imports of a community, or of all, newest first.
    package func all(of community: ID<Community>? = nil) async throws -> [Import] {
        try await database.read { transaction in
            let condition: SQL = community.map { "WHERE community_id = \($0)" } ?? ""
            return try transaction.all(
                Import.self, "SELECT \(Self.columns) FROM imports \(condition) ORDER BY started_at DESC, id DESC")
        }
    }

    /// Takes an import back: hidden at once, then removed. Lines that a later export held too pass to that one.
    /// - Throws: `AppError.importNotFound`, `.importAlreadyUndone`, `.importRunning`.
    package func undo(_ id: ID<Import>) async throws -> Import {
        guard let found = try await all().first(where: { $0.id == id }) else {
            throw AppError(.importNotFound, id.description)
        }
        if found.state == .undone { throw AppError(.importAlreadyUndone, id.description) }
        let token = Int64.random(in: 1...Int64.max)
        let lease = ImportLease(community: found.communityID, id: id, token: token)
        try await database.write { transaction in
            let taken = try lease.take(transaction, into: "undoing")
            guard taken else { throw AppError(.importRunning, id.description) }
        }
        try await ImportRemoval(database: database, lease: lease).undo()
        return found
    }

    static let columns: SQL = """
        id, community_id, state, file_name, format, messages_added, messages_known, members_added, lines_skipped, \
        started_at
        """

    // MARK: beginning

    private enum Beginning: Sendable {
        case begun(ImportLease)
        case known(Import)
        case unfinishedUndo(ImportLease)
    }

    private func begin(_ request: ImportRequest) async throws -> Beginning {
        let token = Int64.random(in: 1...Int64.max)
        let beginning = try await database.write(lane: .id(request.community)) { transaction in
            try Self.begin(request, token: token, transaction)
        }
        guard case .unfinishedUndo(let lease) = beginning else { return beginning }
        try await ImportRemoval(database: database, lease: lease).undo()
        return try await begin(request)
    }

    private static func begin(
        _ request: ImportRequest, token: Int64, _ transaction: WriteTransaction
    ) throws -> Beginning {
        // Two processes that begin the same file at once meet on the community's row.
        try transaction.execute(
            "UPDATE communities SET last_member_number = last_member_number WHERE id = \(request.community)")
        let earlier = try transaction.one(
            Import.self,
            """
            SELECT \(columns) FROM imports
            WHERE community_id = \(request.community) AND file_hash = \(request.fileHash)
                AND settings = \(request.settings) AND state <> 'undone'
            ORDER BY id LIMIT 1
            """)
        guard let earlier else {
            return .begun(try insert(request, token: token, transaction))
        }
        let lease = ImportLease(community: request.community, id: earlier.id, token: token)
        switch earlier.state {
        case .completed, .undone: return .known(earlier)
        case .running:
            guard try lease.take(transaction, into: "running") else {
                throw AppError(.importRunning, earlier.id.description)
            }
            return .begun(lease)
        case .undoing:
            guard try lease.take(transaction, into: "undoing") else {
                throw AppError(.importRunning, earlier.id.description)
            }
            return .unfinishedUndo(lease)
        }
    }

    private static func insert(
        _ request: ImportRequest, token: Int64, _ transaction: WriteTransaction
    ) throws -> ImportLease {
        let lease = ImportLease(community: request.community, id: transaction.newID(), token: token)
        try transaction.execute(
            """
            INSERT INTO imports (community_id, id, state, file_name, file_hash, settings, lease_token, lease_until,
                first_message_id, started_at)
            VALUES (\(request.community), \(lease.id), 'running', \(request.fileName), \(request.fileHash),
                \(request.settings), \(token), 0, \(lease.id), \(transaction.now))
            """)
        _ = try lease.take(transaction, into: "running")
        return lease
    }
}

/// Stopped on request.
struct ImportCancelled: Error {}
