import PondInsight

/// Messages a day, with the trend line and the turns.
extension CheckupReportWriter {
    /// Longer spans are drawn by the week: on a screen a day would be less than five points wide. The table
    /// holds the last so many days, and the JSON all.
    private static let dailyDaysMax = 210
    private static let weekDays = 7

    var messagesBlock: Page.Block {
        Page.Block(
            id: "messages",
            heading: text(Phrase("每天多少条消息", "Messages a day")),
            fact: text(words.messagesFact),
            meaning: text(words.messagesMeaning),
            advice: nil,
            isPaired: false,
            parts: [messagesPart])
    }

    private var daily: [Checkup.DailyFacts] { checkup.activity.daily }
    private var isByWeek: Bool { daily.count > Self.dailyDaysMax }

    private var messagesPart: Page.Part {
        part {
            if words.isFullOfHoles {
                $0.unknown = unknown(
                    Phrase("缺的日子太多，画出来会像冷清。", "So many days are missing that a line would look like silence."))
            } else if daily.count > 1 {
                let chart = messagesChart
                $0.chart = picture(chart.svg(.wide), chart.svg(.narrow), legend: messagesLegend)
            } else {
                $0.paragraph = line(Phrase("只有一天，画不出线。", "One day makes no line."))
            }
            if let turns = words.turns(.messages) { $0.paragraph = line(turns) }
            $0.table = dailyTable
        }
    }

    private var messagesChart: LineChart {
        LineChart(
            data: isByWeek ? weeklyMeans : dailyCounts,
            flags: flags(.messages) { day in
                isByWeek
                    ? checkup.activity.weekly.lastIndex { $0.day <= day }
                    : daily.firstIndex { $0.day == day }
            },
            trend: messagesTrend,
            label: text(
                Phrase(
                    "每天消息数的折线图，\(words.span.chinese)", "Line chart of messages a day, \(words.span.english)")),
            axisLabel: { NumberWords.short(Int($0)) })
    }

    private var dailyCounts: [LineChart.Datum] {
        daily.map { facts in
            let day = DateWords.full(facts.day)
            let messages = NumberWords.messages(facts.messages)
            return LineChart.Datum(
                tick: text(words.isLong ? day : DateWords.short(facts.day)),
                title: text(
                    Phrase("\(day.chinese)：\(messages.chinese)", "\(day.english): \(messages.english)")),
                value: Double(facts.messages), isMissing: facts.isMissing, label: text(messages),
                address: facts.messages == 0 ? nil : address(.days(facts.day, facts.day)))
        }
    }

    private var weeklyMeans: [LineChart.Datum] {
        checkup.activity.weekly.map { week in
            let day = DateWords.full(week.day)
            let mean = Double(week.messages) / Double(max(1, Self.weekDays - week.daysMissing))
            let messages = NumberWords.decimal(mean, places: mean < 20 ? 1 : 0)
            return LineChart.Datum(
                tick: text(DateWords.month(week.day)),
                title: text(
                    Phrase(
                        "\(day.chinese)起的一周：每天平均 \(messages) 条",
                        "Week of \(day.english): \(messages) messages a day")),
                value: mean, isMissing: week.daysMissing == Self.weekDays,
                label: text(Phrase("每天 \(messages) 条", "\(messages) a day")),
                address: address(.days(week.day, CalendarDay(number: week.day.number + Self.weekDays - 1))))
        }
    }

    /// Weeks are counted back from the last day; the line runs between the middles of the first and the last of them.
    private var messagesTrend: LineChart.TrendLine? {
        guard let trend = checkup.activity.messageTrend else { return nil }
        let weeks = checkup.activity.weekly.count
        let middle = Self.weekDays / 2
        let first = isByWeek ? 0 : daily.count - weeks * Self.weekDays + middle
        let last = isByWeek ? weeks - 1 : daily.count - 1 - middle
        return .init(from: first, until: last, start: trend.lineStart, end: trend.lineEnd)
    }

    private var messagesLegend: [Page.Key] {
        var keys = [
            Page.Key(
                key: "key",
                text: text(
                    isByWeek
                        ? Phrase("每天消息数，按周平均", "messages a day, weekly mean")
                        : Phrase("每天消息数", "messages a day")))
        ]
        if let trend = checkup.activity.messageTrend { keys.append(trendKey(trend)) }
        if checkup.activity.changePoints.contains(where: { $0.series == .messages }) { keys.append(turnKey) }
        return keys
    }

    func trendKey(_ trend: Checkup.Trend) -> Page.Key {
        let words =
            switch trend.isGradual ? trend.direction : .steady {
            case .rising: Phrase("趋势线：在涨", "trend line: rising")
            case .falling: Phrase("趋势线：在跌", "trend line: falling")
            case .steady where trend.direction != .steady:
                Phrase("趋势线：不是一路走，是换了水平", "trend line: no steady way, a change of level")
            case .steady: Phrase("趋势线：涨跌不明显", "trend line: no clear rise or fall")
            }
        return Page.Key(key: "key key-trend", text: text(words))
    }

    var turnKey: Page.Key {
        Page.Key(key: "key key-mark", text: text(Phrase("从这天起换了水平", "a new level from this day")))
    }

    /// The surest turns of one series, in the order of time.
    func flags(
        _ series: Checkup.ChangePoint.Series, index: (CalendarDay) -> Int?
    ) -> [LineChart.Flag] {
        let changes = checkup.activity.changePoints.filter { $0.series == series }
        let surest = changes.sorted { $0.pValue < $1.pValue }.prefix(LineChart.flagsMax).sorted { $0.day < $1.day }
        return surest.compactMap { change in
            index(change.day).map {
                .init(index: $0, words: text(words.flag(change)), wordsShort: text(words.flagShort(change)))
            }
        }
    }

    private var dailyTable: Page.Table {
        let shown = daily.suffix(Self.dailyDaysMax)
        let title =
            shown.count < daily.count
            ? Phrase("最近 \(shown.count) 天", "the last \(shown.count) days") : Phrase("每天", "daily")
        return TableWriter(
            columns: [
                (Phrase("日期", "Day"), false), (Phrase("消息", "Messages"), true),
                (Phrase("说话的人", "Speakers"), true), (Phrase("新人", "Newcomers"), true),
            ],
            rows: shown.map {
                [$0.day.description]
                    + ($0.isMissing ? ["", "", ""] : ["\($0.messages)", "\($0.speakers)", "\($0.newcomers)"])
            },
            name: "daily", title: title, newestLast: true,
            address: { row, column in
                let day = shown[shown.startIndex + row].day
                return column == 1 || column == 2 ? address(.days(day, day)) : nil
            }
        ).table(language)
    }
}
