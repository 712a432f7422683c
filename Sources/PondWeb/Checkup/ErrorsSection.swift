import PondInsight

/// The five errors and the action list.
extension CheckupReportWriter {
    var errors: Page.Errors {
        Page.Errors(
            who: text(Phrase("看是谁", "Who?")),
            heading: text(Phrase("五个致命错误", "The five deadly errors")),
            fact: text(Phrase("有证据才下结论，每条只给一个下一步", "no verdict without evidence, one next step each")),
            together: checkup.tells(.verdicts) ? nil : line(words.tooLittleForErrors),
            items: checkup.tells(.verdicts) ? checkup.errors.map(errorItem) : [])
    }

    private func errorItem(_ finding: Checkup.ErrorFinding) -> Page.ErrorItem {
        let evidence = finding.evidence.map { item in
            Page.EvidenceLine(
                text: text(words.sentence(item)), isSign: item.isSign && finding.verdict != .notFound,
                address: address(PeopleSet.behind(item, of: checkup)))
        }
        let unseen = finding.verdict == .cannotTell ? [] : finding.reasons.map(words.reason)
        let lines = evidence + unseen.map { Page.EvidenceLine(text: text($0), isSign: false) }
        return Page.ErrorItem(
            name: text(CheckupWords.name(of: finding.error)),
            what: text(CheckupWords.meaning(of: finding.error)),
            tag: text(CheckupWords.tag(of: finding.verdict)),
            tagClass: Self.tagClass(finding.verdict),
            severity: finding.verdict == .cannotTell
                ? nil : Page.Line(text: SeverityBar(severity: finding.severity).svg()),
            isClear: finding.verdict == .notFound,
            isKoi: finding.verdict == .found,
            finding: text(words.finding(finding)),
            hasEvidence: !lines.isEmpty,
            evidence: lines,
            nextLabel: text(Phrase("下一步", "Next step")),
            next: text(words.instruction(finding.next)))
    }

    static func tagClass(_ verdict: Checkup.ErrorFinding.Verdict) -> String {
        switch verdict {
        case .found: "tag-koi"
        case .watch: "tag-warn"
        case .notFound: "tag-good"
        case .cannotTell: "tag-unknown"
        }
    }

    var actions: Page.Listing<Page.ActionItem>? {
        guard !checkup.actions.isEmpty else { return nil }
        let count = checkup.actions.count
        let heading =
            switch count {
            case 1: Phrase("接下来做这一件事", "Do this one thing next")
            case 2: Phrase("接下来做这两件事", "Do these two things next")
            case 3: Phrase("接下来做这三件事", "Do these three things next")
            case 4: Phrase("接下来做这四件事", "Do these four things next")
            default: Phrase("接下来做这五件事", "Do these five things next")
            }
        return Page.Listing(
            heading: text(heading),
            fact: checkup.tells(.verdicts)
                ? text(Phrase("预计效果大的在前；效果是估计，没有对照", "largest expected effect first; expected, not measured")) : "",
            items: checkup.actions.map { action in
                Page.ActionItem(
                    title: text(words.instruction(action.step)),
                    why: text(words.reason(action)),
                    when: Page.Line(text: text(CheckupWords.when(action))),
                    people: named(action.step.people),
                    all: address(PeopleSet.meant(by: action.step)).map {
                        Page.Named(name: text(Phrase("看是谁", "Who?")), text: "", address: $0)
                    })
            })
    }

    /// Only those whose page can be opened.
    private func named(_ people: [Int]) -> [Page.Named] {
        people.compactMap { person in
            (links?.member(person)).map { Page.Named(name: words.name(person), text: "", address: $0) }
        }
    }

    var limits: Page.Listing<Page.Line> {
        Page.Listing(
            heading: text(Phrase("这份报告不知道什么", "What this report does not know")),
            fact: text(
                Phrase("看不到的，不猜。读数字之前先读这几条。", "What cannot be seen is not guessed. Read these before the numbers.")),
            items: (words.leftOut + checkup.limits.map(words.limit)).map { Page.Line(text: text($0)) })
    }
}
