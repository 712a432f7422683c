/// Which figures can be given at which span and size: the one place that decides it.
///
/// A figure below its need is not computed into the result at all, so that no page can show, praise or rank by it. The
/// days come from what each figure looks at: an hour of the week has to be met once to be drawn and twice to be
/// recommended, a role speaks of several weeks, a trend of four. The lines keep shares from jumping. What asks who
/// stayed away needs the days themselves: missing ones would pass for silence.
struct Sufficiency {
    /// Calendar days from the first to the last message, both counted, and which of them the exports hold.
    let coverage: Coverage
    /// Lines of people.
    let messages: Int
    /// People who spoke, bots aside.
    let speakers: Int
    /// All chats are of two.
    let isPrivate: Bool
    let thresholds: Thresholds

    /// Nothing is judged, scored or advised there, for all of it is about groups.
    ///
    /// Of a few lines nobody can say how many people there are.
    var noGroup: Checkup.NoGroup? {
        if isPrivate { return .privateChat }
        let isTold = messages >= thresholds.auditMessagesMin
        return isTold && speakers < thresholds.groupSpeakersMin ? .fewSpeakers : nil
    }

    func tells(_ figure: Checkup.Figure) -> Bool {
        if noGroup != nil, figure != .hours { return false }
        let need = need(of: figure)
        return coverage.coveredDays >= need.days && messages >= need.messages && coverage.share >= need.coverage
    }

    /// All figures with what they need, in the order of `Checkup.Figure.allCases`.
    var needs: [Checkup.Need] {
        Checkup.Figure.allCases.map { figure in
            let need = need(of: figure)
            return Checkup.Need(
                figure: figure, days: need.days, messages: need.messages, coverage: need.coverage,
                isMet: tells(figure))
        }
    }

    private func need(of figure: Checkup.Figure) -> (days: Int, messages: Int, coverage: Double) {
        let (lines, covered) = (thresholds.auditMessagesMin, thresholds.coverageShareMin)
        return switch figure {
        case .verdicts, .network: (thresholds.auditDaysMin, lines, 0)
        case .screening: (thresholds.screeningDaysMin, lines, covered)
        case .indices, .roles, .slots: (thresholds.patternDaysMin, lines, covered)
        case .hours: (thresholds.auditDaysMin, 0, 0)
        case .returning: (thresholds.newcomerDays + 1, 0, covered)
        case .trend: (thresholds.recentDays, 0, 1)
        // In the first 28 days whoever spoke at all spoke lately.
        case .recentSpeakers: (thresholds.recentDays + 1, 0, covered)
        }
    }
}
