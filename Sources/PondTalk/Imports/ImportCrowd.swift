import PondCommunity
import PondCore
import PondStore

/// The people whom an import brings into a group that was there before it, beside those who were.
struct ImportCrowd: Sendable {
    let group: Group
    let own: Int
    let before: Int
    let inBoth: Int

    /// Those of all such groups of an import that `isDoubtful` says are worth counting.
    static func met(
        by lease: ImportLease, _ transaction: ReadTransaction, where isDoubtful: (Group) -> Bool
    ) throws -> [ImportCrowd] {
        let groups = try transaction.all(
            Group.self,
            """
            SELECT g.id, g.name, g.platform, g.source_id, g.kind FROM import_groups i
            JOIN groups g ON g.community_id = i.community_id AND g.id = i.group_id
            WHERE i.community_id = \(lease.community) AND i.import_id = \(lease.id)
                AND (g.import_id IS NULL OR g.import_id <> \(lease.id))
            """)
        return try groups.filter(isDoubtful).map { group in
            let own: SQL = """
                SELECT member_id FROM group_members WHERE community_id = \(lease.community)
                    AND group_id = \(group.id) AND import_id = \(lease.id)
                """
            let others: SQL = """
                SELECT DISTINCT member_id FROM group_members WHERE community_id = \(lease.community)
                    AND group_id = \(group.id) AND import_id <> \(lease.id)
                """
            return ImportCrowd(
                group: group, own: try transaction.count("SELECT count(*) FROM (\(own)) AS own"),
                before: try transaction.count("SELECT count(*) FROM (\(others)) AS others"),
                inBoth: try transaction.count(
                    "SELECT count(*) FROM (\(own)) AS own WHERE member_id IN (\(others))"))
        }
    }
}
