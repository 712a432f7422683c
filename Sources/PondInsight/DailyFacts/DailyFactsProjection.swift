import Foundation
import PondCore
package import PondPlatform
import PondStore

/// Grows `member_days` and `daily_facts` from the log.
///
/// Messages that are posted are added up as they come. Imported history is counted a day at a time by
/// `DailyFactsRecount`; the projection only notes what there is to count.
package enum DailyFactsProjection {
    package static let consumer = Consumer(name: "insight.daily_facts", kind: .projection(reset: reset)) {
        transaction, events in
        var calendars = CommunityCalendars()
        var batch = DailyFactsBatch()
        for event in events {
            switch event.kind {
            case "message.posted":
                guard let group = event.groupID, let member = event.actorID else { continue }
                let day = try calendars.day(of: event, transaction)
                batch.addMessage(.init(community: event.communityID, group: group, day: day, member: member))
            case "member.joined":
                batch.addJoined(
                    .init(community: event.communityID, group: 0, day: try calendars.day(of: event, transaction)))
            case "member.left", "member.removed":
                batch.addDeparted(
                    .init(community: event.communityID, group: 0, day: try calendars.day(of: event, transaction)))
            case "member.readmitted":
                let back = try calendars.day(of: event, transaction)
                if let removedAt = try Readmission(event).removedAt {
                    let removed = try calendars.calendar(of: event.communityID, transaction).day(of: removedAt).number
                    batch.takeBackDeparted(.init(community: event.communityID, group: 0, day: removed))
                } else {
                    batch.addJoined(.init(community: event.communityID, group: 0, day: back))
                }
            case "import.completed", "import.undone":
                try noteRecounts(event.communityID, &calendars, transaction)
            default: continue
            }
        }
        try batch.write(transaction)
    }

    /// Somebody who was asked to go is there again: within the grace as if nobody had asked, later as somebody who
    /// comes.
    private struct Readmission: Decodable {
        let removedAt: Timestamp?

        init(_ event: Event) throws {
            self = try JSONDecoder().decode(Readmission.self, from: Data(event.data.utf8))
        }
    }

    private static func reset(_ transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM member_days")
        try transaction.execute("DELETE FROM daily_facts")
        try transaction.execute("DELETE FROM fact_recounts")
    }

    /// All groups that have or had imported lines: which of them an import touched is not known any more once it is
    /// undone, and counting a day again that did not change changes nothing.
    private static func noteRecounts(
        _ community: Int64, _ calendars: inout CommunityCalendars, _ transaction: WriteTransaction
    ) throws {
        let calendar = try calendars.calendar(of: community, transaction)
        let groups: [Int64] = try transaction.query("SELECT id FROM groups WHERE community_id = \(community)") {
            $0.integer(0)
        }
        let counted: [Int64] = try transaction.query(
            "SELECT DISTINCT group_id FROM daily_facts WHERE community_id = \(community) AND group_id > 0"
        ) { $0.integer(0) }
        for group in Set(groups + counted) {
            let ends =
                try transaction.first(
                    """
                    SELECT min(at), max(at) FROM timeline_entries
                    WHERE community_id = \(community) AND group_id = \(group)
                    """
                ) { row in row.isNull(0) ? nil : (row.integer(0), row.integer(1)) } ?? nil
            let days =
                try transaction.first(
                    """
                    SELECT min(day), max(day) FROM daily_facts
                    WHERE community_id = \(community) AND group_id = \(group)
                    """
                ) { row in row.isNull(0) ? nil : (row.integer(0), row.integer(1)) } ?? nil
            var range = days.map { ($0.0, $0.1) }
            if let ends {
                let first = Int64(calendar.day(of: .init(milliseconds: ends.0)).number)
                let last = Int64(calendar.day(of: .init(milliseconds: ends.1)).number)
                range = (min(range?.0 ?? first, first), max(range?.1 ?? last, last))
            }
            guard let range else { continue }
            try transaction.execute(
                """
                INSERT INTO fact_recounts (community_id, group_id, next_day, last_day)
                VALUES (\(community), \(group), \(range.0), \(range.1))
                ON CONFLICT (community_id, group_id) DO UPDATE SET next_day = excluded.next_day,
                    last_day = excluded.last_day
                """)
        }
    }
}

/// The time zones of the communities that a batch of events is about.
struct CommunityCalendars {
    private var known: [Int64: DayCalendar] = [:]

    mutating func calendar(of community: Int64, _ transaction: ReadTransaction) throws -> DayCalendar {
        if let calendar = known[community] { return calendar }
        let zone = try transaction.first("SELECT time_zone FROM communities WHERE id = \(community)") { $0.text(0) }
        let calendar = DayCalendar(identifier: zone ?? "")
        known[community] = calendar
        return calendar
    }

    mutating func day(of event: Event, _ transaction: ReadTransaction) throws -> Int {
        try calendar(of: event.communityID, transaction).day(of: .init(milliseconds: event.at)).number
    }
}
