import PondCore
package import PondStore

/// What one can do with communities.
package struct Communities: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// All communities by name.
    package func all() async throws -> [Community] {
        try await database.read { transaction in
            try transaction.all(
                Community.self, "SELECT id, name, time_zone, created_at FROM communities ORDER BY name, id")
        }
    }

    /// The community of that name or id.
    /// - Throws: `AppError.communityNotFound`, `.communityAmbiguous`.
    package func find(_ nameOrID: String) async throws -> Community {
        let found = try await database.read { try $0.communities(named: nameOrID) }
        guard let community = found.first else { throw AppError(.communityNotFound, nameOrID) }
        guard found.count == 1 else {
            throw AppError(.communityAmbiguous, nameOrID, found.map(\.id.description).joined(separator: ", "))
        }
        return community
    }

    /// The community of that name, founded when there is none.
    /// - Throws: `AppError.invalidInput`, `.communityAmbiguous`.
    package func findOrFound(_ draft: CommunityDraft) async throws -> Community {
        let draft = try draft.validated()
        return try await database.write { transaction in
            let found = try transaction.communities(named: draft.name)
            if found.count > 1 {
                throw AppError(.communityAmbiguous, draft.name, found.map(\.id.description).joined(separator: ", "))
            }
            return try found.first ?? Self.found(draft, transaction)
        }
    }

    private static func found(_ draft: CommunityDraft, _ transaction: WriteTransaction) throws -> Community {
        let community = Community(
            id: transaction.newID(), name: draft.name, timeZone: draft.timeZone, createdAt: transaction.now)
        try transaction.execute(
            """
            INSERT INTO communities (id, name, time_zone, created_at)
            VALUES (\(community.id), \(community.name), \(community.timeZone), \(community.createdAt))
            """)
        transaction.record(NewEvent("community.founded", community: community.id.rawValue))
        return community
    }
}

extension ReadTransaction {
    fileprivate func communities(named nameOrID: String) throws -> [Community] {
        let id = ID<Community>(nameOrID)
        return try all(
            Community.self,
            "SELECT id, name, time_zone, created_at FROM communities WHERE name = \(nameOrID) OR id = \(id) ORDER BY id")
    }
}
