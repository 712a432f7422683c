import PondInsight

/// Who carries the group: roles, circles, ranks, bridges, and how the group could be divided.
extension CheckupWords {
    static func name(of role: EcologyRole) -> Phrase {
        switch role {
        case .soul: Phrase("灵魂人物", "Soul")
        case .thinker: Phrase("思考者", "Thinker")
        case .active: Phrase("活跃分子", "Active")
        case .spectator: Phrase("围观者", "Spectator")
        }
    }

    static func plural(of role: EcologyRole) -> Phrase {
        let english =
            switch role {
            case .soul: "Souls"
            case .thinker: "Thinkers"
            case .active: "Active members"
            case .spectator: "Spectators"
            }
        return Phrase(name(of: role).chinese, english)
    }

    static func rule(_ rule: Checkup.RoleRule) -> Phrase {
        let threshold = NumberWords.decimal(rule.threshold, places: 1)
        let second = NumberWords.decimal(rule.second, places: 0)
        switch rule.code {
        case .answeredByMany:
            return Phrase(
                "影响力不低于平均的 \(threshold) 倍，且至少 \(second) 人回应过",
                "influence at least \(threshold) times the mean, and answered by at least \(second) people")
        case .valueSpeaker:
            let share = NumberWords.percent(rule.threshold)
            return Phrase(
                "至少 \(second) 条有用的话，且占自己发言的 \(share) 以上",
                "at least \(second) lines of value, and \(share) of their own lines")
        case .speaksOften:
            let days = NumberWords.days(rule.threshold).english
            return Phrase(
                "近 28 天平均每周至少 \(threshold) 天说话，或说过至少 \(second) 条",
                "in the last 28 days spoke on at least \(days) a week, or wrote at least \(second) messages")
        case .everybodyElse: return Phrase("其余的人，包括没说过话的", "everybody else, silent members included")
        }
    }

    static let mixOfSpeakers = Phrase(
        "没有成员名单，只看得到说过话的人，所以不和健康比例比。",
        "No members are listed: these are shares of who spoke, not to be held against a healthy mix of all.")

    static func health(_ facts: Checkup.RoleFacts) -> Phrase {
        let range = NumberWords.percentRange(facts.healthyLow...max(facts.healthyLow, facts.healthyHigh))
        return Phrase("健康 \(range)", "healthy \(range)")
    }

    static func edgeSource(_ source: Checkup.NetworkFindings.EdgeSource) -> Phrase {
        switch source {
        case .quotes: Phrase("连线来自引用回复", "ties from replies and quotes")
        case .mentions: Phrase("连线来自点名 @", "ties from names called")
        case .quotesAndMentions: Phrase("连线来自引用和 @", "ties from quotes and mentions")
        case .adjacency: Phrase("连线按「谁紧跟着谁说话」推测", "ties guessed from who speaks after whom")
        case .none: Phrase("看不出谁在跟谁说话", "who talks with whom is not visible")
        }
    }

    /// By their share of the ties between circles, largest first.
    var bridges: [Checkup.Bridge] { checkup.network.bridges }

    /// What the three strongest bridges have of the ties between circles; nil with fewer than two circles.
    private var bridgedShare: Double? {
        guard checkup.network.circles.count > 1, !bridges.isEmpty else { return nil }
        return bridges.prefix(Self.namesMax).last?.shareTogether
    }

    /// Without the three strongest bridges some circle has no tie left to the others.
    private var partsCircles: Bool { bridges.prefix(Self.namesMax).last?.partsCircles ?? false }

    var peopleMeaning: Phrase {
        let between = checkup.network.circleTies.reduce(0) { $0 + $1.weight }
        let circles = checkup.network.circles.count
        if circles > 1, between < Self.limits.tiesBetweenCirclesMin {
            return Phrase(
                "\(circles) 个小圈子，彼此几乎不说话：跨圈只有 \(between) 次。",
                "\(circles) circles that hardly speak with each other: "
                    + NumberWords.english(between, "time", "times") + " across them.")
        }
        guard let bridged = bridgedShare else {
            let top = NumberWords.percent(checkup.ecology.topThreeShare)
            return Phrase("话最多的三个人说了 \(top)。", "The three busiest wrote \(top) of the messages.")
        }
        let share = NumberWords.percent(bridged)
        let who = names(bridges.prefix(Self.namesMax).map(\.person))
        return Phrase(
            "\(circles) 个小圈子，\(who.beforeWords)连着其中 \(share) 的跨圈往来。",
            NumberWords.english(circles, "circle", "circles")
                + "; \(who.english) \(bridges.count == 1 ? "carries" : "carry") \(share) of the ties between them.")
    }

