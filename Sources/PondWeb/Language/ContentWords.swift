import PondInsight

/// What is said: value, small talk, promotion, links, red packets.
extension CheckupWords {
    /// The lines that the five errors are measured by.
    static let limits = Thresholds()

    var contentFact: Phrase {
        let top = checkup.content.fields.prefix(3).filter { $0.share >= Self.limits.fieldShareNamed }
            .map { Self.fieldName($0.field) }
        guard !top.isEmpty else { return Phrase("话题认不出来", "topics not recognised") }
        let list = Phrase.list(Array(top))
        return Phrase("聊得最多：\(list.chinese)", "most often \(list.english)")
    }

    /// Told by words that the lists hold.
    var isLanguageKnown: Bool { !checkup.limits.contains(.languageNotKnown) }

    /// Less than this of all is not worth a sentence.
    private static let plainTalkShareMin = 0.1

    var contentMeaning: Phrase {
        guard isLanguageKnown else {
            return Phrase(
                "词表读不懂这个群的语言，下面的占比只按长短、数字和链接估。",
                "The word lists do not hold this chat's language; the shares go by length, numbers and links alone.")
        }
        let value = NumberWords.percent(checkup.content.valueDensity)
        let chatter = NumberWords.percent(checkup.content.chatterShare)
        let content = checkup.content
        var start = Phrase(
            "发言里有用的占 \(value)，灌水占 \(chatter)", "\(value) of the lines are of value, \(chatter) are small talk")
        if content.promotionShare >= Self.limits.promotionShareRaised {
            let promotion = NumberWords.percent(content.promotionShare)
            start = Phrase(start.chinese + "，推广占 \(promotion)", start.english + ", \(promotion) sell something")
        }
        let rest = 1 - content.valueDensity - content.chatterShare - content.promotionShare
        guard rest >= Self.plainTalkShareMin else { return Phrase(start.chinese + "。", start.english + ".") }
        return Phrase(
            start.chinese + "。其余是平常聊天，群的温度就在那里。", start.english + ". The rest is plain talk, where a group keeps warm.")
    }

    /// nil where the chat is too short or too small to advise on.
    var contentAdvice: Phrase? {
        guard checkup.tells(.verdicts), isLanguageKnown else { return nil }
        // Never kinder, and never stricter, than the errors that are about what is said.
        if let finding = wrong(.sellsEarly) ?? wrong(.overActive) ?? wrong(.unclearPosition) {
            return instruction(finding.next)
        }
        if isValueLow {
            return Phrase("每周固定放一条干货，看当天有没有人接。", "Post one useful thing a week and see who picks it up.")
        }
        return Phrase("不用动，照旧。", "Leave it as it is.")
    }

    /// By the limit that the error itself is measured by.
    var isValueLow: Bool {
        checkup.errors.contains { finding in
            finding.error == .overActive && finding.evidence.contains { $0.code == .valueDensity && $0.isSign }
        }
    }

    /// The error where it was found or is to be watched.
    func wrong(_ error: DeadlyError) -> Checkup.ErrorFinding? {
        checkup.errors.first { $0.error == error && ($0.verdict == .found || $0.verdict == .watch) }
    }

    static let valueHint = Phrase(
        "回答、经验、数字、步骤、链接加说明", "answers, experience, numbers, steps, links with a word of why")
    static let chatterHint = Phrase("表情、哈哈、收到、早安、重复", "stickers, laughter, ok, greetings, repeats")

    func promotionHint() -> Phrase? {
        let content = checkup.content
        var said: [Phrase] = []
        if !content.sellers.isEmpty {
            let who = names(content.sellers)
            said.append(Phrase("主要是\(who.afterWords)。", "Mostly \(who.english)."))
        }
        if let days = content.daysToFirstPromotion {
            let words = NumberWords.days(days)
            said.append(Phrase("新人进群 \(words.chinese)就看到第一条。", "Newcomers see the first after \(words.english)."))
        }
        if let change = content.talkAfterPromotion, abs(change) >= 0.05 {
            let size = NumberWords.percent(abs(change))
            said.append(
                change < 0
                    ? Phrase("发出后一天，别人少说 \(size)。", "In the day after, others say \(size) less.")
                    : Phrase("发出后一天，别人多说 \(size)。", "In the day after, others say \(size) more."))
        }
        return said.isEmpty ? nil : .joined(said)
    }

    func redPacketHint() -> Phrase? {
        guard let only = checkup.content.redPacketOnly else {
            guard checkup.content.redPacketShare > 0 || !isLive else { return nil }
            return Phrase("谁领了红包，聊天记录里看不出。", "The record does not show who opens red packets.")
        }
        guard only.count > 0 else { return Phrase("没有只领不说话的人。", "Nobody only opens them.") }
        let who = names(only.people, total: only.count)
        return Phrase("只领不说话：\(who.chinese)。", "Only open, never speak: \(who.english).")
    }
}
