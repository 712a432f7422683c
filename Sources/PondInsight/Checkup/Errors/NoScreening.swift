import PondStats

/// 无筛选: nobody is ever let go, and those who are not there fill the seats.
///
/// Needs lines that would show a removal. That nobody was removed is never an error by itself: it takes dead
/// weight that
/// a screening round would have found.
extension Audit {
    func noScreening() -> Checkup.ErrorFinding {
        var reasons: [Checkup.ErrorFinding.Reason] = []
        if talk.dayCount < thresholds.screeningDaysMin { reasons.append(.tooFewDays) }
        // Days that are missing from the export would pass for silence.
        if hasHoles { reasons.append(.daysMissing) }
        if let unseen { reasons.append(unseen) }
        if content.lines < thresholds.auditMessagesMin { reasons.append(.tooFewMessages) }
        guard reasons.isEmpty else {
            if reasons == [.removalsNotTold], let seats = emptySeats() { return seats }
            return .cannotTell(.noScreening, reasons, next: wayOut(reasons))
        }
        var tally = Tally()
        let silent = weighSilence(&tally)
        weighRedPackets(&tally)
        weighKeptSellers(&tally)
        weighFall(&tally)
        let removals = talk.events.filter { $0.kind == .removed }
        weighRemovals(removals, &tally)
        return tally.finding(
            .noScreening, watchFrom: 2, mayBeFound: removals.isEmpty,
            reasons: capabilities.listsMembers ? [] : [.noMemberList], evidenceMax: thresholds.evidenceMax,
            bad: rehearsal(of: silent), good: .init(.keepScreening))
    }

    /// Where removals are not told, a member list still shows who sits there in silence: worth a look, and no proof.
    private func emptySeats() -> Checkup.ErrorFinding? {
        guard capabilities.listsMembers else { return nil }
        var tally = Tally()
        let silent = weighSilence(&tally)
        guard tally.points > 0 else { return nil }
        return tally.finding(
            .noScreening, watchFrom: 1, mayBeFound: false, reasons: [.removalsNotTold],
            evidenceMax: thresholds.evidenceMax, bad: rehearsal(of: silent), good: .init(.keepScreening))
    }

    private func rehearsal(of silent: [Int]) -> Checkup.Step {
        .init(
            .rehearseScreening, count: max(1, min(silent.count + content.redPacketOnly.count, seatsPerRoundMax)),
            days: 3, people: named(Array(Set(content.redPacketOnly).union(silent)).sorted(by: >)))
    }

    private var hasHoles: Bool {
        talk.isFullOfHoles
            || !livesHere && daysWithTalk < thresholds.screeningDaysShareMin
    }

    /// Why a removal could not be seen; nil where it could.
    private var unseen: Checkup.ErrorFinding.Reason? {
        if talk.live != nil { return livesHere ? nil : .livesHereTooShortly }
        if talk.hasPresenceLines { return .joinsArePresence }
        if !talk.tellsInviters { return .removalsNotTold }
        return capabilities.showsSystemLines ? nil : .noSystemLines
    }

    /// For so long that a removal would be known.
    private var livesHere: Bool { talk.daysHere >= thresholds.screeningDaysMin }

    /// The step that would let it be told, among those that are possible.
    private func wayOut(_ reasons: [Checkup.ErrorFinding.Reason]) -> Checkup.Step {
        if reasons.contains(.joinsArePresence) || reasons.contains(.removalsNotTold) {
            return .init(.checkMembersByHand)
        }
        if reasons.contains(.noSystemLines) {
            // Exporters of others leave members out, whatever one chooses.
            return .init(talk.platforms == ["wechat"] ? .exportWithMembers : .checkMembersByHand)
        }
        if reasons.contains(.daysMissing) { return .init(.exportMissingDays) }
        return reasons.contains(.tooFewDays) || reasons.contains(.livesHereTooShortly)
            ? .init(.exportMoreDays, days: thresholds.screeningDaysMin)
            : .init(.exportMoreTalk, count: thresholds.auditMessagesMin)
    }

    /// Days on which anything was said ÷ days.
    private var daysWithTalk: Double {
        Double(activity.daily.count { $0.messages > 0 }) / Double(max(1, talk.dayCount))
    }

    /// A round that takes out more than a tenth of the members frightens the rest.
    private var seatsPerRoundMax: Int { max(1, talk.memberCount / 10) }

    /// Members who are still in, had two weeks' time to speak, and fell silent.
    var silentPeople: [Int] { settledPeople.filter(isSilent) }

    /// Members who are still in and had two weeks' time to speak.
    ///
    /// Known are those who are listed, spoke, or were seen to join: who joined and never spoke sits there in silence.
    private var settledPeople: [Int] {
        let settledFrom = Int32(talk.dayCount - thresholds.settledDays)
        let isListed = capabilities.listsMembers
        return talk.people.indices.filter { person in
            let isIn = people.goneDay[person] == PersonFigures.never
            let isKnown = person < talk.memberCount || people.joinedDay[person] >= 0
            let isSettled = people.joinedDay[person] < settledFrom && people.firstDay[person] < settledFrom
            return isIn && isSettled && isKnown && (!isListed || talk.people[person].isListed)
        }
    }

