import PondInsight

/// What could not be told of so little talk, and what it would take: said once, in one place.
extension CheckupWords {
    static func name(of figure: Checkup.Figure) -> Phrase {
        switch figure {
        case .verdicts: Phrase("五个致命错误", "the five errors")
        case .screening: Phrase("无筛选", "no screening")
        case .indices: Phrase("三个指数和健康分", "the three indices and the health score")
        case .roles: Phrase("四种人的比例", "the mix of four kinds")
        case .network: Phrase("影响力、小圈子和桥梁", "influence, circles and bridges")
        case .hours: Phrase("时段图", "the map of hours")
        case .slots: Phrase("好时段", "the best hours")
        case .returning: Phrase("新人留存", "who of the newcomers stays")
        case .recentSpeakers: Phrase("近 28 天说过话的占比", "the share who spoke in 28 days")
        case .trend: Phrase("趋势和转折", "trend and turns")
        }
    }

    /// There are enough days, but not enough of those between them.
    private func lacksCoverage(_ need: Checkup.Need) -> Bool {
        !need.isMet && checkup.daysCovered >= need.days && linesOfPeople >= need.messages
    }

    /// 7 天、200 句话.
    private static func amount(_ need: Checkup.Need) -> Phrase {
        let days = NumberWords.english(need.days, "day", "days")
        guard need.messages > 0 else { return Phrase("\(need.days) 天", days) }
        let lines = NumberWords.count(need.messages)
        return Phrase("\(need.days) 天、\(lines) 句话", "\(days) and \(lines) lines")
    }

    private var linesOfPeople: Int { checkup.totals.messages - checkup.totals.system }

    /// 这份导出跨 1 天、有 1,018 句话.
    private var extent: Phrase {
        let (days, lines) = (checkup.daysCovered, linesOfPeople)
        return Phrase(
            "\(isLive ? "这里" : "这份导出")有 \(NumberWords.count(days)) 天、 \(NumberWords.count(lines)) 句话",
            "\(isLive ? "There are" : "This export holds") \(NumberWords.english(days, "day", "days")) and "
                + NumberWords.english(lines, "line", "lines") + " of people")
    }

    private func need(_ figure: Checkup.Figure) -> Checkup.Need? {
        checkup.needs.first { $0.figure == figure }
    }

    /// What there is in the place of a group.
    private func said(_ noGroup: Checkup.NoGroup) -> Phrase {
        switch noGroup {
        case .privateChat: Phrase("这是一段私聊。", "It is a private chat.")
        case .fewSpeakers:
            Phrase(
                "说话的只有 \(checkup.totals.speaking) 人。",
                "Only \(NumberWords.english(checkup.totals.speaking, "person speaks", "people speak")).")
        }
    }

    /// The headline where nothing can be told.
    var tooLittle: Phrase {
        if checkup.noGroup != nil {
            return either(
                Phrase("这不是群，不下结论。", "This is no group: no verdict."),
                live: Phrase("群还小，先不下结论。", "A small group so far: no verdict yet."))
        }
        let isShort = need(.verdicts).map { checkup.daysCovered < $0.days } ?? false
        return isShort && checkup.totals.messages > 0
            ? Phrase("时间太短，先不下结论。", "Too short a span for a verdict.")
            : Phrase("话还太少，先不下结论。", "Too little talk for a verdict.")
    }

    /// The paragraph below it: what there is, what it would take, what follows.
    var tooLittleVerdict: Phrase {
        let counted = Phrase("下面只列数得出来的。", "Below is only what can be counted.")
        if let noGroup = checkup.noGroup {
            let next = checkup.errors.first.map { instruction($0.next) }
            return .joined([said(noGroup), next, counted].compactMap { $0 })
        }
        let least = need(.verdicts).map(Self.amount) ?? Phrase("", "")
        let step = checkup.actions.first.map { instruction($0.step) } ?? Phrase("", "")
        return .joined([
            Phrase(
                "\(extent.chinese)；下结论至少要 \(least.chinese)。",
                "\(extent.english); a verdict needs at least \(least.english)."),
            step, counted,
        ])
    }

    /// In the place of five times the same.
    var tooLittleForErrors: Phrase {
        if checkup.noGroup != nil { return reason(.noGroup) }
        let least = need(.verdicts).map(Self.amount) ?? Phrase("", "")
        let screening = need(.screening).map { "\($0.days)" } ?? ""
        return Phrase(
            "五个都不说犯没犯：至少要 \(least.chinese)，无筛选要 \(screening) 天。",
            "Nothing is said of any of the five: that takes at least \(least.english), no screening \(screening) days.")
    }

    /// What was left out, grouped by what it takes.
    var leftOut: [Phrase] {
        if checkup.noGroup != nil {
            return [
                either(
                    Phrase(
                        "这不是群：错误、指数、角色、圈子和建议都不给。",
                        "This is no group: errors, indices, roles, circles and advice are left out."),
                    live: Phrase(
                        "说话的人还少：错误、指数、角色、圈子和建议先不给。",
                        "Few people speak so far: errors, indices, roles, circles and advice are left out."))
            ]
        }
        let holed = checkup.needs.filter(lacksCoverage).map(\.figure)
        let unmet = checkup.needs.filter { !$0.isMet && !lacksCoverage($0) }
        var groups: [(need: Checkup.Need, figures: [Checkup.Figure])] = []
        for need in unmet.sorted(by: { ($0.days, $0.messages) < ($1.days, $1.messages) }) {
            if let index = groups.firstIndex(where: { $0.need.days == need.days && $0.need.messages == need.messages })
            {
                groups[index].figures.append(need.figure)
            } else {
                groups.append((need, [need.figure]))
            }
        }
        let forHoles = holed.isEmpty ? [] : [Self.leftOutForHoles(Phrase.list(holed.map(Self.name)))]
        return forHoles
            + groups.map { need, figures in
                let names = Phrase.list(figures.map(Self.name))
                let amount = Self.amount(need)
                return Phrase(
                    "\(names.chinese)：至少要 \(amount.chinese)，这里没有给。",
                    "Left out, for it takes at least \(amount.english): \(names.english).")
            }
    }

    private static func leftOutForHoles(_ names: Phrase) -> Phrase {
        Phrase(
            "\(names.chinese)：缺的日子太多，不给。",
            "Left out, for too many days are missing: \(names.english).")
    }

    /// One sentence in the place of a figure that is left out.
    func leftOut(_ figure: Checkup.Figure) -> Phrase {
        let name = Self.name(of: figure)
        if let need = need(figure), lacksCoverage(need) { return Self.leftOutForHoles(name) }
        let amount = need(figure).map(Self.amount) ?? Phrase("", "")
        return Phrase(
            "\(name.chinese)至少要 \(amount.chinese)，先不给。",
            "Not given yet: \(name.english), which takes at least \(amount.english).")
    }
}
