import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Fills entries of time lines with what is shown of them, in a fixed number of queries a page.
struct LineReader {
    let standing: Standing
    let transaction: ReadTransaction

    private var community: ID<Community> { standing.community.id }

    /// - Parameter entries: of any groups of the community.
    func lines(_ entries: [TimelineEntry]) throws -> [TimelineLine] {
        let messages = try messages(entries.filter { $0.kind == TimelineEntry.message }.map(\.subject))
        let people = try people(
            entries.filter { MembershipChange(rawValue: $0.kind) != nil }.map(\.subject))
        return entries.compactMap { entry in
            let content: TimelineLine.Content
            if entry.kind == TimelineEntry.message {
                guard let message = messages[entry.subject] else { return nil }
                content = .message(message)
            } else if let change = MembershipChange(rawValue: entry.kind), let person = people[entry.subject] {
                content = .membership(change, person)
            } else {
                content = .unknown(kind: entry.kind)
            }
            return TimelineLine(place: entry.place, content: content)
        }
    }

    // MARK: messages

    private struct Row {
        let id: Int64
        let sentAt: Int64
        let author: Int64?
        let aliasName: String?
        let kind: Int64
        let body: String
        let replyTo: Int64?
        let replySource: String?
        let notice: String?
        let recall: RecallMark?
        let isImported: Bool

        /// Of an imported picture there is no more than the mark of it.
        var mayShowPictures: Bool { kind == Int64(ChatMessageKind.image.rawValue) && !isImported }
    }

    private static let columns: SQL = """
        m.id, m.sent_at, m.author_id, a.name, m.kind, m.body, m.reply_to_id, m.reply_source, m.notice, \
        m.recalled_at, m.recalled_by, m.recall_reason, m.import_id
        """

    private func rows(_ ids: [Int64]) throws -> [Row] {
        guard !ids.isEmpty else { return [] }
        return try transaction.query(
            """
            SELECT \(Self.columns) FROM messages m
            LEFT JOIN member_aliases a ON a.community_id = m.community_id AND a.id = m.author_alias_id
            WHERE m.community_id = \(community) AND m.id IN \(SQL.list(ids))
            """
        ) { row in
            let recall = row.integerOrNull(9).map { at in
                RecallMark(
                    at: Timestamp(milliseconds: at), isByAuthor: row.integerOrNull(10) == row.integerOrNull(2),
                    reason: row.textOrNull(11) ?? "")
            }
            return Row(
                id: row.integer(0), sentAt: row.integer(1), author: row.integerOrNull(2),
                aliasName: row.textOrNull(3), kind: row.integer(4), body: row.text(5),
                replyTo: row.integerOrNull(6), replySource: row.textOrNull(7), notice: row.textOrNull(8),
                recall: recall, isImported: !row.isNull(12))
        }
    }

    private func messages(_ ids: [Int64]) throws -> [Int64: MessageLine] {
        let rows = try rows(ids)
        guard !rows.isEmpty else { return [:] }
        let quoted = try self.rows(Array(Set(rows.compactMap(\.replyTo))))
        let mentioned = try mentions(ids)
        let people = try people((rows + quoted).compactMap(\.author) + mentioned.values.flatMap { $0 })
        let quotes = Dictionary(quoted.map { ($0.id, $0) }) { $1 }
        let reactions = try reactions(ids)
        let pictures = try transaction.pictures(of: rows.filter(\.mayShowPictures).map(\.id), in: community)
        var lines: [Int64: MessageLine] = [:]
        for row in rows {
            lines[row.id] = MessageLine(
                id: ID(row.id), sentAt: Timestamp(milliseconds: row.sentAt), author: person(row, people),
                kind: ChatMessageKind.stored(row.kind), text: row.body,
                notice: row.notice.flatMap { StoredText.decode(ChatNotice.self, $0) },
                quote: quote(row, quotes, people), pictures: pictures[row.id] ?? [],
                reactions: reactions[row.id] ?? [],
                mentions: (mentioned[row.id] ?? []).compactMap { people[$0] }, recall: row.recall,
                isImported: row.isImported)
        }
        return lines
    }

    private func person(_ row: Row, _ people: [Int64: LinePerson]) -> LinePerson? {
        guard let known = row.author.flatMap({ people[$0] }) else { return nil }
        return LinePerson(
            id: known.id, number: known.number, name: row.aliasName ?? known.name, posts: known.posts)
    }

