import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport

/// What tests of imports need: a community, records in, records and row counts out.
struct ImportBench {
    let database: Database
    let community: Community

    init(_ database: Database, _ community: Community) {
        self.database = database
        self.community = community
    }

    init(_ database: Database) async throws {
        self.database = database
        community = try await Communities(database).findOrFound(CommunityDraft(name: "清晨手冲"))
    }

    func request(_ hash: String, group: String? = nil) -> ImportRequest {
        ImportRequest(
            community: community.id, fileName: "\(hash).jsonl", fileHash: hash, settings: "", groupName: group)
    }

    @discardableResult
    func add(
        _ records: [ChatRecord], hash: String, group: String? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false },
        leaseMilliseconds: Int64 = ImportLease.millisecondsDefault,
        before: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) async throws -> ImportOutcome {
        try await Imports(database, leaseMilliseconds: leaseMilliseconds).run(
            request(hash, group: group), isCancelled: isCancelled
        ) { receive in
            for (index, record) in records.enumerated() {
                try before(index)
                try receive(record)
            }
            var report = ChatReadReport(format: ChatFormat.allCases[0])
            report.messages = records.count
            return report
        }
    }

    /// An export that holds these records.
    static func reading(_ records: [ChatRecord]) -> Imports.Reading {
        { receive in
            for record in records { try receive(record) }
            var report = ChatReadReport(format: ChatFormat.allCases[0])
            report.messages = records.count
            return report
        }
    }

    /// Imports and expects that it is completed.
    @discardableResult
    func addWhole(_ records: [ChatRecord], hash: String, group: String? = nil) async throws -> Import {
        guard case .completed(let done) = try await add(records, hash: hash, group: group) else {
            throw AppError(.nothingToRead, hash)
        }
        return done
    }

    /// Imports until the database goes away, and leaves the import as a killed process does once its lease has run out.
    func addBroken(_ records: [ChatRecord], hash: String) async throws {
        do {
            try await add(
                records, hash: hash,
                before: { index in
                    if index == records.count - 1 { throw StoreError.connectionLost("pulled out") }
                })
        } catch StoreError.connectionLost {}
        try await database.write { try $0.execute("UPDATE imports SET lease_until = 0") }
    }

    func undo(_ done: Import) async throws {
        _ = try await Imports(database).undo(done.id)
    }

    /// The history of the only group, as records.
    func history() async throws -> [ChatRecord] {
        let group = try await Groups(database).find(nil, of: community.id)
        let records = Locked<[ChatRecord]>([])
        try await GroupHistory(database, community: community.id, group: group).read { record in
            records.withLock { $0.append(record) }
        }
        return records.withLock { $0 }
    }

    func messages() async throws -> [ChatMessage] {
        try await history().compactMap { record in
            if case .message(let message) = record { message } else { nil }
        }
    }

    /// The display names of those who are the authors of all messages, in the order of their time.
    func authors() async throws -> [String?] {
        try await database.read { transaction in
            try transaction.query(
                """
                SELECT w.display_name FROM messages m
                LEFT JOIN members w ON w.community_id = m.community_id AND w.id = m.author_id
                ORDER BY m.sent_at, m.id
                """
            ) { $0.textOrNull(0) }
        }
    }

    /// Messages that people can see, in all groups.
    func visibleCount() async throws -> Int {
        var count = 0
        for group in try await Groups(database).all(of: community.id) {
            try await GroupHistory(database, community: community.id, group: group).read { record in
                if case .message = record { count += 1 }
            }
        }
        return count
    }

    func count(_ table: StaticString) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) FROM " + SQL.literal(table)) }
    }

    private static let tables: [StaticString] = [
        "messages", "timeline_entries", "members", "member_accounts", "member_account_sources", "member_aliases",
        "member_alias_sources", "group_members", "groups", "import_members", "import_groups", "import_repeats",
        "message_mentions",
    ]

    /// Every row of every table that an import writes to, but for `imports` itself, in a fixed order.
    func dump() async throws -> [String: [String]] {
        var dump: [String: [String]] = [:]
        for table in Self.tables {
            let rows = try await database.read { transaction in
                try transaction.query("SELECT * FROM " + SQL.literal(table)) { row in
                    (0..<row.columnCount).map { row.isNull($0) ? "NULL" : "\(row.integer($0)) \(row.text($0))" }
                        .joined(separator: " | ")
                }
            }
            dump[table.description] = rows.sorted()
        }
        return dump
    }

    /// Rows in every table that an import writes to, but for `imports` itself.
    func rowCount() async throws -> Int {
        try await rowCounts().values.reduce(0, +)
    }

    /// The tables that hold rows, for `rowCount` and its failures.
    func rowCounts() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in Self.tables {
            let rows = try await count(table)
            if rows > 0 { counts[table.description] = rows }
        }
        return counts
    }

    func eventKinds() async throws -> [String] {
        try await database.read { transaction in
            try transaction.query("SELECT kind FROM events ORDER BY position") { $0.text(0) }
        }
    }
}

/// Runs `body` with a community on a fresh database.
func withImports(_ dialect: Dialect, _ body: (ImportBench) async throws -> Void) async throws {
    try await withDatabase(dialect) { test in
        try await body(ImportBench(test.database))
    }
}
