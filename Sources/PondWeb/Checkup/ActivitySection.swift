import PondInsight

/// People who speak each week, with the trend line and the turns.
extension CheckupReportWriter {
    /// nil under two weeks, as one point is no line, where too many days are missing, and for what is no group.
    var activityBlock: Page.Block? {
        guard weekly.count > 1, !words.isFullOfHoles, checkup.noGroup == nil else { return nil }
        return Page.Block(
            id: "activity",
            heading: text(Phrase("每周说话人数", "People who speak each week")),
            fact: text(words.activityFact),
            meaning: text(CheckupWords.activityMeaning),
            advice: line(words.activityAdvice),
            isPaired: false,
            parts: [weeklyPart])
    }

    private var weekly: [Checkup.WeeklyFacts] { checkup.activity.weekly }

    private var weeklyPart: Page.Part {
        let chart = LineChart(
            data: weekly.map(datum),
            flags: flags(.speakers) { day in weekly.lastIndex { $0.day <= day } },
            trend: checkup.activity.trend.map {
                .init(from: 0, until: weekly.count - 1, start: $0.lineStart, end: $0.lineEnd)
            },
            label: text(
                Phrase(
                    "每周说话人数的折线图，\(words.span.chinese)",
                    "Line chart of people who speak each week, \(words.span.english)")),
            axisLabel: { NumberWords.short(Int($0)) })
        return part {
            $0.chart = picture(chart.svg(.wide), chart.svg(.narrow), legend: weeklyLegend)
            $0.paragraph = line(words.turns(.speakers))
            $0.table = weeklyTable
        }
    }

    private func datum(_ week: Checkup.WeeklyFacts) -> LineChart.Datum {
        let day = words.isLong ? DateWords.full(week.day) : DateWords.short(week.day)
        let people = NumberWords.people(week.activePeople)
        let messages = NumberWords.messages(week.messages)
        return LineChart.Datum(
            tick: text(words.isLong ? DateWords.month(week.day) : day),
            title: text(
                Phrase(
                    "\(day.chinese) 起的一周：\(people.chinese)，\(messages.chinese)",
                    "Week of \(day.english): \(people.english), \(messages.english)")),
            value: Double(week.activePeople), isMissing: week.daysMissing > 0,
            label: text(people), address: address(Self.days(of: week)))
    }

    private static func days(of week: Checkup.WeeklyFacts) -> PeopleSet {
        .days(week.day, CalendarDay(number: week.day.number + 6))
    }

    private var weeklyLegend: [Page.Key] {
        var keys = [Page.Key(key: "key", text: text(Phrase("一周里说过话的人", "people who spoke in the week")))]
        if let trend = checkup.activity.trend { keys.append(trendKey(trend)) }
        if checkup.activity.changePoints.contains(where: { $0.series == .speakers }) { keys.append(turnKey) }
        return keys
    }

    private var weeklyTable: Page.Table {
        TableWriter(
            columns: [
                (Phrase("一周从", "Week from"), false), (Phrase("说话人数", "Speakers"), true),
                (Phrase("消息", "Messages"), true), (Phrase("新人", "Newcomers"), true),
            ],
            rows: weekly.map { [$0.day.description, "\($0.activePeople)", "\($0.messages)", "\($0.newcomers)"] },
            name: "weekly", title: Phrase("每周", "weekly"), newestLast: true,
            address: { row, column in column == 1 ? address(Self.days(of: weekly[row])) : nil }
        ).table(language)
    }
}
