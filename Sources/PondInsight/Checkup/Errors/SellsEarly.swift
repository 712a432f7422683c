import PondStats

/// 急于变现: the house sells before it has given.
///
/// Only the house's own promotions count here; advertisements of drive-by accounts are a matter of the door. Below a
/// minimum of promotions nothing is weighed and nobody is named: so few may be mistakes of the word lists.
extension Audit {
    private static let watchFrom = 2

    func sellsEarly() -> Checkup.ErrorFinding {
        guard tooLittleToRead.isEmpty else {
            return .cannotTell(.sellsEarly, tooLittleToRead, next: .init(.exportMoreDays, days: thresholds.recentDays))
        }
        var tally = Tally()
        let promotions = content.selling.rows.count
        let share = content.share(promotions)
        let isEnough = promotions >= thresholds.promotionsMin
        let strangers = people.promotions.reduce(0, +) - promotions
        let marks = [
            thresholds.promotionShareRaised, thresholds.promotionShareHigh, thresholds.promotionShareGrave,
        ]
        let points = isEnough ? marks.count { share >= $0 } : 0
        weighPitches(&tally)
        tally.weigh(
            points,
            .init(
                .promotionShare, isSign: points > 0, count: promotions, total: content.lines, share: share,
                value: strangers > 0 ? Double(strangers) : nil, limit: thresholds.promotionShareRaised,
                people: isEnough ? named(content.selling.sellers) : [],
                excerpt: isEnough ? excerpt(.promotion, of: content.selling.sellers) : nil))
        if isEnough, share >= thresholds.promotionShareNoted {
            // What is of value is told by words.
            if talk.isLanguageKnown { weighBudget(promotions, &tally) }
            weighSellers(&tally)
            weighHaste(&tally)
        }
        if tally.points < Self.watchFrom, let unread = unreadRefrains { return unread }
        if tally.points < Self.watchFrom, !talk.isLanguageKnown { return offersNotRead }
        return tally.finding(
            .sellsEarly, watchFrom: Self.watchFrom, reasons: talk.owner == nil ? [.ownerUnknown] : [],
            evidenceMax: thresholds.evidenceMax,
            bad: pause(share: share, promotions: promotions),
            good: .init(.keepPromotionBudget, value: thresholds.valueToPromotionMin))
    }

    /// What asks for less than is done already is left out.
    private func pause(share: Double, promotions: Int) -> Checkup.Step {
        let isOverBudget = Double(content.value) < thresholds.valueToPromotionMin * Double(promotions)
        return .init(
            .pausePromotion, share: share >= thresholds.promotionShareRaised ? thresholds.promotionShareRaised : nil,
            value: isOverBudget ? thresholds.valueToPromotionMin : nil, days: thresholds.newcomerDays)
    }

    /// Offers in words that no list holds.
    private var offersNotRead: Checkup.ErrorFinding {
        let most = thresholds.promotionShareRaised * Double(thresholds.sampleLines)
        return .cannotTell(
            .sellsEarly, [.languageNotKnown],
            next: .init(.countOffers, count: thresholds.sampleLines, value: most))
    }

    /// Too many lines that a few repeat for days to say that nobody sells, though nothing in them says that they do.
    private var unreadRefrains: Checkup.ErrorFinding? {
        let rows = content.selling.unread
        let share = content.share(rows.count)
        guard rows.count >= thresholds.promotionsMin, share >= thresholds.promotionShareRaised else { return nil }
        let lines = Dictionary(grouping: rows) { Int(talk.columns.person[$0]) }.mapValues(\.count)
        let callers = named(lines.keys.sorted { (lines[$0, default: 0], -$0) > (lines[$1, default: 0], -$1) })
        let evidence = Checkup.Evidence(
            .refrains, isSign: false, count: rows.count, total: content.lines, share: share,
            limit: thresholds.promotionShareRaised, people: callers)
        return .cannotTell(
            .sellsEarly, [.refrainsNotUnderstood], evidence: [evidence], next: .init(.readTheRefrains, people: callers))
    }

    /// Newcomers who are offered something by name within a day: the textbook case, decisive alone.
    private func weighPitches(_ tally: inout Tally) {
        let pitched = content.selling.pitched.count
        let arrived = arrivals.newcomers.count
        guard pitched >= thresholds.pitchedNewcomersMin else { return }
        let share = Double(pitched) / Double(max(1, arrived))
        guard share >= thresholds.pitchedNewcomerShareHigh else { return }
        tally.weigh(
            Tally.found,
            .init(
                .daysToFirstPromotion, isSign: true, count: pitched, total: arrived,
                value: Summaries.median(content.selling.daysToFirstPitch) ?? 0, limit: thresholds.firstPitchDaysMin))
    }

    private func weighBudget(_ promotions: Int, _ tally: inout Tally) {
        let ratio = Double(content.value) / Double(promotions)
        let isOver = ratio < thresholds.valueToPromotionMin
        tally.weigh(
            isOver ? (ratio < thresholds.valueToPromotionMin / 2 ? 2 : 1) : 0,
            .init(.valueToPromotion, isSign: isOver, value: ratio, limit: thresholds.valueToPromotionMin))
    }

    /// The three who sell most: how much of what they say is selling.
    private func weighSellers(_ tally: inout Tally) {
        let sellers = Array(content.selling.sellers.prefix(3))
        let sold = sellers.reduce(0) { $0 + people.promotions[$1] }
        let said = sellers.reduce(0) { $0 + people.messages[$1] }
        guard said > 0, sold >= thresholds.promotionsMin else { return }
        let share = Double(sold) / Double(said)
        let isSign = share >= thresholds.sellerShareHigh
        let points = !isSign ? 0 : share >= thresholds.sellerShareGrave ? 2 : 1
        tally.weigh(
            points,
            .init(
                .sellerShare, isSign: isSign, count: sold, total: said, share: share,
                limit: thresholds.sellerShareHigh, people: named(sellers)))
    }

    private func weighHaste(_ tally: inout Tally) {
        let waits = content.selling.daysToFirstPitch
        let isTold = tally.evidence.contains { $0.code == .daysToFirstPromotion }
        if !isTold, let median = Summaries.median(waits) {
            let isSoon = median <= thresholds.firstPitchDaysMin
            let points = isSoon ? (median <= thresholds.firstPitchDaysGrave ? 2 : 1) : 0
            tally.weigh(
                points,
                .init(
                    .daysToFirstPromotion, isSign: isSoon, count: waits.count, value: median,
                    limit: thresholds.firstPitchDaysMin))
        }
        if let silence = content.selling.silence, silence.change <= -thresholds.silenceAfterPromotionHigh {
            tally.weigh(
                1,
                .init(
                    .silenceAfterPromotion, isSign: true, count: silence.pitches, share: -silence.change,
                    limit: thresholds.silenceAfterPromotionHigh))
        }
    }
}
