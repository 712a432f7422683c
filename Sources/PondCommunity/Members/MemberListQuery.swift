import PondCore
import PondStore

/// The SQL of a list of members. Each list is driven by one index: a range of names, the holders of a post, a small
/// group, or an order of the whole community. What else is asked for is looked at row by row.
struct MemberListQuery {
    /// A search reads at most so many names, in the order of the alphabet.
    static let namesReadMax = 4_000
    /// Up to so many members a group is read whole and sorted; a larger one is met often enough on the way.
    static let smallGroupMax = 3_000

    let community: ID<Community>
    let filter: MemberFilter
    let days: RecentDays
    let isGroupSmall: Bool
    /// Few came through the invitations that are asked for.
    let isInvitedSmall: Bool

    /// Since when somebody has been silent. The index `members_by_silence` is of these very words.
    private static let silence: SQL = "CASE WHEN m.last_spoke_at > 0 THEN m.last_spoke_at ELSE m.created_at END"

    /// The column that the rows come in the order of, and whether its numbers fall.
    var order: (column: SQL, falls: Bool, isText: Bool) {
        if filter.silentDays != nil, filter.sort == .newest || filter.sort == .oldest {
            return (Self.silence, false, false)
        }
        if filter.joinedWithinDays != nil, filter.sort == .newest || filter.sort == .oldest {
            return ("m.created_at", filter.sort == .newest, false)
        }
        return switch filter.sort {
        case .newest: ("m.number", true, false)
        case .oldest: ("m.number", false, false)
        case .name: ("m.display_name", false, true)
        case .spoke: ("m.last_spoke_at", true, false)
        case .silent: (Self.silence, false, false)
        }
    }

    func page(columns: SQL, after cursor: MemberCursor?, countMax: Int) -> SQL {
        let order = order
        let direction: SQL = order.falls ? " DESC" : ""
        var sql: SQL = "SELECT \(columns) \(source(driver)) WHERE \(conditions(driver))"
        if let cursor {
            let operation: SQL = order.falls ? "<" : ">"
            let value: SQL = order.isText ? "\(cursor.value)" : "\(Int64(cursor.value) ?? 0)"
            sql.append(" AND (\(order.column), m.id) \(operation) (\(value), \(cursor.id))")
        }
        sql.append(" ORDER BY \(order.column)\(direction), m.id\(direction) LIMIT \(countMax)")
        return sql
    }

    /// How many there are, counted no further than `max`. Whoever counts needs no order, so that a group of any size is
    /// gone through by itself.
    func count(max: Int) -> SQL {
        var driver = driver
        if driver == .order, filter.group != nil { driver = .group }
        if driver == .order, isInvitedAsked { driver = .invited }
        return "SELECT count(*) FROM (SELECT 1 \(source(driver)) WHERE \(conditions(driver)) LIMIT \(max)) AS counted"
    }

    /// What is gone through; the rest is looked at row by row.
    private enum Driver {
        case names, post, group, invited, order
    }

    private var isInvitedAsked: Bool { filter.invitation != nil || filter.inviter != nil }

    private var driver: Driver {
        if filter.text.flatMap(MemberName.range) != nil { return .names }
        if filter.post != nil { return .post }
        if filter.group != nil, isGroupSmall { return .group }
        return isInvitedAsked && isInvitedSmall ? .invited : .order
    }

    /// CROSS JOIN keeps SQLite from turning the two around; PostgreSQL reads it as any join.
    private func source(_ driver: Driver) -> SQL {
        if driver == .names, let range = filter.text.flatMap(MemberName.range) {
            return """
                FROM (SELECT DISTINCT member_id FROM (
                    SELECT member_id FROM member_search
                    WHERE community_id = \(community) AND term >= \(range.from) AND term < \(range.below)
                    ORDER BY term, member_id LIMIT \(Self.namesReadMax)) AS named) AS hits
                CROSS JOIN members m
                """
        }
        if driver == .post, let post = filter.post {
            return """
                FROM (SELECT DISTINCT member_id FROM staff_posts
                    WHERE community_id = \(community) AND post = \(post.rawValue)) AS hits
                CROSS JOIN members m
                """
        }
        if driver == .group, let group = filter.group {
            return "FROM (\(members(of: group))) AS hits CROSS JOIN members m"
        }
        if driver == .invited { return "FROM (\(invited)) AS hits CROSS JOIN members m" }
        return "FROM members m"
    }

