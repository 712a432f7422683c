import PondCommunity
import PondCore
import PondInsight
import PondTalk

/// Everything that the page of the day is made of. Read at a cost that does not grow with history: days come from
/// `daily_facts`, lists are bounded.
struct TodayFacts: Sendable {
    /// A group and how many are in it, counted no further than `GroupSizes.countedMax`.
    struct SizedGroup: Sendable {
        let group: Group
        let members: Int
        let span: GroupSpan?
    }

    /// The newest checkup, and what anybody was found to be in it.
    struct LatestCheckup: Sendable {
        let id: ID<CheckupSnapshot>
        let result: Checkup
        let traits: Set<CheckupTrait>
    }

    let today: CalendarDay
    /// 28 whole days and then today, which is not over; nil for who may not see the whole community.
    let days: [DailyFact]?
    let memberCount: Int
    /// Who came on the last seven days of the calendar, today among them.
    let arrivals: Arrivals.Count
    /// The same seven days earlier, up to the same hour.
    let arrivalsBefore: Arrivals.Count
    /// The busiest of the last seven days first.
    let groups: [SizedGroup]
    let groupCount: Int
    let isCounting: Bool
    /// Oldest first, one page of them.
    let reports: [Report]
    let interrupted: [Import]
    let ending: [Invitation]
    let checkup: LatestCheckup?
    let now: Timestamp
}

/// Reads them.
struct TodayReader: Sendable {
    static let wholeDays = 28
    static let weekDays = 7
    static let groupsMax = 12
    private static let weekMilliseconds: Int64 = 7 * 86_400_000
    /// Invitations that end within these three days are worth a look.
    private static let endingMilliseconds: Int64 = 3 * 86_400_000

    let facts: DailyFacts
    let checkups: Checkups
    let arrivals: Arrivals
    let directory: MemberDirectory
    let groups: Groups
    let sizes: GroupSizes
    let reports: Reports
    let imports: Imports
    let invitations: Invitations

    /// What of it the caller may see.
    func read(_ standing: Standing, now: Timestamp) async throws -> TodayFacts {
        let calendar = DayCalendar(identifier: standing.community.timeZone)
        let today = calendar.day(of: now)
        let seesAll = standing.allows(.viewConsole)
        let recent = RecentDays(timeZone: standing.community.timeZone, now: now)
        let (week, before) = (recent.start(Self.weekDays), recent.start(2 * Self.weekDays))
        // Whoever came in this very millisecond counts.
        let end = now.adding(milliseconds: 1)
        let sameHour = end.adding(milliseconds: -Self.weekMilliseconds)
        let own = try await groups.all(of: standing.community.id).filter { standing.allows(.viewConsole, in: $0.id) }
        return TodayFacts(
            today: today,
            days: seesAll
                ? try await facts.days(standing, from: Self.day(today, -Self.wholeDays), to: today) : nil,
            memberCount: seesAll ? try await directory.count(MemberFilter(), as: standing).value : 0,
            arrivals: seesAll ? try await arrivals.count(from: week, until: end, as: standing) : .none,
            arrivalsBefore: seesAll ? try await arrivals.count(from: before, until: sameHour, as: standing) : .none,
            groups: try await sized(own, standing, today), groupCount: own.count,
            isCounting: try await facts.isCounting(standing),
            reports: standing.allows(.reviewReports) ? try await reports.open(as: standing) : [],
            interrupted: try await interrupted(standing), ending: try await ending(standing, now),
            checkup: try await latestCheckup(standing), now: now)
    }

    private func latestCheckup(_ standing: Standing) async throws -> TodayFacts.LatestCheckup? {
        guard standing.allows(.viewInsight), let latest = try await checkups.latest(as: standing) else { return nil }
        return TodayFacts.LatestCheckup(
            id: latest.id, result: try await checkups.result(latest.id, as: standing),
            traits: try await checkups.traits(of: latest.id, as: standing))
    }

    private static func day(_ day: CalendarDay, _ offset: Int) -> CalendarDay {
        CalendarDay(number: day.number + offset)
    }

    private func sized(
        _ own: [Group], _ standing: Standing, _ today: CalendarDay
    ) async throws -> [TodayFacts.SizedGroup] {
        let spans = try await facts.groups(
            own.map(\.id), standing, from: Self.day(today, -Self.weekDays), to: today)
        let bySpan = Dictionary(uniqueKeysWithValues: spans.map { ($0.group, $0) })
        let busiest = own.sorted { (bySpan[$0.id]?.messages ?? 0) > (bySpan[$1.id]?.messages ?? 0) }
            .prefix(Self.groupsMax)
        let counts = try await sizes.count(busiest.map(\.id), of: standing.community.id)
        return busiest.map { .init(group: $0, members: counts[$0.id] ?? 0, span: bySpan[$0.id]) }
    }

    /// Imports that nobody goes on with.
    private func interrupted(_ standing: Standing) async throws -> [Import] {
        guard standing.allows(.importHistory) else { return [] }
        return try await imports.all(of: standing.community.id).filter { $0.state == .running && !$0.isHeld }
    }

    private func ending(_ standing: Standing, _ now: Timestamp) async throws -> [Invitation] {
        guard standing.allowsSomewhere(.manageInvitations) else { return [] }
        let limit = now.adding(milliseconds: Self.endingMilliseconds)
        return try await invitations.all(as: standing).filter { invitation in
            guard invitation.state(at: now) == .open, let end = invitation.expiresAt else { return false }
            return end < limit
        }
    }
}
