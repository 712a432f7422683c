package import PondCore
package import PondPlatform
package import PondStore

/// What one can do with what communities say of themselves.
package struct CommunityProfiles: Sendable {
    /// A community in a list.
    package struct Card: Decodable, Sendable {
        package let id: ID<Community>
        package let name: String
        package let brand: String
        package let memberCount: Int
        /// Whether the person is a member.
        package let isMine: Bool
        /// Whether the person holds a post there.
        package let isStaff: Bool

        package var slogan: String { (try? ColumnJSON.value(Brand.self, brand).slogan) ?? "" }
    }

    package static let cardCountMax = 200

    let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// What a community says of itself, to somebody who may see it.
    /// - Throws: `AppError.communityNotFound`.
    package func profile(_ standing: Standing) async throws -> CommunityProfile {
        let community = standing.community.id
        return try await database.read { try $0.profile(of: community) }
    }

    /// Changes it.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid`, `.changedMeanwhile` when the change was made on an older
    ///   version. A brand with another mark than the community's is invalid: `CommunityMarks` changes it.
    @discardableResult
    package func change(_ change: CommunityChange, as standing: Standing) async throws -> CommunityProfile {
        try standing.require(.manageSettings)
        let change = try change.validated()
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            // First the guard, which on PostgreSQL also makes others wait; what is read after it is the state before.
            let guarded = try transaction.execute(
                """
                UPDATE communities SET version = version + 1
                WHERE id = \(community) AND is_founded = 1 AND version = \(change.version)
                """)
            guard guarded == 1 else { throw AppError(.changedMeanwhile) }
            let before = try transaction.profile(of: community)
            if let brand = change.brand, brand.mark != before.brand.mark {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("mark", .notOffered)])
            }
            return try transaction.change(change, before, as: standing)
        }
    }

    fileprivate static func write(
        _ change: CommunityChange, _ community: ID<Community>, _ before: CommunityProfile,
        _ transaction: WriteTransaction
    ) throws {
        let now = before.community
        let basics = change.basics ?? .init(name: now.name, timeZone: now.timeZone, isPublic: now.isPublic)
        try transaction.execute(
            """
            UPDATE communities SET name = \(basics.name), time_zone = \(basics.timeZone),
                is_public = \(basics.isPublic), brand = \(ColumnJSON.text(change.brand ?? before.brand)),
                positioning = \(ColumnJSON.text(change.positioning ?? before.positioning)),
                settings = \(ColumnJSON.text(change.settings ?? before.settings))
            WHERE id = \(community)
            """)
    }

    fileprivate static func note(
        _ standing: Standing, _ before: CommunityProfile, _ after: CommunityProfile,
        _ transaction: WriteTransaction
    ) throws {
        func record(_ action: String, _ before: some Encodable, _ after: some Encodable) throws {
            try transaction.audit(
                NewAuditEntry(
                    action, "community", standing.community.id.rawValue, before: ColumnJSON.text(before),
                    after: ColumnJSON.text(after)), as: standing)
        }
        func basics(_ profile: CommunityProfile) -> CommunityChange.Basics {
            .init(
                name: profile.community.name, timeZone: profile.community.timeZone,
                isPublic: profile.community.isPublic)
        }
        if basics(before) != basics(after) { try record("basics.changed", basics(before), basics(after)) }
        if before.brand != after.brand { try record("brand.changed", before.brand, after.brand) }
        if before.positioning != after.positioning {
            try record("positioning.changed", before.positioning, after.positioning)
        }
        if before.settings != after.settings { try record("settings.changed", before.settings, after.settings) }
    }

    /// Where somebody is a member, or whoever runs the installation may go; for guests the public ones. By name.
    package func cards(for actor: Actor) async throws -> [Card] {
        let person = actor.person?.rawValue ?? 0
        let sees: SQL = actor.isAdministrator ? "1 = 1" : "(c.is_public = 1 OR m.id IS NOT NULL)"
        return try await database.read { transaction in
            try transaction.all(
                Card.self,
                """
                SELECT c.id, c.name, c.brand, c.member_count, CASE WHEN m.id IS NULL THEN 0 ELSE 1 END AS is_mine,
                    CASE WHEN EXISTS (SELECT 1 FROM staff_posts p
                        WHERE p.community_id = c.id AND p.member_id = m.id) THEN 1 ELSE 0 END AS is_staff
                FROM communities c
                LEFT JOIN members m ON m.person_id = \(person) AND m.community_id = c.id AND m.left_at IS NULL
                WHERE c.is_founded = 1 AND \(sees)
                ORDER BY CASE WHEN m.id IS NULL THEN 1 ELSE 0 END, c.name, c.id LIMIT \(Self.cardCountMax)
                """)
        }
    }
}

extension WriteTransaction {
    /// Changes the mark, by whoever may change the settings.
    /// - Returns: the mark before.
    /// - Throws: `AppError.communityNotFound`.
    package func changeMark(to mark: String, as standing: Standing) throws -> String {
        let community = standing.community.id
        let guarded = try execute(
            "UPDATE communities SET version = version + 1 WHERE id = \(community) AND is_founded = 1")
        guard guarded == 1 else { throw AppError(.communityNotFound) }
        let before = try profile(of: community)
        var brand = before.brand
        brand.mark = mark
        _ = try change(CommunityChange(version: before.version, brand: brand), before, as: standing)
        return before.brand.mark
    }

    /// - Parameter before: the state, read after the version was counted up.
    fileprivate func change(
        _ change: CommunityChange, _ before: CommunityProfile, as standing: Standing
    ) throws -> CommunityProfile {
        let community = standing.community.id
        try CommunityProfiles.write(change, community, before, self)
        let after = try profile(of: community)
        try CommunityProfiles.note(standing, before, after, self)
        record(
            NewEvent(
                "community.changed", community: community.rawValue, actor: standing.member?.rawValue,
                data: "{\"version\":\(after.version)}"))
        return after
    }
}

extension CommunityProfiles {
    /// What a landing page tells of a community beside its profile.
    package struct Facts: Sendable {
        /// Somebody who came lately.
        package struct Newcomer: Decodable, Sendable {
            package let id: Int64
            package let name: String
        }

        package let groupCount: Int
        /// How many came in the last 30 days, at most `newcomersCountedMax`.
        package let newcomerCount: Int
        package let newcomers: [Newcomer]
    }

    package static let newcomersCountedMax = 1_000
    package static let newcomersShownMax = 8

    /// - Throws: `StoreError`.
    package func facts(_ standing: Standing) async throws -> Facts {
        let community = standing.community.id
        let since = database.clock.now().adding(milliseconds: -30 * 86_400_000)
        return try await database.read { transaction in
            let groups = try transaction.count(
                """
                SELECT count(*) FROM groups
                WHERE community_id = \(community) AND archived_at IS NULL AND import_id IS NULL
                """)
            let newcomers: SQL = """
                FROM members WHERE community_id = \(community) AND created_at >= \(since) AND left_at IS NULL
                    AND person_id IS NOT NULL
                """
            let count = try transaction.count(
                "SELECT count(*) FROM (SELECT 1 \(newcomers) LIMIT \(Self.newcomersCountedMax)) AS counted")
            let shown = try transaction.all(
                Facts.Newcomer.self,
                """
                SELECT id, display_name AS name \(newcomers)
                ORDER BY created_at DESC, id DESC LIMIT \(Self.newcomersShownMax)
                """)
            return Facts(groupCount: groups, newcomerCount: count, newcomers: shown)
        }
    }
}
