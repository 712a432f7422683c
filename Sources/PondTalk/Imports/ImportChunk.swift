import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Writes records of one chat, a chunk a transaction. The transaction may be run again, so what a chunk taught counts
/// only once its caller says `keep` after the commit; until then `undo` takes it back.
struct ImportChunk: Sendable {
    let community: ID<Community>
    let group: ID<Group>
    /// Of the chat among those of the export.
    private let number: Int64
    let importID: ID<Import>
    /// Whether the group had messages before this import: only then can platform ids meet known ones.
    let mayOverlap: Bool
    private var people: ImportedPeople
    private var mentions: ImportMentions
    private var keptMentions: ImportMentions
    private(set) var addedCount = 0
    private(set) var knownCount = 0
    private var keptCounts = (added: 0, known: 0)

    init(
        community: ID<Community>, group: ID<Group>, platform: String, number: Int64, importID: ID<Import>,
        mayOverlap: Bool, mentions: ImportMentions
    ) {
        self.community = community
        self.group = group
        self.number = number
        self.importID = importID
        self.mayOverlap = mayOverlap
        self.mentions = mentions
        keptMentions = mentions
        people = ImportedPeople(
            community: community, group: group, platform: platform, importID: importID.rawValue)
    }

    /// Makes what the last chunk taught last.
    mutating func keep() {
        people.keep()
        keptMentions = mentions
        keptCounts = (addedCount, knownCount)
    }

    /// Forgets what was learned since the last `keep`.
    mutating func undo() {
        people.undo()
        mentions = keptMentions
        (addedCount, knownCount) = keptCounts
    }

    /// - Throws: `StoreError`.
    mutating func write(
        _ records: [ChatRecord], _ windows: inout ImportWindows, in transaction: WriteTransaction
    ) throws {
        var rows: [MessageRow] = []
        rows.reserveCapacity(records.count)
        for record in records {
            switch record {
            case .chat: continue
            case .person(let person): try write(person, in: transaction)
            case .message(let message): rows.append(try row(message, &windows, in: transaction))
            }
        }
        try people.finish(in: transaction)
        try store(rows, &windows, in: transaction)
    }

    private mutating func write(_ person: ChatPerson, in transaction: WriteTransaction) throws {
        let identity = ImportedPeople.Identity(accountID: person.accountID, name: person.name)
        let standing = ImportedPeople.Standing(
            role: GroupRole(rawValue: person.role.rawValue) ?? .member, isListed: person.isListed,
            profile: person.profile.map { StoredText.encode($0) })
        let known = try people.resolve(identity, as: standing, in: transaction)
        for name in [person.name] + person.aliases { mentions.learn(name, known.member) }
        for alias in person.aliases { try people.addAlias(alias, to: known.member, in: transaction) }
    }

    private mutating func row(
        _ message: ChatMessage, _ windows: inout ImportWindows, in transaction: WriteTransaction
    ) throws -> MessageRow {
        let author = try message.sender.map { sender in
            try people.resolve(.init(accountID: sender.accountID, name: sender.name), in: transaction)
        }
        var mentioned: [ID<Member>] = []
        if let author, let sender = message.sender {
            mentions.learn(sender.name, author.member)
            mentioned = mentions.read(message, author: author.member)
        }
        let row = MessageRow(
            id: transaction.newID(),
            author: author,
            message: message,
            minute: LineFingerprint.minute(of: message.sentAt),
            fingerprint: windows.lines.next(message, author: author?.member.rawValue ?? 0, chat: number),
            replyTo: message.reply.flatMap { windows.replies.target(of: $0, chat: number) },
            mentioned: mentioned)
        windows.replies.add(message, id: row.id.rawValue, chat: number)
        return row
    }

    // MARK: storing

    private mutating func store(
        _ rows: [MessageRow], _ windows: inout ImportWindows, in transaction: WriteTransaction
    ) throws {
        let sameSource = mayOverlap ? try knownBySource(rows, in: transaction) : [:]
        let candidates = sameSource.isEmpty ? rows : rows.filter { sameSource[$0.id] == nil }
        let insertedCount = try MessageRow.insert.run(candidates, in: transaction) { row, bindings in
            row.append(to: &bindings, community: community, group: group, importID: importID)
        }
        let inserted = insertedCount == candidates.count ? nil : try present(candidates, in: transaction)
        let fresh = inserted.map { inserted in candidates.filter { inserted.contains($0.id) } } ?? candidates
        try insertTimeline(fresh, in: transaction)
        try insertMentions(fresh, in: transaction)
        addedCount += fresh.count
        guard fresh.count < rows.count else { return }
        let freshIDs = Set(fresh.map(\.id))
        try noteRepeats(rows.filter { !freshIDs.contains($0.id) }, sameSource, &windows, in: transaction)
    }

