import PondInsight

/// The evidence of the five errors: each code with its facts as one sentence, the number first.
extension CheckupWords {
    func sentence(_ evidence: Checkup.Evidence) -> Phrase {
        let facts = EvidenceFacts(evidence)
        let said = evidence.excerpt.map { quotation($0) }
        let sentence: Phrase
        if let absence = Self.absence(evidence) { return absence }
        switch evidence.code {
        case .chatterShare, .messagesPerPersonDay, .messagesPerDay, .nightShare, .topThreeShare, .valueDensity,
            .repeats:
            sentence = chatter(evidence, facts)
        case .promotionShare, .valueToPromotion, .sellerShare, .daysToFirstPromotion, .silenceAfterPromotion,
            .firstPromotion, .refrains:
            sentence = selling(evidence, facts)
        case .fieldSpread, .largestField, .sharedMainField, .newcomersStay, .purposeQuestions, .renamed, .sharedWords:
            sentence = position(evidence, facts)
        case .newcomersSpeak, .newcomerAdvertisements, .joinWave, .joinedUnvouched, .doorSigns, .leftSoon,
            .doorByInvitation, .doorOpen:
            sentence = door(evidence, facts)
        case .noRemovals, .removals, .silentMembers, .redPacketOnly, .redPacketOpenings, .activeFalling:
            sentence = screening(evidence, facts)
        }
        guard let said else { return sentence }
        return Phrase(
            sentence.chinese + "例如" + said.chinese + "。", sentence.english + " For example " + said.english + ".")
    }

    /// Advertisements that are no matter of the house, and where they were counted.
    static func strangersSell(_ evidence: Checkup.Evidence) -> Phrase {
        guard let count = evidence.value.map({ Int($0) }) else { return Phrase(same: "") }
        return Phrase(
            "另有 \(NumberWords.count(count)) 条广告是刚进来的人发的，算在「无门槛」里。",
            " " + NumberWords.english(count, "advertisement", "advertisements")
                + " by people who had hardly come in count under No door.")
    }

    private func chatter(_ evidence: Checkup.Evidence, _ facts: EvidenceFacts) -> Phrase {
        switch evidence.code {
        case .chatterShare:
            Phrase(
                "\(facts.share) 的发言是灌水\(facts.limitChinese("上限", .share))。",
                "\(facts.share) of the lines are small talk\(facts.limitEnglish("at most", .share)).")
        case .messagesPerPersonDay:
            Phrase(
                "说话的人每天人均 \(facts.value) 条\(facts.limitChinese("上限", .value))。",
                "Those who speak write \(facts.value) messages a day\(facts.limitEnglish("at most", .value)).")
        case .messagesPerDay:
            Phrase(
                "每天 \(facts.value) 条要读\(facts.limitChinese("上限", .value))。",
                "\(facts.value) messages a day to read\(facts.limitEnglish("at most", .value)).")
        case .nightShare:
            Phrase(
                "23 点到 7 点的消息占 \(facts.share)\(facts.limitChinese("上限", .share))。",
                "\(facts.share) of messages come between 23:00 and 07:00\(facts.limitEnglish("at most", .share)).")
        case .topThreeShare:
            Phrase(
                "\(namesOrThem(evidence.people).beforeWords)说了 \(facts.share)\(facts.limitChinese("上限", .share))。",
                "\(namesOrThem(evidence.people).english) wrote \(facts.share)\(facts.limitEnglish("at most", .share)).")
        case .valueDensity:
            value(facts, Checkup.ValueBasis(rawValue: evidence.words.first ?? "") ?? .always)
        default:
            Phrase(
                "\(facts.share) 的发言在重复刚说过的话（\(facts.count) 条）。",
                "\(facts.share) of the lines repeat what was just said (\(facts.count)).")
        }
    }

    /// The limit moves with the small talk, and says so.
    private func value(_ facts: EvidenceFacts, _ basis: Checkup.ValueBasis) -> Phrase {
        let (chinese, english) =
            switch basis {
            case .always: ("下限", "at least")
            case .halfOfChatter: ("至少要有灌水的一半，也就是", "half of the small talk, so at least")
            case .thirdOfNoise: ("至少要有水话和空话的三分之一，也就是", "a third of small and empty talk, so at least")
            }
        return Phrase(
            "有用的话占 \(facts.share)\(facts.limitChinese(chinese, .share))。",
            "\(facts.share) of the lines are of value\(facts.limitEnglish(english, .share)).")
    }

