/// 过分活跃: the group is kept noisy; whoever looks for something finds chatter.
///
/// Chatter decides, volume makes it worse: a busy group of experts is no error. Found needs chatter above its raised
/// mark and four points in all.
extension Audit {
    func overActive() -> Checkup.ErrorFinding {
        guard tooLittleToRead.isEmpty else {
            return .cannotTell(.overActive, tooLittleToRead, next: .init(.exportMoreDays, days: thresholds.recentDays))
        }
        var tally = Tally()
        let chatter = content.share(content.chatter)
        weighChatter(chatter, &tally)
        weighVolume(&tally)
        let night = rhythm.nightShare
        let isAwake = night >= thresholds.nightShareHigh
        if isAwake {
            tally.weigh(
                1, .init(.nightShare, isSign: true, share: night, limit: thresholds.nightShareHigh))
        }
        let speakers = (0..<talk.memberCount).count { people.messages[$0] > 0 }
        if speakers >= thresholds.newcomersMin, ecology.topThreeShare >= thresholds.topThreeShareHigh {
            tally.weigh(
                1,
                .init(
                    .topThreeShare, isSign: true, share: ecology.topThreeShare, limit: thresholds.topThreeShareHigh,
                    people: [0, 1, 2]))
        }
        let density = content.share(content.value)
        let (enough, basis) = valueNeeded(beside: chatter)
        let isThin = density < enough
        tally.weigh(
            isThin ? 1 : 0, .init(.valueDensity, isSign: isThin, share: density, limit: enough, words: [basis.rawValue])
        )
        if density >= thresholds.valueDensityGood { tally.ease(1) }
        let repeats = content.share(content.repeats)
        if repeats >= thresholds.repeatShareHigh {
            tally.weigh(
                1,
                .init(.repeats, isSign: true, count: content.repeats, total: content.lines, share: repeats))
        }
        guard talk.isLanguageKnown else { return chatterNotRead(tally) }
        return tally.finding(
            .overActive, watchFrom: 3,
            mayBeFound: chatter >= thresholds.chatterShareRaised || noise >= thresholds.noiseShareHigh,
            evidenceMax: thresholds.evidenceMax,
            bad: .init(.moveChatterAside, value: Double(thresholds.nightFromHour)),
            good: .init(isAwake ? .quietTheNights : .keepQuietHours, value: Double(thresholds.nightFromHour)))
    }

    /// How much has to be of value, and what asks for the most: the more chatter, the more value it takes.
    private func valueNeeded(beside chatter: Double) -> (Double, Checkup.ValueBasis) {
        let rules: [(Double, Checkup.ValueBasis)] = [
            (thresholds.valueDensityLow, .always), (chatter * thresholds.valueToChatterLow, .halfOfChatter),
            (noise * thresholds.valueToNoiseLow, .thirdOfNoise),
        ]
        return rules.max { $0.0 < $1.0 } ?? rules[0]
    }

    /// What is chatter and what is of value was told by words that no list holds; the rest was counted.
    private func chatterNotRead(_ tally: Tally) -> Checkup.ErrorFinding {
        let counted = tally.evidence.filter { ![.chatterShare, .valueDensity].contains($0.code) }
        let most = thresholds.chatterShareRaised * Double(thresholds.sampleLines)
        return .cannotTell(
            .overActive, [.languageNotKnown], evidence: counted,
            next: .init(.countChatter, count: thresholds.sampleLines, value: most))
    }

    /// Chatter by its words, or, where its words are not known, by lines that tell nothing; the graver counts.
    private func weighChatter(_ chatter: Double, _ tally: inout Tally) {
        let marks = [
            thresholds.chatterShareRaised, thresholds.chatterShareHigh, thresholds.chatterShareGrave,
            thresholds.chatterShareExtreme,
        ]
        let points = marks.count { chatter >= $0 }
        let idlePoints =
            noise >= thresholds.noiseShareGrave ? 3 : noise >= thresholds.noiseShareHigh ? 2 : 0
        let isByForm = idlePoints > points
        tally.weigh(
            max(points, idlePoints),
            .init(
                .chatterShare, isSign: max(points, idlePoints) > 0,
                count: content.chatter + (isByForm ? content.idle : 0), total: content.lines,
                share: isByForm ? noise : chatter,
                limit: isByForm ? thresholds.noiseShareHigh : thresholds.chatterShareRaised))
    }

    /// Share of lines that are chatter, or short and tell nothing.
    private var noise: Double { content.share(content.chatter + content.idle) }

    private func weighVolume(_ tally: inout Tally) {
        let perPersonDay = activity.messagesPerActivePersonDay
        let points =
            perPersonDay >= thresholds.personDayMessagesGrave
            ? 2 : perPersonDay >= thresholds.personDayMessagesHigh ? 1 : 0
        tally.weigh(
            points,
            .init(
                .messagesPerPersonDay, isSign: points > 0, value: perPersonDay,
                limit: thresholds.personDayMessagesHigh))
        if activity.messagesPerDay >= thresholds.dayMessagesHigh {
            tally.weigh(
                1,
                .init(
                    .messagesPerDay, isSign: true, value: activity.messagesPerDay,
                    limit: thresholds.dayMessagesHigh))
        }
    }
}
