package import PondCore
package import PondStore

/// Who is in a group that lives here, and how they come and go.
package struct GroupMembers: Sendable {
    package static let pageCountMax = 100

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Somebody in a group, as lists show them.
    package struct Entry: Hashable, Decodable, Sendable {
        package let id: ID<Member>
        package let number: Int
        package let displayName: String
        package let joinedAt: Timestamp
    }

    /// The members whose name begins with what was typed, by name; for the picker of mentions and for lists.
    /// - Parameter after: the last entry of the page before.
    package func page(
        _ group: GroupStanding, nameBeginsWith prefix: String = "", after: Entry? = nil, countMax: Int = pageCountMax
    ) async throws -> [Entry] {
        let community = group.community.id
        let from = after?.displayName ?? ""
        let afterID = after?.id.rawValue ?? 0
        return try await database.read { transaction in
            // U+10FFFF sorts after every character that a name may go on with.
            try transaction.all(
                Entry.self,
                """
                SELECT m.id, m.number, m.display_name, p.joined_at FROM group_memberships p
                JOIN members m ON m.community_id = p.community_id AND m.id = p.member_id
                WHERE p.community_id = \(community) AND p.group_id = \(group.group.id) AND m.left_at IS NULL
                    AND m.display_name >= \(prefix) AND m.display_name < \(prefix + "\u{10FFFF}")
                    AND (m.display_name, m.id) > (\(from), \(afterID))
                ORDER BY m.display_name, m.id LIMIT \(min(countMax, Self.pageCountMax))
                """)
        }
    }

    /// Somebody whom one may want to mention.
    package struct Pick: Sendable {
        package let member: Entry
        package let posts: [HeldPost]
    }

    /// The members whose name begins with what was typed: first those who spoke lately, in that order, then by name.
    /// - Parameter speakers: who spoke lately in the group, the last first.
    package func picks(
        _ group: GroupStanding, nameBeginsWith prefix: String, speakers: [ID<Member>], countMax: Int
    ) async throws -> [Pick] {
        let community = group.community.id
        let spoke = try await database.read { transaction in
            guard !speakers.isEmpty else { return [Entry]() }
            return try transaction.all(
                Entry.self,
                """
                SELECT m.id, m.number, m.display_name, p.joined_at FROM group_memberships p
                JOIN members m ON m.community_id = p.community_id AND m.id = p.member_id
                WHERE p.community_id = \(community) AND p.group_id = \(group.group.id) AND m.left_at IS NULL
                    AND p.member_id IN \(SQL.list(speakers.map(\.rawValue)))
                    AND m.display_name >= \(prefix) AND m.display_name < \(prefix + "\u{10FFFF}")
                """)
        }
        let rank = Dictionary(speakers.enumerated().map { ($1, $0) }) { first, _ in first }
        let first = spoke.sorted { rank[$0.id] ?? 0 < rank[$1.id] ?? 0 }
        let known = Set(first.map(\.id))
        // As many more as those who spoke, who may all be among them.
        let byName = try await page(group, nameBeginsWith: prefix, countMax: countMax + known.count)
        let picked = Array((first + byName.filter { !known.contains($0.id) }).prefix(countMax))
        let posts = try await database.read { try $0.heldPosts(of: picked.map(\.id.rawValue), in: community) }
        return picked.map { Pick(member: $0, posts: posts[$0.id.rawValue] ?? []) }
    }

    /// How many are in a group.
    package func count(_ group: GroupStanding) async throws -> Int {
        try await database.read { transaction in
            try transaction.count(
                """
                SELECT count(*) FROM group_memberships
                WHERE community_id = \(group.community.id) AND group_id = \(group.group.id)
                """)
        }
    }

    /// The groups that a member may come into by themselves and is not in.
    package func joinable(by standing: Standing) async throws -> [Group] {
        guard let member = standing.member, standing.allows(.readGroups) else { return [] }
        let community = standing.community.id
        return try await database.read { transaction in
            try transaction.all(
                Group.self,
                """
                SELECT g.id, g.name, g.platform, g.source_id, g.kind FROM groups g
                WHERE g.community_id = \(community) AND g.is_open = 1 AND g.archived_at IS NULL
                    AND \(Groups.isVisible(in: community))
                    AND NOT EXISTS (SELECT 1 FROM group_memberships p WHERE p.community_id = g.community_id
                        AND p.group_id = g.id AND p.member_id = \(member))
                ORDER BY g.name, g.id LIMIT \(Groups.countMax)
                """)
        }
    }

    /// Comes in: members into open groups, staff into those that they oversee. Again changes nothing.
    /// - Throws: `AppError.groupNotFound`, also for a group that is not open to them; `.groupArchived`.
    package func join(_ group: ID<Group>, as standing: Standing) async throws {
        let member = try standing.asMember()
        try standing.require(.readGroups)
        let community = standing.community.id
        try await database.write(lane: .id(group)) { transaction in
            let row = try transaction.one(
                GroupRow.self,
                """
                SELECT \(GroupRow.columns) FROM groups g
                LEFT JOIN group_memberships p ON p.community_id = g.community_id AND p.group_id = g.id
                    AND p.member_id = \(member)
                WHERE g.community_id = \(community) AND g.id = \(group) AND \(Groups.isVisible(in: community))
                """)
            guard let row, row.isOpen || row.membership != nil || standing.oversees(group) else {
                throw AppError(.groupNotFound, group.description)
            }
            guard row.archivedAt == nil else { throw AppError(.groupArchived, row.name) }
            try transaction.place(member, in: group, of: community, by: member)
        }
    }

    /// Takes a member in.
    /// - Throws: `AppError.notAllowed`, `.memberNotFound`, `.groupArchived`.
    package func add(_ member: ID<Member>, to group: GroupStanding) async throws {
        try group.require(.manageGroups)
        let community = group.community.id
        try await database.write(lane: .id(group.group.id)) { transaction in
            let there = try transaction.count(
                """
                SELECT count(*) FROM members
                WHERE community_id = \(community) AND id = \(member) AND left_at IS NULL
                """)
            guard there == 1 else { throw AppError(.memberNotFound) }
            let open = try transaction.count(
                """
                SELECT count(*) FROM groups
                WHERE community_id = \(community) AND id = \(group.group.id) AND archived_at IS NULL
                """)
            guard open == 1 else { throw AppError(.groupArchived, group.group.name) }
            try transaction.place(member, in: group.group.id, of: community, by: group.standing.member)
        }
    }

    /// Goes out of a group.
    /// - Throws: `AppError.groupMembershipNeeded`.
    package func leave(_ group: GroupStanding) async throws {
        let member = try group.asGroupMember()
        try await database.write(lane: .id(group.group.id)) { transaction in
            try transaction.displace(member, from: group, kind: "group.left", by: member)
        }
    }

    /// Puts a member out of a group. From the next event on they receive nothing of it.
    /// - Throws: `AppError.notAllowed`, `.memberNotFound`.
    package func remove(_ member: ID<Member>, from group: GroupStanding) async throws {
        try group.require(.manageGroups)
        try await database.write(lane: .id(group.group.id)) { transaction in
            let removed = try transaction.displace(
                member, from: group, kind: "group.removed", by: group.standing.member)
            guard removed else { throw AppError(.memberNotFound) }
        }
    }
}

