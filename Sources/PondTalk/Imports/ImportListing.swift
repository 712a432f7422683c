package import PondCommunity
package import PondCore
import PondPlatform
import PondStore

/// An import as a list shows it.
package struct ImportListing: Decodable, Sendable {
    package let id: ID<Import>
    package let state: Import.State
    package let fileName: String
    package let format: String
    package let messagesAdded: Int
    package let messagesKnown: Int
    package let membersAdded: Int
    package let linesSkipped: Int
    package let linesRemoved: Int
    package let startedAt: Timestamp
    package let endedAt: Timestamp?
    /// A process is at work on it.
    package let isHeld: Bool
    /// Nil for the command line, and for people who are gone.
    package let personName: String?
    /// A job to undo it was noted and is not done yet.
    package let isUndoNoted: Bool

    /// Whether a browser may take it back: for a day, or for ever where it stands half way.
    package func canBeUndone(at now: Timestamp) -> Bool {
        if isHeld || isUndoNoted { return false }
        switch state {
        case .undone: return false
        case .running, .undoing: return true
        case .completed: return undoUntil > now
        }
    }

    package var undoUntil: Timestamp { (endedAt ?? startedAt).adding(milliseconds: Imports.undoMilliseconds) }
}

/// A page of imports, newest first; `next` is where the next page begins.
package struct ImportPage: Sendable {
    package let items: [ImportListing]
    package let next: ID<Import>?
}

extension Imports {
    package static let pageCountMax = 100
    /// How long an import can be taken back in a browser; `pond import --undo` can always.
    package static let undoMilliseconds: Int64 = 86_400_000

    /// The imports of a community but for those whose upload is still under way, newest first.
    package func page(
        after: ID<Import>? = nil, count: Int = 30, as standing: Standing
    ) async throws -> ImportPage {
        try standing.require(.importHistory)
        let limit = min(max(1, count), Self.pageCountMax)
        return try await database.read { transaction in
            let rest: SQL = after.map { "AND i.id < \($0)" } ?? ""
            let items = try transaction.all(
                ImportListing.self,
                Self.listed(standing.community.id, transaction.dialect) + rest + """
                     AND NOT (i.state IN ('running', 'undoing') AND i.ended_at IS NULL AND EXISTS (
                        SELECT 1 FROM uploads u WHERE u.community_id = i.community_id AND u.file_hash = i.file_hash
                            AND u.\(Uploads.isUnderWay)))
                    ORDER BY i.id DESC LIMIT \(limit + 1)
                    """)
            return ImportPage(
                items: Array(items.prefix(limit)), next: items.count > limit ? items[limit - 1].id : nil)
        }
    }

    /// - Throws: `AppError.importNotFound`, also for those of other communities.
    package func listing(_ id: ID<Import>, as standing: Standing) async throws -> ImportListing {
        try standing.require(.importHistory)
        return try await database.read { try Self.listing(id, in: standing.community.id, $0) }
    }

    static func listing(
        _ id: ID<Import>, in community: ID<Community>, _ transaction: ReadTransaction
    ) throws -> ImportListing {
        let found = try transaction.one(
            ImportListing.self, listed(community, transaction.dialect) + " AND i.id = \(id)")
        guard let found else { throw AppError(.importNotFound, id.description) }
        return found
    }

    /// A completed import of the same file; nil when there is none.
    package func completed(_ fileHash: String, as standing: Standing) async throws -> ID<Import>? {
        try await database.read { transaction in
            try transaction.first(
                """
                SELECT id FROM imports WHERE community_id = \(standing.community.id) AND file_hash = \(fileHash)
                    AND state = 'completed' ORDER BY id DESC LIMIT 1
                """
            ) { ID($0.integer(0)) }
        }
    }

    /// Groups that an import brought lines into.
    package func groups(of id: ID<Import>, as standing: Standing) async throws -> [HiddenImport.TakingGroup] {
        try await database.read { transaction in
            try transaction.query(
                """
                SELECT g.id, g.name, CASE WHEN g.import_id = \(id) THEN 1 ELSE 0 END FROM import_groups t
                JOIN groups g ON g.community_id = t.community_id AND g.id = t.group_id
                WHERE t.community_id = \(standing.community.id) AND t.import_id = \(id) ORDER BY g.name, g.id
                """
            ) { .init(id: ID($0.integer(0)), name: $0.text(1), isNew: $0.integer(2) == 1) }
        }
    }

    private static func listed(_ community: ID<Community>, _ dialect: Dialect) -> SQL {
        """
        SELECT i.id, i.state, i.file_name, i.format, i.messages_added, i.messages_known, i.members_added,
            i.lines_skipped, i.lines_removed, i.started_at, i.ended_at, p.name AS person_name,
            CASE WHEN i.lease_until > \(dialect.now) THEN 1 ELSE 0 END AS is_held,
            CASE WHEN EXISTS (SELECT 1 FROM jobs j WHERE j.kind = \(UploadJobs.undoKind) AND j.state = 0
                AND j.idempotency_key = CAST(i.id AS TEXT)) THEN 1 ELSE 0 END AS is_undo_noted
        FROM imports i LEFT JOIN persons p ON p.id = i.person_id
        WHERE i.community_id = \(community)
        """
    }
}
