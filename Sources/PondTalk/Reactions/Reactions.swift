package import PondCommunity
package import PondCore
package import PondStore

/// What one can do with reactions.
package struct Reactions: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Sets or takes away one's own reaction; the same again changes nothing.
    /// - Returns: whether it changed.
    /// - Throws: `AppError.messageNotFound`, `.groupMembershipNeeded`, `.groupArchived`.
    @discardableResult
    package func set(
        _ reaction: Reaction, to isOn: Bool, on message: ID<Message>, in group: GroupStanding
    ) async throws -> Bool {
        let member = try permitted(in: group)
        return try await database.write(lane: .id(group.group.id)) { transaction in
            try transaction.set(reaction, to: isOn, on: message, in: group, by: member)
        }
    }

    /// Turns one's own reaction over: what a form without a script does.
    /// - Throws: as `set`.
    package func toggle(_ reaction: Reaction, on message: ID<Message>, in group: GroupStanding) async throws {
        let member = try permitted(in: group)
        try await database.write(lane: .id(group.group.id)) { transaction in
            let isOn = try transaction.set(reaction, to: true, on: message, in: group, by: member)
            if !isOn { try transaction.set(reaction, to: false, on: message, in: group, by: member) }
        }
    }

    private func permitted(in group: GroupStanding) throws -> ID<Member> {
        try group.require(.reactToMessages)
        let member = try group.asGroupMember()
        guard group.settings.archivedAt == nil else { throw AppError(.groupArchived, group.group.name) }
        return member
    }
}

extension WriteTransaction {
    @discardableResult
    fileprivate func set(
        _ reaction: Reaction, to isOn: Bool, on message: ID<Message>, in group: GroupStanding, by member: ID<Member>
    ) throws -> Bool {
        let community = group.community.id
        let seen = try count(
            """
            SELECT count(*) FROM messages m
            JOIN group_memberships p ON p.community_id = m.community_id AND p.group_id = m.group_id
                AND p.member_id = \(member)
            WHERE m.community_id = \(community) AND m.id = \(message) AND m.group_id = \(group.group.id)
                AND m.recalled_at IS NULL
                AND (m.import_id IS NULL OR m.import_id IN (\(Imports.completed(in: community))))
            """)
        guard seen == 1 else { throw AppError(.messageNotFound) }
        let changed =
            isOn
            ? try execute(
                """
                INSERT INTO message_reactions (community_id, message_id, reaction, member_id, at)
                VALUES (\(community), \(message), \(reaction.rawValue), \(member), \(now)) ON CONFLICT DO NOTHING
                """)
            : try execute(
                """
                DELETE FROM message_reactions WHERE community_id = \(community) AND message_id = \(message)
                    AND reaction = \(reaction.rawValue) AND member_id = \(member)
                """)
        guard changed == 1 else { return false }
        record(
            NewEvent(
                "message.reacted", community: community.rawValue, group: group.group.id.rawValue,
                actor: member.rawValue, subject: message.rawValue))
        return true
    }
}
