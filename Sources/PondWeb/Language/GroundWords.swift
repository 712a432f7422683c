import PondInsight

/// The first line of the headline: what the figures allow one to say about the ground.
extension CheckupWords {
    /// What keeps a ground from being good, gravest first.
    private enum Shortfall {
        case falling, onlookers, substance
    }

    private static let strengthMin = 60
    private static let speakersShareGood = 0.5
    private static let answeredShareGood = 0.6
    private static let daysAliveGood = 0.9

    /// Fewer than half of the healthy share.
    static func lacks(_ role: EcologyRole, in ecology: Checkup.Ecology) -> Bool {
        ecology.roles.contains { $0.role == role && $0.share < $0.healthyLow / 2 }
    }

    private var shortfall: Shortfall? {
        if checkup.activity.trend?.direction == .falling { return .falling }
        if checkup.ecology.roles.contains(where: { $0.role == .spectator && $0.share > $0.healthyHigh }) {
            return .onlookers
        }
        return isSubstanceScarce ? .substance : nil
    }

    /// Nobody says far more of value than others, nor do all together say much: an evenly useful group lacks nothing.
    var isSubstanceScarce: Bool {
        isLanguageKnown && Self.lacks(.thinker, in: checkup.ecology) && isValueLow
    }

    /// The group lost half of its talk or people, or more: the first thing to say, however good the ground.
    private var collapse: Phrase? {
        let share = Self.limits.collapseShareHigh
        if let trend = checkup.activity.trend, trend.falls(by: share) {
            let (first, last) = (Self.level(trend.firstMean), Self.level(trend.lastMean))
            return Phrase(
                "人在散：每周说话的从 \(first) 人掉到 \(last) 人。", "It is emptying: from \(first) speakers a week to \(last).")
        }
        if let trend = checkup.activity.messageTrend, trend.falls(by: share) {
            let (first, last) = (Self.level(trend.firstMean), Self.level(trend.lastMean))
            return Phrase(
                "在冷下来：每天从 \(first) 条掉到 \(last) 条。", "It is going silent: from \(first) messages a day to \(last).")
        }
        return nil
    }

    /// nil where there is no score to speak from.
    var ground: Phrase? {
        guard let overall = checkup.indices?.overall else { return nil }
        if let collapse { return collapse }
        return switch overall {
        case 70...: good
        case 50..<70: middling
        case 30..<50: thin
        default:
            shortfall == .falling
                ? Phrase("要重新把人聚起来。", "It needs gathering again.") : Phrase("还没热起来。", "It has not warmed up yet.")
        }
    }

    private var good: Phrase {
        switch shortfall {
        case .falling: Phrase("底子好，近来在变冷。", "Good ground, cooling lately.")
        case .onlookers: Phrase("底子不错，围观的偏多。", "Good ground, many onlookers.")
        case .substance: Phrase("底子不错，干货偏少。", "Good ground, little substance.")
        case nil:
            checkup.errors.contains { $0.verdict == .found }
                ? Phrase("底子还在。", "The ground is sound.") : Phrase("底子很好，人也对。", "Good ground, the right people.")
        }
    }

    private var middling: Phrase {
        switch shortfall {
        case .falling: Phrase("底子还在，人在变少。", "The ground is sound, the people fewer.")
        case .onlookers: Phrase("底子还在，多数人在围观。", "The ground is sound, most only look on.")
        case .substance: Phrase("底子还在，干货偏少。", "The ground is sound, substance is scarce.")
        case nil: Phrase("底子还在。", "The ground is sound.")
        }
    }

    private var thin: Phrase {
        switch shortfall {
        case .falling: Phrase("人还在，热闹在变薄。", "The people are there, the life is thinning.")
        case .substance: Phrase("人有了，干货还不够。", "The people are there, substance not yet.")
        default: Phrase("人有了，热闹还不够。", "The people are there, the life not yet.")
        }
    }

    /// The best thing that can be said beside a found error: of the strongest index, and only if its plain figure
    /// bears it out. nil when nothing can.
    var strength: Phrase? {
        guard let indices = checkup.indices else { return nil }
        let said: [(Checkup.Index, Checkup.IndexPart.Code, Double, Phrase)] = [
            (
                indices.participation, .recentSpeakers, Self.speakersShareGood,
                Phrase("肯开口的人多。", "Many take part.")
            ),
            (indices.activity, .daysAlive, Self.daysAliveGood, Phrase("天天有人来。", "People come every day.")),
            (
                indices.contribution, .answeredQuestions, Self.answeredShareGood,
                Phrase("有问有答。", "Questions get answers.")
            ),
        ]
        return said.filter { index, code, least, _ in
            index.value >= Self.strengthMin && index.parts.contains { $0.code == code && $0.value >= least }
        }.max { $0.0.value < $1.0.value }?.3
    }
}
