package import PondCore
package import PondStore

extension ReadTransaction {
    /// Refuses a name that reads as that of somebody else who holds a post here, however it is typed: nobody is to be
    /// taken for staff. A community has few staff, so their names are compared one by one.
    /// - Throws: `AppError.fieldsInvalid`, about the field `name`.
    func refuseStaffName(_ name: String, of member: ID<Member>?, in community: ID<Community>) throws {
        let asked = MemberName.folded(name)
        let names = try query(
            """
            SELECT m.display_name
            FROM (SELECT DISTINCT member_id FROM staff_posts WHERE community_id = \(community)) AS staff
            CROSS JOIN members m
            WHERE m.community_id = \(community) AND m.id = staff.member_id AND m.id <> \(member?.rawValue ?? 0)
            """
        ) { $0.text(0) }
        if names.contains(where: { MemberName.folded($0) == asked }) {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("name", .staffName)])
        }
    }

    /// The posts that members hold, by member; those without one are left out.
    package func heldPosts(of members: [Int64], in community: ID<Community>) throws -> [Int64: [HeldPost]] {
        guard !members.isEmpty else { return [:] }
        var held: [Int64: [HeldPost]] = [:]
        _ = try query(
            """
            SELECT member_id, post, group_id FROM staff_posts
            WHERE community_id = \(community) AND member_id IN \(SQL.list(members))
            """
        ) { row in
            guard let post = Post(rawValue: row.text(1)) else { return }
            let group = row.integer(2)
            held[row.integer(0), default: []].append(HeldPost(post: post, group: group == 0 ? nil : ID(group)))
        }
        return held
    }
}

extension [HeldPost] {
    /// The highest post that counts in a group; leaders have theirs in the groups they lead.
    package func highest(in group: ID<Group>) -> Post? {
        let here = filter { $0.group == nil || $0.group == group }
        return Post.staff.first { post in here.contains { $0.post == post } }
    }
}
