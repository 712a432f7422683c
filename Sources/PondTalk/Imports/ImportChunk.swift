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
        try people.meet(records.compactMap(mention), in: transaction)
        try people.finish(in: transaction)
        for case .person(let person) in records { learn(person) }
        try store(records, &windows, pipeline, in: transaction)
    }

    /// What a record says of somebody that is not known yet.
    private func mention(_ record: ChatRecord) -> ImportedPeople.Mention? {
        switch record {
        case .chat: return nil
        case .message(let message):
            guard let sender = message.sender ?? message.label else { return nil }
            let identity = ImportedPeople.Identity(sender)
            return people[identity] == nil ? .init(identity) : nil
        case .person(let person):
            return .init(
                .init(accountID: person.accountID, name: person.name),
                as: .init(
                    role: GroupRole(rawValue: person.role.rawValue) ?? .member, isListed: person.isListed,
                    profile: person.profile.map { StoredText.encode($0) }),
                aliases: person.aliases)
        }
    }

    private mutating func learn(_ person: ChatPerson) {
        guard let member = people[.init(accountID: person.accountID, name: person.name)]?.member else { return }
        for name in [person.name] + person.aliases { mentions.learn(name, member) }
    }

    // MARK: storing

    private mutating func store(
        _ records: [ChatRecord], _ windows: inout ImportWindows, _ pipeline: RowPipeline,
        in transaction: WriteTransaction
    ) throws {
        var maker = RowMaker(
            community: community, group: group, importID: importID, number: number, newID: transaction.idSource(),
            people: people, mentions: mentions, windows: windows)
        mentions = ImportMentions()
        windows = ImportWindows()
        var repeats = Repeats()
        defer { (mentions, windows) = (maker.mentions, maker.windows) }
        // Known lines are looked for in the whole chunk at once.
        let countMax = mayOverlap ? max(1, records.count) : Self.partCountMax
        var added = 0
        try pipeline.run(records, countMax: countMax, maker: &maker) { part in
            added += try store(part, &repeats, in: transaction)
        }
        addedCount += added
        try noteRepeats(repeats, &maker.windows, in: transaction)
    }

    /// Lines that were there already, and the known line of those that were found by their platform's id.
    private struct Repeats {
        var rows: [MessageRow] = []
        var sameSource: [ID<Message>: ID<Message>] = [:]
        /// New lines after them, and what those answer.
        var answers: [(line: ID<Message>, to: Int64)] = []

        mutating func note(answersOf lines: [MessageRow]) {
            guard !rows.isEmpty else { return }
            for line in lines {
                if let to = line.replyTo { answers.append((line.id, to)) }
            }
        }
    }

    /// - Returns: how many lines are new.
    private func store(
        _ part: PreparedRows, _ repeats: inout Repeats, in transaction: WriteTransaction
    ) throws -> Int {
        let sameSource =
            mayOverlap
            ? try KnownLines(community: community, group: group, transaction: transaction).bySource(part.rows) : [:]
        let candidates = sameSource.isEmpty ? part.rows : part.rows.filter { sameSource[$0.id] == nil }
        let messages = sameSource.isEmpty ? part.messages : bindings(candidates, MessageRow.append)
        let insertedCount = try transaction.insert(messages: messages)
        if insertedCount == part.rows.count {
            try transaction.insert(entries: part.entries)
            try insertMentions(part.rows, in: transaction)
            repeats.note(answersOf: part.rows)
            return insertedCount
        }
        let inserted = insertedCount == candidates.count ? nil : try present(candidates, in: transaction)
        let fresh = inserted.map { inserted in candidates.filter { inserted.contains($0.id) } } ?? candidates
        try transaction.insert(entries: bindings(fresh, MessageRow.appendEntry))
        try insertMentions(fresh, in: transaction)
        let freshIDs = Set(fresh.map(\.id))
        repeats.rows += part.rows.filter { !freshIDs.contains($0.id) }
        repeats.sameSource.merge(sameSource) { $1 }
        repeats.note(answersOf: fresh)
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

    /// Remembers that this import held these lines too, unless it is its own line seen again by a resumed import.
    private mutating func noteRepeats(
        _ repeats: Repeats, _ windows: inout ImportWindows, in transaction: WriteTransaction
    ) throws {
        guard !repeats.rows.isEmpty else { return }
        let lines = KnownLines(community: community, group: group, transaction: transaction)
        let same = try lines.lines(Array(repeats.sameSource.values))
        let equal = try lines.byFingerprint(repeats.rows.filter { repeats.sameSource[$0.id] == nil })
        var known: [Int64: ID<Message>] = [:]
        var held: [SQLValue] = []
        for row in repeats.rows {
            guard let line = repeats.sameSource[row.id].flatMap({ same[$0] }) ?? equal[row.id] else { continue }
            windows.replies.add(row.message, id: line.id.rawValue, chat: number)
            known[row.id.rawValue] = line.id
            guard line.importID != importID else {
                addedCount += 1
                continue
            }
            knownCount += 1
            held += [community.sqlValue, line.id.sqlValue, importID.sqlValue]
        }
        for answer in repeats.answers {
            guard let line = known[answer.to] else { continue }
            try transaction.execute(
                "UPDATE messages SET reply_to_id = \(line) WHERE community_id = \(community) AND id = \(answer.line)")
        }
        try transaction.insert(
            into: "import_repeats (community_id, message_id, import_id)", columns: 3, held,
            suffix: " ON CONFLICT DO NOTHING")
    }
}
