package import PondCommunity
package import PondCore
package import PondExchange
import PondPlatform
package import PondStore

/// A file that was received and lies in the spool.
package struct ReceivedFile: Sendable {
    package static let nameLengthMax = 120

    package let name: String
    let hash: String
    let byteCount: Int64
    package let spoolName: String

    /// - Parameter name: as the sender calls it, perhaps with folders, perhaps hostile.
    package init(name: String, hash: String, byteCount: Int64, spoolName: String) {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let clean = String(CleanText.line(last).prefix(Self.nameLengthMax))
        self.name = CleanText.isVisible(clean) ? clean : "upload"
        self.hash = hash
        self.byteCount = byteCount
        self.spoolName = spoolName
    }
}

/// What became of a received file.
package struct UploadReceipt: Codable, Hashable, Sendable {
    package let id: ID<Upload>
    /// False when the same file is on its way already: then this is that one.
    package let isNew: Bool
}

/// What one can do with uploads: bring a file, say where it goes, agree or give it up.
package struct Uploads: Sendable {
    let database: Database
    let spool: UploadSpool

    package init(_ database: Database, spool: UploadSpool) {
        self.database = database
        self.spool = spool
    }

    static let columns: SQL = """
        u.id, u.community_id, u.person_id, p.name AS person_name, u.state, u.file_name, u.file_hash, u.byte_count,
        u.import_id, u.rows_done, u.bytes_done, u.begun_at, u.created_at, u.changed_at, u.is_confirmed, u.spool_name,
        u.plan AS plan_text, u.finding AS finding_text, u.failure AS failure_text, u.result AS result_text
        """
    static let rows: SQL = "FROM uploads u LEFT JOIN persons p ON p.id = u.person_id"

    // MARK: bringing

    /// Takes files over; a job looks at each. Files that turn out not to be needed leave the spool.
    /// - Parameter key: pressed twice is once.
    /// - Throws: `AppError.notAllowed`, `.keyReused`.
    package func receive(
        _ files: [ReceivedFile], key: String?, as standing: Standing
    ) async throws -> [UploadReceipt] {
        do {
            try standing.require(.importHistory)
            let community = standing.community.id
            let person = standing.actor.person
            let receipts = try await database.write(lane: .id(community)) { transaction in
                try transaction.once(
                    key, scope: "uploads:\(community):\(person?.description ?? "")",
                    request: files.map(\.hash).joined(separator: ",")
                ) { try files.map { try receive($0, as: standing, transaction) } }
            }
            try await removeUnneeded(files, receipts, community)
            return receipts
        } catch {
            for file in files { spool.remove(file.spoolName) }
            throw error
        }
    }

    private func receive(
        _ file: ReceivedFile, as standing: Standing, _ transaction: WriteTransaction
    ) throws -> UploadReceipt {
        let community = standing.community.id
        let id = transaction.newID(Upload.self)
        let added = try transaction.execute(
            """
            INSERT INTO uploads (community_id, id, person_id, state, file_name, file_hash, byte_count, spool_name,
                created_at, changed_at)
            VALUES (\(community), \(id), \(standing.actor.person), 'looking', \(file.name), \(file.hash),
                \(file.byteCount), \(file.spoolName), \(transaction.now), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else {
            let known: ID<Upload>? = try transaction.first(
                """
                SELECT id FROM uploads WHERE community_id = \(community) AND file_hash = \(file.hash)
                    AND \(Self.isUnderWay)
                """
            ) { ID($0.integer(0)) }
            guard let known else { throw AppError(.changedMeanwhile) }
            return UploadReceipt(id: known, isNew: false)
        }
        try UploadJobs.schedule(.look, id, community, transaction)
        try transaction.audit(
            NewAuditEntry(
                "upload.received", "upload", id.rawValue, after: AuditValue.object(["file": file.name])), as: standing)
        return UploadReceipt(id: id, isNew: true)
    }

    static let isUnderWay: SQL = "state IN ('looking', 'looked', 'writing', 'ready', 'revealing', 'discarding')"

    private func removeUnneeded(
        _ files: [ReceivedFile], _ receipts: [UploadReceipt], _ community: ID<Community>
    ) async throws {
        let kept: [String] = try await database.read { transaction in
            try receipts.compactMap { receipt in
                try transaction.first(
                    "SELECT spool_name FROM uploads WHERE community_id = \(community) AND id = \(receipt.id)"
                ) { $0.text(0) }
            }
        }
        for file in files where !kept.contains(file.spoolName) { spool.remove(file.spoolName) }
    }

    // MARK: looking

    /// - Throws: `AppError.uploadNotFound`, also for those of other communities.
    package func find(_ id: ID<Upload>, as standing: Standing) async throws -> Upload {
        try standing.require(.importHistory)
        return try await database.read { try Self.find(id, in: standing.community.id, $0) }
    }

    /// Those under way, and those that were refused within a day; newest first.
    package func current(as standing: Standing) async throws -> [Upload] {
        try standing.require(.importHistory)
        let since = database.clock.now().adding(milliseconds: -Self.refusalsShownMilliseconds)
        return try await database.read { transaction in
            try transaction.all(
                Upload.self,
                """
                SELECT \(Self.columns) \(Self.rows)
                WHERE u.community_id = \(standing.community.id) AND (u.\(Self.isUnderWay)
                    OR (u.state = 'refused' AND u.changed_at > \(since)))
                ORDER BY u.id DESC LIMIT \(Self.currentCountMax)
                """)
        }
    }

    /// What could not be read, as far as it was listed.
    package func skips(of id: ID<Upload>, as standing: Standing) async throws -> UploadSkips {
        try standing.require(.importHistory)
        let text: String? = try await database.read { transaction in
            try transaction.first(
                "SELECT skips FROM uploads WHERE community_id = \(standing.community.id) AND id = \(id)"
            ) { $0.textOrNull(0) ?? "[]" }
        }
        guard let text else { throw AppError(.uploadNotFound, id.description) }
        return UploadSkips(skips: try ColumnJSON.value([ChatReadSkip].self, text))
    }

    /// The upload that an import came from; nil for imports of the command line.
    package func source(of id: ID<Import>, as standing: Standing) async throws -> Upload? {
        try await database.read { transaction in
            try transaction.one(
                Upload.self,
                """
                SELECT \(Self.columns) \(Self.rows)
                WHERE u.community_id = \(standing.community.id) AND u.import_id = \(id) ORDER BY u.id LIMIT 1
                """)
        }
    }

    static func find(
        _ id: ID<Upload>, in community: ID<Community>, _ transaction: ReadTransaction
    ) throws -> Upload {
        let found = try transaction.one(
            Upload.self,
            "SELECT \(columns) \(rows) WHERE u.community_id = \(community) AND u.id = \(id)")
        guard let found else { throw AppError(.uploadNotFound, id.description) }
        return found
    }

    private static let refusalsShownMilliseconds: Int64 = 86_400_000
    private static let currentCountMax = 100
}

/// Places of an export that could not be read.
package struct UploadSkips: Sendable {
    package let skips: [ChatReadSkip]
}
