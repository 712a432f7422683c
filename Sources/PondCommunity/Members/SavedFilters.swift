package import PondCore
package import PondStore

/// Lists of members that somebody keeps for themselves under a name.
package struct SavedFilters: Sendable {
    /// A list that was kept: its name, and its address's query.
    package struct Saved: Decodable, Sendable {
        package let id: ID<SavedFilters>
        package let name: String
        package let query: String
    }

    package static let nameCharactersMax = 20
    package static let queryCharactersMax = 500
    package static let countMax = 20

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Whoever is no member, such as the installation's administrator, keeps none.
    package func all(as standing: Standing) async throws -> [Saved] {
        try standing.requireSomewhere(.viewConsole)
        guard let member = standing.member else { return [] }
        let community = standing.community.id
        return try await database.read { transaction in
            try transaction.all(
                Saved.self,
                """
                SELECT id, name, query FROM saved_filters
                WHERE community_id = \(community) AND member_id = \(member) ORDER BY id LIMIT \(Self.countMax)
                """)
        }
    }

    /// Keeps a list; the same name again replaces it.
    /// - Throws: `AppError.fieldsInvalid`, `.membershipNeeded`.
    package func save(_ query: String, name: String, as standing: Standing) async throws {
        try standing.requireSomewhere(.viewConsole)
        let member = try standing.asMember()
        var reading = FieldReading()
        let name = reading.line("name", name, isNeeded: true, charactersMax: Self.nameCharactersMax)
        let query = reading.line("query", query, charactersMax: Self.queryCharactersMax)
        try reading.finish()
        let community = standing.community.id
        try await database.write(lane: .id(community)) { transaction in
            let kept = try transaction.count(
                """
                SELECT count(*) FROM saved_filters
                WHERE community_id = \(community) AND member_id = \(member) AND name <> \(name)
                """)
            guard kept < Self.countMax else {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("name", .outOfRange, "0", "\(Self.countMax)")])
            }
            try transaction.execute(
                """
                INSERT INTO saved_filters (community_id, id, member_id, name, query)
                VALUES (\(community), \(transaction.newID(SavedFilters.self)), \(member), \(name), \(query))
                ON CONFLICT (community_id, member_id, name) DO UPDATE SET query = excluded.query
                """)
        }
    }

    /// Forgets one of one's own.
    package func remove(_ id: ID<SavedFilters>, as standing: Standing) async throws {
        let member = try standing.asMember()
        let community = standing.community.id
        let removed = try await database.write(lane: .id(community)) { transaction in
            try transaction.execute(
                """
                DELETE FROM saved_filters
                WHERE community_id = \(community) AND id = \(id) AND member_id = \(member)
                """)
        }
        if removed == 0 { throw AppError(.notFound) }
    }
}
