import Foundation
import PondCommunity
import PondCore
import PondPlatform
import PondStore

/// What a batch of messages is judged by, read in the transaction that writes them.
struct PostFacts {
    struct Author: Hashable {
        let community: Int64
        let group: Int64
        let member: Int64

        init(community: Int64, group: Int64, member: Int64) {
            self.community = community
            self.group = group
            self.member = member
        }

        init(_ request: PostRequest) {
            self.init(community: request.community, group: request.group, member: request.author)
        }
    }

    struct Key: Hashable {
        let community: Int64
        let author: Int64
        let key: String

        init(_ community: Int64, _ author: Int64, _ key: String) {
            self.community = community
            self.author = author
            self.key = key
        }
    }

    private struct GroupFacts {
        let zone: TimeZone
        let slowModeSeconds: Int
        let quietHours: QuietHours?
        let isArchived: Bool
        let needsVerifiedPhone: Bool
    }

    private struct AuthorFacts {
        let postedAt: Timestamp
        let mutedUntil: Timestamp
        /// Nil for who has no login: the command line speaks for them.
        let person: Int64?
    }

    private struct Known {
        let id: Int64
        let group: Int64
        let at: Timestamp
        let text: String
        let isRecalled: Bool
    }

    private let rules: PostingRules
    private var groups: [Int64: GroupFacts] = [:]
    private let authors: [Author: AuthorFacts]
    private var known: [Key: Known] = [:]
    /// Group by message that may be quoted.
    private var quotable: [Int64: Int64] = [:]
    private var pictures = PostPictures()
    private var names: [Int64: [String: [Int64]]] = [:]

    /// - Throws: `StoreError`.
    init(_ requests: [PostRequest], _ transaction: WriteTransaction) throws {
        authors = try Self.lockAuthors(requests, transaction)
        rules = try PostingRules(
            of: Set(authors.values.compactMap(\.person)), now: transaction.now, transaction)
        try readGroups(requests, transaction)
        try readKeys(requests, transaction)
        try readQuotes(requests, transaction)
        let posted = known.flatMap { key, message -> [SQLValue] in [.integer(key.community), .integer(message.id)] }
        try pictures.read(requests, known: posted, transaction)
        try readNames(requests, transaction)
    }

    // MARK: judging

    /// What the same key posted before.
    func known(_ request: PostRequest) -> PostBatch.Answer? {
        guard let key = request.key, let known = known[Key(request.community, request.author, key)] else { return nil }
        let isSame = known.text == request.text && pictures.isShown(by: known.id, request)
        guard known.group == request.group, known.isRecalled || isSame else {
            return .failure(AppError(.keyReused))
        }
        return .success(PostedMessage(id: ID(known.id), at: known.at, wasThere: true))
    }

    /// Whether two requests of one key ask for the same.
    func isSame(_ left: PostRequest, _ right: PostRequest) -> Bool {
        left.text == right.text && left.group == right.group && pictures.isSame(left, right)
    }

    /// - Parameter shown: pictures that earlier messages of the batch show.
    func refusal(
        _ request: PostRequest, now: Timestamp, lastPost: Timestamp?, shown: Set<ID<Media>>
    ) -> AppError? {
        guard let group = groups[request.group] else { return AppError(.groupNotFound, "\(request.group)") }
        guard let author = authors[Author(request)] else {
            return AppError(.groupMembershipNeeded, request.groupName)
        }
        if group.isArchived { return AppError(.groupArchived, request.groupName) }
        if author.mutedUntil > now {
            return AppError(.memberMuted, LocalTime.text(author.mutedUntil, zone: group.zone))
        }
        if let person = author.person,
            let refusal = rules.refusal(person, needsVerifiedPhone: group.needsVerifiedPhone)
        {
            return refusal
        }
        if !request.isModerator {
            if let quiet = group.quietHours, quiet.covers(now, zone: group.zone) {
                return AppError(.quietHours, QuietHours.clock(quiet.untilMinute))
            }
            let next = (lastPost ?? author.postedAt).adding(milliseconds: Int64(group.slowModeSeconds) * 1_000)
            if group.slowModeSeconds > 0, next > now {
                return AppError(.slowMode, "\((next.milliseconds - now.milliseconds + 999) / 1_000)")
            }
        }
        return refusal(ofParts: request, shown)
    }

    private func refusal(ofParts request: PostRequest, _ shown: Set<ID<Media>>) -> AppError? {
        if let quoted = request.replyTo, quotable[quoted] != request.group {
            return AppError(code: .fieldsInvalid, fields: [.init("replyTo", .notOffered)])
        }
        return pictures.refusal(of: request, taken: shown)
    }

    func mentions(of request: PostRequest) -> [Int64] {
        request.mentions.members(among: names[request.group] ?? [:])
    }

    // MARK: reading

