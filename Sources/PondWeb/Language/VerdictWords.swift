import PondInsight

/// The verdict: what one would say first when asked how the group is.
extension CheckupWords {
    var groupName: Phrase {
        let names = checkup.source.chats.map { ExportText.name($0, columns: ExportText.groupNameColumnsMax) }
            .filter { $0 != ExportText.nothing }
        guard let first = names.first else { return Phrase("未命名的群", "Unnamed group") }
        guard checkup.totals.chats > 1 else { return Phrase(same: first) }
        let count = checkup.totals.chats
        return Phrase(
            "\(first) 等 \(count) 个群", "\(first) and \(NumberWords.english(count - 1, "other group", "other groups"))")
    }

    var documentTitle: Phrase {
        Phrase("群体检报告 · \(groupName.chinese)", "Group checkup · \(groupName.english)")
    }

    /// 8/25 – 11/20，共 88 天.
    var span: Phrase {
        guard let first = checkup.activity.daily.first?.day, let last = checkup.activity.daily.last?.day else {
            return Phrase("没有消息", "no messages")
        }
        let days = checkup.totals.days
        return Phrase(
            "\(DateWords.full(first).chinese)–\(DateWords.full(last).chinese)，共 \(NumberWords.count(days)) 天",
            "\(DateWords.full(first).english) – \(DateWords.full(last).english), "
                + "\(NumberWords.english(days, "day", "days"))"
        )
    }

    private func count(_ verdict: Checkup.ErrorFinding.Verdict) -> Int {
        checkup.errors.filter { $0.verdict == verdict }.count
    }

    /// The gravest error that was found.
    private var worst: Checkup.ErrorFinding? {
        checkup.errors.filter { $0.verdict == .found }.max { $0.severity < $1.severity }
    }

    /// One or two lines.
    var headline: [Phrase] {
        guard checkup.tells(.verdicts) else { return [tooLittle] }
        if isFullOfHoles {
            return [
                Phrase("缺了很多天，只看得见一部分。", "Many days are missing; this is a part of it."),
                worst.map { Self.plainly($0.error) } ?? withoutFindings,
            ]
        }
        if let worst {
            return strength.map { [$0, Self.but(worst.error)] }
                ?? [Self.plainly(worst.error), ground].compactMap { $0 }
        }
        return [ground, withoutFindings].compactMap { $0 }
    }

    private var withoutFindings: Phrase {
        let watched = count(.watch)
        if watched > 0 {
            return Phrase(
                "没有致命的错，\(watched) 处要留意。",
                "No deadly error, \(NumberWords.english(watched, "thing", "things")) to watch.")
        }
        let unseen = count(.cannotTell)
        return switch unseen {
        case 0: Phrase("五个致命错误，一个没犯。", "None of the five errors.")
        case checkup.errors.count: Phrase("五个都看不出，先不下结论。", "None of the five can be told; no verdict.")
        default: Phrase("看得见的都没犯，\(unseen) 条看不出。", "No error in sight, \(unseen) cannot be told.")
        }
    }

    private static func but(_ error: DeadlyError) -> Phrase {
        switch error {
        case .overActive: Phrase("但水太多，有用的话被冲走。", "But chatter washes away what is useful.")
        case .sellsEarly: Phrase("但卖得太早，信任还没长出来。", "But it sells before trust has grown.")
        case .unclearPosition: Phrase("但话题散了，说不清为谁而开。", "But nobody can say whom it is for.")
        case .noDoor: Phrase("但谁都能进，没人问一句。", "But anybody walks in, and nobody is asked who they are.")
        case .noScreening: Phrase("但久未筛选，热闹被沉默稀释。", "But unscreened, its life is thinned by silence.")
        }
    }

