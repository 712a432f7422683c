import PondStats

/// When people are there: how many of them speak in an hour of the week, each time that it comes round.
struct RhythmFigures {
    static let hoursOfWeek = 168
    private static let slotsMax = 3
    private static let crowd = 3
    /// Standard deviations; the largest of the 112 hours awake goes beyond them by chance in one chat of a hundred.
    private static let excessMin = 3.75

    private static let thirds = 3

    let talk: Conversation
    let activity: Checkup.Activity

    func result() -> Checkup.Rhythm {
        let all = seen(from: 0)
        let since = lastFall
        return Checkup.Rhythm(
            messages: all.messages, people: all.people, bestSlots: slots(since == 0 ? all : seen(from: since)),
            nightShare: nightShare(all.messages))
    }

    /// The day from which far fewer come, counted from the first; 0 where they never fell off.
    private var lastFall: Int {
        let share = talk.thresholds.collapseShareHigh
        let steps = activity.changePoints.filter {
            $0.series == .speakers && $0.direction == .down && $0.meanAfter < (1 - share) * $0.meanBefore
        }
        let isFading = [activity.trend, activity.messageTrend].contains { $0?.falls(by: share) == true }
        let lastThird = isFading ? talk.dayCount - talk.dayCount / Self.thirds : 0
        return max(lastThird, steps.last.map { $0.day.number - talk.firstDay } ?? 0)
    }

    /// Hours of the week, from some day on.
    private struct Hours {
        var messages: [Int]
        /// Mean number of people, each time that the hour came round.
        var people: [Double]
        /// Share of the times on which a crowd was there.
        var crowds: [Double]
        /// How often each weekday came round.
        var times: [Double]
    }

    private func seen(from first: Int) -> Hours {
        var messages = [Int](repeating: 0, count: Self.hoursOfWeek)
        var visits = messages
        var crowds = messages
        var present: Set<Int32> = []
        var current: (day: Int32, hour: UInt8) = (-1, 0)
        func close() {
            visits[Int(current.hour)] += present.count
            if present.count >= Self.crowd { crowds[Int(current.hour)] += 1 }
            present.removeAll(keepingCapacity: true)
        }
        for row in 0..<talk.count where talk.isPerson(row) && Int(talk.day[row]) >= first {
            if current != (talk.day[row], talk.hourOfWeek[row]) {
                close()
                current = (talk.day[row], talk.hourOfWeek[row])
            }
            present.insert(talk.columns.person[row])
            messages[Int(talk.hourOfWeek[row])] += 1
        }
        close()
        let times = (0..<7).map { Double(max(1, occurrences(weekday: $0, from: first))) }
        return Hours(
            messages: messages, people: visits.indices.map { Double(visits[$0]) / times[$0 / 24] },
            crowds: crowds.indices.map { Double(crowds[$0]) / times[$0 / 24] }, times: times)
    }

    /// The quiet hours that the checkup itself asks to keep.
    private func isNight(_ hour: Int) -> Bool {
        hour % 24 >= talk.thresholds.nightFromHour || hour % 24 < talk.thresholds.nightUntilHour
    }

    private func nightShare(_ messages: [Int]) -> Double {
        let total = messages.reduce(0, +)
        let night = messages.indices.filter(isNight)
        return total == 0 ? 0 : Double(night.reduce(0) { $0 + messages[$1] }) / Double(total)
    }

    /// How often a weekday falls into the days that the exports hold.
    private func occurrences(weekday: Int, from first: Int) -> Int {
        let until = (weekday - talk.calendarDay(first).weekday + 7) % 7
        return stride(from: first + until, to: talk.dayCount, by: 7).count { talk.coverage.isCovered[$0] }
    }

    /// Most people first, outside the quiet hours; an hour next to a chosen one on the same day says nothing new and is
    /// passed over, and so is one that hardly stands out, that is empty in most weeks, or that chance would explain:
    /// were people spread evenly, their number in an hour would be Poisson distributed, with its mean as variance.
    private func slots(_ hours: Hours) -> [Checkup.Slot] {
        let people = hours.people
        let awake = people.indices.filter { !isNight($0) }
        let mean = Summaries.mean(awake.map { people[$0] })
        guard mean > 0, talk.sufficiency.tells(.slots) else { return [] }
        var chosen: [Int] = []
        let order = awake.filter { hour in
            let expected = mean * hours.times[hour / 24]
            let excess = (people[hour] * hours.times[hour / 24] - expected) / expected.squareRoot()
            return people[hour] >= talk.thresholds.slotLiftMin * mean
                && hours.crowds[hour] >= talk.thresholds.slotWeeksMin
                && excess >= Self.excessMin
        }.sorted {
            (people[$0], hours.messages[$0], -$0) > (people[$1], hours.messages[$1], -$1)
        }
        for hour in order where chosen.count < Self.slotsMax {
            let isBeside = chosen.contains { $0 / 24 == hour / 24 && abs($0 - hour) <= 1 }
            if !isBeside { chosen.append(hour) }
        }
        return chosen.map { hour in
            Checkup.Slot(
                weekday: hour / 24, hour: hour % 24, people: people[hour], messages: hours.messages[hour],
                liftOverMean: people[hour] / mean, weeksShare: hours.crowds[hour])
        }
    }
}
