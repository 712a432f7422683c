import PondInsight

/// Activity over time, newcomers, and the hours of the week.
extension CheckupReportWriter {
    private static let cohortRowsMax = 14
    private static let cohortColumnsMax = 12
    /// Columns beyond these are left out on phones.
    private static let cohortColumnsNarrow = 5

    var activityBlock: Page.Block {
        Page.Block(
            id: "activity",
            heading: text(Phrase("周活跃人数", "People active each week")),
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
                    "每周活跃人数的折线图，\(words.span.chinese)",
                    "Line chart of people active each week, \(words.span.english)")),
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
                (Phrase("一周从", "Week from"), false), (Phrase("活跃人数", "Active people"), true),
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

    // MARK: Newcomers

    var newcomersBlock: Page.Block {
        Page.Block(
            id: "newcomers",
            heading: text(Phrase("新人留下来了吗", "Do newcomers stay?")),
            fact: text(words.newcomersFact),
            meaning: text(CheckupWords.newcomersMeaning),
            advice: text(words.newcomersAdvice),
            isPaired: false,
            parts: [part { $0.figures = .init(newcomerFigures) }, cohortPart])
    }

    private var newcomerFigures: [Page.Figure] {
        let newcomers = checkup.newcomers
        func share(_ label: Phrase, _ estimate: Checkup.Estimate) -> Page.Figure {
            let said = CheckupWords.estimate(estimate)
            return figure(label, text(said.value), unit: nil, against: said.against)
        }
        var figures = [
            figure(
                Phrase("新人", "Newcomers"), NumberWords.count(newcomers.count), unit: Phrase("位", ""), against: nil)
        ]
        if newcomers.basis == .joinLines { figures.append(share(Phrase("开过口", "Ever spoke"), newcomers.spoke)) }
        figures.append(share(Phrase("7 天内又来说话", "Spoke again within 7 days"), newcomers.backWithin7Days))
        figures.append(share(Phrase("30 天内又来说话", "Spoke again within 30 days"), newcomers.backWithin30Days))
        return figures
    }

    private var cohortPart: Page.Part {
        let table = checkup.newcomers.cohorts
        let shown = table.cohorts.suffix(Self.cohortRowsMax)
        guard shown.contains(where: { $0.active.count > 1 }) else {
            return part {
                $0.unknown = unknown(Phrase("时间还短，看不出留存。", "The span is too short to see who stays."))
            }
        }
        let columns = min(Self.cohortColumnsMax, shown.map(\.active.count).max() ?? 0)
        return part {
            $0.subheading = line(Phrase("同一期来的人，后来还在说话的", "Of those who first spoke together, who still speaks"))
            $0.cohorts = Page.Cohorts(
                label: text(Phrase("留存表", "Retention table")),
                headers: cohortHeaders(columns, table.period),
                rows: shown.map { cohortRow($0, columns: columns, period: table.period) })
            $0.table = cohortTable(table)
        }
    }

    private func cohortHeaders(_ columns: Int, _ period: Checkup.CohortTable.Period) -> [Page.CohortHeader] {
        let first = text(
            period == .week ? Phrase("首次发言的周", "First spoke, week of") : Phrase("首次发言的月", "First spoke in"))
        let people = text(Phrase("人数", "People"))
        let later = (1..<max(columns, 1)).map { index in
            Page.CohortHeader(
                text: text(
                    period == .week
                        ? Phrase("第 \(index) 周", "wk \(index)") : Phrase("第 \(index) 月", "mo \(index)")),
                isExtra: index > Self.cohortColumnsNarrow - 1)
        }
        return [.init(text: first, isExtra: false), .init(text: people, isExtra: false)] + later
    }