    var peopleAdvice: Phrase {
        guard let bridged = bridgedShare else {
            if checkup.network.leaders.isEmpty, !checkup.network.passedOver.isEmpty {
                return Phrase(
                    "大家都接灌水、推广或已经走了的人的话，先请别人开个话题。",
                    "All turn to people who flood, sell or have gone; ask somebody else to open a subject.")
            }
            return adviceWithoutBridges
        }
        guard let asked = bridges.first(where: { $0.person != checkup.ecology.owner.person }) else {
            return Phrase(
                "圈子靠群主连着，先请两边各一位多走动。", "The owner joins the circles; ask one of each to visit the other.")
        }
        let first = Phrase(same: name(asked.person))
        if bridged >= 0.5, !partsCircles {
            return Phrase(
                "一半以上的跨圈往来靠他们，先请\(first.inline)带一个新人小组。",
                "More than half of the ties across are theirs; ask \(first.english) to lead a small group of newcomers."
            )
        }
        return partsCircles
            ? Phrase(
                "少了\(bridges.count == 1 ? "这个人" : "他们")圈子会断开，先请\(first.inline)带一个新人小组。",
                "Without \(bridges.count == 1 ? "this one" : "them") the circles part; "
                    + "ask \(first.english) to lead a small group of newcomers."
            )
            : Phrase(
                "想让圈子更近，先请\(first.inline)带一个新人小组。",
                "To bring the circles closer, ask \(first.english) to lead a small group of newcomers.")
    }

    /// What to do about the mix of four kinds; held against members only where they are listed.
    var mixAdvice: Phrase {
        func isOff(_ role: EcologyRole, _ condition: (Checkup.RoleFacts) -> Bool) -> Bool {
            checkup.ecology.roles.contains { $0.role == role && condition($0) }
        }
        if isOff(.spectator, { $0.share > $0.healthyHigh }) {
            return Phrase(
                "围观的偏多，先请他们做一件小事：投票、打卡、回一句。",
                "Many only look on; ask them for one small thing: a vote, a check-in, a line.")
        }
        if isOff(.soul, { $0.count == 0 }) {
            return Phrase(
                "还没有灵魂人物，请最多人接话的那位固定带一个话题。",
                "No soul yet; ask whoever is answered most to host a subject.")
        }
        return isSubstanceScarce
            ? Phrase("思考者偏少，请几个人讲讲经验。", "Few thinkers; ask some to share what they know.")
            : Phrase("比例不用动。", "Leave the mix as it is.")
    }

    private var adviceWithoutBridges: Phrase {
        if checkup.network.leaders.count <= Self.namesMax {
            return Phrase("再多几个人说话，才看得出关系。", "More people have to speak before ties show.")
        }
        if checkup.network.circles.count > 1 {
            return Phrase("办一场两个圈都用得上的活动，让他们碰一次面。", "Hold one activity that serves both circles, so that they meet.")
        }
        return checkup.ecology.topThreeShare >= Self.limits.topThreeShareRaised
            ? Phrase("话集中在三个人身上，请别人也起个头。", "Three people do much of the talking; ask others to begin.")
            : Phrase("没有谁独占话头，照旧。", "Nobody dominates; go on.")
    }

    /// Who is listened to and not shown for it, and why; nil where everybody may be.
    var passedOver: Phrase? {
        let said = Checkup.PassedOver.Reason.allCases.compactMap { reason -> Phrase? in
            let people = checkup.network.passedOver.filter { $0.reason == reason }.map(\.person)
            guard !people.isEmpty else { return nil }
            let who = names(people, total: people.count)
            return switch reason {
            case .sells: Phrase("\(who.chinese)（推广多）", "\(who.english) (selling)")
            case .floods: Phrase("\(who.chinese)（水多）", "\(who.english) (mostly small talk)")
            case .bot: Phrase("\(who.chinese)（机器人）", "\(who.english) (automatic)")
            case .gone: Phrase("\(who.chinese)（已经不来了）", "\(who.english) (no longer there)")
            }
        }
        guard !said.isEmpty else { return nil }
        return Phrase(
            "也有很多人接话、没有列出的：\(said.map(\.chinese).joined(separator: "；"))。",
            "Turned to by many as well, and not listed: \(said.map(\.english).joined(separator: "; ")).")
    }

