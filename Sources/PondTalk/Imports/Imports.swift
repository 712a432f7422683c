package import PondCommunity
package import PondCore
package import PondExchange
package import PondStore

/// What one can do with imports: run one, list them, undo one.
package struct Imports: Sendable {
    /// Reads an export on a thread of its own and hands out its records.
    package typealias Reading = @Sendable ((ChatRecord) throws -> Void) throws -> ChatReadReport

    let database: Database
    let leaseMilliseconds: Int64

    /// - Parameter leaseMilliseconds: how long the import of a process that died is held.
    package init(_ database: Database, leaseMilliseconds: Int64 = ImportLease.millisecondsDefault) {
        self.database = database
        self.leaseMilliseconds = leaseMilliseconds
    }

    /// Imports an export as one batch, which nobody sees before it is whole.
    ///
    /// An import that was interrupted (by a crash, or because the database went away) is resumed by running it again:
    /// lines that were written before are recognised. One that fails for any other reason, or is stopped, leaves
    /// nothing behind.
    /// - Parameter isCancelled: asked every few thousand records; when it turns true everything is taken back.
    /// - Throws: `AppError.importRunning`, `.communityNotFound`, `ChatReadError`, `StoreError`.
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
            let isStopped = isCancelled()
            if isStopped || !Self.isPassing(error) {
                try await eraseIfPossible(lease)
            } else {
                // Whoever tries again need not wait for a lease that nobody uses; without an answer it runs out.
                try? await database.write(lane: .id(lease.community)) { try lease.release($0) }
            }
            if isStopped { return .cancelled }
            throw error
        }
    }

    /// When the database cannot be written at the moment, what is left stays hidden, and the next import of the file or
    /// an undo clears it away. Whatever else goes wrong in erasing is told.
    private func eraseIfPossible(_ lease: ImportLease) async throws {
        do {
            try await ImportRemoval(database: database, lease: lease).erase()
        } catch let error as StoreError where Self.isPassing(error) || error.isDiskFull {
        } catch is ImportLease.Lost {
        }
    }

    /// Whether the reason lies neither in the file nor in Pond, so that the same import may be gone on with later.
    private static func isPassing(_ error: any Error) -> Bool {
        if error is ImportLease.Lost { return true }
        switch error as? StoreError {
        case .connectionLost, .commitUnknown, .serialisation, .timeout, .readOnly, .closed: return true
        default: return false
        }
    }

    /// The imports of a community, or of all, newest first.
    package func all(of community: ID<Community>? = nil) async throws -> [Import] {
        try await database.read { transaction in
            let condition: SQL = community.map { "WHERE community_id = \($0)" } ?? ""
            return try transaction.all(
                Import.self,
                """
                SELECT \(Self.columns(transaction.dialect)) FROM imports \(condition) ORDER BY started_at DESC, id DESC
                """)
        }
    }

    /// Takes an import back: what other imports held too passes to them, the rest is hidden, then removed. One that was
    /// never completed is cleared away.
    /// - Parameters:
    ///   - isCancelled: asked before each thousand lines; when it turns true the undo stops where it is. Asked for
    ///     again it goes on there.
    ///   - progress: gets how many lines went so far.
    /// - Throws: `AppError.importNotFound`, `.importAlreadyUndone`, `.importRunning`.
    package func undo(
        _ id: ID<Import>, isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> UndoOutcome {
        let token = Int64.random(in: 1...Int64.max)
        let (found, lease) = try await database.write { [leaseMilliseconds] transaction in
            guard let found = try Self.find(id, transaction) else { throw AppError(.importNotFound, id.description) }
            if found.state == .undone { throw AppError(.importAlreadyUndone, id.description) }
            let lease = ImportLease(
                community: found.communityID, id: id, token: token, milliseconds: leaseMilliseconds)
            guard try lease.take(transaction) else { throw AppError(.importRunning, id.description) }
            return (found, lease)
        }
        let pace = ImportRemoval.Pace(isCancelled: isCancelled, progress: progress)
        do {
            return .undone(original: found, messagesRemoved: try await remove(found, lease, pace))
        } catch is ImportCancelled {
            return try await database.write { transaction in
                try lease.release(transaction)
                return .stopped(isHidden: try Self.find(id, transaction)?.state == .undoing)
            }
        }
    }

    /// - Returns: how many lines went.
    private func remove(
        _ found: Import, _ lease: ImportLease, _ pace: ImportRemoval.Pace = ImportRemoval.Pace(),
        isCommunityWanted: Bool = false
    ) async throws -> Int {
        let removal = ImportRemoval(database: database, lease: lease, pace: pace)
        if found.endedAt != nil { return try await removal.undo() }
        return try await removal.erase(isCommunityWanted: isCommunityWanted)
    }

    static func find(_ id: ID<Import>, _ transaction: ReadTransaction) throws -> Import? {
        try transaction.one(
            Import.self, "SELECT \(columns(transaction.dialect)) FROM imports WHERE id = \(id)")
    }

    /// The ids of a community's imports whose rows are seen.
    static func completed(in community: ID<Community>) -> SQL {
        "SELECT id FROM imports WHERE community_id = \(community) AND state = 'completed'"
    }

    private static func columns(_ dialect: Dialect) -> SQL {
        """
        id, community_id, state, file_name, format, messages_added, messages_known, members_added, lines_skipped, \
        started_at, ended_at, CASE WHEN lease_until > \(dialect.now) THEN 1 ELSE 0 END AS is_held
        """
    }

    // MARK: beginning

    private enum Beginning: Sendable {
        case begun(ImportLease)
        case known(Import)
        case unfinishedRemoval(Import, ImportLease)
    }

    private func begin(_ request: ImportRequest) async throws -> Beginning {
        let token = Int64.random(in: 1...Int64.max)
        let beginning = try await database.write(lane: .id(request.community)) { transaction in
            try begin(request, token: token, transaction)
        }
        guard case .unfinishedRemoval(let earlier, let lease) = beginning else { return beginning }
        _ = try await remove(earlier, lease, isCommunityWanted: true)
        return try await begin(request)
    }

    private func begin(
        _ request: ImportRequest, token: Int64, _ transaction: WriteTransaction
    ) throws -> Beginning {
        // Two processes that begin the same file at once meet on the community's row.
        let locked = try transaction.execute(
            "UPDATE communities SET last_member_number = last_member_number WHERE id = \(request.community)")
        guard locked == 1 else { throw AppError(.communityNotFound, request.community.description) }
        let earlier = try transaction.one(
            Import.self,
            """
            SELECT \(Self.columns(transaction.dialect)) FROM imports
            WHERE community_id = \(request.community) AND file_hash = \(request.fileHash)
                AND settings = \(request.settings) AND state <> 'undone'
            ORDER BY id LIMIT 1
            """)
        guard let earlier else {
            return .begun(try insert(request, token: token, transaction))
        }
        let lease = ImportLease(
            community: request.community, id: earlier.id, token: token, milliseconds: leaseMilliseconds)
        switch earlier.state {
        case .completed, .undone: return .known(earlier)
        case .running:
            guard try lease.take(transaction) else {
                throw AppError(.importRunning, earlier.id.description)
            }
            return .begun(lease)
        case .undoing:
            guard try lease.take(transaction) else {
                throw AppError(.importRunning, earlier.id.description)
            }
            return .unfinishedRemoval(earlier, lease)
        }
    }

    private func insert(
        _ request: ImportRequest, token: Int64, _ transaction: WriteTransaction
    ) throws -> ImportLease {
        let lease = ImportLease(
            community: request.community, id: transaction.newID(), token: token, milliseconds: leaseMilliseconds)
        try transaction.execute(
            """
            INSERT INTO imports (community_id, id, state, file_name, file_hash, settings, lease_token, lease_until,
                first_message_id, started_at)
            VALUES (\(request.community), \(lease.id), 'running', \(request.fileName), \(request.fileHash),
                \(request.settings), \(token), 0, \(lease.id), \(transaction.now))
            """)
        _ = try lease.take(transaction)
        return lease
    }
}

extension StoreError {
    fileprivate var isDiskFull: Bool {
        if case .diskFull = self { true } else { false }
    }
}

/// Stopped on request.
struct ImportCancelled: Error {}
