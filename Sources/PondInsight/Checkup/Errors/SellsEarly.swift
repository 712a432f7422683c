import PondStats

/// 急于变现: the house sells before it has given.
///
/// Only the house's own promotions count here; advertisements of drive-by accounts are a matter of the door. Below a
/// minimum of promotions nothing is weighed.
extension Audit {
    func sellsEarly() -> Checkup.ErrorFinding {
        guard content.lines >= thresholds.auditMessagesMin else {
            return .cannotTell(
                .sellsEarly, [.tooFewMessages], next: .init(.exportMoreDays, days: thresholds.recentDays))
        }
        var tally = Tally()
        let promotions = content.selling.rows.count
        let share = content.share(promotions)
        let isEnough = promotions >= thresholds.promotionsMin
        let points =
            !isEnough
            ? 0 : share >= thresholds.promotionShareHigh ? 2 : share >= thresholds.promotionShareRaised ? 1 : 0
        tally.weigh(
            points,
            .init(
                .promotionShare, isSign: points > 0, count: promotions, total: content.lines, share: share,
                limit: thresholds.promotionShareRaised, people: named(content.selling.sellers),
                excerpt: promotions > 0 ? excerpt(.promotion, of: content.selling.sellers) : nil))
        if isEnough, share >= thresholds.promotionShareRaised {
            weighBudget(promotions, &tally)
            weighSellers(&tally)
            weighHaste(&tally)
        }
        return tally.finding(
            .sellsEarly, watchFrom: 2, reasons: talk.owner == nil ? [.ownerUnknown] : [],
            evidenceMax: thresholds.evidenceMax,
            bad: .init(.pausePromotion, value: thresholds.valueToPromotionMin, days: thresholds.newcomerDays),
            good: .init(.keepPromotionBudget, value: thresholds.valueToPromotionMin))
    }

    private func weighBudget(_ promotions: Int, _ tally: inout Tally) {
        let ratio = Double(content.value) / Double(promotions)
        let isOver = ratio < thresholds.valueToPromotionMin
        tally.weigh(
            isOver ? (ratio < thresholds.valueToPromotionMin / 2 ? 2 : 1) : 0,
            .init(.valueToPromotion, isSign: isOver, value: ratio, limit: thresholds.valueToPromotionMin))
    }

    /// The owner where known, else whoever sells most.
    private func weighSellers(_ tally: inout Tally) {
        let known = talk.owner.flatMap { people.promotions[$0] >= thresholds.estimateTotalMin ? $0 : nil }
        guard let seller = known ?? content.selling.sellers.first else { return }
        let share = people.share(people.promotions, seller)
        let isSign = share >= thresholds.sellerShareHigh && people.promotions[seller] >= thresholds.estimateTotalMin
        let points = !isSign ? 0 : share >= thresholds.sellerShareGrave ? 2 : 1
        tally.weigh(
            points,
            .init(
                .sellerShare, isSign: isSign, count: people.promotions[seller], total: people.messages[seller],
                share: share, limit: thresholds.sellerShareHigh, people: [seller]))
    }

    private func weighHaste(_ tally: inout Tally) {
        let waits = content.selling.daysToFirstPitch
        if let median = Summaries.median(waits) {
            let isSoon = median <= thresholds.firstPitchDaysMin
            tally.weigh(
                isSoon ? 1 : 0,
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
