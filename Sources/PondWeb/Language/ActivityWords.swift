import PondInsight

/// Activity, newcomers and the rhythm of the week.
extension CheckupWords {
    /// The fact beside 每周说话人数.
    var activityFact: Phrase {
        guard let trend = checkup.activity.trend else {
            return missing == nil
                ? Phrase("不到四周，看不出趋势", "under four weeks, no trend to tell")
                : Phrase("缺了一些日子，看不出趋势", "days are missing, no trend to tell")
        }
        let first = NumberWords.decimal(trend.firstMean, places: 0)
        let last = NumberWords.decimal(trend.lastMean, places: 0)
        switch trend.direction {
        case .rising:
            return Phrase(
                "在涨：前三分之一平均 \(first) 人，后三分之一 \(last) 人",
                "rising: \(first) on average in the first third, \(last) in the last")
        case .falling:
            return Phrase(
                "在跌：前三分之一平均 \(first) 人，后三分之一 \(last) 人",
                "falling: \(first) on average in the first third, \(last) in the last")
        case .steady:
            return Phrase(
                "平稳：前三分之一平均 \(first) 人，后三分之一 \(last) 人",
                "steady: \(first) on average in the first third, \(last) in the last")
        }
    }

    static let activityMeaning = Phrase(
        "一周里至少说过一句话的人。比消息数更难造假，也更早看出冷下来。",
        "People who said at least one thing in a week: harder to fake than messages, and earlier to cool.")

    var activityAdvice: Phrase {
        switch checkup.activity.trend?.direction {
        case .falling: Phrase("先问问近一个月安静下来的人。", "Ask those who went quiet this month first.")
        case .rising: Phrase("记下这几周做对了什么，接着做。", "Note what went right in these weeks and go on.")
        case .steady: Phrase("不用动，改一件事之前先记下今天的数。", "Leave it; note today's number before changing anything.")
        case nil:
            missing == nil
                ? Phrase("攒够四周再看。", "Look again after four weeks.")
                : Phrase("把缺的日子补齐再看。", "Look again with the missing days.")
        }
    }

    /// 9/22 起 · 从每周 690 人降到 620 人.
    func flag(_ change: Checkup.ChangePoint) -> Phrase {
        let day = axisDay(change.day)
        let (before, after) = (Self.level(change.meanBefore), Self.level(change.meanAfter))
        switch (change.series, change.direction) {
        case (.speakers, .up):
            return Phrase(
                "\(day.chinese) 起变热 · 每天 \(before) → \(after) 人",
                "from \(day.english) up · \(before) → \(after) people a day")
        case (.speakers, .down):
            return Phrase(
                "\(day.chinese) 起变冷 · 每天 \(before) → \(after) 人",
                "from \(day.english) down · \(before) → \(after) people a day")
        case (.messages, .up):
            return Phrase(
                "\(day.chinese) 起话变多 · 每天 \(before) → \(after) 条",
                "from \(day.english) more talk · \(before) → \(after) a day")
        case (.messages, .down):
            return Phrase(
                "\(day.chinese) 起话变少 · 每天 \(before) → \(after) 条",
                "from \(day.english) less talk · \(before) → \(after) a day")
        }
    }

    /// 转折：2025 年 9 月 22 日起，每天从约 245 条变成约 291 条（p = 0.008）。; nil without any.
    func turns(_ series: Checkup.ChangePoint.Series) -> Phrase? {
        let changes = checkup.activity.changePoints.filter { $0.series == series }.sorted { $0.day < $1.day }
        guard !changes.isEmpty else { return nil }
        let said = changes.map(turn)
        return Phrase(
            "转折：\(said.map(\.chinese).joined(separator: "；"))。想想那几天前后发生了什么。",
            "Turns: \(said.map(\.english).joined(separator: "; ")). Think of what happened around those days.")
    }

    private func turn(_ change: Checkup.ChangePoint) -> Phrase {
        let day = DateWords.full(change.day)
        let (before, after) = (Self.level(change.meanBefore), Self.level(change.meanAfter))
        let chance = change.pValue < 0.001 ? "p < 0.001" : "p = \(NumberWords.decimal(change.pValue, places: 3))"
        switch change.series {
        case .messages:
            return Phrase(
                "\(day.chinese)起，每天从约 \(before) 条变成约 \(after) 条（\(chance)）",
                "from \(day.english) about \(after) messages a day instead of about \(before) (\(chance))")
        case .speakers:
            return Phrase(
                "\(day.chinese)起，每天说话的人从约 \(before) 人变成约 \(after) 人（\(chance)）",
                "from \(day.english) about \(after) people speak a day instead of about \(before) (\(chance))")
        }
    }

