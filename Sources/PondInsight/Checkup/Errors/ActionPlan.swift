import PondExchange
import PondStats

/// At most five things to do, greatest expected effect first.
///
/// The order is a rule, not a measurement: errors found, by severity; errors to watch; then what the figures invite.
struct ActionPlan {
    static let actionsMax = 5

    private static let bridgesAsked = 2

    let audit: Audit
    let errors: [Checkup.ErrorFinding]

    func result() -> [Checkup.Action] {
        guard audit.talk.sufficiency.noGroup == nil else { return [] }
        guard audit.talk.sufficiency.tells(.verdicts) else { return [missingDays ?? comeBack] }
        let wrong = errors.filter { $0.verdict == .found || $0.verdict == .watch }
            .sorted { ($0.severity, rank($1.error)) > ($1.severity, rank($0.error)) }
            .map(action)
        return Array(([missingDays].compactMap { $0 } + wrong + invited).prefix(Self.actionsMax))
    }

    /// All that can be advised where nothing can be told.
    private var comeBack: Checkup.Action {
        let isLong = audit.talk.coverage.coveredDays >= audit.thresholds.auditDaysMin
        let step =
            isLong
            ? Checkup.Step(.exportMoreTalk, count: audit.thresholds.auditMessagesMin)
            : Checkup.Step(.exportMoreDays, days: audit.thresholds.recentDays)
        return plain(step, .operators, .whenReady, .high)
    }

    /// Before anything else where so much is missing that half of the figures are.
    private var missingDays: Checkup.Action? {
        guard audit.talk.isFullOfHoles else { return nil }
        return plain(.init(.exportMissingDays, days: audit.talk.coverage.daysMissing), .operators, .thisWeek, .high)
    }

    /// Among equally grave errors what harms daily comes first; seats are gone through when the rest is in order.
    private func rank(_ error: DeadlyError) -> Int {
        let order: [DeadlyError] = [.sellsEarly, .noDoor, .overActive, .unclearPosition, .noScreening]
        return order.firstIndex(of: error) ?? 0
    }

    private func action(_ finding: Checkup.ErrorFinding) -> Checkup.Action {
        let (who, when): (Checkup.Action.Who, Checkup.Action.When) =
            switch finding.error {
            case .overActive: (.operators, .thisWeek)
            case .sellsEarly: (.marketing, .today)
            case .unclearPosition: (.owner, .thisWeek)
            case .noDoor: (.operators, .thisWeek)
            case .noScreening: (.owner, .thisWeek)
            }
        return Checkup.Action(
            step: finding.next, who: who, when: when, effect: finding.verdict == .found ? .high : .medium,
            error: finding.error)
    }

    private var invited: [Checkup.Action] {
        // Where fewer come, the hours of better days help less than asking those who stay away.
        let isFalling = audit.activity.trend?.direction == .falling
        let hours = isFalling ? [quiet, slots] : [slots, quiet]
        let rest = [split, othersLead, newcomers, answers, bridges] + hours + [thanks]
        return (audit.isCollapsing ? [quiet] + rest.filter { $0 != quiet } : rest).compactMap { $0 }
    }

    private func plain(
        _ step: Checkup.Step, _ who: Checkup.Action.Who, _ when: Checkup.Action.When, _ effect: Checkup.Action.Effect
    ) -> Checkup.Action {
        Checkup.Action(step: step, who: who, when: when, effect: effect, error: nil)
    }

    private var split: Checkup.Action? {
        guard let proposal = audit.network.split, proposal.followsCircles else { return nil }
        return plain(
            .init(
                .splitGroup, count: proposal.parts.count, share: proposal.cutShare,
                people: proposal.parts.compactMap(\.leaderCandidates.first)),
            .owner, .withinTwoWeeks, .high)
    }

    private var othersLead: Checkup.Action? {
        guard let owner = audit.ecology.owner.person, let share = audit.ecology.owner.messageShare,
            share >= audit.thresholds.ownerShareHigh
        else { return nil }
        return plain(.init(.letOthersLead, share: share, people: [owner]), .owner, .withinTwoWeeks, .medium)
    }

    private var newcomers: Checkup.Action? {
        guard let share = audit.newcomers.backWithin30Days.share ?? audit.newcomers.backWithin7Days.share,
            share < audit.thresholds.newcomersBackGood
        else { return nil }
        return plain(.init(.welcomeNewcomers, share: share), .operators, .thisWeek, .medium)
    }

    private var answers: Checkup.Action? {
        let questions = audit.content.questions
        let share = Double(audit.content.answered) / Double(max(1, questions))
        guard questions >= audit.thresholds.newcomersMin, share < audit.thresholds.questionsAnsweredGood else {
            return nil
        }
        return plain(.init(.answerQuestions, share: share), .support, .thisWeek, .medium)
    }

    private var bridges: Checkup.Action? {
        let bridges = audit.network.bridges.prefix(Self.bridgesAsked).filter { $0.person != audit.talk.owner }
        guard let last = bridges.last, last.shareTogether >= audit.thresholds.bridgeShareHigh else { return nil }
        return plain(
            .init(.askBridgesToLead, share: last.shareTogether, people: bridges.map(\.person)), .owner,
            .withinTwoWeeks, .medium)
    }

    private var slots: Checkup.Action? {
        let slots = audit.rhythm.bestSlots
        guard !slots.isEmpty else { return nil }
        return plain(.init(.useBestSlots, slots: slots), .operators, .nextActivity, .low)
    }

    private var quiet: Checkup.Action? {
        guard audit.talk.sufficiency.tells(.recentSpeakers) else { return nil }
        let quiet = audit.quietPeople
        guard quiet.count >= audit.thresholds.estimateTotalMin else { return nil }
        let effect: Checkup.Action.Effect = audit.isCollapsing ? .high : .low
        return plain(
            .init(.askTheQuiet, count: quiet.count, people: audit.named(quiet)), .operators, .thisWeek, effect)
    }

    private var thanks: Checkup.Action? {
        let givers = audit.givers
        guard !givers.isEmpty else { return nil }
        return plain(.init(.thankGivers, people: audit.named(givers)), .owner, .thisWeek, .low)
    }
}

extension Audit {
    /// People who used to speak often and have not for four weeks, though they were there within half a year.
    var quietPeople: [Int] {
        (0..<talk.memberCount).filter {
            people.activeDays[$0] >= thresholds.wentQuietDaysMin && people.recentMessages[$0] == 0
                && people.isExample($0, talk)
        }
    }

    /// Souls and thinkers whom the owner has to thank.
    var givers: [Int] {
        ecology.roles.filter { $0.role == .soul || $0.role == .thinker }.flatMap(\.people)
            .filter { $0 != talk.owner }
    }

    /// Talk or people fell to half of what they were, or less.
    var isCollapsing: Bool {
        [activity.trend, activity.messageTrend].compactMap { $0 }.contains {
            $0.falls(by: thresholds.collapseShareHigh)
        }
    }
}
