import PondInsight

/// Activity over time.
extension CheckupReportWriter {
    var activityBlock: Page.Block {
        Page.Block(
            id: "activity",
            heading: text(Phrase("每周说话人数", "People who speak each week")),
            fact: text(words.activityFact),
            meaning: text(CheckupWords.activityMeaning),
            advice: text(words.activityAdvice),
            isPaired: false,
            parts: [weekly.isEmpty ? dailyPart : weeklyPart])
    }

    private var weekly: [Checkup.WeeklyFacts] { checkup.activity.weekly }

    private var weeklyPart: Page.Part {
        let data = weekly.map { week in
            let day = words.isLong ? DateWords.full(week.day) : DateWords.short(week.day)
            let people = NumberWords.people(week.activePeople)
            let messages = NumberWords.messages(week.messages)
            return LineChart.Datum(
                tick: text(words.isLong ? DateWords.month(week.day) : day),
                title: text(
                    Phrase(
                        "\(day.chinese) 起的一周：\(people.chinese)，\(messages.chinese)",
                        "Week of \(day.english): \(people.english), \(messages.english)")),
                value: Double(week.activePeople),
                label: text(people))
        }
        let chart = LineChart(
            data: data, flags: flags,
            label: text(
                Phrase(
                    "每周说话人数的折线图，\(words.span.chinese)",
                    "Line chart of people who speak each week, \(words.span.english)")),
            axisLabel: { NumberWords.short(Int($0)) })
        return part {
            $0.chart = picture(chart.svg(.wide), chart.svg(.narrow), legend: chartLegend); $0.paragraph = line(changes)
            $0.table = weeklyTable
        }
    }

    private var chartLegend: [Page.Key] {
        var keys = [Page.Key(key: "key", text: text(Phrase("一周里说过话的人", "people who spoke in the week")))]
        if !flags.isEmpty {
            keys.append(Page.Key(key: "key key-mark", text: text(Phrase("从这天起换了水平", "a new level from this day"))))
        }
        return keys
    }

    /// Change points of people first; of messages where those do not speak.
    private var flags: [LineChart.Flag] {
        let speakers = checkup.activity.changePoints.filter { $0.series == .speakers }
        let changes = speakers.isEmpty ? checkup.activity.changePoints : speakers
        let strongest = changes.sorted { $0.pValue < $1.pValue }.prefix(LineChart.flagsMax).sorted { $0.day < $1.day }
        return strongest.compactMap { change in
            let index = weekly.lastIndex { $0.day <= change.day }
            return index.map {
                .init(
                    index: $0, words: text(words.flag(change)), wordsShort: text(words.flagShort(change)))
            }
        }
    }

    /// The change points with their chance of being luck, in the order of time.
    private var changes: Phrase? {
        guard !checkup.activity.changePoints.isEmpty else { return nil }
        let latest = checkup.activity.changePoints.sorted { $0.day < $1.day }.suffix(LineChart.flagsMax)
        let said = latest.map { words.turn($0) }
        return Phrase(
            "转折：\(said.map(\.chinese).joined(separator: "；"))。想想那几天前后发生了什么。",
            "Turns: \(said.map(\.english).joined(separator: "; ")). Think of what happened around those days.")
    }

    private var weeklyTable: Page.Table {
        TableWriter(
            columns: [
                (Phrase("一周从", "Week from"), false), (Phrase("说话人数", "Speakers"), true),
                (Phrase("消息", "Messages"), true), (Phrase("新人", "Newcomers"), true),
            ],
            rows: weekly.map { [$0.day.description, "\($0.activePeople)", "\($0.messages)", "\($0.newcomers)"] },
            name: "weekly", title: Phrase("每周", "weekly"), newestLast: true
        ).table(language)
    }

    /// Under a week of talk there is only the table of days.
    private var dailyPart: Page.Part {
        part {
            $0.unknown = unknown(Phrase("不到一周，还画不出每周的线。", "Less than a week; there is no weekly line yet."))
            $0.table =
                TableWriter(
                    columns: [
                        (Phrase("日期", "Day"), false), (Phrase("消息", "Messages"), true),
                        (Phrase("说话的人", "Speakers"), true),
                    ],
                    rows: checkup.activity.daily.map { [$0.day.description, "\($0.messages)", "\($0.speakers)"] },
                    name: "daily", title: Phrase("每天", "daily")
                ).table(language)
        }
    }
}
