import PondInsight

/// Turns a checkup into the ready-to-print values of one language. Each section is a file of this folder.
struct CheckupReportWriter {
    typealias Page = CheckupReportPage

    let words: CheckupWords
    let language: ReportLanguage
    let fingerprint: String
    /// Where people are looked up; nil in a report that opens offline.
    var links: CheckupLinks?

    var checkup: Checkup { words.checkup }

    func text(_ phrase: Phrase) -> String {
        phrase.text(language)
    }

    /// Where the people of a set are listed.
    func address(_ set: PeopleSet?) -> String? { set.flatMap { links?.people($0) ?? nil } }

    func line(_ phrase: Phrase?) -> Page.Line? {
        phrase.map { Page.Line(text: text($0)) }
    }

    func version() -> Page.Version {
        Page.Version(
            code: language.rawValue,
            skip: text(Phrase("跳到正文", "Skip to the report")),
            brand: text(Phrase("群体检报告", "Group checkup")),
            subject: "\(text(words.groupName)) · \(text(words.span))",
            origin: text(origin),
            source: text(words.source),
            headline: words.headline.map { Page.Line(text: text($0)) },
            verdict: text(words.verdict),
            scores: scores,
            factsLabel: text(Phrase("概况", "At a glance")),
            facts: facts,
            errors: errors,
            actions: actions,
            blocks: [messagesBlock, activityBlock, newcomersBlock, rhythmBlock].compactMap { $0 },
            people: peopleSection,
            blocksAfter: [contentBlock],
            limits: limits,
            method: method,
            footer: text(footer))
    }

    private var origin: Phrase {
        let time = DateWords.minute(checkup.source.generatedAt, timeZone: checkup.source.timeZone)
        return Phrase("离线生成于 \(time) · 未上传任何内容", "Made offline on \(time) · nothing was uploaded")
    }

    private var footer: Phrase {
        let version = checkup.source.pondVersion
        return Phrase(
            "pond checkup \(version) · 报告格式 \(checkup.schema) · 报告指纹 \(fingerprint)",
            "pond checkup \(version) · report format \(checkup.schema) · fingerprint \(fingerprint)")
    }

    // MARK: Scores

    var scores: Page.Scores? {
        guard let indices = checkup.indices else { return nil }
        let scored = [
            (
                CheckupWords.participation, indices.participation, "1", Phrase("多少人在说", "who takes part"),
                CheckupTrait.spoke
            ),
            (CheckupWords.activity, indices.activity, "3", Phrase("多常来", "how often"), .recentlySpoke),
            (CheckupWords.contribution, indices.contribution, "4", Phrase("给别人多少", "value for others"), .giver),
        ]
        let spoken = scored.map { "\(text($0.0)) \($0.1.value)" }
        let rings = RingChart(
            rings: zip(scored, spoken).map {
                .init(value: Double($0.1.value), className: "stroke-\($0.2)", title: $1)
            },
            centre: String(indices.overall),
            label: text(Phrase("健康分 \(indices.overall)：", "Health score \(indices.overall): "))
                + spoken.joined(separator: text(Phrase("，", ", "))))
        return Page.Scores(
            rings: rings.svg(),
            items: scored.map { name, index, colour, note, people in
                Page.Score(
                    dot: "dot-\(colour)", name: text(name), value: String(index.value), note: text(note),
                    address: address(.trait(people)))
            })
    }

    // MARK: Facts

    var facts: [Page.Figure] {
        let perDay = NumberWords.decimal(
            checkup.activity.messagesPerDay, places: checkup.activity.messagesPerDay < 20 ? 1 : 0)
        let perPerson = NumberWords.decimal(checkup.activity.messagesPerActivePersonDay, places: 1)
        let messages = figure(
            Phrase("每天消息", "Messages a day"), perDay, unit: Phrase("条", ""),
            against: Phrase("说话的人每天人均 \(perPerson) 条", "\(perPerson) a day per person who speaks"),
            of: .trait(.spoke))
        return [members, recentSpeakers, messages, daysAlive, dominance, answered].compactMap { $0 }
    }

