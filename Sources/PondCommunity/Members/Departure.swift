import Foundation
import PondCore
import PondStore

/// What somebody held in a community when they went, so that it can be given back.
struct HeldStanding: Codable {
    var groups: [Int64]
    var posts: [HeldPost]

    /// The groups, for those who keep streams and counts.
    var eventData: String { "{\(eventGroups)}" }

    /// The same for who came back within the grace: the removal of that moment counts as never made.
    func eventData(removedAt: Int64) -> String { "{\(eventGroups),\"removedAt\":\(removedAt)}" }

    private var eventGroups: String {
        "\"groups\":[" + groups.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
}

extension WriteTransaction {
    /// Makes a change of posts wait for others of the same community; what is read after it is the truth.
    func guardStaff(of community: ID<Community>) throws {
        try execute("UPDATE communities SET staff_version = staff_version + 1 WHERE id = \(community)")
    }

    /// Ends a membership: posts and groups are given back.
    /// - Parameter kind: what each group is told, `group.left` or `group.removed`.
    /// - Returns: what was held; nil when they were gone already.
    /// - Throws: `AppError.lastOwner`.
    func takeLeave(
        _ member: ID<Member>, of community: ID<Community>, kind: String, by actor: ID<Member>?
    ) throws -> HeldStanding? {
        try guardStaff(of: community)
        let left = try execute(
            """
            UPDATE members SET left_at = \(now)
            WHERE community_id = \(community) AND id = \(member) AND left_at IS NULL
            """)
        guard left == 1 else { return nil }
        let posts = try heldPosts(member, community)
        if posts.contains(where: { $0.post == .owner }) { try requireOtherOwner(than: member, community) }
        let groups = try query(
            """
            SELECT group_id FROM group_memberships
            WHERE community_id = \(community) AND member_id = \(member) ORDER BY group_id
            """
        ) { $0.integer(0) }
        try execute("DELETE FROM staff_posts WHERE community_id = \(community) AND member_id = \(member)")
        try execute("DELETE FROM group_memberships WHERE community_id = \(community) AND member_id = \(member)")
        for group in groups {
            try tell(kind, ID(group), member, in: community, by: actor, entry: newEventID())
        }
        try execute("UPDATE communities SET member_count = member_count - 1 WHERE id = \(community)")
        return HeldStanding(groups: groups, posts: posts)
    }

    func heldPosts(_ member: ID<Member>, _ community: ID<Community>) throws -> [HeldPost] {
        try query(
            """
            SELECT post, group_id FROM staff_posts
            WHERE community_id = \(community) AND member_id = \(member) ORDER BY post, group_id
            """
        ) { (post: $0.text(0), group: $0.integer(1)) }
        .compactMap { held in
            Post(rawValue: held.post).map { HeldPost(post: $0, group: held.group == 0 ? nil : ID(held.group)) }
        }
    }

    /// - Throws: `AppError.lastOwner`.
    func requireOtherOwner(than member: ID<Member>, _ community: ID<Community>) throws {
        let others = try count(
            """
            SELECT count(*) FROM staff_posts
            WHERE community_id = \(community) AND post = 'owner' AND member_id <> \(member)
            """)
        if others == 0 { throw AppError(.lastOwner) }
    }
}
