import PondCommunity
import PondCore
import PondInsight
import PondPlatform
import PondStore
import PondTalk
import PondText

/// A community of a size that few have: people, talk over two years, the log, and all that is counted from it.
///
/// Filled with set-based SQL on the schema that the migrations made, the same numbers in every run: row `n` of a table
/// takes its values from `n * 2654435761 % 4294967296` (Knuth's multiplicative hash), so that both engines agree and
/// nothing is read to make it. What consumers count (days, members, the search index) is summed up from the rows at the
/// end, and their cursors stand at the head of the log.
struct BigTown {
    static let groupCount = 20
    private static let pieceCount = 20_000
    private static let phraseCount = 2_000
    private static let auditCount = 100_000
    private static let invitationCount = 1_000
    private static let days: Int64 = 730
    private static let firstMember: Int64 = 1_000_000
    /// Milliseconds of an id (see `IDGenerator`).
    private static let idFactor: Int64 = 4_194_304

    let town: BenchTown
    let groups: [Int64]
    let start: Int64
    let end: Int64

    private let database: Database
    private let memberCount: Int
    private let messageCount: Int
    private let eventCount: Int

    /// - Parameters:
    ///   - town: the owners who will look at it.
    init(
        _ database: Database, _ town: BenchTown, members: Int, messages: Int, events: Int
    ) async throws {
        self.town = town
        self.database = database
        memberCount = members
        messageCount = messages
        eventCount = events
        end = database.clock.now().milliseconds / 86_400_000 * 86_400_000
        start = end - Self.days * 86_400_000
        let owner = try await database.read { transaction in
            try transaction.count("SELECT min(person_id) FROM members WHERE community_id = \(town.community)")
        }
        let actor = Actor(person: ID(Int64(owner)), proof: .session(ID(Int64(owner))))
        let standing = try await CommunityAccess(database).enter(ID(town.community), as: actor)
        var groups = [town.group]
        for number in 2...Self.groupCount {
            groups.append(try await Groups(database).create(GroupDraft(name: "第\(number)群"), as: standing).rawValue)
        }
        self.groups = groups
    }

    func fill(_ say: (String) -> Void) async throws {
        try await makeTables()
        try await pieces(memberCount) { try insertMembers($0, $1, $2) }
        say("  members are there")
        try await pieces(messageCount) { try insertMessages($0, $1, $2) }
        say("  messages are there")
        try await pieces(eventCount - messageCount) { try insertEvents($0, $1, $2) }
        say("  events are there")
        try await pieces(Self.auditCount) { try insertAudit($0, $1, $2) }
        try await pieces(Self.invitationCount) { try insertInvitations($0, $1, $2) }
        try await sumUp()
        say("  days and cursors are there")
    }

    private func pieces(_ count: Int, _ insert: @escaping @Sendable (WriteTransaction, Int, Int) throws -> Void)
        async throws
    {
        for first in stride(from: 1, through: count, by: Self.pieceCount) {
            let last = min(first + Self.pieceCount - 1, count)
            try await database.write { try insert($0, first, last) }
        }
    }

    /// `n` runs from `first` to `last`; `h` is its hash.
    private static func numbers(_ first: Int, _ last: Int) -> SQL {
        """
        WITH RECURSIVE counted (n) AS (
            SELECT CAST(\(first) AS BIGINT) UNION ALL SELECT n + 1 FROM counted WHERE n < \(last)
        ), numbers (n, h) AS (SELECT n, n * 2654435761 % 4294967296 FROM counted)
        """
    }

