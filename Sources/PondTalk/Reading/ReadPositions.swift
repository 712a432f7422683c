package import PondCommunity
import PondCore
package import PondStore

/// How many lines somebody has not seen yet, counted no further than anybody reads.
package struct UnreadCount: Hashable, Sendable {
    package static let countMax = 99

    /// At most one above `countMax`.
    package let count: Int

    /// `7`, `99+`.
    package var text: String { count > Self.countMax ? "\(Self.countMax)+" : "\(count)" }
}

/// A group in somebody's list.
package struct GroupOverview: Sendable {
    package let group: GroupStanding
    package let unread: UnreadCount
    /// Whether one of the unread lines mentions the reader.
    package let isMentioned: Bool
    package let last: TimelineLine?
}

/// Where people are in their groups' time lines.
package struct ReadPositions: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Moves one's position in a group forward; it never goes back.
    /// - Throws: `AppError.groupMembershipNeeded`.
    package func read(upTo place: TimelinePlace, in group: GroupStanding) async throws {
        let member = try group.asGroupMember()
        guard let membership = group.membership, membership.read < place else { return }
        try await database.write(lane: .id(group.group.id)) { transaction in
            // Nobody can have read what is not there yet, whatever a client says.
            let at = min(place.at, transaction.now)
            try transaction.execute(
                """
                UPDATE group_memberships SET read_at = \(at), read_id = \(place.id)
                WHERE community_id = \(group.community.id) AND group_id = \(group.group.id) AND member_id = \(member)
                    AND (read_at, read_id) < (\(at), \(place.id))
                """)
        }
    }

    /// What is new to the member in one group. The count looks at a hundred entries at most.
    package func unread(in group: GroupStanding) async throws -> UnreadCount {
        guard let read = group.membership?.read else { return UnreadCount(count: 0) }
        return try await database.read { transaction in
            let count = try transaction.count(
                """
                SELECT count(*) FROM (SELECT 1 FROM timeline_entries
                    WHERE community_id = \(group.community.id) AND group_id = \(group.group.id)
                        AND (at, id) > (\(read.at), \(read.id)) AND import_id IS NULL
                    LIMIT \(UnreadCount.countMax + 1)) AS unread
                """)
            return UnreadCount(count: count)
        }
    }

    /// What is new to the member in all their groups that are open, each counted as far as `UnreadCount` does.
    package func unreadTotal(of standing: Standing) async throws -> Int {
        guard standing.member != nil else { return 0 }
        return try await database.read { transaction in
            try transaction.unreadCounts(of: standing).values.reduce(0, +)
        }
    }

    /// The groups somebody may read, each with what is new in it and its last line. Own groups first.
    package func overview(of standing: Standing, countMax: Int = 200) async throws -> [GroupOverview] {
        try await database.read { transaction in
            let groups = try transaction.readableGroups(of: standing, countMax: countMax)
            guard !groups.isEmpty else { return [] }
            let unread = try transaction.unreadCounts(of: standing)
            let mentioned = try transaction.unreadMentions(groups, of: standing)
            let last = try transaction.lastLines(groups, standing)
            return groups.map { group in
                let id = group.group.id.rawValue
                return GroupOverview(
                    group: group, unread: UnreadCount(count: unread[id] ?? 0),
                    isMentioned: mentioned.contains(id), last: last[id])
            }
        }
    }
}

extension ReadTransaction {
    fileprivate func unreadCounts(of standing: Standing) throws -> [Int64: Int] {
        guard let member = standing.member else { return [:] }
        var counts: [Int64: Int] = [:]
        _ = try query(
            """
            SELECT p.group_id, (SELECT count(*) FROM (SELECT 1 FROM timeline_entries t
                WHERE t.community_id = p.community_id AND t.group_id = p.group_id
                    AND (t.at, t.id) > (p.read_at, p.read_id) AND t.import_id IS NULL
                LIMIT \(UnreadCount.countMax + 1)) AS unread)
            FROM group_memberships p WHERE p.community_id = \(standing.community.id) AND p.member_id = \(member)
            """
        ) { counts[$0.integer(0)] = Int($0.integer(1)) }
        return counts
    }

    /// Message ids rise with time, so the unread ones among a member's mentions are the newest of them.
    fileprivate func unreadMentions(_ groups: [GroupStanding], of standing: Standing) throws -> Set<Int64> {
        guard let member = standing.member else { return [] }
        let found = try query(
            """
            SELECT m.group_id FROM (SELECT message_id FROM message_mentions
                WHERE member_id = \(member) ORDER BY message_id DESC LIMIT \(UnreadCount.countMax + 1)) AS newest
            JOIN messages m ON m.community_id = \(standing.community.id) AND m.id = newest.message_id
            JOIN group_memberships p ON p.community_id = m.community_id AND p.group_id = m.group_id
                AND p.member_id = \(member)
            WHERE (m.sent_at, m.id) > (p.read_at, p.read_id) AND m.import_id IS NULL AND m.recalled_at IS NULL
            """
        ) { $0.integer(0) }
        return Set(found)
    }

    fileprivate func lastLines(_ groups: [GroupStanding], _ standing: Standing) throws -> [Int64: TimelineLine] {
        let community = standing.community.id
        func newest(_ column: SQL) -> SQL {
            """
            (SELECT e.\(column) FROM timeline_entries e
                WHERE e.community_id = g.community_id AND e.group_id = g.id
                    AND (e.import_id IS NULL OR e.import_id IN (\(Imports.completed(in: community))))
                ORDER BY e.at DESC, e.id DESC LIMIT 1)
            """
        }
        // Two comparisons of one column each: PostgreSQL looks a pair up in no index, and reads each group whole.
        let entries = try query(
            """
            SELECT t.group_id, t.at, t.id, t.kind, t.subject_id FROM groups g
            JOIN timeline_entries t ON t.community_id = g.community_id AND t.group_id = g.id
                AND t.at = \(newest("at")) AND t.id = \(newest("id"))
            WHERE g.community_id = \(community) AND g.id IN \(SQL.list(groups.map(\.group.id.rawValue)))
            """
        ) { row in
            (
                row.integer(0),
                TimelineEntry(
                    place: TimelinePlace(at: Timestamp(milliseconds: row.integer(1)), id: row.integer(2)),
                    kind: row.text(3), subject: row.integer(4))
            )
        }
        let lines = try LineReader(standing: standing, transaction: self).lines(entries.map(\.1))
        let byPlace = Dictionary(lines.map { ($0.place, $0) }) { $1 }
        return Dictionary(entries.compactMap { group, entry in byPlace[entry.place].map { (group, $0) } }) { $1 }
    }
}
