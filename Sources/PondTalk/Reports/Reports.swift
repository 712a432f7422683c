package import PondCommunity
package import PondCore
import PondPlatform
package import PondStore

/// 举报: members report messages, staff decide. A plain queue, oldest first.
package struct Reports: Sendable {
    package static let pageCountMax = 50
    package static let countedMax = 100

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// Reports a message; the same person once a message, again changes nothing.
    /// - Throws: `AppError.messageNotFound`, `.fieldsInvalid`, `.notAllowed`.
    package func file(_ draft: ReportDraft, on message: ID<Message>, in group: GroupStanding) async throws {
        try group.require(.reportContent)
        let reporter = try group.standing.asMember()
        let draft = try draft.validated()
        let community = group.community.id
        try await database.write(lane: .id(group.group.id)) { transaction in
            let id = transaction.newID(Report.self)
            let filed = try transaction.execute(
                """
                INSERT INTO reports (community_id, id, group_id, message_id, author_id, reporter_id, reason, note,
                    words, created_at)
                SELECT m.community_id, CAST(\(id) AS BIGINT), m.group_id, m.id, m.author_id,
                    CAST(\(reporter) AS BIGINT), CAST(\(draft.reason.rawValue) AS TEXT), CAST(\(draft.note) AS TEXT),
                    m.body, CAST(\(transaction.now) AS BIGINT)
                FROM messages m
                WHERE m.community_id = \(community) AND m.id = \(message) AND m.group_id = \(group.group.id)
                    AND m.recalled_at IS NULL
                    AND (m.import_id IS NULL OR m.import_id IN (\(Imports.completed(in: community))))
                ON CONFLICT (community_id, message_id, reporter_id) DO NOTHING
                """)
            if filed == 1 {
                return transaction.record(
                    NewEvent(
                        "report.filed", community: community.rawValue, actor: reporter.rawValue,
                        subject: id.rawValue))
            }
            let known = try transaction.count(
                """
                SELECT count(*) FROM reports WHERE community_id = \(community) AND message_id = \(message)
                    AND reporter_id = \(reporter)
                """)
            if known == 0 { throw AppError(.messageNotFound) }
        }
    }

    /// The reports that wait for a decision, oldest first.
    /// - Throws: `AppError.notAllowed`.
    package func open(as standing: Standing, after: ID<Report>? = nil) async throws -> [Report] {
        try standing.require(.reviewReports)
        let community = standing.community.id
        return try await database.read { transaction in
            var reports = try transaction.reports(
                " AND r.decided_at IS NULL AND r.id > \(after?.rawValue ?? 0) ORDER BY r.id LIMIT \(Self.pageCountMax)",
                of: community)
            let pictures = try transaction.pictures(of: reports.map(\.message.rawValue), in: community)
            for index in reports.indices { reports[index].pictures = pictures[reports[index].message.rawValue] ?? [] }
            return reports
        }
    }

    /// The reports that were decided, the last decision first.
    /// - Parameter before: when the last one of the page before was decided, and its id.
    /// - Throws: `AppError.notAllowed`.
    package func decided(as standing: Standing, before: TimelinePlace? = nil) async throws -> [Report] {
        try standing.require(.reviewReports)
        let community = standing.community.id
        return try await database.read { transaction in
            let older: SQL = before.map { " AND (r.decided_at, r.id) < (\($0.at), \($0.id))" } ?? ""
            return try transaction.reports(
                """
                 AND r.decided_at IS NOT NULL\(older)
                ORDER BY r.decided_at DESC, r.id DESC LIMIT \(Self.pageCountMax)
                """, of: community)
        }
    }

    /// What the acting member reported about a message; nil where they did not.
    package func own(on message: ID<Message>, in group: GroupStanding) async throws -> Report? {
        guard let member = group.standing.member else { return nil }
        return try await database.read { transaction in
            try transaction.reports(
                " AND r.message_id = \(message) AND r.reporter_id = \(member) AND r.group_id = \(group.group.id)",
                of: group.community.id
            ).first
        }
    }

    /// How many wait for a decision, counted up to a hundred.
    /// - Throws: `AppError.notAllowed`.
    package func openCount(as standing: Standing) async throws -> Int {
        try standing.requireSomewhere(.reviewReports)
        let community = standing.community.id
        return try await database.read { transaction in
            try transaction.count(
                """
                SELECT count(*) FROM (SELECT 1 FROM reports
                    WHERE community_id = \(community) AND decided_at IS NULL LIMIT \(Self.countedMax)) AS waiting
                """)
        }
    }

    /// Decides a report and, with it, all that were filed on the same message.
    /// - Throws: `AppError.reportNotFound`, `.reportDecided`, `.notAllowed`.
    package func decide(
        _ report: ID<Report>, _ decision: ReportDecision, note: String = "", as standing: Standing
    ) async throws {
        try standing.require(.reviewReports)
        let note = String(CleanText.line(note).unicodeScalars.prefix(Conversations.reasonCharactersMax))
        let community = standing.community.id
        try await database.write(lane: .id(community)) { transaction in
            let found = try transaction.reports(" AND r.id = \(report)", of: community).first
            guard let found else { throw AppError(.reportNotFound) }
            let decided = try transaction.execute(
                """
                UPDATE reports SET decision = \(decision.rawValue), decision_note = \(note),
                    decided_at = \(transaction.now), decided_by = \(standing.member)
                WHERE community_id = \(community) AND message_id = \(found.message) AND decided_at IS NULL
                """)
            guard decided > 0 else { throw AppError(.reportDecided) }
            if decision == .recalled { try transaction.recallReported(found, note: note, as: standing) }
            try transaction.audit(
                NewAuditEntry(
                    "report.decided", "report", report.rawValue,
                    after: StoredText.encode(["decision": decision.rawValue, "note": note])), as: standing)
            transaction.record(
                NewEvent(
                    "report.decided", community: community.rawValue, actor: standing.member?.rawValue,
                    subject: report.rawValue))
        }
    }
}

