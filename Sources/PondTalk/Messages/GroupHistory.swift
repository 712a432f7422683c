package import PondCommunity
package import PondCore
package import PondExchange
package import PondStore

/// The history of a group, read back as it was said: for export, and for a checkup of what is in the database.
package struct GroupHistory: Sendable {
    private static let pageCountMax = 2_000

    private let database: Database
    private let community: ID<Community>
    private let group: Group
    /// People go by their member ids instead of the accounts that they had where the talk comes from.
    private let isOfMembers: Bool

    /// - Parameter isOfMembers: account ids are member ids, and messages are known by their ids here, so that what is
    ///   found of the talk can be led back to members.
    package init(_ database: Database, community: ID<Community>, group: Group, isOfMembers: Bool = false) {
        self.database = database
        self.community = community
        self.group = group
        self.isOfMembers = isOfMembers
    }

    /// Hands out the chat, its people and its messages, in the order of their time, a page at a time.
    /// - Parameter afterPage: told how many messages a page held, and waited for: whoever writes slowly is not written
    ///   to faster.
    /// - Throws: `StoreError`, and what the closures throw.
    package func read(
        _ receive: (ChatRecord) throws -> Void, afterPage: (Int) async throws -> Void = { _ in }
    ) async throws {
        let people = try await people()
        let owner = people.first { $0.value.role == .owner }?.value
        try receive(
            .chat(
                ChatInfo(
                    platform: group.platform, sourceID: group.sourceID, name: group.name,
                    kind: ChatInfo.Kind(rawValue: group.kind) ?? .group, ownerID: owner?.accountID)))
        for (_, person) in people.sorted(by: { $0.key < $1.key }) where person.isTold {
            try receive(
                .person(
                    ChatPerson(
                        accountID: person.accountID, name: person.name, aliases: person.aliases, role: person.role,
                        isListed: person.isListed, profile: person.profile)))
        }
        var cursor: (at: Int64, id: Int64) = (Int64.min, 0)
        while true {
            let page = try await page(after: cursor)
            for entry in page { try receive(.message(entry.message(people, isOfMembers: isOfMembers))) }
            try await afterPage(page.count)
            guard let last = page.last, page.count == Self.pageCountMax else { return }
            cursor = (last.sentAt, last.id)
        }
    }

    // MARK: people

    private struct Person: Sendable {
        var accountID: String?
        var name: String
        var aliases: [String] = []
        var role = ChatPerson.Role.member
        var isListed = false
        var profile: ChatProfile?
        /// Others are known by their messages alone.
        var isTold: Bool { isListed || role != .member }

        /// The newest import that says something of the person decides.
        mutating func tell(_ role: ChatPerson.Role, isListed: Bool, profile: String?) {
            guard isListed || role != .member else { return }
            self.role = role
            if isListed { self.isListed = true }
            if let profile { self.profile = StoredText.decode(ChatProfile.self, profile) }
        }
    }

    private func people() async throws -> [Int64: Person] {
        try await database.read { [community, group] transaction in
            var people: [Int64: Person] = [:]
            let visible = Imports.completed(in: community)
            let members: SQL = """
                SELECT g.member_id FROM group_members g
                WHERE g.community_id = \(community) AND g.group_id = \(group.id)
                """
            _ = try transaction.query(
                """
                SELECT m.id, m.display_name, g.role, g.listed, g.profile FROM group_members g
                JOIN members m ON m.community_id = g.community_id AND m.id = g.member_id
                WHERE g.community_id = \(community) AND g.group_id = \(group.id)
                    AND (g.import_id = 0 OR g.import_id IN (\(visible)))
                ORDER BY g.member_id, g.import_id
                """
            ) { row in
                let id = row.integer(0)
                if people[id] == nil { people[id] = Person(name: row.text(1)) }
                people[id]?.tell(
                    ChatPerson.Role(rawValue: row.text(2)) ?? .member, isListed: row.integer(3) == 1,
                    profile: row.textOrNull(4))
            }
            _ = try transaction.query(
                """
                SELECT k.member_id, k.account_id FROM member_accounts k
                WHERE k.community_id = \(community) AND k.platform = \(group.platform) AND k.member_id IN (\(members))
                    AND EXISTS (SELECT 1 FROM member_account_sources s
                        WHERE s.community_id = k.community_id AND s.platform = k.platform
                            AND s.account_id = k.account_id AND (s.import_id = 0 OR s.import_id IN (\(visible))))
                ORDER BY k.account_id DESC
                """
            ) { people[$0.integer(0)]?.accountID = $0.text(1) }
            try addResidents(&people, transaction)
            if isOfMembers { for id in people.keys { people[id]?.accountID = String(id) } }
            _ = try transaction.query(
                """
                SELECT a.member_id, a.name FROM member_aliases a
                WHERE a.community_id = \(community) AND a.member_id IN (\(members))
                    AND EXISTS (SELECT 1 FROM member_alias_sources s
                        WHERE s.community_id = a.community_id AND s.alias_id = a.id AND s.listed = 1
                            AND (s.import_id = 0 OR s.import_id IN (\(visible))))
                ORDER BY a.id
                """
            ) { row in
                let name = row.text(1)
                if people[row.integer(0)]?.name != name { people[row.integer(0)]?.aliases.append(name) }
            }
            return people
        }
    }

    /// Members who are in the group here, and who holds a post.
    private func addResidents(_ people: inout [Int64: Person], _ transaction: ReadTransaction) throws {
        _ = try transaction.query(
            """
            SELECT m.id, m.display_name, min(CASE p.post WHEN 'owner' THEN 0 WHEN 'admin' THEN 1 ELSE 2 END)
            FROM group_memberships g
            JOIN members m ON m.community_id = g.community_id AND m.id = g.member_id
            LEFT JOIN staff_posts p ON p.community_id = m.community_id AND p.member_id = m.id
            WHERE g.community_id = \(community) AND g.group_id = \(group.id)
            GROUP BY m.id, m.display_name
            """
        ) { row in
            var person = people[row.integer(0)] ?? Person(name: row.text(1))
            person.isListed = true
            if row.integer(2) < 2 { person.role = row.integer(2) == 0 ? .owner : .admin }
            people[row.integer(0)] = person
        }
    }

    // MARK: messages

    private struct Entry: Sendable {
        let id: Int64
        let sentAt: Int64
        let author: Int64?
        let authorName: String?
        /// Whose name a system line bears, which has no author.
        let labelled: Int64?
        let kind: Int64
        let body: String
        let sourceID: String?
        let replySource: String?
        let notice: String?
        let replyTo: Int64?

        func message(_ people: [Int64: Person], isOfMembers: Bool) -> ChatMessage {
            let sender = author.map { author in
                ChatSender(
                    accountID: isOfMembers ? String(author) : people[author]?.accountID,
                    name: authorName ?? people[author]?.name ?? "")
            }
            let label = labelled.map { ChatSender(accountID: people[$0]?.accountID, name: authorName ?? "") }
            let answered = isOfMembers ? replyTo.map { ChatReply.sourceID("pond:\($0)") } : nil
            let reply = replySource.flatMap { StoredText.decode(reply: $0) } ?? answered
            let number = Int16(exactly: kind)
            var message = ChatMessage(
                sender: sender, sentAt: Timestamp(milliseconds: sentAt),
                kind: number.flatMap(ChatMessageKind.init) ?? .other, text: body,
                sourceID: sourceID ?? (isOfMembers ? "pond:\(id)" : nil), reply: reply,
                notice: notice.flatMap { StoredText.decode(ChatNotice.self, $0) })
            if number.flatMap(ChatMessageKind.init) == nil { message.unknownKind = number }
            if sender == nil, !isOfMembers { message.label = label }
            if isOfMembers { message.storedID = id }
            return message
        }
    }

    private func page(after cursor: (at: Int64, id: Int64)) async throws -> [Entry] {
        try await database.read { [community, group] transaction in
            try transaction.query(
                """
                SELECT m.id, m.sent_at, m.author_id, coalesce(a.name, w.display_name), m.kind, m.body,
                    m.source_id, m.reply_source, m.notice, m.reply_to_id,
                    CASE WHEN m.author_id IS NULL THEN a.member_id END
                FROM timeline_entries t
                JOIN messages m ON m.community_id = t.community_id AND m.id = t.subject_id
                LEFT JOIN member_aliases a ON a.community_id = m.community_id AND a.id = m.author_alias_id
                LEFT JOIN members w ON w.community_id = m.community_id AND w.id = m.author_id
                WHERE t.community_id = \(community) AND t.group_id = \(group.id)
                    AND (t.at, t.id) > (\(cursor.at), \(cursor.id)) AND t.kind = 'message'
                    AND (t.import_id IS NULL OR t.import_id IN (\(Imports.completed(in: community))))
                ORDER BY t.at, t.id LIMIT \(Self.pageCountMax)
                """
            ) { row in
                Entry(
                    id: row.integer(0), sentAt: row.integer(1), author: row.integerOrNull(2),
                    authorName: row.textOrNull(3), labelled: row.integerOrNull(10), kind: row.integer(4),
                    body: row.text(5),
                    sourceID: row.textOrNull(6), replySource: row.textOrNull(7), notice: row.textOrNull(8),
                    replyTo: row.integerOrNull(9))
            }
        }
    }
}