    static func level(_ mean: Double) -> String {
        NumberWords.decimal(mean, places: mean < 10 ? 1 : 0)
    }

    /// The fact beside 每天多少条消息.
    var messagesFact: Phrase {
        guard let trend = checkup.activity.messageTrend else {
            let mean = Self.level(checkup.activity.messagesPerDay)
            return missing == nil
                ? Phrase("平均每天 \(mean) 条", "\(mean) a day on average")
                : Phrase("有记录的日子平均每天 \(mean) 条", "\(mean) a day on the days that are there")
        }
        let (first, last) = (Self.level(trend.firstMean), Self.level(trend.lastMean))
        switch trend.direction {
        case .rising:
            return Phrase("在涨：前三分之一每天 \(first) 条，后三分之一 \(last) 条", "rising: from \(first) to \(last) a day")
        case .falling:
            return Phrase("在跌：前三分之一每天 \(first) 条，后三分之一 \(last) 条", "falling: from \(first) to \(last) a day")
        case .steady: return Phrase("平稳：后三分之一每天 \(last) 条", "steady: \(last) a day lately")
        }
    }

    var messagesMeaning: Phrase {
        Phrase(
            "每天有多少话要读。话多不等于好，要看有多少人在说。",
            "How much there is to read. Much is not the same as good: see how many say it.")
    }

    func flagShort(_ change: Checkup.ChangePoint) -> Phrase {
        let day = axisDay(change.day)
        return change.direction == .up
            ? Phrase("\(day.chinese) 起变多", "\(day.english): up") : Phrase("\(day.chinese) 起变少", "\(day.english): down")
    }

    /// Longer spans need the year beside the day.
    private static let yearlessDaysMax = 330

    var isLong: Bool { checkup.totals.days > Self.yearlessDaysMax }

    /// A day in a sentence.
    func date(_ day: CalendarDay) -> Phrase {
        isLong ? DateWords.full(day) : DateWords.plain(day)
    }

    private func axisDay(_ day: CalendarDay) -> Phrase {
        isLong ? DateWords.full(day) : DateWords.short(day)
    }

    // MARK: Newcomers

    var newcomersFact: Phrase {
        switch checkup.newcomers.basis {
        case .joinLines: Phrase("按入群记录数", "told by when they joined")
        case .firstMessages: Phrase("按第一次发言数", "told by their first message")
        }
    }

    static let newcomersMeaning = Phrase(
        "新人第一周没再说话，多半就不会再说了。",
        "A newcomer who stays silent in the first week seldom speaks again.")

    /// Everybody who speaks in the first period is in its row, however long they had been there.
    func isThereFromTheStart(_ cohort: Checkup.Cohort) -> Bool { cohort.day == checkup.activity.daily.first?.day }

    /// 9/22; 8/25 及以前.
    func name(of cohort: Checkup.Cohort, _ period: Checkup.CohortTable.Period) -> Phrase {
        let day = period == .week ? DateWords.short(cohort.day) : DateWords.month(cohort.day)
        guard isThereFromTheStart(cohort) else { return day }
        return Phrase("\(day.chinese)\(period == .week ? " " : "")及以前", "\(day.english) or before")
    }

    /// Newcomers come back, or not, after being sold to: nothing of it is the welcome's merit.
    private var isPitchedAtTheDoor: Bool {
        wrong(.sellsEarly)?.evidence.contains { $0.code == .daysToFirstPromotion && $0.isSign } == true
    }

    /// Never kinder than the error that is about newcomers.
    var newcomersAdvice: Phrase {
        if let door = wrong(.noDoor) { return instruction(door.next) }
        if checkup.newcomers.basis == .joinLines, let spoke = checkup.newcomers.spoke.share,
            spoke < Self.limits.newcomersSpeakRaised
        {
            return Phrase(
                "先让新人开口：进群当天点名欢迎，给一件小事做。",
                "Get them to speak first: welcome them by name that day, with one small thing to do.")
        }
        guard let share = checkup.newcomers.backWithin7Days.share else {
            return Phrase("新人还少，先别看比例。", "There are few newcomers; leave the shares for now.")
        }
        if isPitchedAtTheDoor {
            return Phrase("新人一进来先听到推销，换成点名欢迎。", "What newcomers hear first is an offer; welcome them by name instead.")
        }
        return share < Self.limits.newcomersBackGood
            ? Phrase("进群当天点名欢迎，给一件小事做。", "Welcome them by name that day, with one small thing to do.")
            : Phrase("新人多半会再来，照旧。", "Most newcomers come back; go on.")
    }

