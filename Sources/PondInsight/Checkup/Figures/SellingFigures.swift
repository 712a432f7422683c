import PondStats

/// Who sells, how soon, and what it does to the talk.
///
/// Advertisements of drive-by accounts are the door's business and kept apart from the house's own selling.
struct SellingFigures {
    /// Whoever said fewer is not named for it.
    private static let namedMin = 3
    private static let driveByMessagesMax = 8
    private static let driveByDaysMax = 7
    private static let driveByShareMin = 0.5
    private static let pitchedMin = 5
    private static let silenceWindowHours = 24
    private static let silencePitchesMin = 10
    /// Student's t at 97.5 % with nine degrees of freedom.
    private static let studentTenPairs = 2.262

    /// Rows of the house's promotions, in order of time.
    let rows: [Int]
    /// People who came, advertised and had little else to say.
    let driveBy: [Int]
    /// Sellers of the house, the busiest first.
    let sellers: [Int]
    let daysToFirstPitch: [Double]
    /// Newcomers who were offered something by name within a day of joining.
    let pitched: Set<Int>
    /// Rows that few people repeat over days and that may sell or not.
    let unread: [Int]
    /// Change of others' talk after a promotion, and over how many pitches; nil when there are too few, or when chance
    /// may have made it.
    let silence: (change: Double, pitches: Int)?

    init(_ talk: Conversation, people: PersonFigures, newcomers: NewcomerFigures, found: Sellers) {
        pitched = found.pitched
        unread = found.unread
        let arrivals = Set(newcomers.newcomers)
        let driveBy = (0..<talk.memberCount).filter { person in
            guard people.promotions[person] > 0, !newcomers.isStaff(person) else { return false }
            let span = Int(people.lastDay[person] - people.firstDay[person])
            let isNew = arrivals.contains(person) || people.firstDay[person] >= 2
            return isNew && people.messages[person] <= Self.driveByMessagesMax && span <= Self.driveByDaysMax
                && people.share(people.promotions, person) >= Self.driveByShareMin
        }
        self.driveBy = driveBy
        let strangers = Set(driveBy)
        let rows = (0..<talk.count).filter { row in
            talk.isPerson(row) && talk.columns.features(row).contains(.promotion)
                && !strangers.contains(Int(talk.columns.person[row]))
        }
        self.rows = rows
        sellers = (0..<talk.memberCount).filter { people.promotions[$0] >= Self.namedMin && !strangers.contains($0) }
            .sorted { (people.promotions[$0], -$0) > (people.promotions[$1], -$1) }
        daysToFirstPitch = Self.daysToFirstPitch(talk, newcomers: newcomers, people: people, rows: rows)
        silence = Self.silence(talk, rows: rows)
    }

    private static func daysToFirstPitch(
        _ talk: Conversation, newcomers: NewcomerFigures, people: PersonFigures, rows: [Int]
    ) -> [Double] {
        let times = rows.map { talk.columns.time[$0] }
        let days = Double(LocalClock.dayMilliseconds)
        var arrival: [Int: Int64] = [:]
        for event in talk.events where event.kind == .joined || event.kind == .joinedUnvouched {
            if arrival[Int(event.person)] == nil { arrival[Int(event.person)] = event.time }
        }
        if arrival.isEmpty {
            for row in (0..<talk.count) where talk.isPerson(row) {
                let person = Int(talk.columns.person[row])
                if arrival[person] == nil { arrival[person] = talk.columns.time[row] }
            }
        }
        let waits = newcomers.newcomers.compactMap { person -> Double? in
            guard let joined = arrival[person] else { return nil }
            let next = lowerBound(times, joined)
            return next < times.count ? Double(times[next] - joined) / days : nil
        }
        return waits.count >= pitchedMin ? waits : []
    }

    /// Others' messages in the day after each pitch against the day before it, where a 95 % interval of the mean
    /// difference leaves out 0.
    private static func silence(_ talk: Conversation, rows: [Int]) -> (change: Double, pitches: Int)? {
        let window = Int64(silenceWindowHours) * LocalClock.hourMilliseconds
        var pitches: [Int64] = []
        for row in rows where talk.columns.time[row] - (pitches.last ?? .min / 2) >= window {
            pitches.append(talk.columns.time[row])
        }
        guard pitches.count >= silencePitchesMin else { return nil }
        let others = (0..<talk.count).filter {
            talk.isPerson($0) && !talk.columns.features($0).contains(.promotion)
        }
        let times = others.map { talk.columns.time[$0] }
        func said(from: Int64, until: Int64) -> Double {
            Double(lowerBound(times, until) - lowerBound(times, from))
        }
        let before = pitches.map { said(from: $0 - window, until: $0) }
        let after = pitches.map { said(from: $0 + 1, until: $0 + window) }
        let changes = zip(after, before).map { $0 - $1 }
        let usual = Summaries.mean(before)
        guard usual > 0, isSure(changes) else { return nil }
        return (Summaries.mean(changes) / usual, pitches.count)
    }

    /// Whether the 95 % interval of the mean leaves out 0: Student's t, with the quantile of ten pairs for any number,
    /// which errs on the careful side.
    private static func isSure(_ changes: [Double]) -> Bool {
        let mean = Summaries.mean(changes)
        let squares = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let count = Double(changes.count)
        return abs(mean) > studentTenPairs * (squares / (count - 1) / count).squareRoot()
    }

    /// First position whose time is not before `time`.
    private static func lowerBound(_ times: [Int64], _ time: Int64) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