    /// Who came through the invitation, or through those of one member; each once.
    private var invited: SQL {
        if let invitation = filter.invitation {
            return """
                SELECT u.member_id FROM invitation_uses u
                WHERE u.community_id = \(community) AND u.invitation_id = \(invitation)
                """
        }
        return """
            SELECT DISTINCT u.member_id FROM invitations i
            CROSS JOIN invitation_uses u
            WHERE i.community_id = \(community) AND i.made_by = \(filter.inviter)
                AND u.community_id = \(community) AND u.invitation_id = i.id
            """
    }

    /// Who sits in the group, then who only spoke there; each once, without sorting them.
    private func members(of group: ID<Group>) -> SQL {
        """
        SELECT member_id FROM group_memberships WHERE community_id = \(community) AND group_id = \(group)
        UNION ALL SELECT s.member_id FROM group_members s WHERE s.community_id = \(community) AND s.group_id = \(group)
            AND NOT EXISTS (SELECT 1 FROM group_memberships g WHERE g.community_id = s.community_id
                AND g.group_id = s.group_id AND g.member_id = s.member_id)
        """
    }

    private func conditions(_ driver: Driver) -> SQL {
        var sql: SQL = "m.community_id = \(community)"
        if driver != .order { sql.append(" AND m.id = hits.member_id") }
        sql.append(filter.isFormer ? " AND m.left_at IS NOT NULL" : " AND m.left_at IS NULL")
        sql.append(
            """
             AND (m.import_id IS NULL OR m.person_id IS NOT NULL OR m.import_id IN (
                SELECT i.id FROM imports i WHERE i.community_id = \(community) AND i.state = 'completed'))
            """)
        if let post = filter.post, driver == .names {
            sql.append(
                """
                 AND EXISTS (SELECT 1 FROM staff_posts p WHERE p.community_id = m.community_id
                    AND p.member_id = m.id AND p.post = \(post.rawValue))
                """)
        }
        if driver != .group, let group = filter.group {
            sql.append(
                """
                 AND (EXISTS (SELECT 1 FROM group_memberships g WHERE g.community_id = m.community_id
                    AND g.group_id = \(group) AND g.member_id = m.id)
                 OR EXISTS (SELECT 1 FROM group_members g WHERE g.community_id = m.community_id
                    AND g.group_id = \(group) AND g.member_id = m.id))
                """)
        }
        if filter.isGroupless {
            sql.append(
                """
                 AND NOT EXISTS (SELECT 1 FROM group_memberships g
                    WHERE g.community_id = m.community_id AND g.member_id = m.id)
                """)
        }
        if let count = filter.joinedWithinDays { sql.append(" AND m.created_at >= \(days.start(count))") }
        if let count = filter.silentDays { sql.append(" AND \(Self.silence) < \(days.start(count))") }
        if let importID = filter.importID { sql.append(" AND m.import_id = \(importID)") }
        sql.append(invitedConditions(driver))
        switch filter.origin {
        case .imported: sql.append(" AND m.person_id IS NULL")
        case .login: sql.append(" AND m.person_id IS NOT NULL")
        case nil: break
        }
        return sql
    }

    private func invitedConditions(_ driver: Driver) -> SQL {
        var sql: SQL = ""
        if driver != .invited, let invitation = filter.invitation {
            sql.append(
                """
                 AND EXISTS (SELECT 1 FROM invitation_uses u WHERE u.community_id = m.community_id
                    AND u.invitation_id = \(invitation) AND u.member_id = m.id)
                """)
        }
        if driver != .invited || filter.invitation != nil, let inviter = filter.inviter {
            sql.append(
                """
                 AND EXISTS (SELECT 1 FROM invitation_uses u
                    JOIN invitations i ON i.community_id = u.community_id AND i.id = u.invitation_id
                    WHERE u.community_id = m.community_id AND u.member_id = m.id AND i.made_by = \(inviter))
                """)
        }
        return sql
    }
}
