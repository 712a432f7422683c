package import PondCore
import PondPlatform
package import PondStore

/// What one can do with the members of a community: look somebody up, change oneself, leave, write notes.
package struct Members: Sendable {
    package static let introductionCharactersMax = 200
    package static let noteCharactersMax = 1_000

    /// How much somebody wants to be told.
    package enum Notifications: String, CaseIterable, Codable, Sendable {
        case all, mentions, none
    }

    /// A member as they see themselves.
    package struct Own: Sendable {
        package let line: MemberLine
        package let introduction: String
        package let notifications: Notifications
        package let isRanked: Bool
        package let invitationCount: Int
    }

    /// What a member may change of themselves.
    package struct OwnChange: Sendable {
        package var name: String
        package var introduction: String
        package var notifications: Notifications
        /// Whether lists may be ordered for them.
        package var isRanked: Bool

        package init(name: String, introduction: String, notifications: Notifications, isRanked: Bool) {
            self.name = name
            self.introduction = introduction
            self.notifications = notifications
            self.isRanked = isRanked
        }
    }

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// All that the staff sees of one member. Leaders see the members of the groups they lead.
    /// - Throws: `AppError.memberNotFound`, `.notAllowed`.
    package func record(_ member: ID<Member>, as standing: Standing) async throws -> MemberRecord {
        try standing.requireSomewhere(.viewMemberDetails)
        let community = standing.community.id
        return try await database.read { transaction in
            let record = try transaction.record(of: member, in: community)
            guard
                standing.allows(.viewMemberDetails)
                    || record.places.contains(where: { standing.ledGroups.contains($0.id) })
            else { throw AppError(.notAllowed, Permission.viewMemberDetails.rawValue) }
            return record
        }
    }

    /// The acting member.
    /// - Throws: `AppError.signInNeeded`, `.membershipNeeded`.
    package func own(as standing: Standing) async throws -> Own {
        let member = try standing.asMember()
        let community = standing.community.id
        return try await database.read { transaction in
            struct Choices: Decodable {
                let introduction: String
                let notifications: String
                let isRanked: Bool
            }
            let line = try transaction.memberLine(member, in: community)
            let choices = try transaction.one(
                Choices.self,
                """
                SELECT introduction, notifications, is_ranked FROM members
                WHERE community_id = \(community) AND id = \(member)
                """)
            let invited = try transaction.count(
                """
                SELECT CAST(coalesce(sum(uses), 0) AS BIGINT) FROM invitations
                WHERE community_id = \(community) AND made_by = \(member)
                """)
            return Own(
                line: line, introduction: choices?.introduction ?? "",
                notifications: choices.flatMap { Notifications(rawValue: $0.notifications) } ?? .mentions,
                isRanked: choices?.isRanked ?? true, invitationCount: invited)
        }
    }

    /// Changes the acting member's own name, introduction and choices. The name of somebody else who holds a post here
    /// is refused.
    /// - Throws: `AppError.fieldsInvalid`, `.signInNeeded`, `.membershipNeeded`.
    package func change(_ change: OwnChange, as standing: Standing) async throws {
        let member = try standing.asMember()
        var reading = FieldReading()
        let name = reading.line("name", change.name, isNeeded: true, charactersMax: MemberName.charactersMax)
        let introduction = reading.lines(
            "introduction", change.introduction, charactersMax: Self.introductionCharactersMax)
        try reading.finish()
        let community = standing.community.id
        try await database.write(lane: .id(community)) { transaction in
            let old = try transaction.memberLine(member, in: community).displayName
            if old != name { try transaction.refuseStaffName(name, of: member, in: community) }
            let changed = try transaction.execute(
                """
                UPDATE members SET display_name = \(name), introduction = \(introduction),
                    notifications = \(change.notifications.rawValue), is_ranked = \(change.isRanked)
                WHERE community_id = \(community) AND id = \(member) AND left_at IS NULL
                """)
            guard changed == 1 else { throw AppError(.membershipNeeded) }
            if old != name { try transaction.name(member, name, in: community) }
            transaction.record(
                NewEvent(
                    "member.changed", community: community.rawValue, actor: member.rawValue, subject: member.rawValue))
        }
    }

    /// Leaves the community and all its groups. Whoever comes back has the same number and history.
    /// - Throws: `AppError.lastOwner`, `.membershipNeeded`.
    package func leave(as standing: Standing) async throws {
        let member = try standing.asMember()
        let community = standing.community.id
        try await database.write(lane: .id(community)) { transaction in
            let held = try transaction.takeLeave(member, of: community, kind: "group.left", by: member)
            guard let held else { throw AppError(.membershipNeeded) }
            transaction.record(
                NewEvent(
                    "member.left", community: community.rawValue, actor: member.rawValue, subject: member.rawValue,
                    data: held.eventData))
        }
    }

    /// Writes a note about somebody, for the staff.
    /// - Parameter key: the same author and key write once.
    /// - Throws: `AppError.notAllowed`, `.memberNotFound`, `.fieldsInvalid`.
    @discardableResult
    package func note(
        _ body: String, on member: ID<Member>, as standing: Standing, key: String? = nil
    ) async throws -> ID<MemberNote> {
        try standing.require(.viewMemberDetails)
        let author = try standing.asMember()
        var reading = FieldReading()
        let text = reading.lines("body", body, isNeeded: true, charactersMax: Self.noteCharactersMax)
        try reading.finish()
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            try transaction.once(key, scope: "notes:\(author)", request: "\(member)|\(text)") {
                _ = try transaction.memberLine(member, in: community)
                let id = transaction.newID(MemberNote.self)
                try transaction.execute(
                    """
                    INSERT INTO member_notes (community_id, id, member_id, author_id, body, created_at)
                    VALUES (\(community), \(id), \(member), \(author), \(text), \(transaction.now))
                    """)
                try transaction.audit(NewAuditEntry("note.written", "member", member.rawValue), as: standing)
                return id
            }
        }
    }
}
