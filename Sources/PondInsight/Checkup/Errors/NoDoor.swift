import PondStats

/// 无门槛: anybody gets in, nobody asks who they are.
///
/// Told by what newcomers do: whether they speak, advertise, leave at once, come in waves, were asked anything.
/// A door shows: newcomers introduce themselves, are asked to, are turned to on arrival, or are let in by somebody.
/// Where next to none did, and crowds, codes or harms show beside it, the error is found; that we read no introduction
/// is not enough, and where a door shows, crowds and codes are no error.
extension Audit {
    /// What a missing door weighs: not enough by itself, for words that we do not know may stand there.
    private static let doorMissing = 2

    func noDoor() -> Checkup.ErrorFinding {
        let arrived = cameLater
        let asked = purposeQuestions
        let more = Checkup.Step(.waitForNewcomers, count: thresholds.newcomersMin)
        guard tooLittle.isEmpty else {
            return .cannotTell(.noDoor, tooLittle, next: .init(.exportMoreDays, days: thresholds.recentDays))
        }
        var tally = Tally()
        weighAdvertisers(content.selling.driveBy, arrived: arrived, &tally)
        if let live = talk.live { weighGate(live, arrived: arrived, &tally) }
        // Strangers who advertise may have come through a door that the export does not show; so many passed it.
        guard capabilities.showsJoins else {
            if tally.points > 0 { return doorFinding(tally, [.noJoinLines], watchFrom: 1) }
            let step = talk.live == nil ? Checkup.Step(.checkDoorByHand) : more
            return .cannotTell(.noDoor, [.noJoinLines], evidence: tally.evidence, next: step)
        }
        guard arrived.count >= thresholds.newcomersMin else {
            // An invitation is a door, however few came through it.
            if talk.live?.needsInvitation == true, tally.points == 0 { return doorFinding(tally, [.tooFewNewcomers]) }
            return .cannotTell(.noDoor, [.tooFewNewcomers], evidence: tally.evidence, next: more)
        }
        weighJoins(arrived, &tally)
        let isOpen = weighStrangers(arrived, &tally)
        weighDoorSigns(arrived, isOpen: isOpen, &tally)
        if asked.count >= thresholds.purposeQuestionsRaised {
            tally.weigh(
                tally.points > Self.doorMissing ? 1 : 0,
                .init(
                    .purposeQuestions, isSign: true, count: asked.count, people: named(asked.people),
                    excerpt: excerpt(.purpose)))
        }
        return doorFinding(tally, [])
    }

    private func doorFinding(
        _ tally: Tally, _ reasons: [Checkup.ErrorFinding.Reason], watchFrom: Int = 3
    ) -> Checkup.ErrorFinding {
        let bad: Checkup.Step =
            switch talk.live?.needsInvitation {
            case nil: .init(.buildADoor, value: 3)
            case true?: .init(.limitInvitations)
            case false?: .init(.requireInvitation)
            }
        return tally.finding(
            .noDoor, watchFrom: watchFrom, reasons: reasons, evidenceMax: thresholds.evidenceMax, bad: bad,
            good: .init(tally.evidence.contains { $0.code == .doorSigns && $0.isSign } ? .welcomeNewcomers : .keepDoor))
    }

    /// Whether somebody has to be invited is a setting here, and who was is known.
    private func weighGate(_ live: LiveCommunity, arrived: [Int], _ tally: inout Tally) {
        let invited = arrived.count { people.isApproved[$0] }
        tally.weigh(
            live.needsInvitation ? 0 : 1,
            .init(
                live.needsInvitation ? .doorByInvitation : .doorOpen, isSign: !live.needsInvitation, count: invited,
                total: arrived.count, share: Double(invited) / Double(max(1, arrived.count))))
    }

    /// Newcomers without those of the first day, who founded the group or were there before it; all of them where
    /// nearly nobody came later.
    var cameLater: [Int] {
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
            isMany ? 2 : 0,
            .init(
                .newcomerAdvertisements, isSign: isMany, count: advertisers.count, total: total, share: share,
                limit: thresholds.newcomerAdvertiserShareHigh, people: isMany ? named(advertisers) : [],
                excerpt: isMany ? excerpt(.promotion, of: advertisers) : nil))
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
        let soon = leftSoon(arrived)
        let share = Double(soon.count) / Double(max(1, arrived.count))
        if soon.count >= thresholds.estimateTotalMin, share >= thresholds.leftSoonShareHigh {
            tally.weigh(
                1,
                .init(
                    .leftSoon, isSign: true, count: soon.count, total: arrived.count, share: share,
                    limit: thresholds.leftSoonShareHigh))
        }
    }

    /// Those who came through a code, with nobody to vouch for them.
    /// - Returns: whether most did.
    private func weighStrangers(_ arrived: [Int], _ tally: inout Tally) -> Bool {
        let strangers = arrived.count { people.isUnvouched[$0] && !people.isApproved[$0] }
        guard strangers > 0, talk.tellsInviters else { return false }
        let share = Double(strangers) / Double(max(1, arrived.count))
        let isSign = share >= thresholds.unvouchedShareHigh
        tally.weigh(
            isSign ? 2 : 0,
            .init(
                .joinedUnvouched, isSign: isSign, count: strangers, total: arrived.count, share: share,
                limit: thresholds.unvouchedShareHigh))
        return isSign
    }

    /// Left by themselves within their first days.
    func leftSoon(_ arrived: [Int]) -> [Int] {
        arrived.filter { person in
            let gone = Int(people.goneDay[person])
            return gone >= 0 && !people.wasRemoved[person] && gone - arrivals.arrival(person) <= thresholds.newcomerDays
        }
    }

    /// Crowds that came within the hour, behind one code or one inviter; a sign when much of the group came so.
    private func weighWaves(_ arrived: [Int], _ tally: inout Tally) {
        let wanted = Set(arrived)
        let times = talk.events.filter { event in
            // On the first day a group is put together.
            (event.kind == .joined || event.kind == .joinedUnvouched) && wanted.contains(Int(event.person))
                && talk.day(of: event.time) > 0
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
        let share = Double(inWaves) / Double(max(1, times.count))
        guard largest > 0, share >= thresholds.joinWaveShareHigh else { return }
        let usual = max(1, Double(times.count) / Double(max(1, talk.dayCount)))
        tally.weigh(
            share >= thresholds.joinWaveShareGrave ? 2 : 1,
            .init(
                .joinWave, isSign: true, count: largest, value: usual,
                day: talk.calendarDay(talk.day(of: largestAt))))
    }

    /// Introductions of newcomers, approvals, and lines that ask newcomers who they are. Where most came through a
    /// code, a few who happened to be greeted are no door.
    private func weighDoorSigns(_ arrived: [Int], isOpen: Bool, _ tally: inout Tally) {
        let introductions = Introductions(talk, arrivals: arrivals, newcomers: Set(arrived))
        let approved = arrived.count { people.isApproved[$0] }
        let signs = min(arrived.count, max(introductions.count, introductions.asking, approved))
        let share = Double(signs) / Double(arrived.count)
        // Introductions in words that no list holds may be there.
        let limit = isOpen ? thresholds.doorSignShareGood : thresholds.doorSignShareLow
        let isMissing = share < limit && talk.isLanguageKnown
        guard isMissing || share >= limit else { return }
        tally.weigh(
            isMissing ? Self.doorMissing : 0,
            .init(
                .doorSigns, isSign: isMissing, count: signs, total: arrived.count, share: share, limit: limit))
        if share >= thresholds.doorSignShareGood { tally.ease(2) }
    }
}