extension WriteTransaction {
    /// The author may have taken it back meanwhile.
    fileprivate func recallReported(
        _ report: Report, note: String, as standing: Standing
    ) throws {
        do {
            let group = try groupStanding(of: standing, in: report.group)
            try recall(report.message, in: group, reason: note.isEmpty ? report.reason.rawValue : note)
        } catch let error as AppError where error.code == .messageNotFound {
        }
    }
}

extension ReadTransaction {
    fileprivate func reports(_ rest: SQL, of community: ID<Community>) throws -> [Report] {
        try query(
            """
            SELECT r.id, r.group_id, g.name, r.message_id, r.words, r.author_id, a.number, a.display_name,
                r.reporter_id, p.number, p.display_name, r.reason, r.note, r.created_at, r.decision, r.decision_note,
                r.decided_at, r.decided_by, d.number, d.display_name
            FROM reports r
            JOIN groups g ON g.community_id = r.community_id AND g.id = r.group_id
            LEFT JOIN members a ON a.community_id = r.community_id AND a.id = r.author_id
            JOIN members p ON p.community_id = r.community_id AND p.id = r.reporter_id
            LEFT JOIN members d ON d.community_id = r.community_id AND d.id = r.decided_by
            WHERE r.community_id = \(community)\(rest)
            """
        ) { row in
            func person(_ column: Int) -> LinePerson? {
                row.integerOrNull(column).map {
                    LinePerson(id: ID($0), number: Int(row.integer(column + 1)), name: row.text(column + 2))
                }
            }
            return Report(
                id: ID(row.integer(0)), group: ID(row.integer(1)), groupName: row.text(2), message: ID(row.integer(3)),
                words: row.text(4), author: person(5),
                reporter: LinePerson(id: ID(row.integer(8)), number: Int(row.integer(9)), name: row.text(10)),
                reason: ReportReason(rawValue: row.text(11)) ?? .other, note: row.text(12),
                createdAt: Timestamp(milliseconds: row.integer(13)),
                decision: row.textOrNull(14).flatMap(ReportDecision.init), decisionNote: row.textOrNull(15),
                decidedAt: row.integerOrNull(16).map { Timestamp(milliseconds: $0) }, decidedBy: person(17))
        }
    }
}