    private func selling(_ evidence: Checkup.Evidence, _ facts: EvidenceFacts) -> Phrase {
        let who = names(evidence.people)
        switch evidence.code {
        case .promotionShare:
            let strangers = Self.strangersSell(evidence)
            return Phrase(
                "\(facts.share) 的发言在卖东西\(facts.limitChinese("上限", .share))，共 \(facts.count) 条"
                    + (who.chinese.isEmpty ? "。" : "，主要是\(who.afterWords)。") + strangers.chinese,
                "\(facts.share) of the lines sell something\(facts.limitEnglish("at most", .share)): "
                    + NumberWords.english(evidence.count ?? 0, "line", "lines")
                    + (who.english.isEmpty ? "." : ", mostly by \(who.english).") + strangers.english)
        case .valueToPromotion:
            return Phrase(
                "每 \(facts.value) 条有用的话就有 1 条推广\(facts.limitChinese("至少该隔", .value))。",
                "One promotion to every \(facts.value) useful lines\(facts.limitEnglish("at least", .value)).")
        case .sellerShare:
            let sellers = namesOrThem(evidence.people)
            return Phrase(
                "\(sellers.beforeWords)的发言里 \(facts.share) 在卖东西（\(facts.total) 条里 \(facts.count) 条）。",
                "\(facts.share) of the lines by \(sellers.english) sell something "
                    + "(\(facts.count) of \(facts.total))."
            )
        case .daysToFirstPromotion:
            return Phrase(
                "新人进群 \(facts.value) 天就看到第一条推广（\(facts.count) 位新人的中位数，该等至少 \(facts.limit) 天）。",
                "Newcomers see the first pitch \(facts.value) days after joining (median of \(facts.count); "
                    + "healthy: at least \(facts.limit)).")
        case .refrains:
            let callers = namesOrThem(evidence.people)
            return Phrase(
                "\(callers.beforeWords)天天说差不多的话，很少有人接（\(facts.count) 条，占 \(facts.share)），看不出是不是在卖东西。",
                "\(callers.english) say nearly the same lines day after day, and few answer "
                    + "(\(facts.count), \(facts.share)); whether they sell cannot be told."
            )
        case .silenceAfterPromotion:
            return Phrase(
                "推广发出后 24 小时，别人的发言比平时少 \(facts.share)（\(facts.count) 次推广）。",
                "In the 24 hours after a pitch others say \(facts.share) less than usual (\(facts.count) pitches).")
        default:
            let day = evidence.day.map(date) ?? Phrase(same: "–")
            return Phrase(
                "第一条推广在 \(day.chinese)，有记录以来第 \(facts.value) 天。",
                "The first pitch came on \(day.english), \(facts.value) days into the record.")
        }
    }

    private func position(_ evidence: Checkup.Evidence, _ facts: EvidenceFacts) -> Phrase {
        let fields = evidence.words.prefix(3).map(Self.fieldName(code:))
        switch evidence.code {
        case .fieldSpread:
            return Phrase(
                "话题散在 \(facts.value) 个领域\(facts.limitChinese("上限", .value))：\(Phrase.list(fields).chinese)。",
                "Talk spreads over about \(facts.value) fields\(facts.limitEnglish("at most", .value)): "
                    + "\(Phrase.list(fields).english).")
        case .largestField:
            return Phrase(
                "最大的话题「\(Phrase.list(fields).chinese)」占 \(facts.share)\(facts.limitChinese("下限", .share))。",
                "The largest field, \(Phrase.list(fields).english), has \(facts.share)"
                    + "\(facts.limitEnglish("at least", .share)).")
        case .sharedMainField:
            return Phrase(
                "\(facts.share) 的人最常聊的就是群的主话题\(facts.limitChinese("下限", .share))。",
                "\(facts.share) of people talk mostly about the group's main field"
                    + "\(facts.limitEnglish("at least", .share))."
            )
        case .newcomersStay:
            return Phrase(
                "新人 30 天内又说话的占 \(facts.share)（\(facts.total) 人里 \(facts.count) 人\(facts.limitInner("下限", .share))）。",
                "\(facts.share) of newcomers spoke again within 30 days (\(facts.count) of \(facts.total)"
                    + "\(facts.limitInnerEnglish("at least", .share))).")
        case .purposeQuestions:
            return Phrase(
                "有 \(facts.count) 次有人问「这个群是做什么的」。",
                "Somebody asked what the group is for \(NumberWords.english(evidence.count ?? 0, "time", "times")).")
        case .renamed:
            return Phrase(
                "群名改过 \(facts.count) 次。",
                "The group was renamed \(NumberWords.english(evidence.count ?? 0, "time", "times")).")
        default:
            return Phrase(
                "抽看的 \(facts.total) 句里，\(facts.share) 用到一组常一起出现的词。",
                "Of \(facts.total) lines looked at, \(facts.share) use words that often stand together.")
        }
    }

