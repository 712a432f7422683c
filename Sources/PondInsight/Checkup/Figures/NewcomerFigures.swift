import PondExchange
import PondStats

/// Who is new, and who of them stays.
struct NewcomerFigures {
    private static let weeksMax = 26
    private static let weekDays = 7
    private static let monthDays = 30

    let talk: Conversation
    let people: PersonFigures

    var basis: Checkup.Newcomers.Basis {
        people.joinedDay.contains { $0 >= 0 } ? .joinLines : .firstMessages
    }

    /// Joined by a join line; without join lines, spoke first after the first two weeks.
    var newcomers: [Int] {
        switch basis {
        case .joinLines:
            return people.joinedDay.indices.filter { person in
                let (joined, first) = (people.joinedDay[person], people.firstDay[person])
                return joined >= 0 && (first < 0 || first >= joined)
            }
        case .firstMessages:
            let from = Int32(talk.thresholds.establishedDays)
            return (0..<talk.memberCount).filter { people.firstDay[$0] >= from && !isStaff($0) }
        }
    }

    func isStaff(_ person: Int) -> Bool {
        person == talk.owner || talk.people[person].role != .member
    }

    func arrival(_ person: Int) -> Int {
        Int(people.joinedDay[person] >= 0 ? people.joinedDay[person] : people.firstDay[person])
    }

    func result() -> Checkup.Newcomers {
        let newcomers = self.newcomers
        let settled = newcomers.filter { arrival($0) + talk.thresholds.newcomerDays < talk.dayCount }
        return Checkup.Newcomers(
            basis: basis, count: newcomers.count { $0 < talk.memberCount },
            joinedOnly: newcomers.count { $0 >= talk.memberCount },
            spoke: talk.estimate(settled.count { people.firstDay[$0] >= 0 }, of: settled.count),
            backWithin7Days: back(newcomers, within: 7), backWithin30Days: back(newcomers, within: 30),
            cohorts: cohorts())
    }

    /// Of the newcomers who spoke and whose `days` days have passed, those who spoke on another day within them.
    func back(_ newcomers: [Int], within days: Int) -> Checkup.Estimate {
        let due = due(newcomers, within: days)
        let back = due.count { isBack($0, within: days) }
        // Who came back on a day that is missing would count as gone.
        let isEnough = due.count >= talk.thresholds.newcomersMin
        return isEnough && !talk.isFullOfHoles
            ? talk.estimate(back, of: due.count) : Checkup.Estimate(count: back, total: due.count)
    }

    /// Of the newcomers who spoke, those whose `days` days have passed.
    func due(_ newcomers: [Int], within days: Int) -> [Int] {
        newcomers.filter { person in
            let first = Int(people.firstDay[person])
            return first >= 0 && first + days < talk.dayCount
        }
    }

    /// Whether somebody who spoke did so again on another of the next `days` days.
    func isBack(_ person: Int, within days: Int) -> Bool {
        let second = people.secondDay[person]
        return second >= 0 && Int(second - people.firstDay[person]) <= days
    }

    /// Without rows where days are missing: its zeros would be theirs. A last period that is not over has too many of
    /// them, too, and is left out of all rows but its own.
    private func cohorts() -> Checkup.CohortTable {
        let weeks = (talk.dayCount + Self.weekDays - 1) / Self.weekDays
        let isWeekly = weeks <= Self.weeksMax
        let length = isWeekly ? Self.weekDays : Self.monthDays
        let periods = (talk.dayCount + length - 1) / length
        var appearances = [[Int]](repeating: [], count: talk.memberCount)
        for row in 0..<talk.count where talk.isPerson(row) {
            let (person, period) = (Int(talk.columns.person[row]), Int(talk.day[row]) / length)
            if appearances[person].last != period { appearances[person].append(period) }
        }
        let table = Retention(appearances: appearances, periodCount: periods)
        let whole = talk.dayCount / length
        let cohorts = (0..<periods).filter { table.sizes[$0] > 0 }.map { period in
            Checkup.Cohort(
                day: talk.calendarDay(period * length), size: table.sizes[period],
                active: Array(table.active[period].prefix(max(1, whole - period))))
        }
        return Checkup.CohortTable(
            period: isWeekly ? .week : .month,
            cohorts: talk.isFullOfHoles ? [] : cohorts)
    }
}

extension Conversation {
    /// A share with its interval, or only the counts when there are too few.
    func estimate(_ count: Int, of total: Int) -> Checkup.Estimate {
        guard total >= thresholds.estimateTotalMin else {
            return Checkup.Estimate(count: count, total: total, share: nil, low: nil, high: nil)
        }
        let proportion = Proportion(successes: count, total: total)
        let interval = proportion.interval()
        return Checkup.Estimate(
            count: count, total: total, share: proportion.share, low: interval.low, high: interval.high)
    }
}