    /// Returns the silent.
    private func weighSilence(_ tally: inout Tally) -> [Int] {
        let settled = settledPeople
        let silent = settled.filter(isSilent)
        guard settled.count >= thresholds.newcomersMin else { return silent }
        let share = Double(silent.count) / Double(settled.count)
        let marks = [thresholds.silentShareRaised, thresholds.silentShareHigh, thresholds.silentShareGrave]
        let points = marks.count { share >= $0 }
        tally.weigh(
            points,
            .init(
                .silentMembers, isSign: points > 0, count: silent.count, total: settled.count, share: share,
                value: Double(quietDays), limit: thresholds.silentShareRaised, people: named(silent)))
        return silent
    }

    /// Four weeks; half of what a shorter export shows, for most of its people spoke within four weeks somehow.
    private var quietDays: Int {
        max(thresholds.settledDays, min(thresholds.recentDays, talk.dayCount / 2))
    }

    /// Said next to nothing, or stopped: who speaks once a month is not silent after three weeks.
    private func isSilent(_ person: Int) -> Bool {
        let quiet = talk.dayCount - 1 - Int(people.lastDay[person])
        let spoken = people.activeDays[person]
        if spoken <= 1 { return quiet >= thresholds.settledDays }
        guard quiet >= quietDays else { return false }
        let came = Int(people.joinedDay[person] >= 0 ? people.joinedDay[person] : people.firstDay[person])
        let before = max(1, Int(people.lastDay[person]) - came + 1)
        return quiet >= before || Double(spoken) * Double(quiet) / Double(before) >= thresholds.missedDaysMin
    }

    private func weighRedPackets(_ tally: inout Tally) {
        guard content.redPacketOpenings > 0 else { return }
        let only = content.redPacketOnly.filter { people.goneDay[$0] == PersonFigures.never }
        let share = Double(only.count) / Double(max(1, talk.people.count))
        let isHigh = share >= thresholds.redPacketOnlyShareHigh && only.count >= thresholds.estimateTotalMin
        let isRaised = share >= thresholds.redPacketOnlyShareRaised && only.count >= 3
        tally.weigh(
            isHigh ? 2 : isRaised ? 1 : 0,
            .init(
                .redPacketOnly, isSign: isRaised, count: only.count, total: talk.people.count, share: share,
                limit: thresholds.redPacketOnlyShareRaised, people: named(only)))
        let taken = only.reduce(0) { $0 + people.redPacketsOpened[$1] }
        let takenShare = Double(taken) / Double(content.redPacketOpenings)
        if takenShare >= thresholds.redPacketOpeningsShareHigh, only.count >= thresholds.estimateTotalMin {
            tally.weigh(
                1,
                .init(
                    .redPacketOpenings, isSign: true, count: taken, total: content.redPacketOpenings,
                    share: takenShare, limit: thresholds.redPacketOpeningsShareHigh))
        }
    }

    /// Members who keep advertising and are kept: a screening round would have begun with them.
    private func weighKeptSellers(_ tally: inout Tally) {
        let kept = (0..<talk.memberCount).filter { person in
            people.goneDay[person] == PersonFigures.never && !arrivals.isStaff(person)
                && people.promotions[person] >= thresholds.keptSellerPromotionsMin
                && people.share(people.promotions, person) >= thresholds.sellerShareHigh
                && Int(people.lastDay[person] - people.firstDay[person]) >= thresholds.settledDays
        }
        guard kept.count > 1, tally.points > 0 else { return }
        let sold = kept.reduce(0) { $0 + people.promotions[$1] }
        let said = kept.reduce(0) { $0 + people.messages[$1] }
        tally.weigh(
            1,
            .init(
                .sellerShare, isSign: true, count: sold, total: said, share: Double(sold) / Double(max(1, said)),
                limit: thresholds.sellerShareHigh, people: named(kept)))
    }

    private func weighFall(_ tally: inout Tally) {
        guard let trend = activity.trend, trend.direction == .falling, trend.isGradual, trend.firstMean > 0 else {
            return
        }
        let fall = 1 - trend.lastMean / trend.firstMean
        guard fall >= thresholds.activeFallHigh else { return }
        tally.weigh(
            1, .init(.activeFalling, isSign: true, share: fall, value: trend.lastMean, limit: trend.firstMean))
    }

    private func weighRemovals(_ removals: [NoticeEvent], _ tally: inout Tally) {
        if let last = removals.last {
            tally.weigh(
                0,
                .init(
                    .removals, isSign: false, count: removals.count,
                    day: talk.calendarDay(talk.day(of: last.time))))
            tally.ease(1)
            return
        }
        let days = talk.live == nil ? talk.dayCount : talk.daysHere
        let isLong = days >= thresholds.noRemovalDaysHigh
        // No removal is a sign only beside dead weight.
        tally.weigh(
            tally.points == 0 ? 0 : isLong ? 2 : 1,
            .init(
                .noRemovals, isSign: tally.points > 0, value: Double(days),
                day: talk.calendarDay(talk.dayCount - days)))
    }
}
