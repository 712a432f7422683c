package import PondCore
import PondPlatform
package import PondStore

/// Giving and taking posts of responsibility.
package struct Staff: Sendable {
    /// Somebody who holds a post.
    package struct Holder: Decodable, Sendable {
        package let memberId: ID<Member>
        package let displayName: String
        package let number: Int
        package let post: Post
        package let groupId: Int64
        package let groupName: String?
        package let givenAt: Timestamp
    }

    package static let holderCountMax = 500

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Who holds which post, the highest first.
    /// - Throws: `AppError.notAllowed`.
    package func holders(as standing: Standing) async throws -> [Holder] {
        try standing.requireSomewhere(.viewConsole)
        let community = standing.community.id
        let holders = try await database.read { transaction in
            try transaction.all(
                Holder.self,
                """
                SELECT p.member_id, m.display_name, m.number, p.post, p.group_id, g.name AS group_name, p.given_at
                FROM staff_posts p
                JOIN members m ON m.community_id = p.community_id AND m.id = p.member_id
                LEFT JOIN groups g ON g.community_id = p.community_id AND g.id = p.group_id
                WHERE p.community_id = \(community) ORDER BY p.post, m.number, p.group_id LIMIT \(Self.holderCountMax)
                """)
        }
        let rank = Dictionary(uniqueKeysWithValues: Post.allCases.enumerated().map { ($1, $0) })
        return holders.sorted { (rank[$0.post] ?? 0, $0.number) < (rank[$1.post] ?? 0, $1.number) }
    }

    /// Gives a post. Whoever has it already keeps it.
    /// - Parameter group: for a leader, the group; for nobody else.
    /// - Returns: whether it is new.
    /// - Throws: `AppError.notAllowed`, `.memberNotFound`, `.groupNotFound`, `.fieldsInvalid`.
    @discardableResult
    package func give(
        _ post: Post, to member: ID<Member>, in group: ID<Group>? = nil, as standing: Standing
    ) async throws -> Bool {
        try standing.require(.manageStaff)
        try Self.check(post, group)
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            try transaction.guardStaff(of: community)
            let line = try transaction.memberLine(member, in: community)
            guard line.leftAt == nil else { throw AppError(.memberNotFound) }
            if let group { try Self.requireGroup(group, community, transaction) }
            let given = try transaction.execute(
                """
                INSERT INTO staff_posts (community_id, member_id, post, group_id, given_at, given_by)
                VALUES (\(community), \(member), \(post.rawValue), \(group?.rawValue ?? 0), \(transaction.now),
                    \(standing.member)) ON CONFLICT DO NOTHING
                """)
            guard given == 1 else { return false }
            if let group, line.hasLogin {
                try transaction.place(member, in: group, of: community, by: standing.member)
            }
            try Self.note("post.given", post, member, group, standing, line.posts, transaction)
            return true
        }
    }

    /// Takes a post back; anybody may lay down their own.
    /// - Returns: whether they had it.
    /// - Throws: `AppError.notAllowed`, `.memberNotFound`, `.lastOwner`, `.fieldsInvalid`.
    @discardableResult
    package func withdraw(
        _ post: Post, from member: ID<Member>, in group: ID<Group>? = nil, as standing: Standing
    ) async throws -> Bool {
        if standing.member != member { try standing.require(.manageStaff) }
        try Self.check(post, group)
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            try transaction.guardStaff(of: community)
            let line = try transaction.memberLine(member, in: community)
            if post == .owner, line.posts.contains(where: { $0.post == .owner }) {
                try transaction.requireOtherOwner(than: member, community)
            }
            let withdrawn = try transaction.execute(
                """
                DELETE FROM staff_posts WHERE community_id = \(community) AND member_id = \(member)
                    AND post = \(post.rawValue) AND group_id = \(group?.rawValue ?? 0)
                """)
            guard withdrawn == 1 else { return false }
            try Self.note("post.withdrawn", post, member, group, standing, line.posts, transaction)
            return true
        }
    }

    private static func check(_ post: Post, _ group: ID<Group>?) throws {
        guard Post.staff.contains(post) else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("post", .notOffered)])
        }
        if post == .leader, group == nil {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("group", .missing)])
        }
        if post != .leader, group != nil {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("group", .notOffered)])
        }
    }

    private static func requireGroup(
        _ group: ID<Group>, _ community: ID<Community>, _ transaction: WriteTransaction
    ) throws {
        let found = try transaction.count(
            "SELECT count(*) FROM groups WHERE community_id = \(community) AND id = \(group) AND archived_at IS NULL")
        if found == 0 { throw AppError(.groupNotFound, group.description) }
    }

    private static func note(
        _ action: String, _ post: Post, _ member: ID<Member>, _ group: ID<Group>?, _ standing: Standing,
        _ before: [HeldPost], _ transaction: WriteTransaction
    ) throws {
        let community = standing.community.id
        transaction.record(
            NewEvent(
                action, community: community.rawValue, group: group?.rawValue, actor: standing.member?.rawValue,
                subject: member.rawValue, data: "{\"post\":\"\(post.rawValue)\"}"))
        try transaction.audit(
            NewAuditEntry(
                action, "member", member.rawValue, before: ColumnJSON.text(before),
                after: ColumnJSON.text(transaction.heldPosts(member, community))), as: standing)
    }
}