    private func insertMembers(_ transaction: WriteTransaction, _ first: Int, _ last: Int) throws {
        let (community, base) = (town.community, Self.firstMember)
        let span = (end - start) / Int64(memberCount)
        let name: SQL = """
            substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', CAST(h % 20 + 1 AS INTEGER), 1)
                || substr('小明晓雨子轩浩然思琪雅静建国志强梦瑶欣怡', CAST(h / 20 % 19 + 1 AS INTEGER), 2)
            """
        let numbers = Self.numbers(first, last)
        try transaction.execute(
            """
            \(numbers) INSERT INTO members (community_id, id, number, person_id, display_name, created_at)
            SELECT \(community), \(base) + n, 1000 + n, CASE WHEN h % 2 = 0 THEN 10 + n END, \(name),
                \(start) + n * \(span) FROM numbers
            """)
        try transaction.execute(
            """
            \(numbers) INSERT INTO member_search (community_id, term, member_id)
            SELECT \(community), substr(\(name), k, 3), \(base) + n FROM numbers
            CROSS JOIN (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) AS ends
            UNION SELECT \(community), CAST(1000 + n AS TEXT), \(base) + n FROM numbers
            """)
        for (index, group) in groups.enumerated() {
            let belongs: SQL = index == 0 ? "1 = 1" : "n % \(Self.groupCount) = \(index)"
            try transaction.execute(
                """
                \(numbers) INSERT INTO group_memberships (community_id, group_id, member_id, joined_at, read_at)
                SELECT \(community), \(group), \(base) + n, \(start) + n * \(span),
                    CASE WHEN h % 10 = 0 THEN 0 ELSE \(end) END FROM numbers WHERE \(belongs)
                """)
        }
    }

    /// What row `n` of the messages is made of.
    private func message(_ first: Int, _ last: Int) -> SQL {
        let step = (end - start) / Int64(messageCount)
        let number = Self.groupCount
        return """
            \(Self.numbers(first, last)), said (n, h, at, id, grp, author) AS (
                SELECT n, h, \(start) + n * \(step),
                    (\(start) + n * \(step) - \(IDGenerator.epochMilliseconds)) * \(Self.idFactor) + n % 4096,
                    CASE WHEN h % 5 < 2 THEN 0 ELSE h / 5 % \(number) END,
                    \(Self.firstMember) + 1 + (h / 7 % \(memberCount)) * (h / 11 % 1000) / 1000 FROM numbers)
            """
    }

    private func insertMessages(_ transaction: WriteTransaction, _ first: Int, _ last: Int) throws {
        let community = town.community
        let said = message(first, last)
        let isPostgres = transaction.dialect == .postgres
        try transaction.execute(
            """
            \(said) INSERT INTO messages (community_id, id, group_id, author_id, kind, body, sent_at, sent_minute)
            SELECT \(community), id, g.group_id, author, 0, p.body, at, at / 60000 FROM said
            JOIN bench_groups g ON g.place = grp JOIN bench_phrases p ON p.number = h / 13 % \(Self.phraseCount)
            """)
        try transaction.execute(
            """
            \(said) INSERT INTO timeline_entries (community_id, group_id, at, id, kind, subject_id)
            SELECT \(community), g.group_id, at, id, 'message', id FROM said JOIN bench_groups g ON g.place = grp
            """)
        try transaction.execute(
            """
            \(said) INSERT INTO events (id, community_id, group_id, kind, actor_id, subject_id, at, data)
            SELECT id, \(community), g.group_id, 'message.posted', author, id, at, '{"mentions":[]}' FROM said
            JOIN bench_groups g ON g.place = grp ORDER BY said.n
            """)
        let columns: SQL = isPostgres ? "community_id, message_id, tokens" : "rowid, tokens"
        let scope: SQL = isPostgres ? "\(community), " : ""
        let tokens: SQL =
            isPostgres
            ? "CAST('''inthegroup' || g.group_id || ''':1 ' || p.tokens AS tsvector)"
            : "'inthegroup' || g.group_id || ' ' || p.tokens"
        try transaction.execute(
            """
            \(said) INSERT INTO message_search (\(columns)) SELECT \(scope)id, \(tokens) FROM said
            JOIN bench_groups g ON g.place = grp
            JOIN bench_phrases p ON p.number = h / 13 % \(Self.phraseCount) ORDER BY id
            """)
    }

