extension Checkup {
    /// A kind of figure that a chat must be long and full enough for.
    package enum Figure: String, Codable, CaseIterable, Hashable, Sendable {
        /// What is said about the five errors, and each advice drawn from figures.
        case verdicts
        /// 无筛选 looks for people who fell silent, which takes longer.
        case screening
        /// 参与度, 活跃度, 贡献度 and the overall score.
        case indices
        /// Souls, thinkers, active members, spectators.
        case roles
        /// Ranks, circles, bridges and reach.
        case network
        /// The map of the week's hours.
        case hours
        /// The best hours for an activity.
        case slots
        /// Newcomers who spoke again.
        case returning
        /// Who spoke in the last 28 days, of all.
        case recentSpeakers
        /// Trend and change points.
        case trend
    }

    /// Why something is no group, so that nothing said of groups is said of it.
    package enum NoGroup: String, Codable, CaseIterable, Hashable, Sendable {
        /// The export says that two talk.
        case privateChat
        /// Fewer than `Thresholds.groupSpeakersMin` people speak.
        case fewSpeakers
    }

    /// What a figure needs, in calendar days and in lines of people; a figure whose need is not met is not given.
    package struct Need: Codable, Hashable, Sendable {
        package var figure: Figure
        package var days: Int
        /// Lines of people, without system lines.
        package var messages: Int
        /// Least share of the days, and of the last 28, that the exports must hold; 0 = any, 1 = all.
        package var coverage = 0.0
        package var isMet: Bool
    }

    /// Days that the exports do not hold, though they lie between those that they do.
    package struct Coverage: Codable, Hashable, Sendable {
        package var daysMissing = 0
        /// In the order of time.
        package var missing: [MissingDays] = []
        /// Covered share of all days or of the last 28, whichever is less.
        package var share = 1.0
    }

    /// One stretch of them.
    package struct MissingDays: Codable, Hashable, Sendable {
        package var day: CalendarDay
        package var days: Int
    }

    /// Days from the first to the last message that the exports hold.
    package var daysCovered: Int { totals.days - coverage.daysMissing }

    /// Whether this chat is long and full enough for a figure.
    package func tells(_ figure: Figure) -> Bool {
        needs.contains { $0.figure == figure && $0.isMet }
    }
}
