import PondInsight

/// Evidence that counted nothing: "nobody", instead of a share of zero.
extension CheckupWords {
    /// nil where something was counted, or where nothing needs no words of its own.
    static func absence(_ evidence: Checkup.Evidence) -> Phrase? {
        guard evidence.count == 0 || evidence.count == nil && evidence.share == 0 else { return nil }
        let total = NumberWords.count(evidence.total ?? 0)
        switch evidence.code {
        case .chatterShare: return Phrase("没有灌水（0 条）。", "No line is small talk (0).")
        case .nightShare: return Phrase("23 点到 7 点没有人说话（0 条）。", "Nobody writes between 23:00 and 07:00 (0).")
        case .valueDensity: return Phrase("没有一条有用的话（0 条）。", "No line is of value (0).")
        case .repeats: return Phrase("没有人重复刚说过的话（0 条）。", "No line repeats what was just said (0).")
        case .promotionShare:
            let strangers = strangersSell(evidence)
            return Phrase(
                "没有认出自己人在卖东西的话（0 条）。" + strangers.chinese,
                "No offers by people who belong here that we can recognise (0)." + strangers.english)
        case .purposeQuestions:
            return Phrase("没有人问过「这个群是做什么的」（0 次）。", "Nobody asked what the group is for (0 times).")
        case .newcomersStay:
            return Phrase("\(total) 位新人里，30 天内没有人再说话。", "None of \(total) newcomers spoke again within 30 days.")
        case .newcomersSpeak: return Phrase("进来 \(total) 人，没有人开过口。", "\(total) joined and none of them ever spoke.")
        case .joinedUnvouched:
            return Phrase("没有人扫码或点链接直接进来（0 人）。", "Nobody came in by code or link alone (0).")
        case .doorSigns:
            return Phrase(
                "\(total) 位新人里，没有人自我介绍、被问过、被批准，或被人好好招呼（推销不算）。",
                "Of \(total) newcomers nobody introduced themselves, was asked or approved, or was greeted other than "
                    + "by an offer."
            )
        case .leftSoon: return Phrase("没有新人 7 天内就走（0 人）。", "No newcomer left within 7 days (0).")
        case .removals: return Phrase("没有请出过任何人（0 人）。", "Nobody was asked to leave (0).")
        case .silentMembers:
            return Phrase("\(total) 人最近都说过话。", "All \(total) people spoke lately.")
        case .redPacketOpenings:
            return Phrase(
                "\(total) 次领红包，没有一次是不说话的人。", "None of \(total) red packet openings is by a silent person.")
        default: return nil
        }
    }
}
