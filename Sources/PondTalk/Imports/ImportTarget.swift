import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Finds or makes the group that a chat of an export goes into.
struct ImportTarget {
    let request: ImportRequest
    let lease: ImportLease

    /// - Throws: `StoreError`.
    func chunk(_ chat: ChatInfo, _ transaction: WriteTransaction) throws -> ImportChunk {
        let group = try find(chat, transaction) ?? make(chat, transaction)
        try transaction.execute(
            """
            INSERT INTO import_groups (community_id, import_id, group_id)
            VALUES (\(lease.community), \(lease.id), \(group)) ON CONFLICT DO NOTHING
            """)
        let messages = try transaction.count(
            """
            SELECT count(*) FROM (SELECT 1 FROM timeline_entries
                WHERE community_id = \(lease.community) AND group_id = \(group) LIMIT 1) AS any_entry
            """)
        return try ImportChunk(
            community: lease.community, group: group, platform: chat.platform, importID: lease.id,
            mayOverlap: messages > 0,
            mentions: ImportMentions(community: lease.community, group: group, in: transaction))
    }

    /// The group called as asked; else by the platform's id; else by the name, unless both sides have ids that differ.
    private func find(_ chat: ChatInfo, _ transaction: WriteTransaction) throws -> ID<Group>? {
        if request.groupName == nil, let source = chat.sourceID {
            let bySource: ID<Group>? = try transaction.first(
                """
                SELECT id FROM groups WHERE community_id = \(lease.community) AND platform = \(chat.platform)
                    AND source_id = \(source)
                ORDER BY id LIMIT 1
                """
            ) { ID($0.integer(0)) }
            if let bySource { return bySource }
        }
        let withoutOther: SQL =
            request.groupName == nil && chat.sourceID != nil ? " AND source_id IS NULL" : ""
        return try transaction.first(
            """
            SELECT id FROM groups WHERE community_id = \(lease.community) AND platform = \(chat.platform)
                AND name = \(name(chat))\(withoutOther)
            ORDER BY id LIMIT 1
            """
        ) { ID($0.integer(0)) }
    }

    private func make(_ chat: ChatInfo, _ transaction: WriteTransaction) throws -> ID<Group> {
        let id = transaction.newID(Group.self)
        try transaction.execute(
            """
            INSERT INTO groups (community_id, id, name, platform, source_id, kind, import_id, created_at)
            VALUES (\(lease.community), \(id), \(name(chat)), \(chat.platform), \(chat.sourceID),
                \(chat.kind.rawValue), \(lease.id), \(transaction.now))
            """)
        return id
    }

    private func name(_ chat: ChatInfo) -> String {
        if let name = request.groupName { return name }
        return chat.name.isEmpty ? chat.platform : chat.name
    }
}