    private func door(_ evidence: Checkup.Evidence, _ facts: EvidenceFacts) -> Phrase {
        let who = names(evidence.people, total: evidence.count)
        switch evidence.code {
        case .newcomersSpeak:
            return Phrase(
                "进来满 7 天的 \(facts.total) 人里，\(facts.share) 开过口\(facts.limitChinese("下限", .share))。",
                "Of \(facts.total) who joined at least 7 days ago, \(facts.share) ever spoke"
                    + "\(facts.limitEnglish("at least", .share)).")
        case .newcomerAdvertisements where evidence.count == 0:
            return Phrase("没有新人一开口就是广告（0 人）。", "No newcomer began with an advertisement (0).")
        case .newcomerAdvertisements:
            return Phrase(
                "\(facts.count) 位新人一开口就是广告（\(facts.share)\(facts.limitInner("上限", .share))）"
                    + (evidence.people.isEmpty ? "。" : "：\(who.chinese)。"),
                "\(NumberWords.english(evidence.count ?? 0, "newcomer", "newcomers")) began with an advertisement "
                    + "(\(facts.share)\(facts.limitInnerEnglish("at most", .share)))"
                    + (evidence.people.isEmpty ? "." : ": \(who.english)."))
        case .joinWave:
            let day = evidence.day.map(date) ?? Phrase(same: "–")
            return Phrase(
                "\(day.chinese) 一天涌进 \(facts.count) 人，平时一天 \(facts.value) 人。",
                "\(facts.count) joined on \(day.english) alone; a usual day has \(facts.value).")
        case .joinedUnvouched:
            return either(
                Phrase(
                    "\(facts.count) 人扫码或点链接直接进来，没人引荐（\(facts.share)）。",
                    "\(facts.count) came in by code or link with nobody vouching (\(facts.share))."),
                live: Phrase(
                    "\(facts.count) 人没有邀请就进来了（\(facts.share)）。",
                    "\(facts.count) came in without an invitation (\(facts.share))."))
        case .doorByInvitation:
            return Phrase(
                "有邀请才能进" + (evidence.total == 0 ? "。" : "；\(facts.total) 位新人里 \(facts.count) 位是受邀来的（\(facts.share)）。"),
                "One needs an invitation"
                    + (evidence.total == 0
                        ? "." : "; \(facts.count) of \(facts.total) newcomers came by one (\(facts.share))."))
        case .doorOpen:
            return Phrase(
                "谁登录都能进，不用邀请"
                    + (evidence.total == 0 ? "。" : "；\(facts.total) 位新人里 \(facts.count) 位仍是受邀来的（\(facts.share)）。"),
                "Anybody signed in may join without an invitation"
                    + (evidence.total == 0
                        ? "."
                        : "; \(facts.count) of \(facts.total) newcomers came by one all the same (\(facts.share))."))
        case .doorSigns:
            return Phrase(
                "\(facts.total) 位新人里，约 \(facts.count) 位自我介绍、被招呼、被问过或被批准（\(facts.share)）。",
                "About \(facts.count) of \(facts.total) newcomers introduced themselves, were greeted, asked or "
                    + "approved (\(facts.share))."
            )
        default:
            return Phrase(
                "\(facts.count) 位新人 7 天内就走了（\(facts.share)）。",
                "\(NumberWords.english(evidence.count ?? 0, "newcomer", "newcomers")) left within 7 days "
                    + "(\(facts.share))."
            )
        }
    }