    /// 52%, with its interval and basis; or the plain absence.
    /// - Parameter whom: who was counted, before their number.
    static func estimate(
        _ estimate: Checkup.Estimate, of whom: Phrase
    ) -> (value: Phrase, against: Phrase) {
        let people = NumberWords.people(estimate.total)
        guard let share = estimate.share else {
            return (
                Phrase("还不够", "too few"),
                Phrase(
                    "\(whom.chinese) \(people.chinese)，样本太小",
                    "\(people.english), too small a sample")
            )
        }
        let count = NumberWords.count(estimate.count)
        let basis = Phrase(
            "\(whom.chinese) \(people.chinese)里 \(count) 人",
            "\(count) of the \(NumberWords.count(estimate.total)) \(whom.english)")
        guard let low = estimate.low, let high = estimate.high else {
            return (Phrase(same: NumberWords.percent(share)), basis)
        }
        let range = "\(NumberWords.decimal(low * 100, places: 0))–\(NumberWords.decimal(high * 100, places: 0))%"
        return (
            Phrase(same: NumberWords.percent(share)),
            Phrase("\(basis.chinese)，区间 \(range)", "\(basis.english), interval \(range)")
        )
    }

    // MARK: Rhythm

    var rhythmFact: Phrase {
        let zone = ExportText.name(checkup.source.timeZone, columns: 40)
        return Phrase("颜色越浓，话越多 · 时区 \(zone)", "stronger colour is more talk · time zone \(zone)")
    }

    var rhythmMeaning: Phrase {
        let night = NumberWords.percent(checkup.rhythm.nightShare)
        return Phrase(
            "大家什么时候在，就什么时候办事。夜里（23–7 点）占 \(night)。",
            "Hold things when people are there. The night (23:00–07:00) has \(night).")
    }

    /// nil for what is no group.
    var rhythmAdvice: Phrase? {
        guard checkup.noGroup == nil else { return nil }
        guard checkup.tells(.slots) else { return leftOut(.slots) }
        guard let best = checkup.rhythm.bestSlots.first else {
            return Phrase("各个时段差不多，活动放在哪天都行。", "No hour stands out; any will do for an activity.")
        }
        return Phrase("下一场活动先试\(Self.slot(best).chinese)。", "Try \(Self.slot(best).english) for the next activity.")
    }

    /// Below this the share of weeks says more about gaps in the export than about the hour.
    private static let weeksShareMin = 0.2

    static let slotBasis = Phrase(
        "颜色按条数；推荐的时段按每次有多少人说话，不按条数，夜里 23–7 点不算。",
        "Colour counts messages; the slots are chosen by how many people speak each time, never at night (23:00–07:00)."
    )

    static func slotNote(_ slot: Checkup.Slot) -> Phrase {
        let people = people(in: slot)
        guard slot.weeksShare >= weeksShareMin else { return people }
        let weeks = NumberWords.percent(slot.weeksShare)
        return Phrase(
            "\(people.chinese)；\(weeks) 的周里至少有 3 人在", "\(people.english); at least 3 there in \(weeks) of weeks")
    }

    /// 平均每次 15 人说话，是 7–23 点平均的 2.6 倍.
    static func people(in slot: Checkup.Slot) -> Phrase {
        let lift = NumberWords.decimal(slot.liftOverMean, places: 1)
        let mean = level(slot.people)
        return Phrase(
            "平均每次 \(mean) 人说话，是 7–23 点平均的 \(lift) 倍",
            "\(mean) people speak each time, \(lift)× the mean of 7:00–23:00")
    }

    static func heatTitle(weekday: Int, hour: Int, hours: Int, messages: Int) -> Phrase {
        let day = DateWords.weekday(weekday)
        let span = DateWords.hours(hour, hours)
        let count = NumberWords.messages(messages)
        return Phrase(
            "\(day.chinese) \(span.chinese)：\(count.chinese)", "\(day.english) \(span.english): \(count.english)")
    }
}