    /// Takes hold of the authors' rows, so that nobody is put out of the group meanwhile, and two nodes do not let the
    /// same person pass slow mode at once.
    private static func lockAuthors(
        _ requests: [PostRequest], _ transaction: WriteTransaction
    ) throws -> [Author: AuthorFacts] {
        let authors = Set(requests.map(Author.init))
        let rows = SQL.values(
            authors.flatMap { author -> [SQLValue] in
                [.integer(author.community), .integer(author.group), .integer(author.member)]
            }, columns: 3)
        let held = try transaction.query(
            """
            WITH input (community, grp, member) AS (VALUES \(rows))
            UPDATE group_memberships SET posted_at = posted_at FROM input
            WHERE group_memberships.community_id = input.community AND group_memberships.group_id = input.grp
                AND group_memberships.member_id = input.member
            RETURNING community_id, group_id, member_id, posted_at
            """
        ) { row in
            (Author(community: row.integer(0), group: row.integer(1), member: row.integer(2)), row.integer(3))
        }
        var members: [Int64: (mutedUntil: Int64, person: Int64?)] = [:]
        _ = try transaction.query(
            """
            SELECT id, muted_until, person_id FROM members WHERE (community_id, id) IN (VALUES \(
                Self.pairs(requests) { [$0.author] })) AND left_at IS NULL
            """
        ) { members[$0.integer(0)] = ($0.integer(1), $0.integerOrNull(2)) }
        var facts: [Author: AuthorFacts] = [:]
        for (author, postedAt) in held {
            guard let member = members[author.member] else { continue }
            facts[author] = AuthorFacts(
                postedAt: Timestamp(milliseconds: postedAt),
                mutedUntil: Timestamp(milliseconds: member.mutedUntil), person: member.person)
        }
        return facts
    }

    private mutating func readGroups(_ requests: [PostRequest], _ transaction: WriteTransaction) throws {
        _ = try transaction.query(
            """
            SELECT g.id, c.time_zone, g.slow_mode_seconds, g.quiet_from_minute, g.quiet_until_minute, g.archived_at,
                c.settings
            FROM groups g JOIN communities c ON c.id = g.community_id
            WHERE (g.community_id, g.id) IN (VALUES \(Self.pairs(requests) { [$0.group] }))
            """
        ) { row in
            let quiet = row.integerOrNull(3).flatMap { from in
                row.integerOrNull(4).flatMap { QuietHours(fromMinute: Int(from), untilMinute: Int($0)) }
            }
            groups[row.integer(0)] = GroupFacts(
                zone: TimeZone(identifier: row.text(1)) ?? .gmt, slowModeSeconds: Int(row.integer(2)),
                quietHours: quiet, isArchived: !row.isNull(5),
                needsVerifiedPhone: try ColumnJSON.value(CommunitySettings.self, row.text(6)).needsVerifiedPhone)
        }
    }

    private mutating func readKeys(_ requests: [PostRequest], _ transaction: WriteTransaction) throws {
        let keyed = requests.filter { $0.key != nil }
        guard !keyed.isEmpty else { return }
        let rows = SQL.values(
            keyed.flatMap { [.integer($0.community), .integer($0.author), .text($0.key)] }, columns: 3)
        // The key is named as not NULL, so that both engines take the partial index.
        _ = try transaction.query(
            """
            WITH input (community, author, input_key) AS (VALUES \(rows))
            SELECT m.community_id, m.author_id, m.idempotency_key, m.id, m.group_id, m.sent_at, m.body, m.recalled_at
            FROM input JOIN messages m ON m.community_id = input.community AND m.author_id = input.author
                AND m.idempotency_key = input.input_key AND m.idempotency_key IS NOT NULL
            """
        ) { row in
            known[Key(row.integer(0), row.integer(1), row.text(2))] = Known(
                id: row.integer(3), group: row.integer(4), at: Timestamp(milliseconds: row.integer(5)),
                text: row.text(6), isRecalled: !row.isNull(7))
        }
    }

    private mutating func readQuotes(_ requests: [PostRequest], _ transaction: WriteTransaction) throws {
        let quoting = requests.filter { $0.replyTo != nil }
        guard let first = quoting.first else { return }
        _ = try transaction.query(
            """
            SELECT id, group_id FROM messages
            WHERE (community_id, id) IN (VALUES \(Self.pairs(quoting) { [$0.replyTo ?? 0] })) AND recalled_at IS NULL
                AND (import_id IS NULL OR import_id IN (\(Imports.completed(in: ID(first.community)))))
            """
        ) { quotable[$0.integer(0)] = $0.integer(1) }
    }

    private mutating func readNames(_ requests: [PostRequest], _ transaction: WriteTransaction) throws {
        for (group, requests) in Dictionary(grouping: requests, by: \.group) {
            let offered = Set(requests.flatMap { $0.mentions.offers.flatMap { $0 } })
            guard let first = requests.first, !offered.isEmpty else { continue }
            var found: [String: [Int64]] = [:]
            let names = SQL.values(offered.sorted().map { .text($0) }, columns: offered.count)
            _ = try transaction.query(
                """
                SELECT m.display_name, m.id FROM members m
                JOIN group_memberships p ON p.community_id = m.community_id AND p.member_id = m.id
                WHERE m.community_id = \(first.community) AND m.display_name IN \(names)
                    AND p.group_id = \(group) AND m.left_at IS NULL
                ORDER BY m.id
                """
            ) { found[$0.text(0), default: []].append($0.integer(1)) }
            self.names[group] = found
        }
    }

    /// `(community, …)` of each request, once each.
    private static func pairs(_ requests: [PostRequest], _ rest: (PostRequest) -> [Int64]) -> SQL {
        let rows = Set(requests.map { [$0.community] + rest($0) })
        return SQL.values(rows.flatMap { $0 }.map { .integer($0) }, columns: 2)
    }
}