    /// Which of the rows, whose ids rise, are there. Cheaper than RETURNING, because nearly always all are.
    private func present(_ rows: [MessageRow], in transaction: WriteTransaction) throws -> Set<ID<Message>> {
        guard let first = rows.first, let last = rows.last else { return [] }
        let found: [ID<Message>] = try transaction.query(
            """
            SELECT id FROM messages WHERE community_id = \(community) AND id >= \(first.id) AND id <= \(last.id)
            """
        ) { ID($0.integer(0)) }
        return Set(found)
    }

    private func insertTimeline(_ rows: [MessageRow], in transaction: WriteTransaction) throws {
        _ = try MessageRow.insertIntoTimeline.run(rows, in: transaction) { row, bindings in
            bindings.append(community.sqlValue)
            bindings.append(group.sqlValue)
            bindings.append(row.message.sentAt.sqlValue)
            bindings.append(row.id.sqlValue)
            bindings.append(.text("message"))
            bindings.append(row.id.sqlValue)
            bindings.append(importID.sqlValue)
        }
    }

    private func insertMentions(_ rows: [MessageRow], in transaction: WriteTransaction) throws {
        var bindings: [SQLValue] = []
        for row in rows {
            for member in row.mentioned {
                bindings += [community.sqlValue, row.id.sqlValue, member.sqlValue]
            }
        }
        try transaction.insert(
            into: "message_mentions (community_id, message_id, member_id)", columns: 3, bindings)
    }

    // MARK: overlaps

    /// Lines that carry the same platform id, author and minute as a known one: edited since the earlier export.
    private func knownBySource(
        _ rows: [MessageRow], in transaction: WriteTransaction
    ) throws -> [ID<Message>: ID<Message>] {
        let withSource = rows.filter { $0.message.sourceID != nil }
        guard let first = withSource.map(\.minute).min(), let last = withSource.map(\.minute).max() else { return [:] }
        struct Key: Hashable {
            let minute: Int64
            let source: String
            let author: Int64?
        }
        var known: [Key: ID<Message>] = [:]
        let minutes = Set(withSource.map(\.minute))
        // A chunk of an export in order spans few minutes; only an export out of order makes this range wide.
        _ = try transaction.query(
            """
            SELECT sent_minute, source_id, author_id, id FROM messages
            WHERE community_id = \(community) AND group_id = \(group) AND fingerprint IS NOT NULL
                AND sent_minute >= \(first) AND sent_minute <= \(last) AND source_id IS NOT NULL
            """
        ) { row in
            guard minutes.contains(row.integer(0)) else { return }
            let key = Key(minute: row.integer(0), source: row.text(1), author: row.integerOrNull(2))
            known[key] = ID(row.integer(3))
        }
        var found: [ID<Message>: ID<Message>] = [:]
        for row in withSource {
            let key = Key(
                minute: row.minute, source: row.message.sourceID ?? "", author: row.author?.member.rawValue)
            found[row.id] = known[key]
        }
        return found
    }

    /// Remembers that this import held these lines too, unless it is its own line seen again by a resumed import.
    private mutating func noteRepeats(
        _ rows: [MessageRow], _ sameSource: [ID<Message>: ID<Message>], _ windows: inout ImportWindows,
        in transaction: WriteTransaction
    ) throws {
        for row in rows {
            let existing: (ID<Message>, ID<Import>)? = try transaction.first(
                sameSource[row.id].map { known in
                    "SELECT id, import_id FROM messages WHERE community_id = \(community) AND id = \(known)"
                }
                    ?? """
                    SELECT id, import_id FROM messages
                    WHERE community_id = \(community) AND group_id = \(group)
                        AND sent_minute = \(row.minute) AND fingerprint = \(row.fingerprint)
                    """
            ) { (ID($0.integer(0)), ID($0.integer(1))) }
            guard let (known, owner) = existing else { continue }
            windows.replies.add(row.message, id: known.rawValue, chat: number)
            try transaction.execute(
                """
                UPDATE messages SET reply_to_id = \(known)
                WHERE community_id = \(community) AND id > \(row.id) AND reply_to_id = \(row.id)
                """)
            guard owner != importID else {
                addedCount += 1
                continue
            }
            knownCount += 1
            try transaction.execute(
                """
                INSERT INTO import_repeats (community_id, message_id, import_id)
                VALUES (\(community), \(known), \(importID)) ON CONFLICT DO NOTHING
                """)
        }
    }
}