    private func insertEvents(_ transaction: WriteTransaction, _ first: Int, _ last: Int) throws {
        let step = max(1, (end - start) / Int64(max(1, eventCount - messageCount)))
        try transaction.execute(
            """
            \(Self.numbers(first, last))
            INSERT INTO events (id, community_id, group_id, kind, actor_id, subject_id, at, data)
            SELECT (\(start) + n * \(step) - \(IDGenerator.epochMilliseconds)) * \(Self.idFactor) + 4096 + n % 4096,
                \(town.community), g.group_id, CASE WHEN h % 3 = 0 THEN 'member.seen' ELSE 'message.reacted' END,
                \(Self.firstMember) + 1 + h % \(memberCount), \(Self.firstMember) + 1 + h / 3 % \(memberCount),
                \(start) + n * \(step), '{}' FROM numbers JOIN bench_groups g ON g.place = h % \(Self.groupCount)
            ORDER BY numbers.n
            """)
    }

    private func insertAudit(_ transaction: WriteTransaction, _ first: Int, _ last: Int) throws {
        let step = (end - start) / Int64(Self.auditCount)
        try transaction.execute(
            """
            \(Self.numbers(first, last))
            INSERT INTO audit_entries (community_id, id, at, actor_id, action, subject, subject_id, after)
            SELECT \(town.community), (\(start) + n * \(step) - \(IDGenerator.epochMilliseconds)) * \(Self.idFactor),
                \(start) + n * \(step), 1 + h % 40,
                CASE WHEN h % 2 = 0 THEN 'settings.changed' ELSE 'message.recalled' END, 'message', n, '{}'
            FROM numbers
            """)
    }

    private func insertInvitations(_ transaction: WriteTransaction, _ first: Int, _ last: Int) throws {
        let maker = try transaction.count(
            "SELECT id FROM members WHERE community_id = \(town.community) AND number = 1")
        try transaction.execute(
            """
            \(Self.numbers(first, last))
            INSERT INTO invitations (community_id, id, code, made_by, note, created_at)
            SELECT \(town.community), (\(start) - \(IDGenerator.epochMilliseconds)) * \(Self.idFactor) + n,
                'bench' || n, \(maker), '', \(end)
            FROM numbers
            """)
    }
}

extension BigTown {
    private func makeTables() async throws {
        try await database.write { transaction in
            try transaction.connection.script(
                """
                CREATE TABLE bench_phrases (number BIGINT PRIMARY KEY, body TEXT NOT NULL, tokens TEXT NOT NULL);
                CREATE TABLE bench_groups (place BIGINT PRIMARY KEY, group_id BIGINT NOT NULL);
                """)
            try transaction.insert(
                into: "bench_groups (place, group_id)", columns: 2,
                groups.enumerated().flatMap { [.integer(Int64($0)), .integer($1)] })
            let isPostgres = transaction.dialect == .postgres
            for part in Array(0..<Self.phraseCount).chunked(by: 200) {
                try transaction.insert(
                    into: "bench_phrases (number, body, tokens)", columns: 3,
                    part.flatMap { number -> [SQLValue] in
                        let body = Self.phrase(number)
                        let tokens = SearchTokens.of(body)
                        let text =
                            isPostgres
                            ? tokens.enumerated().map { "'\($1)':\($0 + 2)" }.joined(separator: " ")
                            : tokens.joined(separator: " ")
                        return [.integer(Int64(number)), .text(body), .text(text)]
                    })
            }
        }
        if database.dialect == .postgres { try await makePartitions() }
    }

    /// PostgreSQL keeps the log by months, which a server makes as they come.
    private func makePartitions() async throws {
        let month: Int64 = 30 * 86_400_000
        try await database.write { [start, end] transaction in
            for from in stride(from: start, to: end - 2 * month, by: Int(month)) {
                try transaction.connection.script(
                    """
                    CREATE TABLE events_bench_\(from) PARTITION OF events
                    FOR VALUES FROM (\(from)) TO (\(min(from + month, end - 2 * month)))
                    """)
            }
        }
    }

