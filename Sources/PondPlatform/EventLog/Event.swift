import PondCore
package import PondStore

/// A fact in the log.
package struct Event: Hashable, Sendable {
    /// Position order is commit order; positions may have gaps.
    package let position: Int64
    package let id: Int64
    package let communityID: Int64
    package let groupID: Int64?
    package let kind: String
    package let actorID: Int64?
    package let subjectID: Int64?
    package let at: Int64
    /// A JSON object of ids and numbers.
    package let data: String
}

extension ReadTransaction {
    /// Events after a position, in the order of their commits.
    /// - Parameter community: nil takes all communities' events.
    package func events(after position: Int64, of community: Int64? = nil, countMax: Int) throws -> [Event] {
        let scope: SQL = community.map { "community_id = \($0) AND " } ?? ""
        return try query(
            """
            SELECT position, id, community_id, group_id, kind, actor_id, subject_id, at, data
            FROM events WHERE \(scope)position > \(position) ORDER BY position LIMIT \(countMax)
            """
        ) { row in
            Event(
                position: row.integer(0), id: row.integer(1), communityID: row.integer(2),
                groupID: row.integerOrNull(3), kind: row.text(4), actorID: row.integerOrNull(5),
                subjectID: row.integerOrNull(6), at: row.integer(7), data: row.text(8))
        }
    }

    /// The position of the newest event; 0 in an empty log.
    package func headPosition() throws -> Int64 {
        Int64(try count("SELECT max(position) FROM events"))
    }
}
