import PondStats

/// 定位不准: nobody could say what the group is about.
///
/// Judged by the fields that lines of value fall into, counted by person and day. Where the word lists know
/// too few of the lines, the group's own words speak: where most lines hang together by them there is a subject, even
/// a rare one; where hardly any do, there is none that the lists miss; else nothing is claimed. Nor is it where the
/// lines that show a subject are so few of the talk that the whole may be about anything else.
extension Audit {
    private static let watchFrom = 3

    func unclearPosition() -> Checkup.ErrorFinding {
        let later = Checkup.Step(.exportMoreDays, days: thresholds.recentDays)
        guard tooLittleToRead.isEmpty else {
            return .cannotTell(.unclearPosition, tooLittleToRead, next: later)
        }
        guard talk.isLanguageKnown else {
            return .cannotTell(.unclearPosition, [.languageNotKnown], next: .init(.askWhatFor))
        }
        let fields = content.fields
        var tally = Tally()
        let asked = purposeQuestions
        // Searches thousands of lines: once, and only where it is asked for.
        lazy var subject = content.topics.subject()
        weighQuestions(asked, &tally)
        if talk.renames >= thresholds.renamesHigh {
            let limit = Double(thresholds.renamesHigh)
            tally.weigh(1, .init(.renamed, isSign: true, count: talk.renames, limit: limit))
        }
        let isTold = fields.linesTold >= thresholds.fieldLinesMin && fields.coverage >= thresholds.fieldCoverageMin
        guard isTold, isEnough(fields.linesTold), let largest = fields.largest else {
            return unknownSubject(subject, tally, asked: asked.count)
        }
        weighSpread(fields.spread, &tally)
        let isSmall = largest.share < thresholds.largestFieldRaised
        tally.weigh(
            largest.share < thresholds.largestFieldLow ? 2 : isSmall ? 1 : 0,
            .init(
                .largestField, isSign: isSmall, share: largest.share, limit: thresholds.largestFieldRaised,
                words: [largest.field.rawValue]))
        if largest.share >= thresholds.largestFieldGood { tally.ease(3) }
        weighPeople(fields, &tally)
        // What the word lists do not know may be one subject, larger than all that they know.
        let isWellTold =
            fields.coverage >= thresholds.fieldCoverageGood || asked.count >= thresholds.purposeQuestionsRaised
        let isScattered =
            fields.coverage >= thresholds.fieldCoverageFair
            && subject.share < thresholds.ownSubjectLow
        guard isWellTold || isScattered || tally.points < Self.watchFrom else {
            return unknownSubject(subject, tally, asked: asked.count)
        }
        let sideFields = fields.shares.dropFirst().prefix(3).map(\.field.rawValue)
        return tally.finding(
            .unclearPosition, watchFrom: Self.watchFrom, mayBeFound: isWellTold, evidenceMax: thresholds.evidenceMax,
            bad: .init(.stateThePosition, words: Array(sideFields)),
            good: .init(.keepPosition, words: [largest.field.rawValue]))
    }

    /// Whether lines that show a subject are enough of the talk to be the whole's.
    private func isEnough(_ lines: Int) -> Bool { content.share(lines) >= thresholds.subjectShareMin }

    private func weighQuestions(_ asked: (count: Int, people: [Int]), _ tally: inout Tally) {
        guard asked.count >= thresholds.purposeQuestionsRaised else { return }
        tally.weigh(
            asked.count >= thresholds.purposeQuestionsHigh ? 2 : 1,
            .init(
                .purposeQuestions, isSign: true, count: asked.count, people: named(asked.people),
                excerpt: excerpt(.purpose)))
    }

    private func weighSpread(_ spread: Double, _ tally: inout Tally) {
        let points = spread >= thresholds.fieldSpreadHigh ? 2 : spread >= thresholds.fieldSpreadRaised ? 1 : 0
        tally.weigh(
            points,
            .init(
                .fieldSpread, isSign: points > 0, count: content.fields.linesTold, value: spread,
                limit: thresholds.fieldSpreadRaised,
                words: content.fields.shares.filter { $0.share >= thresholds.fieldShareMin }.prefix(6)
                    .map(\.field.rawValue)))
    }

    private func weighPeople(_ fields: FieldFigures, _ tally: inout Tally) {
        let shared = fields.sharedMainField
        if shared.total >= thresholds.newcomersMin {
            let share = Double(shared.count) / Double(shared.total)
            let isLow = share < thresholds.sharedMainFieldLow
            tally.weigh(
                isLow ? 1 : 0,
                .init(
                    .sharedMainField, isSign: isLow, count: shared.count, total: shared.total, share: share,
                    limit: thresholds.sharedMainFieldLow))
        }
        let back = newcomers.backWithin30Days
        if let share = back.share, let high = back.high, high < thresholds.newcomersStayLow {
            tally.weigh(
                1,
                .init(
                    .newcomersStay, isSign: true, count: back.count, total: back.total, share: share,
                    limit: thresholds.newcomersStayLow))
        }
    }

    /// The word lists do not know what is talked about: own words that meet in each other's lines are a subject.
    private func unknownSubject(
        _ subject: TopicWords.Subject, _ tally: Tally, asked: Int
    ) -> Checkup.ErrorFinding {
        let shared = Checkup.Evidence(
            .sharedWords, isSign: false, count: subject.lines, total: subject.samples, share: subject.share,
            words: subject.words)
        let isAsked = asked >= thresholds.purposeQuestionsHigh
        let valueLines = content.fields.valueLines
        let isTold = isEnough(Int(subject.share * Double(valueLines)))
        let isOne = valueLines >= thresholds.fieldLinesMin && subject.share >= thresholds.ownSubjectGood
        if isTold, isOne, asked < thresholds.purposeQuestionsRaised {
            return Checkup.ErrorFinding(
                error: .unclearPosition, verdict: .notFound, severity: 0, evidence: [shared],
                reasons: [.topicsNotRecognised], next: .init(.keepPosition))
        }
        let step: Checkup.Step = isAsked ? .init(.stateThePosition) : .init(.askWhatFor)
        return Checkup.ErrorFinding(
            error: .unclearPosition, verdict: isAsked ? .watch : .cannotTell, severity: isAsked ? 2 : 0,
            evidence: tally.evidence + [shared], reasons: [isTold ? .topicsNotRecognised : .tooFewOnSubject],
            next: step)
    }
}
