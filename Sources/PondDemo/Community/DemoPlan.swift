package import PondCore
import PondStats

/// What happens in the demo's community, day after day: pure, and the same for the same seed and end.
package struct DemoPlan: Sendable {
    package static let daysDefault = 90
    package static let seedDefault: UInt64 = 20_240_901
    static let dayMilliseconds: Int64 = 86_400_000
    /// Asia/Shanghai has had no summer time since 1991.
    private static let zoneMilliseconds: Int64 = 8 * 3_600_000

    package let people: [DemoPerson]
    /// The morning of the founding.
    package let start: Timestamp
    /// In order of time; none is later than the end that was asked for.
    package let acts: [DemoAct]

    /// - Parameters:
    ///   - end: the moment up to which things happened.
    ///   - days: how long the community has been there, at least three weeks.
    package init(seed: UInt64 = DemoPlan.seedDefault, end: Timestamp, days: Int = DemoPlan.daysDefault) {
        let days = max(21, days)
        let today = (end.milliseconds + Self.zoneMilliseconds) / Self.dayMilliseconds
        let first = (today - Int64(days)) * Self.dayMilliseconds - Self.zoneMilliseconds
        people = DemoPeople.all(days: days)
        start = Timestamp(milliseconds: first + 6 * 3_600_000)
        var writer = DemoWriter(seed: seed, firstDay: first, days: days, people: people)
        writer.writeAll()
        let past = writer.acts.filter { $0.at <= end }
        acts = (past + writer.readings(of: past, at: end)).enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }
}