    private func quote(_ row: Row, _ quotes: [Int64: Row], _ people: [Int64: LinePerson]) -> QuotedLine? {
        guard row.recall == nil else { return nil }
        if let quoted = row.replyTo.flatMap({ quotes[$0] }) {
            return QuotedLine(
                id: ID(quoted.id),
                place: TimelinePlace(at: Timestamp(milliseconds: quoted.sentAt), id: quoted.id),
                name: person(quoted, people)?.name, text: Self.excerpt(quoted.body),
                hasPictures: quoted.mayShowPictures, isRecalled: quoted.recall != nil)
        }
        guard case .quote(let name, let text)? = row.replySource.flatMap({ StoredText.decode(reply: $0) }) else {
            return nil
        }
        return QuotedLine(
            id: nil, place: nil, name: name, text: Self.excerpt(text), hasPictures: false, isRecalled: false)
    }

    private static func excerpt(_ text: String) -> String {
        let start = text.prefix(QuotedLine.textCharactersMax)
        return start.count < text.count ? start + "…" : String(start)
    }

    // MARK: what belongs to messages

    private func people(_ ids: [Int64]) throws -> [Int64: LinePerson] {
        guard !ids.isEmpty else { return [:] }
        let ids = Array(Set(ids))
        let posts = try transaction.heldPosts(of: ids, in: community)
        var people: [Int64: LinePerson] = [:]
        _ = try transaction.query(
            """
            SELECT id, number, display_name FROM members
            WHERE community_id = \(community) AND id IN \(SQL.list(ids))
            """
        ) { row in
            let id = row.integer(0)
            people[id] = LinePerson(
                id: ID(id), number: Int(row.integer(1)), name: row.text(2), posts: posts[id] ?? [])
        }
        return people
    }

    private func mentions(_ ids: [Int64]) throws -> [Int64: [Int64]] {
        var mentions: [Int64: [Int64]] = [:]
        _ = try transaction.query(
            """
            SELECT message_id, member_id FROM message_mentions
            WHERE community_id = \(community) AND message_id IN \(SQL.list(ids)) ORDER BY message_id, member_id
            """
        ) { mentions[$0.integer(0), default: []].append($0.integer(1)) }
        return mentions
    }

    private func reactions(_ ids: [Int64]) throws -> [Int64: [ReactionCount]] {
        var counts: [Int64: [ReactionCount]] = [:]
        _ = try transaction.query(
            """
            SELECT message_id, reaction, count(*), max(CASE WHEN member_id = \(standing.member) THEN 1 ELSE 0 END)
            FROM message_reactions WHERE community_id = \(community) AND message_id IN \(SQL.list(ids))
            GROUP BY message_id, reaction
            """
        ) { row in
            guard let reaction = Reaction(rawValue: row.text(1)) else { return }
            counts[row.integer(0), default: []].append(
                ReactionCount(reaction: reaction, count: Int(row.integer(2)), isOwn: row.integer(3) == 1))
        }
        let order = Dictionary(Reaction.allCases.enumerated().map { ($1, $0) }) { $1 }
        return counts.mapValues { $0.sorted { order[$0.reaction] ?? 0 < order[$1.reaction] ?? 0 } }
    }

}

extension ReadTransaction {
    /// The pictures that messages show, in their order, by message.
    func pictures(of messages: [Int64], in community: ID<Community>) throws -> [Int64: [Picture]] {
        guard !messages.isEmpty else { return [:] }
        var pictures: [Int64: [Picture]] = [:]
        _ = try query(
            """
            SELECT message_id, id, width, height, description FROM media
            WHERE community_id = \(community) AND message_id IN \(SQL.list(messages)) AND message_id IS NOT NULL
                AND state = 'posted'
            ORDER BY message_id, position
            """
        ) { row in
            pictures[row.integer(0), default: []].append(
                Picture(
                    id: ID(row.integer(1)), width: Int(row.integer(2)), height: Int(row.integer(3)),
                    description: row.text(4)))
        }
        return pictures
    }
}

extension ChatMessageKind {
    /// The kind that a stored number stands for.
    static func stored(_ number: Int64) -> ChatMessageKind {
        Int16(exactly: number).flatMap(ChatMessageKind.init) ?? .other
    }
}
