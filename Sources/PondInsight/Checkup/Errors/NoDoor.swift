import PondStats

/// 无门槛: anybody gets in, nobody asks who they are.
///
/// Told by what newcomers do: whether they speak, advertise, leave at once, come in waves, were asked anything.
/// A door shows: newcomers introduce themselves, are asked to, or are let in by somebody. Where next to none of many
/// did, one harm that follows from it is enough; where a door shows, crowds and codes are no error.
extension Audit {
    func noDoor() -> Checkup.ErrorFinding {
        let arrived = cameLater
        let asked = purposeQuestions
        let advertisers = content.selling.driveBy
        let isBlind = !capabilities.showsJoins && advertisers.isEmpty && asked.count < thresholds.purposeQuestionsRaised
        let more = Checkup.Step(.exportWithMembers)
        guard tooLittle.isEmpty else {
            return .cannotTell(.noDoor, tooLittle, next: .init(.exportMoreDays, days: thresholds.recentDays))
        }
        if isBlind { return .cannotTell(.noDoor, [.noJoinLines], next: more) }
        guard arrived.count >= thresholds.newcomersMin || advertisers.count >= thresholds.newcomerAdvertisersMin else {
            return .cannotTell(.noDoor, [.tooFewNewcomers], next: more)
        }
        var tally = Tally()
        weighAdvertisers(advertisers, arrived: arrived, &tally)
        if capabilities.showsJoins { weighJoins(arrived, &tally) }
        weighDoorSigns(arrived, &tally)
        if !capabilities.showsJoins, tally.points + (asked.count >= thresholds.purposeQuestionsRaised ? 1 : 0) < 2 {
            return .cannotTell(.noDoor, [.noJoinLines], evidence: tally.evidence, next: more)
        }
        if asked.count >= thresholds.purposeQuestionsRaised {
            tally.weigh(
                1,
                .init(
                    .purposeQuestions, isSign: true, count: asked.count, people: named(asked.people),
                    excerpt: excerpt(.purpose)))
        }
        return tally.finding(
            .noDoor, watchFrom: 2, reasons: capabilities.showsJoins ? [] : [.noJoinLines],
            evidenceMax: thresholds.evidenceMax, bad: .init(.buildADoor, value: 3), good: .init(.keepDoor))
    }

    /// Newcomers without those of the first day, who founded the group or were there before it; all of them where
    /// nearly nobody came later.
    private var cameLater: [Int] {
        let all = arrivals.newcomers
        let later = all.filter { arrivals.arrival($0) > 0 }
        return later.count >= thresholds.newcomersMin ? later : all
    }

    private func weighAdvertisers(_ advertisers: [Int], arrived: [Int], _ tally: inout Tally) {
        guard advertisers.count > 1 else { return }
        let total = max(arrived.count, advertisers.count)
        let share = Double(advertisers.count) / Double(total)
        let isMany =
            advertisers.count >= thresholds.newcomerAdvertisersMin && share >= thresholds.newcomerAdvertiserShareHigh
        tally.weigh(
            isMany ? 2 : 1,
            .init(
                .newcomerAdvertisements, isSign: true, count: advertisers.count, total: total, share: share,
                limit: thresholds.newcomerAdvertiserShareHigh, people: named(advertisers),
                excerpt: excerpt(.promotion, of: advertisers)))
    }

