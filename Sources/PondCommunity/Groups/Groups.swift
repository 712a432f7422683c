package import PondCore
package import PondStore

/// What one can do with the groups of a community. A group that an unfinished import brought is not there yet.
package struct Groups: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// The groups, by name.
    package func all(of community: ID<Community>) async throws -> [Group] {
        try await database.read { transaction in
            try transaction.all(
                Group.self,
                """
                SELECT id, name, platform, source_id, kind FROM groups
                WHERE community_id = \(community) AND (import_id IS NULL OR import_id IN (
                    SELECT id FROM imports WHERE community_id = \(community) AND state = 'completed'))
                ORDER BY name, id
                """)
        }
    }

    /// The group of that name or id; the only one when no name is given.
    /// - Throws: `AppError.groupNotFound`, `.groupAmbiguous`.
    package func find(_ nameOrID: String?, of community: ID<Community>) async throws -> Group {
        let all = try await all(of: community)
        guard let nameOrID else {
            guard let only = all.first else { throw AppError(.groupNotFound, "") }
            guard all.count == 1 else { throw AppError(code: .groupAmbiguous, values: all.map(\.name)) }
            return only
        }
        let found = all.filter { $0.name == nameOrID || $0.id.description == nameOrID }
        guard let group = found.first else { throw AppError(.groupNotFound, nameOrID) }
        guard found.count == 1 else { throw AppError(code: .groupAmbiguous, values: found.map(\.id.description)) }
        return group
    }
}