extension WriteTransaction {
    /// Puts a member into a group that is not archived, once: the row, the line in the group, the event. What was said
    /// before counts as read.
    /// - Parameter actor: who did it; nil for the installation's administrator.
    /// - Returns: whether the group is new to them.
    @discardableResult
    package func place(
        _ member: ID<Member>, in group: ID<Group>, of community: ID<Community>, by actor: ID<Member>?
    ) throws -> Bool {
        let entry = newEventID()
        let added = try execute(
            """
            INSERT INTO group_memberships (community_id, group_id, member_id, joined_at, read_at, read_id)
            SELECT \(community), g.id, \(member), CAST(\(now) AS BIGINT), CAST(\(now) AS BIGINT),
                CAST(\(entry) AS BIGINT)
            FROM groups g
            WHERE g.community_id = \(community) AND g.id = \(group) AND g.archived_at IS NULL
            ON CONFLICT (community_id, group_id, member_id) DO NOTHING
            """)
        guard added == 1 else { return false }
        try tell("group.joined", group, member, in: community, by: actor, entry: entry)
        return true
    }

    @discardableResult
    func displace(
        _ member: ID<Member>, from group: GroupStanding, kind: String, by actor: ID<Member>?
    ) throws -> Bool {
        let community = group.community.id
        let removed = try execute(
            """
            DELETE FROM group_memberships
            WHERE community_id = \(community) AND group_id = \(group.group.id) AND member_id = \(member)
            """)
        guard removed == 1 else { return false }
        try tell(kind, group.group.id, member, in: community, by: actor, entry: newEventID())
        return true
    }

    /// A line in a group's time line about a member, and the event that goes with it.
    func tell(
        _ kind: String, _ group: ID<Group>, _ member: ID<Member>, in community: ID<Community>, by actor: ID<Member>?,
        entry: Int64
    ) throws {
        try execute(
            """
            INSERT INTO timeline_entries (community_id, group_id, at, id, kind, subject_id)
            VALUES (\(community), \(group), \(now), \(entry), \(kind), \(member))
            """)
        record(
            NewEvent(
                kind, community: community.rawValue, group: group.rawValue, actor: actor?.rawValue,
                subject: member.rawValue, data: "{\"entry\":\(entry)}"))
    }
}
