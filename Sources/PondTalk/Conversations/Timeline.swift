package import PondCommunity
package import PondCore
import PondPlatform
import PondStore

/// Which part of a time line somebody looks at.
package enum TimelineWindow: Hashable, Sendable {
    case newest
    case before(TimelinePlace)
    case after(TimelinePlace)
    /// Half of it before the place and half from there on: the way to a quote, to the first unread line, to a find.
    case around(TimelinePlace)
}

/// A page of a time line, oldest line first.
package struct TimelinePage: Sendable {
    package static let countMax = 100

    package let lines: [TimelineLine]
    package let hasOlder: Bool
    package let hasNewer: Bool

    package var first: TimelinePlace? { lines.first?.place }
    package var last: TimelinePlace? { lines.last?.place }
}

extension Conversations {
    /// A page of what appeared in a group. Its cost does not depend on how long the history is.
    package func timeline(
        _ group: GroupStanding, _ window: TimelineWindow = .newest, countMax: Int = 50
    ) async throws -> TimelinePage {
        let count = max(1, min(countMax, TimelinePage.countMax))
        return try await database.read { transaction in
            let reader = TimelineReader(group: group, transaction: transaction)
            let page = try reader.page(window, count)
            let lines = try LineReader(standing: group.standing, transaction: transaction).lines(page.entries)
            return TimelinePage(lines: lines, hasOlder: page.hasOlder, hasNewer: page.hasNewer)
        }
    }

    /// Messages of the group by their ids, for what changed on a page that is open; those that are not there are left
    /// out.
    package func messages(_ ids: [ID<Message>], in group: GroupStanding) async throws -> [TimelineLine] {
        let ids = Array(Set(ids).sorted().prefix(TimelinePage.countMax))
        guard !ids.isEmpty else { return [] }
        return try await database.read { transaction in
            let entries = try transaction.query(
                """
                SELECT sent_at, id FROM messages
                WHERE community_id = \(group.community.id) AND id IN \(SQL.list(ids.map(\.rawValue)))
                    AND group_id = \(group.group.id)
                    AND (import_id IS NULL OR import_id IN (\(Imports.completed(in: group.community.id))))
                ORDER BY sent_at, id
                """
            ) { row in
                TimelineEntry(
                    place: TimelinePlace(at: Timestamp(milliseconds: row.integer(0)), id: row.integer(1)),
                    kind: TimelineEntry.message, subject: row.integer(1))
            }
            return try LineReader(standing: group.standing, transaction: transaction).lines(entries)
        }
    }

    /// Entries of the group by their ids: messages, and who came and went.
    package func lines(_ ids: [ID<Message>], in group: GroupStanding) async throws -> [TimelineLine] {
        let messages = try await messages(ids, in: group)
        let known = Set(messages.map(\.place.id))
        let others = ids.map(\.rawValue).filter { !known.contains($0) }
        guard !others.isEmpty else { return messages }
        let lines = try await database.read { transaction in
            let entries = try others.compactMap { try transaction.entry($0, in: group) }
            return try LineReader(standing: group.standing, transaction: transaction).lines(entries)
        }
        return (messages + lines).sorted { $0.place < $1.place }
    }

    /// Who spoke in the last lines of a group, the last first.
    package func speakers(in group: GroupStanding) async throws -> [ID<Member>] {
        let community = group.community.id
        let authors = try await database.read { transaction in
            try transaction.query(
                """
                SELECT m.author_id FROM (SELECT subject_id, at, id FROM timeline_entries
                    WHERE community_id = \(community) AND group_id = \(group.group.id)
                        AND kind = \(TimelineEntry.message)
                    ORDER BY at DESC, id DESC LIMIT \(Self.speakerLinesMax)) AS latest
                CROSS JOIN messages m
                WHERE m.community_id = \(community) AND m.id = latest.subject_id AND m.author_id IS NOT NULL
                ORDER BY latest.at DESC, latest.id DESC
                """
            ) { ID<Member>($0.integer(0)) }
        }
        var seen: Set<ID<Member>> = []
        return authors.filter { seen.insert($0).inserted }
    }

