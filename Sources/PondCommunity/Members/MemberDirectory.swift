package import PondCore
package import PondStore

/// One row of a list of members.
package struct MemberLine: Decodable, Sendable {
    package let id: ID<Member>
    package let number: Int
    package let displayName: String
    package let hasLogin: Bool
    package let joinedAt: Timestamp
    package let leftAt: Timestamp?
    /// 0: never.
    package let lastSpokeAt: Timestamp
    package let messageCount: Int
    /// In their own words; empty where they wrote none.
    package let introduction: String
    package var posts: [HeldPost] = []

    static let columns: SQL = """
        m.id, m.number, m.display_name, CASE WHEN m.person_id IS NULL THEN 0 ELSE 1 END AS has_login,
        m.created_at AS joined_at, m.left_at, m.last_spoke_at, m.message_count,
        m.introduction
        """

    private enum CodingKeys: String, CodingKey {
        case id, number, displayName, hasLogin, joinedAt, leftAt, lastSpokeAt, messageCount, introduction
    }
}

/// A post that somebody holds.
package struct HeldPost: Hashable, Codable, Sendable {
    package let post: Post
    /// Where they lead; nil for other posts.
    package let group: ID<Group>?

    package init(post: Post, group: ID<Group>?) {
        self.post = post
        self.group = group
    }
}

/// The list of a community's members: searched, filtered, ordered, in pages.
package struct MemberDirectory: Sendable {
    package struct Page: Sendable {
        package let lines: [MemberLine]
        /// Where the next page begins; nil on the last.
        package let next: MemberCursor?
    }

    /// How many fit, counted up to a bound.
    package struct Count: Hashable, Sendable {
        package let value: Int
        /// Nobody counted further.
        package let isMore: Bool

        package init(value: Int, isMore: Bool) {
            self.value = value
            self.isMore = isMore
        }
    }

    package static let pageCountMax = 200
    package static let countedMax = 10_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// A page of the list. Members see who is there; posts, former members and silence are for staff.
    /// - Throws: `AppError.notAllowed`, `.membershipNeeded`, `.signInNeeded`.
    package func page(
        _ filter: MemberFilter, after cursor: MemberCursor? = nil, countMax: Int = 50, as standing: Standing
    ) async throws -> Page {
        try Self.check(filter, standing)
        let count = min(max(1, countMax), Self.pageCountMax)
        let community = standing.community.id
        let days = RecentDays(timeZone: standing.community.timeZone, now: database.clock.now())
        return try await database.read { transaction in
            let query = try transaction.memberList(filter, community, days)
            var lines = try transaction.all(
                MemberLine.self, query.page(columns: MemberLine.columns, after: cursor, countMax: count + 1))
            let isMore = lines.count > count
            lines = Array(lines.prefix(count))
            try transaction.addPosts(&lines, community)
            return Page(lines: lines, next: isMore ? lines.last.map { query.cursor(after: $0) } : nil)
        }
    }

    /// Some members of the community, in the order asked for; others are left out.
    /// - Throws: as `page`.
    package func lines(_ members: [ID<Member>], as standing: Standing) async throws -> [MemberLine] {
        try standing.require(.viewMembers)
        guard !members.isEmpty else { return [] }
        let community = standing.community.id
        let asked = Array(members.prefix(Self.pageCountMax))
        return try await database.read { transaction in
            let ids = SQL.values(asked.map { $0.sqlValue }, columns: asked.count)
            var lines = try transaction.all(
                MemberLine.self,
                "SELECT \(MemberLine.columns) FROM members m WHERE m.community_id = \(community) AND m.id IN \(ids)")
            try transaction.addPosts(&lines, community)
            let byID = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0) })
            return asked.compactMap { byID[$0] }
        }
    }

    /// How many a list holds.
    /// - Throws: as `page`.
    package func count(_ filter: MemberFilter, as standing: Standing) async throws -> Count {
        try Self.check(filter, standing)
        let community = standing.community.id
        let days = RecentDays(timeZone: standing.community.timeZone, now: database.clock.now())
        return try await database.read { transaction in
            if filter.isEverybody {
                let all = try transaction.count(
                    "SELECT member_count FROM communities WHERE id = \(community)")
                let hidden = try transaction.unfinishedMembers(in: community)
                return Count(value: max(0, all - hidden), isMore: false)
            }
            let query = try transaction.memberList(filter, community, days)
            let value = try transaction.count(query.count(max: Self.countedMax + 1))
            return Count(value: min(value, Self.countedMax), isMore: value > Self.countedMax)
        }
    }

    /// The code of the invitation and the name of the inviter that a filter asks for; nil for what is not asked or is
    /// another community's.
    /// - Throws: as `page`.
    package func invited(
        _ filter: MemberFilter, as standing: Standing
    ) async throws -> (code: String?, inviter: String?) {
        try Self.check(filter, standing)
        let community = standing.community.id
        guard filter.invitation != nil || filter.inviter != nil else { return (nil, nil) }
        return try await database.read { transaction in
            let code = try filter.invitation.flatMap { invitation in
                try transaction.first(
                    "SELECT code FROM invitations WHERE community_id = \(community) AND id = \(invitation)"
                ) { $0.text(0) }
            }
            let inviter = try filter.inviter.flatMap { inviter in
                try transaction.first(
                    "SELECT display_name FROM members WHERE community_id = \(community) AND id = \(inviter)"
                ) { $0.text(0) }
            }
            return (code, inviter)
        }
    }

    /// The ids of all that fit, page by page; the closure gets at most `batch` at once.
    func each(
        _ filter: MemberFilter, batch: Int, as standing: Standing, _ take: ([ID<Member>]) async throws -> Void
    ) async throws {
        var cursor: MemberCursor?
        repeat {
            let page = try await page(filter, after: cursor, countMax: batch, as: standing)
            if !page.lines.isEmpty { try await take(page.lines.map(\.id)) }
            cursor = page.next
        } while cursor != nil
    }

    private static func check(_ filter: MemberFilter, _ standing: Standing) throws {
        try standing.require(.viewMembers)
        let isForStaff =
            filter.silentDays != nil || filter.isFormer || filter.origin != nil || filter.isGroupless
            || filter.invitation != nil || filter.inviter != nil || filter.importID != nil
        if isForStaff { try standing.requireSomewhere(.viewMemberDetails) }
    }
}

