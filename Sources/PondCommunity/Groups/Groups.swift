package import PondCore
import PondPlatform
package import PondStore

/// What one can do with the groups of a community. A group that an unfinished import brought is not there yet.
package struct Groups: Sendable {
    /// Where a group lives that was made here.
    package static let ownPlatform = "pond"
    package static let countMax = 500

    let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// What makes a row of `groups g` one that is seen.
    static func isVisible(in community: ID<Community>) -> SQL {
        """
        (g.import_id IS NULL OR g.import_id IN (
            SELECT id FROM imports WHERE community_id = \(community) AND state = 'completed'))
        """
    }

    // MARK: on the machine

    /// The groups, by name.
    package func all(of community: ID<Community>) async throws -> [Group] {
        try await database.read { transaction in
            try transaction.all(
                Group.self,
                """
                SELECT g.id, g.name, g.platform, g.source_id, g.kind FROM groups g
                WHERE g.community_id = \(community) AND \(Self.isVisible(in: community))
                ORDER BY g.name, g.id
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

    // MARK: making and changing

    /// Makes a group; whoever makes it is its first member.
    /// - Parameter key: the same person and key make one.
    /// - Throws: `AppError.fieldsInvalid`, `.notAllowed`, `.keyReused`.
    package func create(
        _ draft: GroupDraft, as standing: Standing, key: String? = nil
    ) async throws -> ID<Group> {
        try standing.require(.manageGroups)
        let draft = try draft.validated()
        let community = standing.community.id
        let scope = "groups:\(community):\(standing.actor.person?.description ?? "")"
        return try await database.write(lane: .id(community)) { transaction in
            try transaction.once(key, scope: scope, request: "\(draft)") {
                try Self.insert(draft, standing, transaction)
            }
        }
    }

    private static func insert(
        _ draft: GroupDraft.Validated, _ standing: Standing, _ transaction: WriteTransaction
    ) throws -> ID<Group> {
        let community = standing.community.id
        let group = transaction.newID(Group.self)
        try transaction.execute(
            """
            INSERT INTO groups (community_id, id, name, platform, kind, created_at, description,
                slow_mode_seconds, quiet_from_minute, quiet_until_minute, is_open)
            VALUES (\(community), \(group), \(draft.name), \(ownPlatform), 'group', \(transaction.now),
                \(draft.description), \(draft.slowModeSeconds), \(draft.quietHours?.fromMinute),
                \(draft.quietHours?.untilMinute), \(draft.isOpen))
            """)
        transaction.record(
            NewEvent(
                "group.created", community: community.rawValue, group: group.rawValue,
                actor: standing.member?.rawValue, subject: group.rawValue))
        try transaction.audit(
            NewAuditEntry(
                "group.created", "group", group.rawValue,
                after: ColumnJSON.text(transaction.rules(of: group, in: community))), as: standing)
        if let member = standing.member { try transaction.place(member, in: group, of: community, by: member) }
        return group
    }

    /// Name, description and rules as in the draft.
    /// - Throws: `AppError.fieldsInvalid`, `.notAllowed`, `.groupNotFound`.
    package func change(_ group: GroupStanding, to draft: GroupDraft) async throws {
        try group.require(.manageGroups)
        let draft = try draft.validated()
        try await update(
            group, kind: "group.changed",
            """
            SET name = \(draft.name), description = \(draft.description),
                slow_mode_seconds = \(draft.slowModeSeconds), quiet_from_minute = \(draft.quietHours?.fromMinute),
                quiet_until_minute = \(draft.quietHours?.untilMinute), is_open = \(draft.isOpen)
            """)
    }

    /// Ends talk in a group and keeps its history; the other way round it goes on.
    /// - Throws: `AppError.notAllowed`, `.groupNotFound`.
    package func setArchived(_ isArchived: Bool, _ group: GroupStanding) async throws {
        try group.require(.manageGroups)
        let at = isArchived ? database.clock.now() : nil
        try await update(
            group, kind: isArchived ? "group.archived" : "group.reopened",
            "SET archived_at = CASE WHEN \(isArchived) = 1 THEN coalesce(archived_at, \(at)) ELSE NULL END")
    }

    private func update(_ group: GroupStanding, kind: String, _ set: SQL) async throws {
        let community = group.community.id
        let id = group.group.id
        let actor = group.standing.member?.rawValue
        try await database.write(lane: .id(id)) { transaction in
            let before = try transaction.rules(of: id, in: community)
            let changed = try transaction.execute(
                "UPDATE groups \(set) WHERE community_id = \(community) AND id = \(id)")
            guard changed == 1 else { throw AppError(.groupNotFound, id.description) }
            let after = try transaction.rules(of: id, in: community)
            if before != after {
                try transaction.audit(
                    NewAuditEntry(
                        kind, "group", id.rawValue, before: ColumnJSON.text(before), after: ColumnJSON.text(after)),
                    as: group.standing)
            }
            transaction.record(
                NewEvent(
                    kind, community: community.rawValue, group: id.rawValue, actor: actor, subject: id.rawValue))
        }
    }
}

/// What staff may change of a group, as the audit log keeps it.
struct GroupRules: Hashable, Codable, Sendable {
    let name: String
    let description: String
    let slowModeSeconds: Int64
    let quietFromMinute: Int64?
    let quietUntilMinute: Int64?
    let isOpen: Bool
    let isArchived: Bool
}

extension ReadTransaction {
    /// nil where there is no such group.
    func rules(of group: ID<Group>, in community: ID<Community>) throws -> GroupRules? {
        try first(
            """
            SELECT name, description, slow_mode_seconds, quiet_from_minute, quiet_until_minute, is_open, archived_at
            FROM groups WHERE community_id = \(community) AND id = \(group)
            """
        ) { row in
            GroupRules(
                name: row.text(0), description: row.text(1), slowModeSeconds: row.integer(2),
                quietFromMinute: row.integerOrNull(3), quietUntilMinute: row.integerOrNull(4),
                isOpen: row.integer(5) == 1, isArchived: row.integerOrNull(6) != nil)
        }
    }
}