    var decentralisation: Phrase {
        let value = NumberWords.decimal(checkup.ecology.decentralisation, places: 2)
        let start = Phrase(
            "去中心化指数 \(value)（0 是全靠一个人，1 是人人均匀）。",
            "Decentralisation \(value) (0: all from one person, 1: evenly spread).")
        let owner = checkup.ecology.owner
        guard let share = owner.messageShare, let person = owner.person else {
            return .joined([start, Phrase("群主是谁看不出，没有算群主占比。", "The owner is not known, so no owner's share.")])
        }
        let answers = owner.answerShare.map { NumberWords.percent($0) }
        return .joined([
            start,
            Phrase(
                "群主\(Phrase(same: name(person)).inline)说了 \(NumberWords.percent(share))"
                    + (answers.map { "，回应里占 \($0)。" } ?? "。"),
                "The owner, \(name(person)), wrote \(NumberWords.percent(share))"
                    + (answers.map { " and gave \($0) of the answers." } ?? ".")),
        ])
    }

    /// 走两步能到 38% 的人，六步 91%.
    var reach: Phrase? {
        let steps = checkup.network.reachBySteps
        guard steps.count >= 2, let last = steps.last, let middle = steps.dropFirst().first else { return nil }
        let all = NumberWords.percent(last)
        let two = NumberWords.percent(middle)
        return Phrase(
            "一句话转手一次（两步），能到 \(two) 的人；六步以内，能到 \(all)。",
            "A word passed on once (two steps) reaches \(two) of the people; within six steps, \(all).")
    }

    static func bridgeNote(_ bridge: Checkup.Bridge) -> Phrase {
        let share = NumberWords.percent(bridge.shareOfTiesBetween)
        return Phrase(
            "连到另外 \(bridge.circlesReached) 个圈 · 跨圈往来的 \(share)",
            "to " + NumberWords.english(bridge.circlesReached, "other circle", "other circles")
                + " · \(share) of ties across"
        )
    }

    /// 影响力 8.2% · 23 人回应过: first what the list is ordered by.
    static func influence(_ leader: Checkup.RankedPerson) -> Phrase {
        let share = NumberWords.percent(leader.pageRank)
        let count = NumberWords.count(leader.answeredBy)
        return Phrase("影响力 \(share) · \(count) 人回应过", "influence \(share) · answered by \(count)")
    }

    func split(_ split: Checkup.SplitProposal) -> Phrase {
        let cut = NumberWords.percent(split.cutShare)
        let parts = split.parts.count
        let people = NumberWords.count(split.activePeople)
        let start = Phrase(
            "近 28 天有 \(people) 人说过话，超过 150 就互相认不过来。",
            "\(people) people spoke in the last 28 days, more than can know each other (150). ")
        guard !checkup.network.circles.isEmpty else {
            return Phrase(
                start.chinese + "但大家彼此都有来往，分成 \(parts) 个会切断 \(cut) 的往来，不建议分群。",
                start.english + "But everybody talks with everybody: \(parts) groups would cut \(cut) of the ties. "
                    + "Do not split.")
        }
        guard split.followsCircles else {
            return Phrase(
                start.chinese + "但圈子交织太深，分成 \(parts) 个会切断 \(cut) 的往来，不建议分群；先把小圈各自的话题立起来。",
                start.english + "But the circles are too interwoven to divide: \(parts) groups would cut \(cut) of the "
                    + "ties. Do not split; give each circle a topic of its own first.")
        }
        return Phrase(
            start.chinese + "沿小圈分成 \(parts) 个，会切断 \(cut) 的往来。",
            start.english + "\(parts) groups along the circles would cut \(cut) of the ties.")
    }
}
