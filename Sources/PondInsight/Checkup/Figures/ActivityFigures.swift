import PondStats

/// Days, weeks, trend and change points.
struct ActivityFigures {
    private static let weekDays = 7

    let talk: Conversation
    let people: PersonFigures

    func result() -> Checkup.Activity {
        let daily = self.daily()
        let weekly = self.weekly(daily)
        let messages = daily.reduce(0) { $0 + $1.messages }
        let personDays = daily.reduce(0) { $0 + $1.speakers }
        return Checkup.Activity(
            daily: daily, weekly: weekly, trend: trend(weekly.map { Double($0.activePeople) }),
            messageTrend: trend(weekly.map { Double($0.messages) / Double(Self.weekDays) }),
            changePoints: changePoints(daily),
            messagesPerDay: Double(messages) / Double(max(1, talk.coverage.coveredDays)),
            messagesPerActivePersonDay: Double(messages) / Double(max(1, personDays)))
    }

    private func daily() -> [Checkup.DailyFacts] {
        var facts = (0..<talk.dayCount).map {
            Checkup.DailyFacts(
                day: talk.calendarDay($0), messages: 0, speakers: 0, newcomers: 0,
                isMissing: !talk.coverage.isCovered[$0])
        }
        var lastSeen = [Int32](repeating: -1, count: talk.people.count)
        for row in 0..<talk.count where talk.isPerson(row) {
            let (day, person) = (talk.day[row], Int(talk.columns.person[row]))
            facts[Int(day)].messages += 1
            guard lastSeen[person] != day else { continue }
            lastSeen[person] = day
            facts[Int(day)].speakers += 1
        }
        for person in talk.people.indices {
            let first = people.firstDay[person]
            let joined = people.joinedDay[person]
            let seen = joined >= 0 && (first < 0 || joined <= first) ? joined : first
            if seen >= 0, Int(seen) < facts.count { facts[Int(seen)].newcomers += 1 }
        }
        return facts
    }

    private func weekly(_ daily: [Checkup.DailyFacts]) -> [Checkup.WeeklyFacts] {
        let count = talk.dayCount / Self.weekDays
        guard count > 0 else { return [] }
        let offset = talk.dayCount - count * Self.weekDays
        var active = [Int](repeating: 0, count: count)
        var lastWeek = [Int](repeating: -1, count: talk.people.count)
        for row in 0..<talk.count where talk.isPerson(row) && Int(talk.day[row]) >= offset {
            let (week, person) = ((Int(talk.day[row]) - offset) / Self.weekDays, Int(talk.columns.person[row]))
            guard lastWeek[person] != week else { continue }
            lastWeek[person] = week
            active[week] += 1
        }
        return (0..<count).map { week in
            let days = daily[(offset + week * Self.weekDays)..<(offset + (week + 1) * Self.weekDays)]
            return Checkup.WeeklyFacts(
                day: talk.calendarDay(offset + week * Self.weekDays), messages: days.reduce(0) { $0 + $1.messages },
                activePeople: active[week], newcomers: days.reduce(0) { $0 + $1.newcomers },
                daysMissing: days.count(where: \.isMissing))
        }
    }

    private static let trendPValueMax = 0.05
    /// However sure, less than this share of the mean over the whole span is no rise or fall worth a word.
    private static let riseShareMin = 0.1
    /// Where the thirds of the span differ by more, nobody would call it steady, whether or not it went on falling.
    private static let thirdsChangeMin = 0.2
    /// A third of one week is a week like any other.
    private static let thirdsWeeksMin = 6

    /// Sen's line goes through the medians: its height is the median of what the slope leaves over (Conover 1980).
    private func trend(_ values: [Double]) -> Checkup.Trend? {
        guard talk.sufficiency.tells(.trend) else { return nil }
        let trend = MonotonicTrend(values)
        let third = max(1, values.count / 3)
        let rests = values.enumerated().map { $0.element - trend.slope * Double($0.offset) }
        let start = Summaries.median(rests) ?? 0
        let (first, last) = (Summaries.mean(Array(values.prefix(third))), Summaries.mean(Array(values.suffix(third))))
        let rise = abs(trend.slope) * Double(values.count - 1)
        let isSure =
            trend.pValue <= Self.trendPValueMax && rise >= Self.riseShareMin * max(1, Summaries.mean(values))
        let change = first > 0 && values.count >= Self.thirdsWeeksMin ? last / first - 1 : 0
        let leaning = isSure ? trend.slope : abs(change) > Self.thirdsChangeMin ? change : 0
        return Checkup.Trend(
            direction: leaning == 0 ? .steady : leaning > 0 ? .rising : .falling, isGradual: isSure,
            slopePerWeek: trend.slope, pValue: trend.pValue, firstMean: first, lastMean: last, lineStart: start,
            lineEnd: start + trend.slope * Double(values.count - 1))
    }

    private func changePoints(_ daily: [Checkup.DailyFacts]) -> [Checkup.ChangePoint] {
        guard talk.coverage.isWhole else { return [] }
        let messages = ChangePoints().find(in: daily.map { Double($0.messages) }).map { point(.messages, $0) }
        let speakers = ChangePoints().find(in: daily.map { Double($0.speakers) }).map { point(.speakers, $0) }
        return (messages + speakers).sorted { $0.day < $1.day }
    }

    private func point(_ series: Checkup.ChangePoint.Series, _ change: ChangePoints.Change) -> Checkup.ChangePoint {
        Checkup.ChangePoint(
            series: series, day: talk.calendarDay(change.position),
            direction: change.meanAfter > change.meanBefore ? .up : .down, meanBefore: change.meanBefore,
            meanAfter: change.meanAfter, pValue: change.pValue)
    }
}
