package import PondCore
import PondPlatform
package import PondStore

/// Several members that something is done with: picked one by one, or all that a list holds.
package enum MemberSelection: Sendable {
    case picked([ID<Member>])
    case matching(MemberFilter)
}

/// Asking members to go, and taking that back; putting several into a group.
package struct MemberRemovals: Sendable {
    /// What was done with a selection.
    package struct Outcome: Hashable, Sendable {
        /// Holds together what was decided at once.
        package let batch: ID<MemberRemoval>
        package var count: Int
    }

    package static let reasonCharactersMax = 200
    /// One transaction takes so many.
    package static let batchCountMax = 200
    /// Within this time an undo gives posts and groups back as well.
    package static let graceMilliseconds: Int64 = 7 * 86_400_000

    private let database: Database
    private let directory: MemberDirectory

    package init(_ database: Database) {
        self.database = database
        directory = MemberDirectory(database)
    }

    /// Asks members to go. Those with a post stay unless the actor may manage the staff, and nobody removes themselves.
    /// - Parameter reason: told to the person.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid`, `.memberNotFound`, `.lastOwner`.
    package func remove(_ selection: MemberSelection, reason: String, as standing: Standing) async throws -> Outcome {
        try standing.require(.manageMembers)
        var reading = FieldReading()
        let reason = reading.line("reason", reason, isNeeded: true, charactersMax: Self.reasonCharactersMax)
        try reading.finish()
        let batch = try await database.write { $0.newID(MemberRemoval.self) }
        var outcome = Outcome(batch: batch, count: 0)
        try await inBatches(selection, standing) { members in
            outcome.count += try await remove(members, reason, batch, standing)
        }
        return outcome
    }

    private func inBatches(
        _ selection: MemberSelection, _ standing: Standing, _ take: ([ID<Member>]) async throws -> Void
    ) async throws {
        switch selection {
        case .picked(let members):
            var rest = members[...]
            while !rest.isEmpty {
                try await take(Array(rest.prefix(Self.batchCountMax)))
                rest = rest.dropFirst(Self.batchCountMax)
            }
        case .matching(let filter):
            // The ids first: what is done changes who fits.
            var all: [ID<Member>] = []
            try await directory.each(filter, batch: MemberDirectory.pageCountMax, as: standing) { all += $0 }
            try await inBatches(.picked(all), standing, take)
        }
    }

    private func remove(
        _ members: [ID<Member>], _ reason: String, _ batch: ID<MemberRemoval>, _ standing: Standing
    ) async throws -> Int {
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            var count = 0
            for member in Set(members).sorted() where member != standing.member {
                _ = try transaction.memberLine(member, in: community)
                if !standing.allows(.manageStaff), try !transaction.heldPosts(member, community).isEmpty { continue }
                let held = try transaction.takeLeave(
                    member, of: community, kind: "group.removed", by: standing.member)
                guard let held else { continue }
                count += 1
                try transaction.execute(
                    """
                    INSERT INTO member_removals (community_id, id, batch_id, member_id, removed_by, reason, held,
                        removed_at)
                    VALUES (\(community), \(transaction.newID(MemberRemoval.self)), \(batch), \(member),
                        \(standing.member), \(reason), \(ColumnJSON.text(held)), \(transaction.now))
                    """)
                transaction.record(
                    NewEvent(
                        "member.removed", community: community.rawValue, actor: standing.member?.rawValue,
                        subject: member.rawValue, data: held.eventData))
                try transaction.audit(
                    NewAuditEntry(
                        "member.removed", "member", member.rawValue, before: ColumnJSON.text(held),
                        after: ColumnJSON.text(["reason": reason])), as: standing)
            }
            return count
        }
    }

    /// Takes a decision back: the members are there again, and within the grace in the groups and posts they had.
    /// - Returns: how many came back.
    /// - Throws: `AppError.notAllowed`, `.notFound` for a batch of another community.
    package func undo(_ batch: ID<MemberRemoval>, as standing: Standing) async throws -> Int {
        try standing.require(.manageMembers)
        let community = standing.community.id
        let all = try await database.read { transaction in
            try transaction.query(
                """
                SELECT id, member_id, held, removed_at, undone_at FROM member_removals
                WHERE community_id = \(community) AND batch_id = \(batch) ORDER BY id
                """
            ) { Undoing(row: $0) }
        }
        guard !all.isEmpty else { throw AppError(.notFound) }
        var count = 0
        var rest = all[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(Self.batchCountMax))
            rest = rest.dropFirst(Self.batchCountMax)
            count += try await undo(some, standing)
        }
        return count
    }

    private struct Undoing: Sendable {
        let id: Int64
        let member: ID<Member>
        let held: String
        let removedAt: Int64

        init(row: any Row) {
            id = row.integer(0)
            member = ID(row.integer(1))
            held = row.text(2)
            removedAt = row.integer(3)
        }
    }

    private func undo(_ removals: [Undoing], _ standing: Standing) async throws -> Int {
        let community = standing.community.id
        return try await database.write(lane: .id(community)) { transaction in
            try transaction.guardStaff(of: community)
            var count = 0
            for removal in removals {
                let undone = try transaction.execute(
                    """
                    UPDATE member_removals SET undone_at = \(transaction.now)
                    WHERE community_id = \(community) AND id = \(removal.id) AND undone_at IS NULL
                    """)
                guard undone == 1, try transaction.comeBack(removal.member, to: community) else { continue }
                count += 1
                let isInTime = transaction.now.milliseconds - removal.removedAt <= Self.graceMilliseconds
                let held = try ColumnJSON.value(HeldStanding.self, removal.held)
                if isInTime { try Self.giveBack(held, removal.member, standing, transaction) }
                transaction.record(
                    NewEvent(
                        "member.readmitted", community: community.rawValue, actor: standing.member?.rawValue,
                        subject: removal.member.rawValue,
                        data: isInTime ? held.eventData(removedAt: removal.removedAt) : held.eventData))
                try transaction.audit(
                    NewAuditEntry("member.readmitted", "member", removal.member.rawValue, after: removal.held),
                    as: standing)
            }
            return count
        }
    }

    /// Posts come back only through somebody who may give them.
    private static func giveBack(
        _ held: HeldStanding, _ member: ID<Member>, _ standing: Standing, _ transaction: WriteTransaction
    ) throws {
        let community = standing.community.id
        for group in held.groups {
            try transaction.place(member, in: ID(group), of: community, by: standing.member)
        }
        guard standing.allows(.manageStaff) else { return }
        for held in held.posts {
            try transaction.execute(
                """
                INSERT INTO staff_posts (community_id, member_id, post, group_id, given_at, given_by)
                VALUES (\(community), \(member), \(held.post.rawValue), \(held.group?.rawValue ?? 0),
                    \(transaction.now), \(standing.member)) ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Puts members into a group that lives here.
    /// - Returns: to how many it is new.
    /// - Throws: `AppError.notAllowed`, `.groupNotFound`, `.memberNotFound`.
    package func add(
        _ selection: MemberSelection, to group: ID<Group>, as standing: Standing
    ) async throws -> Int {
        try standing.require(.manageGroups, in: group)
        let community = standing.community.id
        var count = 0
        try await inBatches(selection, standing) { members in
            count += try await database.write(lane: .id(community)) { transaction in
                let open = try transaction.count(
                    """
                    SELECT count(*) FROM groups
                    WHERE community_id = \(community) AND id = \(group) AND archived_at IS NULL
                    """)
                guard open == 1 else { throw AppError(.groupNotFound, group.description) }
                return try Set(members).sorted().count { member in
                    let isThere = try transaction.memberLine(member, in: community).leftAt == nil
                    return try isThere
                        && transaction.place(member, in: group, of: community, by: standing.member)
                }
            }
        }
        return count
    }
}

extension WriteTransaction {
    /// Makes somebody who was gone a member again.
    /// - Returns: false when they are there.
    func comeBack(_ member: ID<Member>, to community: ID<Community>) throws -> Bool {
        let back = try execute(
            """
            UPDATE members SET left_at = NULL
            WHERE community_id = \(community) AND id = \(member) AND left_at IS NOT NULL
            """)
        guard back == 1 else { return false }
        try execute("UPDATE communities SET member_count = member_count + 1 WHERE id = \(community)")
        return true
    }
}
