import PondStats

/// All figures side by side: what the five rules, the actions and the limits read.
struct Audit {
    let talk: Conversation
    let people: PersonFigures
    let arrivals: NewcomerFigures
    let activity: Checkup.Activity
    let newcomers: Checkup.Newcomers
    let rhythm: Checkup.Rhythm
    let ecology: Checkup.Ecology
    let network: Checkup.NetworkFindings
    let content: ContentFigures
    let capabilities: Checkup.Capabilities

    var thresholds: Thresholds { talk.thresholds }

    /// Why nothing can be said about an error that needs talk to look at; empty when there is enough.
    var tooLittle: [Checkup.ErrorFinding.Reason] {
        var reasons: [Checkup.ErrorFinding.Reason] = []
        guard !talk.sufficiency.tells(.verdicts) else { return reasons }
        if content.lines < thresholds.auditMessagesMin { reasons.append(.tooFewMessages) }
        if talk.coverage.coveredDays < thresholds.auditDaysMin { reasons.append(.tooFewDays) }
        return reasons
    }

    /// The same for an error that is told by what is written.
    var tooLittleToRead: [Checkup.ErrorFinding.Reason] {
        guard tooLittle.isEmpty else { return tooLittle }
        return content.texts < thresholds.auditMessagesMin ? [.tooFewTexts] : []
    }

    func named(_ people: [Int]) -> [Int] {
        Array(people.filter { $0 < talk.memberCount }.prefix(thresholds.namedPeopleMax))
    }

    /// The first kept line that has `flag`, by one of `people` where given.
    func excerpt(_ flag: LineFeatures.Flags, of people: [Int]? = nil) -> Checkup.Excerpt? {
        let wanted = people.map(Set.init)
        func first(_ flag: LineFeatures.Flags) -> KeptLine? {
            talk.signs.first { line in
                line.flags.contains(flag) && Int(line.person) < talk.memberCount
                    && (wanted?.contains(Int(line.person)) ?? true)
            }
        }
        let line = first(flag) ?? (flag == .promotion ? first([.offer, .priced]) : nil)
        return line.map { line in
            Checkup.Excerpt(
                person: Int(line.person), day: talk.calendarDay(talk.day(of: line.time)),
                text: ExcerptText.shortened(line.text, charactersMax: thresholds.excerptCharactersMax),
                message: line.message.map(String.init))
        }
    }

    var purposeQuestions: (count: Int, people: [Int]) {
        let rows = (0..<talk.count).filter { talk.isPerson($0) && talk.columns.features($0).contains(.purpose) }
        return (rows.count, Array(Set(rows.map { Int(talk.columns.person[$0]) })).sorted())
    }

    func findings() -> [Checkup.ErrorFinding] {
        guard talk.sufficiency.noGroup == nil else {
            return DeadlyError.allCases.map {
                .cannotTell($0, [.noGroup], next: .init(.exportGroup, count: thresholds.groupSpeakersMin))
            }
        }
        return DeadlyError.allCases.map { error in
            var finding =
                switch error {
                case .overActive: overActive()
                case .sellsEarly: sellsEarly()
                case .unclearPosition: unclearPosition()
                case .noDoor: noDoor()
                case .noScreening: noScreening()
                }
            // Join lines of connections are there, but tell nothing of members.
            if talk.hasPresenceLines {
                finding.reasons = finding.reasons.map { $0 == .noJoinLines ? .joinsArePresence : $0 }
                // No other export of such a place shows its members.
                if finding.next.code == .exportWithMembers { finding.next = .init(.checkMembersByHand) }
            }
            return finding
        }
    }
}

/// Adds up the signs of one error.
///
/// Each sign weighs one or two points (three where it is grave by itself), a sign of health takes points off. Four
/// points make it found, so that no single number condemns; see each rule for its own bar.
struct Tally {
    static let found = 4

    private(set) var points = 0
    private(set) var evidence: [Checkup.Evidence] = []

    /// Evidence is kept whether or not it is a sign; `points` says how heavily it weighs.
    mutating func weigh(_ points: Int, _ item: Checkup.Evidence) {
        self.points += points
        evidence.append(item)
    }

    mutating func ease(_ points: Int) {
        self.points -= points
    }

    /// Strongest signs keep their order and come first, what speaks against the error follows.
    func finding(
        _ error: DeadlyError, watchFrom: Int, mayBeFound: Bool = true, reasons: [Checkup.ErrorFinding.Reason] = [],
        evidenceMax: Int, bad: Checkup.Step, good: Checkup.Step
    ) -> Checkup.ErrorFinding {
        let verdict: Checkup.ErrorFinding.Verdict =
            points >= Self.found && mayBeFound ? .found : points >= watchFrom ? .watch : .notFound
        let severity =
            switch verdict {
            case .found: points > Self.found + 1 ? 4 : 3
            case .watch: 2
            case .notFound: points > 0 ? 1 : 0
            case .cannotTell: 0
            }
        let ordered = evidence.filter(\.isSign) + evidence.filter { !$0.isSign }
        return Checkup.ErrorFinding(
            error: error, verdict: verdict, severity: severity, evidence: Array(ordered.prefix(evidenceMax)),
            reasons: reasons, next: verdict == .notFound ? good : bad)
    }
}

extension Checkup.ErrorFinding {
    static func cannotTell(
        _ error: DeadlyError, _ reasons: [Reason], evidence: [Checkup.Evidence] = [], next: Checkup.Step
    ) -> Checkup.ErrorFinding {
        Checkup.ErrorFinding(
            error: error, verdict: .cannotTell, severity: 0, evidence: evidence, reasons: reasons, next: next)
    }
}
