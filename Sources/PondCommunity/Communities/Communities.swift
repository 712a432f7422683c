package import PondCore
package import PondStore

/// What one can do with communities.
package struct Communities: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// All communities by name.
    /// - Parameter foundedOnly: leaves out those that only an unfinished import has prepared.
    package func all(foundedOnly: Bool = true) async throws -> [Community] {
        try await database.read { transaction in
            try transaction.all(
                Community.self,
                """
                SELECT \(Community.columns) FROM communities
                WHERE is_founded >= \(foundedOnly) ORDER BY name, id
                """)
        }
    }

    /// The community of that name or id.
    /// - Throws: `AppError.communityNotFound`, `.communityAmbiguous`.
    package func find(_ nameOrID: String) async throws -> Community {
        let found = try await database.read { try $0.communities(named: nameOrID, foundedOnly: true) }
        guard let community = found.first else { throw AppError(.communityNotFound, nameOrID) }
        guard found.count == 1 else {
            throw AppError(.communityAmbiguous, nameOrID, found.map(\.id.description).joined(separator: ", "))
        }
        return community
    }

    /// The community of that name, founded when there is none.
    /// - Throws: `AppError` of the draft, `.communityAmbiguous`.
    package func findOrFound(_ draft: CommunityDraft) async throws -> Community {
        let draft = try draft.validated()
        return try await database.write { transaction in
            let community = try Self.findOrPrepare(draft, transaction)
            try Self.found(community.id, transaction)
            return community
        }
    }

    /// The community of that name, prepared when there is none: it is hidden until something founds it, such as the
    /// first import that is completed, and goes with the last that was not.
    /// - Throws: `AppError` of the draft, `.communityAmbiguous`.
    package func findOrPrepare(_ draft: CommunityDraft) async throws -> Community {
        let draft = try draft.validated()
        return try await database.write { try Self.findOrPrepare(draft, $0) }
    }

    /// Founds a community that was prepared, and says so in the log; one that is founded stays as it is.
    /// - Throws: `StoreError`.
    package static func found(
        _ community: ID<Community>, by owner: ID<Member>? = nil, _ transaction: WriteTransaction
    ) throws {
        let founded = try transaction.execute(
            "UPDATE communities SET is_founded = 1 WHERE id = \(community) AND is_founded = 0")
        guard founded == 1 else { return }
        transaction.record(
            NewEvent("community.founded", community: community.rawValue, actor: owner?.rawValue))
    }

    /// Removes a community that was prepared and that no import is in any more.
    /// - Throws: `StoreError`.
    package static func removeUnfounded(_ community: ID<Community>, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            DELETE FROM communities WHERE id = \(community) AND is_founded = 0
                AND NOT EXISTS (SELECT 1 FROM imports i WHERE i.community_id = communities.id)
            """)
    }

    static func findOrPrepare(
        _ draft: CommunityDraft, _ transaction: WriteTransaction
    ) throws -> Community {
        let found = try transaction.communities(named: draft.name, foundedOnly: false)
        if found.count > 1 {
            throw AppError(.communityAmbiguous, draft.name, found.map(\.id.description).joined(separator: ", "))
        }
        return try found.first ?? prepare(draft, transaction)
    }

    /// A new community that is not founded yet.
    static func prepare(_ draft: CommunityDraft, _ transaction: WriteTransaction) throws -> Community {
        let community = Community(
            id: transaction.newID(), name: draft.name, timeZone: draft.timeZone, createdAt: transaction.now,
            isPublic: true)
        try transaction.execute(
            """
            INSERT INTO communities (id, name, time_zone, is_founded, created_at)
            VALUES (\(community.id), \(community.name), \(community.timeZone), 0, \(community.createdAt))
            """)
        return community
    }
}

extension ReadTransaction {
    fileprivate func communities(named nameOrID: String, foundedOnly: Bool) throws -> [Community] {
        let id = ID<Community>(nameOrID)
        return try all(
            Community.self,
            """
            SELECT \(Community.columns) FROM communities
            WHERE (name = \(nameOrID) OR id = \(id)) AND is_founded >= \(foundedOnly) ORDER BY id
            """)
    }
}