    private func cohortRow(
        _ cohort: Checkup.Cohort, columns: Int, period: Checkup.CohortTable.Period
    ) -> Page.CohortRow {
        let size = max(cohort.size, 1)
        let later = (1..<max(columns, 1)).map { index -> Page.CohortCell in
            let isExtra = index > Self.cohortColumnsNarrow - 1
            guard cohort.active.indices.contains(index) else {
                return Page.CohortCell(value: "", step: 0, detail: nil, isExtra: isExtra)
            }
            let share = Double(cohort.active[index]) / Double(size)
            return Page.CohortCell(
                value: NumberWords.decimal(share * 100, places: 0) + "%",
                step: min(6, Int((share * 6).rounded(.up))),
                detail: line(Phrase(same: "\(cohort.active[index]) / \(cohort.size)")),
                isExtra: isExtra)
        }
        let name = period == .week ? DateWords.short(cohort.day) : DateWords.month(cohort.day)
        let count = Page.CohortCell(value: NumberWords.count(cohort.size), step: 0, detail: nil, isExtra: false)
        return Page.CohortRow(name: text(name), cells: [count] + later)
    }

    private func cohortTable(_ table: Checkup.CohortTable) -> Page.Table {
        let columns = table.cohorts.map(\.active.count).max() ?? 1
        return TableWriter(
            columns: [(Phrase("首次发言", "First spoke"), false)]
                + (0..<columns).map { (Phrase(same: "+\($0)"), true) },
            rows: table.cohorts.map { cohort in
                [cohort.day.description]
                    + (0..<columns).map { cohort.active.indices.contains($0) ? "\(cohort.active[$0])" : "" }
            },
            name: "retention", title: Phrase("留存人数", "retention, people"), newestLast: true
        ).table(language)
    }

    // MARK: Hours

    var rhythmBlock: Page.Block {
        let slots = checkup.rhythm.bestSlots
        var parts: [Page.Part] = []
        if !slots.isEmpty {
            parts.append(
                part {
                    $0.slots = .init(
                        slots.prefix(3).map {
                            Page.Slot(name: text(CheckupWords.slot($0)), note: text(CheckupWords.slotNote($0)))
                        })
                })
        }
        parts.append(heatPart)
        return Page.Block(
            id: "hours",
            heading: text(Phrase("什么时候人都在", "When people are there")),
            fact: text(words.rhythmFact),
            meaning: text(words.rhythmMeaning),
            advice: text(words.rhythmAdvice),
            isPaired: false,
            parts: parts)
    }

    private var heatPart: Page.Part {
        let flat = checkup.rhythm.messages
        let counts = (0..<7).map { weekday in
            (0..<24).map { hour in
                let index = hour + 24 * weekday
                return flat.indices.contains(index) ? flat[index] : 0
            }
        }
        let map = HeatMap(
            counts: counts,
            weekdays: (0..<7).map { text(DateWords.weekdayShort($0)) },
            best: checkup.rhythm.bestSlots.prefix(3).map { ($0.weekday, $0.hour) },
            label: text(Phrase("星期与小时的发言热度图", "Heat map of messages by weekday and hour")),
            title: { text(CheckupWords.heatTitle(weekday: $0, hour: $1, hours: $2, messages: $3)) },
            shortNumber: NumberWords.short)
        let hours = (0..<24).map { (Phrase(same: "\($0)"), true) }
        let table = TableWriter(
            columns: [(Phrase("星期", "Weekday"), false)] + hours,
            rows: counts.enumerated().map { weekday, row in
                [text(DateWords.weekday(weekday))] + row.map(String.init)
            },
            name: "hours", title: Phrase("每小时消息数", "messages by hour"))
        return part {
            $0.chart = picture(map.svg(.wide), map.svg(.narrow), legend: [])
            $0.table = table.table(language)
        }
    }

    // MARK: Shared

    func part(_ fill: (inout Page.Part) -> Void) -> Page.Part {
        var part = Page.Part()
        fill(&part)
        return part
    }

    func picture(_ wide: String, _ narrow: String, legend: [Page.Key]) -> Page.Chart {
        Page.Chart(wide: wide, narrow: narrow, hasLegend: !legend.isEmpty, legend: legend)
    }

    func unknown(_ phrase: Phrase) -> Page.Unknown {
        Page.Unknown(tag: text(Phrase("导出里看不出", "Cannot be told")), text: text(phrase))
    }
}
