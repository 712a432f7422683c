import PondStats

/// 无门槛: anybody gets in, nobody asks who they are.
///
/// Told by what newcomers do: whether they speak, advertise, leave at once, come in waves, were asked anything.
extension Audit {
    func noDoor() -> Checkup.ErrorFinding {
        let arrived = arrivals.newcomers
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
        let unvouched = arrived.filter { people.isUnvouched[$0] }.count
        if unvouched > 0 {
            tally.weigh(
                0,
                .init(
                    .joinedUnvouched, isSign: false, count: unvouched, total: arrived.count,
                    share: Double(unvouched) / Double(max(1, arrived.count))))
        }
    }

    private func weighWaves(_ arrived: [Int], _ tally: inout Tally) {
        var joins = [Int](repeating: 0, count: max(1, talk.dayCount))
        for person in arrived {
            let day = arrivals.arrival(person)
            if day >= 0, day < joins.count { joins[day] += 1 }
        }
        let usual = max(1, Summaries.median(joins.filter { $0 > 0 }.map(Double.init)) ?? 1)
        // The first days of an export hold the founding, which is no wave.
        let later = joins.indices.dropFirst(thresholds.newcomerDays)
        guard let day = later.max(by: { joins[$0] < joins[$1] }), joins[day] >= thresholds.joinWaveMin,
            Double(joins[day]) >= thresholds.joinWaveFactor * usual
        else { return }
        tally.weigh(
            1, .init(.joinWave, isSign: true, count: joins[day], value: usual, day: talk.calendarDay(day)))
    }

    /// Introductions of newcomers, and lines that ask for one or speak of approval.
    private func weighDoorSigns(_ arrived: [Int], _ tally: inout Tally) {
        guard arrived.count >= thresholds.newcomersMin else { return }
        let newcomers = Set(arrived)
        var introduced: Set<Int> = []
        var asking = 0
        for row in 0..<talk.count where talk.isPerson(row) {
            let flags = talk.columns.features(row)
            guard !flags.isDisjoint(with: [.introduction, .door]), !flags.contains(.promotion) else { continue }
            let person = Int(talk.columns.person[row])
            if newcomers.contains(person) { introduced.insert(person) } else { asking += 1 }
        }
        let signs = min(arrived.count, max(introduced.count, asking))
        let share = Double(signs) / Double(arrived.count)
        let isMissing = share < thresholds.doorSignShareLow
        tally.weigh(
            isMissing ? 1 : 0,
            .init(
                .doorSigns, isSign: isMissing, count: signs, total: arrived.count, share: share,
                limit: thresholds.doorSignShareLow))
        if share >= thresholds.doorSignShareGood { tally.ease(1) }
    }
}