    private var daysAlive: Page.Figure? {
        guard checkup.tells(.recentSpeakers) else { return nil }
        let held = checkup.coverage.daysMissing > 0 ? Phrase("有记录", " that are there") : Phrase(same: "")
        let alive = checkup.activity.daily.count { $0.messages > 0 }
        return figure(
            Phrase("有人说话的天数", "Days with talk"), NumberWords.count(alive), unit: Phrase("天", ""),
            against: Phrase(
                "共 \(NumberWords.count(checkup.daysCovered)) 天\(held.chinese)",
                "of \(NumberWords.english(checkup.daysCovered, "day", "days"))\(held.english)"), of: .trait(.spoke))
    }

    /// All members where the export lists them, else only who spoke, under that name.
    private var members: Page.Figure {
        let totals = checkup.totals
        guard let silent = totals.silent else {
            return figure(
                Phrase("说过话的人", "People who spoke"), NumberWords.count(totals.speaking), unit: nil,
                against: Phrase("成员总数看不出", "members in all: not visible"), of: .trait(.spoke))
        }
        return figure(
            words.either(Phrase("成员", "Members"), live: Phrase("成员，含离开的", "Members, past ones too")),
            NumberWords.count(totals.people), unit: nil,
            against: Phrase("\(NumberWords.count(silent)) 人从没说过话", "\(NumberWords.count(silent)) never spoke"),
            of: .everybody)
    }

    private var recentSpeakers: Page.Figure? {
        let part = checkup.indices?.participation.parts.first { $0.code == .recentSpeakers }
        guard checkup.tells(.recentSpeakers), let part else { return nil }
        return figure(
            Phrase("近 28 天说过话", "Spoke in 28 days"), NumberWords.percent(part.value), unit: nil,
            against: checkup.totals.silent != nil
                ? Phrase("占还在群里的成员", "of members still there")
                : checkup.newcomers.basis == .joinLines
                    ? Phrase("占说过话或看见进群、还没走的人", "of who spoke or was seen to join, and is still there")
                    : Phrase("占说过话、还没走的人", "of who ever spoke and is still there"), of: .trait(.recentlySpoke))
    }

    private var dominance: Page.Figure {
        let top = Phrase(
            "话最多三人占 \(NumberWords.percent(checkup.ecology.topThreeShare))",
            "top three: \(NumberWords.percent(checkup.ecology.topThreeShare))")
        guard let share = checkup.ecology.owner.messageShare else {
            return figure(
                Phrase("话最多的三人", "Three busiest"), NumberWords.percent(checkup.ecology.topThreeShare), unit: nil,
                against: Phrase("群主是谁看不出", "the owner is not known"), of: .trait(.busiest))
        }
        return figure(
            Phrase("群主发言占比", "Owner's share"), NumberWords.percent(share), unit: nil, against: top, of: .trait(.owner))
    }

    private var answered: Page.Figure {
        let share = checkup.content.answeredQuestions.share
        let questions = checkup.content.questions
        return figure(
            Phrase("得到回应的提问", "Questions answered"), share.map(NumberWords.percent) ?? text(Phrase("还不够", "too few")),
            unit: nil,
            against: Phrase(
                "共 \(NumberWords.count(questions)) 个提问",
                "of \(NumberWords.english(questions, "question", "questions"))"), of: .trait(.asked))
    }

    func figure(
        _ label: Phrase, _ value: String, unit: Phrase?, against: Phrase?, of people: PeopleSet? = nil
    ) -> Page.Figure {
        let unitWords = unit.map { text($0) }
        return Page.Figure(
            label: text(label), value: value, unit: unitWords.flatMap { $0.isEmpty ? nil : Page.Line(text: $0) },
            against: line(against), address: address(people))
    }

    func part(_ fill: (inout Page.Part) -> Void) -> Page.Part {
        var part = Page.Part()
        fill(&part)
        return part
    }

    func picture(_ wide: String, _ narrow: String, legend: [Page.Key]) -> Page.Chart {
        Page.Chart(wide: wide, narrow: narrow, hasLegend: !legend.isEmpty, legend: legend)
    }

    func unknown(_ phrase: Phrase) -> Page.Unknown {
        Page.Unknown(tag: text(Phrase("看不出", "Cannot be told")), text: text(phrase))
    }
}
