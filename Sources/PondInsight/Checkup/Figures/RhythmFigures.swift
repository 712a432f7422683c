import PondStats

/// When people are there.
struct RhythmFigures {
    static let hoursOfWeek = 168
    private static let slotsMax = 3
    private static let crowd = 3

    let talk: Conversation

    func result() -> Checkup.Rhythm {
        var messages = [Int](repeating: 0, count: Self.hoursOfWeek)
        var people = messages
        var crowdedWeeks = messages
        var seen = [UInt64](repeating: 0, count: talk.people.count * 3)
        var present: Set<Int32> = []
        var current: (day: Int32, hour: UInt8) = (-1, 0)
        for row in 0..<talk.count where talk.isPerson(row) {
            let (hour, person) = (talk.hourOfWeek[row], talk.columns.person[row])
            if current != (talk.day[row], hour) {
                if present.count >= Self.crowd { crowdedWeeks[Int(current.hour)] += 1 }
                present.removeAll(keepingCapacity: true)
                current = (talk.day[row], hour)
            }
            present.insert(person)
            messages[Int(hour)] += 1
            let (word, bit) = (Int(person) * 3 + Int(hour) / 64, UInt64(1) << UInt64(hour % 64))
            if seen[word] & bit == 0 {
                seen[word] |= bit
                people[Int(hour)] += 1
            }
        }
        if present.count >= Self.crowd { crowdedWeeks[Int(current.hour)] += 1 }
        return Checkup.Rhythm(
            messages: messages, people: people,
            bestSlots: bestSlots(messages: messages, people: people, crowdedWeeks: crowdedWeeks),
            nightShare: nightShare(messages))
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
    private func occurrences(weekday: Int) -> Int {
        let until = (weekday - talk.calendarDay(0).weekday + 7) % 7
        return stride(from: until, to: talk.dayCount, by: 7).count { talk.coverage.isCovered[$0] }
    }

    /// Most people first, outside the quiet hours; an hour next to a chosen one on the same day says nothing new and is
    /// passed over.
    private func bestSlots(messages: [Int], people: [Int], crowdedWeeks: [Int]) -> [Checkup.Slot] {
        let alive = people.filter { $0 > 0 }.map(Double.init)
        guard !alive.isEmpty, talk.sufficiency.tells(.slots) else { return [] }
        let mean = Summaries.mean(alive)
        var chosen: [Int] = []
        let order = people.indices.filter { !isNight($0) }.sorted {
            (people[$0], messages[$0], -$0) > (people[$1], messages[$1], -$1)
        }
        for hour in order where chosen.count < Self.slotsMax && people[hour] > 0 {
            let isBeside = chosen.contains { $0 / 24 == hour / 24 && abs($0 - hour) <= 1 }
            if !isBeside { chosen.append(hour) }
        }
        return chosen.map { hour in
            Checkup.Slot(
                weekday: hour / 24, hour: hour % 24, people: people[hour], messages: messages[hour],
                liftOverMean: Double(people[hour]) / mean,
                weeksShare: Double(crowdedWeeks[hour]) / Double(max(1, occurrences(weekday: hour / 24))))
        }
    }
}