    /// Where a message stands in its group's time line.
    /// - Throws: `AppError.messageNotFound`.
    package func place(of message: ID<Message>, in group: GroupStanding) async throws -> TimelinePlace {
        guard let line = try await messages([message], in: group).first else { throw AppError(.messageNotFound) }
        return line.place
    }
}

extension ReadTransaction {
    /// An id's clock and an entry's time are the same but for what nodes differ.
    private static let clockMillisecondsMax: Int64 = 60_000

    fileprivate func entry(_ id: Int64, in group: GroupStanding) throws -> TimelineEntry? {
        let made = IDGenerator.time(of: id)
        return try first(
            """
            SELECT at, id, kind, subject_id FROM timeline_entries
            WHERE community_id = \(group.community.id) AND group_id = \(group.group.id) AND id = \(id)
                AND at >= \(made.adding(milliseconds: -Self.clockMillisecondsMax))
                AND at <= \(made.adding(milliseconds: Self.clockMillisecondsMax))
                AND kind <> \(TimelineEntry.message) AND import_id IS NULL
            """
        ) { row in
            TimelineEntry(
                place: TimelinePlace(at: Timestamp(milliseconds: row.integer(0)), id: row.integer(1)),
                kind: row.text(2), subject: row.integer(3))
        }
    }
}

/// A row of `timeline_entries`.
struct TimelineEntry {
    static let message = "message"

    let place: TimelinePlace
    let kind: String
    let subject: Int64
}

/// Reads stretches of a group's time line.
struct TimelineReader {
    struct Page {
        var entries: [TimelineEntry]
        var hasOlder: Bool
        var hasNewer: Bool
    }

    let group: GroupStanding
    let transaction: ReadTransaction

    func page(_ window: TimelineWindow, _ count: Int) throws -> Page {
        switch window {
        case .newest:
            let older = try stretch("", isForward: false, count + 1)
            return Page(entries: older.suffix(count), hasOlder: older.count > count, hasNewer: false)
        case .before(let place):
            let older = try stretch(Self.below(place), isForward: false, count + 1)
            return Page(entries: older.suffix(count), hasOlder: older.count > count, hasNewer: true)
        case .after(let place):
            let newer = try stretch(Self.above(place, orEqual: false), isForward: true, count + 1)
            return Page(entries: Array(newer.prefix(count)), hasOlder: true, hasNewer: newer.count > count)
        case .around(let place):
            let half = max(1, count / 2)
            let older = try stretch(Self.below(place), isForward: false, half + 1)
            let newer = try stretch(Self.above(place, orEqual: true), isForward: true, count - half + 1)
            return Page(
                entries: older.suffix(half) + newer.prefix(count - half), hasOlder: older.count > half,
                hasNewer: newer.count > count - half)
        }
    }

    private static func below(_ place: TimelinePlace) -> SQL {
        "AND (t.at, t.id) < (\(place.at), \(place.id))"
    }

    private static func above(_ place: TimelinePlace, orEqual: Bool) -> SQL {
        orEqual
            ? "AND (t.at, t.id) >= (\(place.at), \(place.id))" : "AND (t.at, t.id) > (\(place.at), \(place.id))"
    }

    /// Oldest first, whichever way it is read.
    private func stretch(_ condition: SQL, isForward: Bool, _ count: Int) throws -> [TimelineEntry] {
        let order: SQL = isForward ? "t.at, t.id" : "t.at DESC, t.id DESC"
        let entries = try transaction.query(
            """
            SELECT t.at, t.id, t.kind, t.subject_id FROM timeline_entries t
            WHERE t.community_id = \(group.community.id) AND t.group_id = \(group.group.id) \(condition)
                AND (t.import_id IS NULL OR t.import_id IN (\(Imports.completed(in: group.community.id))))
            ORDER BY \(order) LIMIT \(count)
            """
        ) { row in
            TimelineEntry(
                place: TimelinePlace(at: Timestamp(milliseconds: row.integer(0)), id: row.integer(1)),
                kind: row.text(2), subject: row.integer(3))
        }
        return isForward ? entries : entries.reversed()
    }
}
