import PondStats

/// 参与度, 活跃度, 贡献度: three numbers from 0 to 100, defined here and nowhere else.
///
/// Each is 100 × the weighted mean of its parts; a part is a raw figure divided by the value at which it counts as full
/// (`full`), capped at 1. The weights and full marks are our own, set so that a lively, balanced group reads about 85
/// and none has full marks while a third stays away (docs/decisions/0010-full-marks-of-the-indices.md). A part that
/// this chat cannot show is left out and the others weigh the more.
struct IndexFormulas {
    private struct Part {
        let code: Checkup.IndexPart.Code
        let weight: Double
        let value: Double
        let full: Double
    }

    private static let recentFull = 1.0
    private static let evennessFull = 0.6
    private static let returningFull = 1.0
    private static let stickinessFull = 0.6
    private static let valueFull = 0.5
    private static let answeredFull = 0.75
    private static let giversFull = 0.4
    /// What each error takes off the overall score.
    private static let foundCost = 8.0
    private static let watchCost = 3.0

    let talk: Conversation
    let people: PersonFigures
    let activity: Checkup.Activity
    let newcomers: Checkup.Newcomers
    let content: ContentFigures
    let ties: Ties

    /// nil where the chat is too short or too small.
    func result(errors: [Checkup.ErrorFinding]) -> Checkup.Indices? {
        guard talk.sufficiency.tells(.indices) else { return nil }
        guard let contribution else { return nil }
        let indices = [participation, self.activityIndex, contribution]
        let mean = Double(indices.reduce(0) { $0 + $1.value }) / Double(indices.count)
        let cost = errors.reduce(0.0) { sum, finding in
            sum + (finding.verdict == .found ? Self.foundCost : finding.verdict == .watch ? Self.watchCost : 0)
        }
        return Checkup.Indices(
            participation: indices[0], activity: indices[1], contribution: indices[2],
            overall: max(0, Int((mean - cost).rounded())))
    }

    private func index(_ all: [Part?]) -> Checkup.Index {
        let parts = all.compactMap { $0 }
        let weight = parts.reduce(0) { $0 + $1.weight }
        let scored = parts.map { part in
            Checkup.IndexPart(
                code: part.code, weight: part.weight / max(weight, 1e-9), score: min(1, max(0, part.value / part.full)),
                value: part.value)
        }
        let value = scored.reduce(0) { $0 + $1.weight * $1.score } * 100
        return Checkup.Index(value: Int(value.rounded()), parts: scored)
    }

    private var members: Range<Int> { 0..<talk.memberCount }
    private var speaking: Int { members.count { people.messages[$0] > 0 } }

    /// Of the members who are still there, those who spoke lately. Who is there without speaking shows in a member list
    /// only; without one, a chat that is no longer than "lately" has nobody else.
    private var recentSpeakers: Part? {
        guard talk.listsMembers || talk.sufficiency.tells(.recentSpeakers) else { return nil }
        // Who joined and never spoke is there as well.
        let known = talk.people.indices.filter { $0 < talk.memberCount || people.joinedDay[$0] >= 0 }
        let present = known.filter { people.goneDay[$0] == PersonFigures.never }
        let recent = present.count { people.recentMessages[$0] > 0 }
        return Part(
            code: .recentSpeakers, weight: 0.5, value: Double(recent) / Double(max(1, present.count)),
            full: Self.recentFull)
    }

    private var participation: Checkup.Index {
        let counts = members.map { Double(people.messages[$0]) }.filter { $0 > 0 }
        return index([
            recentSpeakers,
            Part(
                code: .evenness, weight: 0.25, value: counts.count > 1 ? 1 - Summaries.gini(counts) : 0,
                full: Self.evennessFull),
            returning,
        ])
    }

    /// Newcomers who came back; of too few, everybody who spoke on a second day.
    private var returning: Part {
        let secondDay = members.count { people.secondDay[$0] >= 0 }
        let everybodys = Double(secondDay) / Double(max(1, speaking))
        guard let share = newcomers.backWithin30Days.share else {
            return Part(code: .secondDay, weight: 0.25, value: everybodys, full: Self.returningFull)
        }
        return Part(code: .returning, weight: 0.25, value: share, full: Self.returningFull)
    }

    private var activityIndex: Checkup.Index {
        let days = activity.daily.suffix(talk.thresholds.recentDays)
        let speakersPerDay = Summaries.mean(days.map { Double($0.speakers) })
        let alive = Double(days.count { $0.messages > 0 }) / Double(max(1, days.count))
        let recent = members.count { people.recentMessages[$0] > 0 }
        return index([
            Part(
                code: .stickiness, weight: 0.4, value: speakersPerDay / Double(max(1, recent)),
                full: Self.stickinessFull),
            Part(code: .daysAlive, weight: 0.3, value: alive, full: 1),
            momentum,
        ])
    }

    private static let momentumWeeks = 4

    /// Needs more than four weeks: the last four of four are always the best.
    private var momentum: Part? {
        let weeks = activity.weekly.map { Double($0.activePeople) }
        guard weeks.count > Self.momentumWeeks else { return nil }
        let latest = Summaries.mean(Array(weeks.suffix(Self.momentumWeeks)))
        let best = Summaries.mean(Array(weeks.sorted(by: >).prefix(Self.momentumWeeks)))
        return Part(code: .momentum, weight: 0.3, value: best > 0 ? latest / best : 0, full: 1)
    }

    /// What is of value is told by words; nil where they are not known and nobody asks.
    private var contribution: Checkup.Index? {
        let givers = members.count { people.value[$0] > 0 && (ties.given[$0] > 0 || ties.received[$0] > 0) }
        let answered = content.questions == 0 ? nil : Double(content.answered) / Double(content.questions)
        let answering = answered.map {
            Part(code: .answeredQuestions, weight: 0.35, value: $0, full: Self.answeredFull)
        }
        guard talk.isLanguageKnown else { return answering.map { index([$0]) } }
        return index([
            Part(code: .valueDensity, weight: 0.4, value: content.share(content.value), full: Self.valueFull),
            answering,
            Part(
                code: .givers, weight: 0.25, value: Double(givers) / Double(max(1, speaking)), full: Self.giversFull),
        ])
    }
}
