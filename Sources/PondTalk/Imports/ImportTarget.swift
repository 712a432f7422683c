import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Finds or makes the group that a chat of an export goes into.
struct ImportTarget {
    let request: ImportRequest
    let lease: ImportLease

    /// - Throws: `StoreError`.
    /// - Parameter number: of the chat among those of the export.
    func chunk(_ chat: ChatInfo, number: Int, _ transaction: WriteTransaction) throws -> ImportChunk {
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
            community: lease.community, group: group, platform: chat.platform, number: Int64(number),
            importID: lease.id,
            mayOverlap: messages > 0,
            mentions: ImportMentions(community: lease.community, group: group, in: transaction))
    }

    /// The group that was chosen, or the one called as asked, whatever its platform; else the one that
    /// `ChatInfo.isSame` finds: by its id before its name, and one that either side does not name when no other could
    /// be meant.
    private func find(_ chat: ChatInfo, _ transaction: WriteTransaction) throws -> ID<Group>? {
        if let chosen = request.groups[chat.place] { return chosen }
        if let name = request.groupName {
            return try transaction.first(
                """
                SELECT id FROM groups WHERE community_id = \(lease.community) AND name = \(name) ORDER BY id LIMIT 1
                """
            ) { ID($0.integer(0)) }
        }
        let same = try transaction.all(
            Group.self,
            """
            SELECT id, name, platform, source_id, kind FROM groups
            WHERE community_id = \(lease.community) AND platform = \(chat.platform) ORDER BY id
            """
        )
        guard let found = Self.group(of: chat, among: same) else { return nil }
        try complete(found, chat, transaction)
        return found.id
    }

    /// By its id before its name, else the only one that it can be.
    static func group(of chat: ChatInfo, among groups: [Group]) -> Group? {
        let same = groups.filter { chat.isSame(as: $0.chat) }
        let byID = same.first { chat.sourceID != nil && $0.sourceID == chat.sourceID }
        let byName = same.first { !chat.name.isEmpty && $0.name == chat.name }
        return byID ?? byName ?? (same.count == 1 ? same.first : nil)
    }

    /// Gives a group the name and id that it came without. They stay when this import is taken back: it is the same
    /// group.
    private func complete(_ group: Group, _ chat: ChatInfo, _ transaction: WriteTransaction) throws {
        let isNamed = group.chat.name.isEmpty && !chat.name.isEmpty
        guard isNamed || group.sourceID == nil && chat.sourceID != nil else { return }
        try transaction.execute(
            """
            UPDATE groups SET name = \(isNamed ? chat.name : group.name),
                source_id = \(isNamed ? chat.sourceID ?? group.sourceID : group.sourceID ?? chat.sourceID)
            WHERE community_id = \(lease.community) AND id = \(group.id)
            """)
    }

    private func make(_ chat: ChatInfo, _ transaction: WriteTransaction) throws -> ID<Group> {
        let id = transaction.newID(Group.self)
        try transaction.execute(
            """
            INSERT INTO groups (community_id, id, name, platform, source_id, kind, import_id, created_at)
            VALUES (\(lease.community), \(id), \(request.groupName ?? chat.title), \(chat.platform), \(chat.sourceID),
                \(chat.kind.rawValue), \(lease.id), \(transaction.now))
            """)
        return id
    }
}

extension Group {
    /// The group as an export would announce it: one that bears the title of a chat without a name has none.
    var chat: ChatInfo {
        var chat = ChatInfo(
            platform: platform, sourceID: sourceID, name: "", kind: ChatInfo.Kind(rawValue: kind) ?? .group)
        if name != platform, name != chat.title { chat.name = name }
        return chat
    }
}
