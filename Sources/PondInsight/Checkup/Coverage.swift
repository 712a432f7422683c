import Foundation

/// Which days of the span the exports hold: a day without a line is either a silent day or a day that was not exported.
///
/// Told apart by what stands around it. A group that falls silent for days also has days of a few lines; where the
/// talk breaks off between full days and stays away for longer than chance lets it, the days are missing. Thin ends of
/// a group that dies, weekends of a group that rests on them, and the silent days of a slow group are silence.
struct Coverage {
    /// Days from `first` on, counted like `Conversation.day`.
    struct Stretch: Hashable {
        let first: Int
        let days: Int
    }

    /// Talk days looked at on either side of a stretch.
    private static let nearbyDays = 7
    /// Half of the talk days on either side have so many lines, or the stretch is silence.
    private static let fullDayLinesMin = 10
    /// Days with talk besides which a stretch can be judged at all.
    private static let talkDaysMin = 7
    /// Shorter stretches are holidays and weekends of a group that has them.
    private static let stretchDaysMin = 3
    /// Stretches up to here tell how easily the group falls silent.
    private static let shortStretchDaysMax = 7
    /// Chance of meeting such a stretch anywhere in the span.
    private static let chanceMax = 0.0001
    /// Where nine talk days in ten have so many lines, a silent day is rare whatever the short stretches say.
    private static let busyDayLinesMin = 20
    private static let busySilenceChanceMax = 0.05
    private static let busyQuantile = 0.1
    /// A weekday on which the group talks less than half as often as on its best one is a day of rest.
    private static let restShare = 0.5

    let dayCount: Int
    let missing: [Stretch]
    let isCovered: [Bool]
    let recentDays: Int

    var daysMissing: Int { missing.reduce(0) { $0 + $1.days } }
    var coveredDays: Int { dayCount - daysMissing }
    var isWhole: Bool { missing.isEmpty }

    /// Covered share of all days or of the last `recentDays`, whichever is less; 1 without days.
    var share: Double {
        let recent = isCovered.suffix(recentDays)
        guard !recent.isEmpty else { return 1 }
        let shares = [
            Double(coveredDays) / Double(dayCount), Double(recent.count { $0 }) / Double(recent.count),
        ]
        return shares.min() ?? 1
    }

    /// - Parameters:
    ///   - lines: lines of people of each day from the first to the last.
    ///   - weekday: of the first day, 0 = Monday.
    ///   - certainFrom: no day from here on is missing.
    init(lines: [Int], weekday: Int, recentDays: Int, certainFrom: Int? = nil) {
        dayCount = lines.count
        self.recentDays = recentDays
        let talkDays = lines.indices.filter { lines[$0] > 0 }
        let rests = Self.restDays(lines, weekday: weekday)
        func working(_ stretch: Stretch) -> Int {
            (stretch.first..<(stretch.first + stretch.days)).count { !rests[($0 + weekday) % 7] }
        }
        let stretches = zip(talkDays, talkDays.dropFirst()).enumerated().compactMap { position, days in
            days.1 - days.0 > 1 ? (after: position, Stretch(first: days.0 + 1, days: days.1 - days.0 - 1)) : nil
        }
        let workingLines = talkDays.filter { !rests[($0 + weekday) % 7] }.map { lines[$0] }
        let short = stretches.count { (1...Self.shortStretchDaysMax).contains(working($0.1)) }
        let chance = Self.silenceChance(workingLines, shortStretches: short)
        let found = stretches.filter { after, stretch in
            let length = working(stretch)
            return stretch.first < certainFrom ?? lines.count && talkDays.count >= Self.talkDaysMin
                && length >= Self.stretchDaysMin
                && Double(talkDays.count) * pow(chance, Double(length)) < Self.chanceMax
                && Self.isFull(talkDays.prefix(after + 1).suffix(Self.nearbyDays).map { lines[$0] })
                && Self.isFull(talkDays.dropFirst(after + 1).prefix(Self.nearbyDays).map { lines[$0] })
        }.map(\.1)
        missing = found
        var isCovered = [Bool](repeating: true, count: lines.count)
        for stretch in found {
            for day in stretch.first..<(stretch.first + stretch.days) { isCovered[day] = false }
        }
        self.isCovered = isCovered
    }

    /// By weekday, Monday first.
    private static func restDays(_ lines: [Int], weekday: Int) -> [Bool] {
        var talked = [Double](repeating: 0, count: 7)
        for day in lines.indices where lines[day] > 0 { talked[(day + weekday) % 7] += 1 }
        let best = talked.max() ?? 0
        return talked.map { $0 < restShare * best }
    }

    private static func isFull(_ lines: [Int]) -> Bool {
        lines.isEmpty ? false : lines.sorted()[(lines.count - 1) / 2] >= fullDayLinesMin
    }

    /// Chance that a silent day follows a day: the greater of what short stretches show and of what days of one and two
    /// lines let expect (A. Chao, "Nonparametric estimation of the number of classes in a population", 1984).
    private static func silenceChance(_ lines: [Int], shortStretches: Int) -> Double {
        guard !lines.isEmpty else { return 1 }
        let talked = Double(lines.count)
        let (ones, twos) = (Double(lines.count { $0 == 1 }), Double(lines.count { $0 == 2 }))
        let unseen = ones * max(0, ones - 1) / (2 * (twos + 1))
        let chance = max((Double(shortStretches) + 1) / (talked + 2), unseen / (unseen + talked))
        let isBusy = lines.sorted()[Int(busyQuantile * talked)] >= busyDayLinesMin
        return isBusy ? min(chance, busySilenceChanceMax) : chance
    }
}