    private func weighJoins(_ arrived: [Int], _ tally: inout Tally) {
        let spoke = newcomers.spoke
        if spoke.total >= thresholds.newcomersMin, let share = spoke.share, let high = spoke.high {
            let points = high < thresholds.newcomersSpeakLow ? 2 : high < thresholds.newcomersSpeakRaised ? 1 : 0
            tally.weigh(
                points,
                .init(
                    .newcomersSpeak, isSign: points > 0, count: spoke.count, total: spoke.total, share: share,
                    limit: thresholds.newcomersSpeakRaised))
        }
        weighWaves(arrived, &tally)
        let soon = arrived.filter { person in
            let gone = Int(people.goneDay[person])
            return gone >= 0 && !people.wasRemoved[person] && gone - arrivals.arrival(person) <= thresholds.newcomerDays
        }
        let share = Double(soon.count) / Double(max(1, arrived.count))
        if soon.count >= thresholds.estimateTotalMin, share >= thresholds.leftSoonShareHigh {
            tally.weigh(
                1,
                .init(
                    .leftSoon, isSign: true, count: soon.count, total: arrived.count, share: share,
                    limit: thresholds.leftSoonShareHigh))
        }
        let strangers = arrived.count { people.isUnvouched[$0] && !people.isApproved[$0] }
        if strangers > 0 {
            let share = Double(strangers) / Double(max(1, arrived.count))
            let isSign = share >= thresholds.unvouchedShareHigh
            tally.weigh(
                isSign ? 1 : 0,
                .init(
                    .joinedUnvouched, isSign: isSign, count: strangers, total: arrived.count, share: share,
                    limit: thresholds.unvouchedShareHigh))
        }
    }

    /// Crowds that came within the hour, behind one code or one inviter; a sign when much of the group came so.
    private func weighWaves(_ arrived: [Int], _ tally: inout Tally) {
        let wanted = Set(arrived)
        let times = talk.events.filter { event in
            (event.kind == .joined || event.kind == .joinedUnvouched) && wanted.contains(Int(event.person))
        }.map(\.time)
        let window = Int64(thresholds.joinWaveMinutes) * 60_000
        var (first, inWaves, largest, largestAt) = (0, 0, 0, Int64(0))
        while first < times.count {
            var next = first
            while next < times.count, times[next] - times[first] <= window { next += 1 }
            let count = next - first
            if count >= thresholds.joinWaveMin {
                inWaves += count
                if count > largest { (largest, largestAt) = (count, times[first]) }
            }
            first = next
        }
        guard largest > 0, Double(inWaves) >= thresholds.joinWaveShareHigh * Double(times.count) else { return }
        let usual = max(1, Double(times.count) / Double(max(1, talk.dayCount)))
        tally.weigh(
            1,
            .init(
                .joinWave, isSign: true, count: largest, value: usual,
                day: talk.calendarDay(talk.day(of: largestAt))))
    }

    /// Introductions of newcomers, approvals, and lines that ask newcomers who they are.
    ///
    /// Weighs most where many came: of ten who say nothing of themselves some may simply be shy.
    private func weighDoorSigns(_ arrived: [Int], _ tally: inout Tally) {
        guard arrived.count >= thresholds.newcomersMin else { return }
        let (introduced, asking) = introductions(of: Set(arrived))
        let approved = arrived.count { people.isApproved[$0] }
        let signs = min(arrived.count, max(introduced, asking, approved))
        let share = Double(signs) / Double(arrived.count)
        let isMissing = share < thresholds.doorSignShareLow
        let isMany = capabilities.showsJoins && arrived.count >= thresholds.manyNewcomersMin
        tally.weigh(
            isMissing ? (isMany ? 3 : 2) : 0,
            .init(
                .doorSigns, isSign: isMissing, count: signs, total: arrived.count, share: share,
                limit: thresholds.doorSignShareLow))
        if share >= thresholds.doorSignShareGood { tally.ease(2) }
    }

    /// How many of `newcomers` introduced themselves, and how many lines of others ask for it or tell the rules.
    private func introductions(of newcomers: Set<Int>) -> (introduced: Int, asking: Int) {
        var (introduced, begun): (Set<Int>, Set<Int>) = ([], [])
        var asking = 0
        for row in 0..<talk.count where talk.isPerson(row) {
            let flags = talk.columns.features(row)
            let person = Int(talk.columns.person[row])
            guard newcomers.contains(person) else {
                if flags.contains(.door), !flags.contains(.promotion) { asking += 1 }
                continue
            }
            let isFirst = begun.insert(person).inserted
            guard !flags.contains(.promotion) else { continue }
            let isSoon = Int(talk.day[row]) - arrivals.arrival(person) <= thresholds.introductionDaysMax
            let greets = isFirst && isSoon && flags.contains(.greeting) && !flags.contains(.purpose)
            if greets || !flags.isDisjoint(with: [.introduction, .door]) { introduced.insert(person) }
        }
        return (introduced.count, asking)
    }
}