    /// A sentence of words that coffee drinkers use; the seldom ones carry its number.
    private static func phrase(_ number: Int) -> String {
        let words = [
            "手冲", "豆子", "今天", "早上", "咖啡", "萃取", "水温", "滤纸", "研磨", "拼单", "周末", "见面", "好喝", "推荐", "分享",
            "教程", "请问", "谢谢", "哈哈", "一起", "新人", "大家", "有没有", "可以", "喜欢", "埃塞", "浅烘", "中烘", "便宜", "快递",
        ]
        var state = UInt64(number) &* 2_654_435_761 &+ 12_345
        var text = ""
        for _ in 0..<(4 + number % 8) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += words[Int(state >> 33) % words.count]
        }
        return number % 10 == 0 ? text + " \(number)" : text
    }

    /// What consumers count, summed up from the rows.
    private func sumUp() async throws {
        let community = town.community
        let last = Self.firstMember + Int64(memberCount)
        for day in stride(from: start / 86_400_000, to: end / 86_400_000 + 1, by: 10) {
            try await database.write { transaction in
                let (from, to) = (day * 86_400_000, (day + 10) * 86_400_000)
                try transaction.execute(
                    """
                    INSERT INTO member_days (community_id, day, group_id, member_id, posted)
                    SELECT \(community), m.sent_at / 86400000, m.group_id, m.author_id, count(*) FROM timeline_entries t
                    JOIN messages m ON m.community_id = t.community_id AND m.id = t.subject_id
                    WHERE t.community_id = \(community) AND t.group_id IN (SELECT group_id FROM bench_groups)
                        AND t.at >= \(from) AND t.at < \(to) AND m.author_id IS NOT NULL
                    GROUP BY m.sent_at / 86400000, m.group_id, m.author_id
                    """)
            }
        }
        try await database.write { transaction in
            for group in groups + [0] {
                let scope: SQL = group == 0 ? "" : " AND group_id = \(group)"
                try transaction.execute(
                    """
                    INSERT INTO daily_facts (community_id, group_id, day, messages, speakers, joined)
                    SELECT \(community), \(group), day, sum(posted), count(DISTINCT member_id), 1 FROM member_days
                    WHERE community_id = \(community)\(scope) GROUP BY day
                    """)
            }
        }
        for first in stride(from: Self.firstMember + 1, through: last, by: Self.pieceCount) {
            try await database.write { transaction in
                try transaction.execute(
                    """
                    UPDATE members SET message_count = d.posted, first_spoke_at = d.first * 86400000,
                        last_spoke_at = d.last * 86400000
                    FROM (SELECT member_id, sum(posted) AS posted, min(day) AS first, max(day) AS last FROM member_days
                            WHERE community_id = \(community)
                            AND member_id BETWEEN \(first) AND \(first + Int64(Self.pieceCount) - 1)
                        GROUP BY member_id) AS d
                    WHERE members.community_id = \(community) AND members.id = d.member_id
                    """)
            }
        }
        try await finish()
    }

    private func finish() async throws {
        let community = town.community
        let consumers = [SearchProjection.consumer, MemberActivity.consumer, DailyFactsProjection.consumer]
        try await database.write { [memberCount] transaction in
            try transaction.execute(
                """
                UPDATE communities SET member_count = member_count + \(memberCount),
                    last_member_number = 1000 + \(memberCount) WHERE id = \(community)
                """)
            let head = try transaction.count("SELECT max(position) FROM events")
            for consumer in consumers {
                try transaction.execute(
                    "INSERT INTO consumers (name, position) VALUES (\(consumer.name), \(head)) ON CONFLICT DO NOTHING")
            }
            try transaction.connection.script("DROP TABLE bench_phrases; DROP TABLE bench_groups")
            // PostgreSQL does this by itself after so many rows, some minutes later.
            if transaction.dialect == .postgres { try transaction.connection.script("ANALYZE") }
        }
    }
}