    private static func plainly(_ error: DeadlyError) -> Phrase {
        switch error {
        case .overActive: Phrase("水太多，有用的话被冲走了。", "Chatter washes away what is useful.")
        case .sellsEarly: Phrase("卖得太早，信任还没长出来。", "It sells before trust has grown.")
        case .unclearPosition: Phrase("话题散了，说不清为谁而开。", "Nobody can say whom it is for.")
        case .noDoor: Phrase("谁都能进，没人问一句。", "Anybody walks in, and nobody is asked who they are.")
        case .noScreening: Phrase("久未筛选，沉默占着席位。", "Unscreened, silence holds the seats.")
        }
    }

    /// The counts of the five errors, and the first thing to do.
    var verdict: Phrase {
        guard checkup.tells(.verdicts) else { return tooLittleVerdict }
        var chinese: [String] = []
        var english: [String] = []
        for (verdict, words) in Self.countWords where count(verdict) > 0 {
            chinese.append(words.chinese.replacing("#", with: "\(count(verdict))"))
            english.append(words.english.replacing("#", with: "\(count(verdict))"))
        }
        let isClean = count(.notFound) == checkup.errors.count
        let counts =
            isClean
            ? Phrase("五个致命错误都没犯。", "None of the five deadly errors was found.")
            : Phrase(
                "五个致命错误里，" + chinese.joined(separator: "，") + "。",
                "The five deadly errors: " + english.joined(separator: ", ") + ".")
        let opening = [missing].compactMap { $0 }
        guard let first = checkup.actions.first else { return .joined(opening + [counts]) }
        let step = instruction(Self.withoutNames(first.step))
        return .joined(
            opening + [
                counts,
                Phrase(
                    "先做一件事：\(step.chinese)其余的，下周再说。", "Do one thing first: \(step.english) The rest can wait a week."),
            ])
    }

    /// Whom to look at first belongs beside the evidence, not in the opening sentence.
    private static func withoutNames(_ step: Checkup.Step) -> Checkup.Step {
        guard step.code == .rehearseScreening else { return step }
        var copy = step
        copy.people = []
        return copy
    }

    private static let countWords: [(Checkup.ErrorFinding.Verdict, Phrase)] = [
        (.found, Phrase("犯了 # 个", "# found")),
        (.watch, Phrase("# 个要留意", "# to watch")),
        (.notFound, Phrase("# 个没犯", "# not found")),
        (.cannotTell, Phrase("# 个看不出", "# cannot be told")),
    ]

    /// 来源 WeChat 导出，28,417 条消息，3,862 人.
    var source: Phrase {
        let platforms = checkup.source.platforms.map { Self.platformName($0) }
        let joined = platforms.isEmpty ? "" : platforms.joined(separator: "、") + " "
        let total = checkup.totals.messages
        guard !isLive else { return livingSource }
        let isListed = checkup.totals.silent != nil
        let people = isListed ? checkup.totals.people : checkup.totals.speaking
        return Phrase(
            "来源 \(joined)导出，\(NumberWords.count(total)) 条消息，"
                + "\(NumberWords.count(people)) 人\(isListed ? "" : "说过话")",
            "Source: \(platforms.joined(separator: ", ")) export, "
                + NumberWords.english(total, "message", "messages") + ", "
                + NumberWords.english(people, "person", "people") + (isListed ? "" : " who spoke"))
    }

    /// 成员 60 人，3,000 条消息，从 2025 年 8 月 25 日起在这里.
    private var livingSource: Phrase {
        let (people, messages) = (checkup.totals.people, checkup.totals.messages)
        let since = checkup.source.live.map { DateWords.full($0.since) } ?? Phrase(same: "")
        return Phrase(
            "\(NumberWords.count(people)) 人，\(NumberWords.count(messages)) 条消息，\(since.chinese)起在这里",
            NumberWords.english(people, "person", "people") + ", "
                + NumberWords.english(messages, "message", "messages") + ", here since \(since.english)")
    }

    private static func platformName(_ code: String) -> String {
        let known = [
            "wechat": "WeChat", "qq": "QQ", "telegram": "Telegram", "whatsapp": "WhatsApp", "line": "LINE",
            "slack": "Slack", "discord": "Discord", "irc": "IRC",
        ]
        return known[code.lowercased()] ?? ExportText.name(code)
    }
}