    private func screening(_ evidence: Checkup.Evidence, _ facts: EvidenceFacts) -> Phrase {
        let who = names(evidence.people, total: evidence.count)
        let day = evidence.day.map(date)
        switch evidence.code {
        case .noRemovals:
            return Phrase(
                "\(facts.value) 天没有请出过任何人。", "Nobody was asked to leave in \(facts.value) days.")
        case .removals:
            return Phrase(
                "请出过 \(facts.count) 人" + (day.map { "，最近一次 \($0.chinese)。" } ?? "。"),
                NumberWords.english(evidence.count ?? 0, "person was", "people were") + " asked to leave"
                    + (day.map { ", last on \($0.english)." } ?? "."))
        case .silentMembers:
            return Phrase(
                "\(facts.total) 人里 \(facts.count) 人沉默了 \(facts.value) 天以上（"
                    + "\(facts.share)\(facts.limitInner("上限", .share))）。",
                "\(facts.count) of \(facts.total) people have been silent for \(facts.value) days or more "
                    + "(\(facts.share)\(facts.limitInnerEnglish("at most", .share))).")
        case .redPacketOnly where evidence.count == 0:
            return Phrase("没有只领红包不说话的人（0 人）。", "Nobody only opens red packets (0).")
        case .redPacketOnly:
            return Phrase(
                "\(facts.count) 人只领红包不说话：\(who.chinese)。",
                "\(NumberWords.english(evidence.count ?? 0, "person", "people")) only open red packets: \(who.english)."
            )
        case .redPacketOpenings:
            return Phrase(
                "红包有 \(facts.share) 被不说话的人领走（\(facts.total) 次里 \(facts.count) 次）。",
                "\(facts.share) of red packet openings are by people who say nothing "
                    + "(\(facts.count) of \(facts.total))."
            )
        default:
            return Phrase(
                "每周说话的人从 \(facts.limit) 人降到 \(facts.value) 人，少了 \(facts.share)。",
                "Weekly speakers fell from \(facts.limit) to \(facts.value), down \(facts.share).")
        }
    }
}

/// The numbers of one piece of evidence, printed.
private struct EvidenceFacts {
    enum Kind {
        case share, value
    }

    let count: String
    let total: String
    let share: String
    let value: String
    let limit: String
    private let limitRaw: Double?

    init(_ evidence: Checkup.Evidence) {
        count = NumberWords.count(evidence.count ?? 0)
        total = NumberWords.count(evidence.total ?? 0)
        share = Self.share(evidence)
        value = Self.number(evidence.value ?? 0)
        limit = Self.number(evidence.limit ?? 0)
        limitRaw = evidence.limit
    }

    /// With a decimal more where it would read the same as its limit.
    private static func share(_ evidence: Checkup.Evidence) -> String {
        let (share, limit) = (evidence.share ?? 0, evidence.limit)
        let plain = NumberWords.percent(share)
        guard let limit, limit != share, NumberWords.percent(limit) == plain else { return plain }
        return NumberWords.decimal(share * 100, places: 1) + "%"
    }

    private static func number(_ value: Double) -> String {
        NumberWords.decimal(value, places: value.magnitude < 20 ? 1 : 0)
    }

    private func limitWords(_ kind: Kind) -> String? {
        limitRaw.map { kind == .share ? NumberWords.percent($0) : Self.number($0) }
    }

    func limitChinese(_ word: String, _ kind: Kind) -> String {
        limitWords(kind).map { "（\(word) \($0)）" } ?? ""
    }

    func limitInner(_ word: String, _ kind: Kind) -> String {
        limitWords(kind).map { "，\(word) \($0)" } ?? ""
    }

    func limitInnerEnglish(_ word: String, _ kind: Kind) -> String {
        limitWords(kind).map { ", healthy: \(word) \($0)" } ?? ""
    }

    func limitEnglish(_ word: String, _ kind: Kind) -> String {
        limitWords(kind).map { " (healthy: \(word) \($0))" } ?? ""
    }
}