extension MemberListQuery {
    func cursor(after line: MemberLine) -> MemberCursor {
        let value: String =
            switch order.column {
            case "m.number": String(line.number)
            case "m.display_name": line.displayName
            case "m.created_at": String(line.joinedAt.milliseconds)
            case "m.last_spoke_at": String(line.lastSpokeAt.milliseconds)
            default: String((line.lastSpokeAt.milliseconds > 0 ? line.lastSpokeAt : line.joinedAt).milliseconds)
            }
        return MemberCursor(value: value, id: line.id.rawValue)
    }
}

extension ReadTransaction {
    /// The list's query; bounded looks tell whether the group is small, and how many were invited.
    func memberList(_ filter: MemberFilter, _ community: ID<Community>, _ days: RecentDays) throws -> MemberListQuery {
        let small = MemberListQuery.smallGroupMax
        let size = try filter.group.map { group in
            try count(
                """
                SELECT count(*) FROM (SELECT 1 FROM group_memberships
                    WHERE community_id = \(community) AND group_id = \(group) LIMIT \(small + 1)) AS counted
                """)
                + count(
                    """
                    SELECT count(*) FROM (SELECT 1 FROM group_members
                        WHERE community_id = \(community) AND group_id = \(group) LIMIT \(small + 1)) AS counted
                    """)
        }
        return MemberListQuery(
            community: community, filter: filter, days: days, isGroupSmall: size.map { $0 <= small } ?? false,
            isInvitedSmall: try invitationUses(filter, community) <= small)
    }

    /// How often the invitations that a filter asks for were used.
    private func invitationUses(_ filter: MemberFilter, _ community: ID<Community>) throws -> Int {
        if let invitation = filter.invitation {
            return try first("SELECT uses FROM invitations WHERE community_id = \(community) AND id = \(invitation)") {
                Int($0.integer(0))
            } ?? 0
        }
        guard let inviter = filter.inviter else { return 0 }
        return try count(
            """
            SELECT CAST(coalesce(sum(uses), 0) AS BIGINT) FROM invitations
            WHERE community_id = \(community) AND made_by = \(inviter)
            """)
    }

    /// Members whom an import that is not complete has brought so far; they are hidden.
    func unfinishedMembers(in community: ID<Community>) throws -> Int {
        try count(
            """
            SELECT count(*) FROM members m WHERE m.community_id = \(community) AND m.person_id IS NULL
                AND m.import_id IN (SELECT i.id FROM imports i
                    WHERE i.community_id = \(community) AND i.state <> 'completed')
            """)
    }

    /// The posts of the members of a page, in one query.
    func addPosts(_ lines: inout [MemberLine], _ community: ID<Community>) throws {
        guard !lines.isEmpty else { return }
        let ids = SQL.values(lines.map { $0.id.sqlValue }, columns: lines.count)
        let held = try query(
            """
            SELECT member_id, post, group_id FROM staff_posts
            WHERE community_id = \(community) AND member_id IN \(ids) ORDER BY member_id, post, group_id
            """
        ) { row in
            (member: row.integer(0), post: row.text(1), group: row.integer(2))
        }
        let byMember = Dictionary(grouping: held, by: \.member)
        for index in lines.indices {
            lines[index].posts = (byMember[lines[index].id.rawValue] ?? []).compactMap { held in
                Post(rawValue: held.post).map { HeldPost(post: $0, group: held.group == 0 ? nil : ID(held.group)) }
            }
        }
    }
}
