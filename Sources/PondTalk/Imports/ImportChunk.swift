import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Writes records of one chat, a chunk a transaction. The transaction may be run again, so what a chunk taught counts
/// only once its caller says `keep` after the commit; until then `undo` takes it back.
struct ImportChunk: Sendable {
    /// Rows that are handed from the thread that makes them to the one that writes them.
    private static let partCountMax = 512

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
        _ records: [ChatRecord], _ windows: inout ImportWindows, _ pipeline: RowPipeline,
        in transaction: WriteTransaction
    ) throws {
        try people.meet(records.compactMap(Self.mention), in: transaction)
        try people.finish(in: transaction)
        var lines: [AuthoredLine] = []
        lines.reserveCapacity(records.count)
        for record in records {
            switch record {
            case .chat: continue
            case .person(let person): learn(person)
            case .message(let message):
                let author = message.sender.flatMap { people[Self.identity($0)] }
                lines.append(AuthoredLine(message: message, author: author))
            }
        }
        try store(lines, &windows, pipeline, in: transaction)
    }

    /// Whom a record names.
    private static func mention(_ record: ChatRecord) -> ImportedPeople.Mention? {
        switch record {
        case .chat: nil
        case .message(let message): message.sender.map { .init(identity($0)) }
        case .person(let person):
            .init(
                .init(accountID: person.accountID, name: person.name),
                as: .init(
                    role: GroupRole(rawValue: person.role.rawValue) ?? .member, isListed: person.isListed,
                    profile: person.profile.map { StoredText.encode($0) }),
                aliases: person.aliases)
        }
    }

    private static func identity(_ sender: ChatSender) -> ImportedPeople.Identity {
        .init(accountID: sender.accountID, name: sender.name)
    }

    private mutating func learn(_ person: ChatPerson) {
        guard let member = people[.init(accountID: person.accountID, name: person.name)]?.member else { return }
        for name in [person.name] + person.aliases { mentions.learn(name, member) }
    }

    // MARK: storing

    private mutating func store(
        _ lines: [AuthoredLine], _ windows: inout ImportWindows, _ pipeline: RowPipeline,
        in transaction: WriteTransaction
    ) throws {
        var maker = RowMaker(
            community: community, group: group, importID: importID, number: number, newID: transaction.idSource(),
            mentions: mentions, windows: windows)
        mentions = ImportMentions()
        windows = ImportWindows()
        var repeats = Repeats()
        defer { (mentions, windows) = (maker.mentions, maker.windows) }
        // Known lines are looked for in the whole chunk at once.
        let countMax = mayOverlap ? max(1, lines.count) : Self.partCountMax
        var added = 0
        try pipeline.run(lines, countMax: countMax, maker: &maker) { part in
            added += try store(part, &repeats, in: transaction)
        }
        addedCount += added
        try noteRepeats(repeats, &maker.windows, in: transaction)
    }

    /// Lines that were there already, and the known line of those that were found by their platform's id.
    private struct Repeats {
        var rows: [MessageRow] = []
        var sameSource: [ID<Message>: ID<Message>] = [:]
    }

    /// - Returns: how many lines are new.
    private func store(
        _ part: PreparedRows, _ repeats: inout Repeats, in transaction: WriteTransaction
    ) throws -> Int {
        let sameSource = mayOverlap ? try knownBySource(part.rows, in: transaction) : [:]
        let candidates = sameSource.isEmpty ? part.rows : part.rows.filter { sameSource[$0.id] == nil }
        let messages = sameSource.isEmpty ? part.messages : bindings(candidates, MessageRow.append)
        let insertedCount = try transaction.insert(messages: messages)
        if insertedCount == part.rows.count {
            try transaction.insert(entries: part.entries)
            try insertMentions(part.rows, in: transaction)
            return insertedCount
        }
        let inserted = insertedCount == candidates.count ? nil : try present(candidates, in: transaction)
        let fresh = inserted.map { inserted in candidates.filter { inserted.contains($0.id) } } ?? candidates
        try transaction.insert(entries: bindings(fresh, MessageRow.appendEntry))
        try insertMentions(fresh, in: transaction)
        let freshIDs = Set(fresh.map(\.id))
        repeats.rows += part.rows.filter { !freshIDs.contains($0.id) }
        repeats.sameSource.merge(sameSource) { $1 }
        return fresh.count
    }

    private func bindings(
        _ rows: [MessageRow],
        _ append: (MessageRow) -> (inout [SQLValue], ID<Community>, ID<Group>, ID<Import>) -> Void
    ) -> [SQLValue] {
        var bindings: [SQLValue] = []
        for row in rows { append(row)(&bindings, community, group, importID) }
        return bindings
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
        _ repeats: Repeats, _ windows: inout ImportWindows, in transaction: WriteTransaction
    ) throws {
        for row in repeats.rows {
            let existing: (ID<Message>, ID<Import>)? = try transaction.first(
                repeats.sameSource[row.id].map { known in
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
