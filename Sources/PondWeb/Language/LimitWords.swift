import PondInsight

/// What the report does not know, said plainly.
extension CheckupWords {
    private var since: Phrase { checkup.source.live.map { DateWords.full($0.since) } ?? Phrase("", "then") }

    func limit(_ limit: Checkup.Limit) -> Phrase {
        switch limit {
        case .readersInvisible:
            Phrase(
                "谁只是在读，这里不算。围观的人里，有一部分其实每天都看。",
                "Who only reads is not counted here. Some of the spectators read every day.")
        case .privateChatsInvisible:
            Phrase("私聊看不到，群里认识、私下成交的不算在内。", "Private chats are not visible, nor what was agreed there.")
        case .membersNotListed:
            Phrase(
                "聊天记录里没有成员名单，从没说过话的人不在「人数」里。",
                "No members are listed, so people who never spoke are not counted.")
        case .movedHere:
            Phrase(
                "\(since.chinese)搬来之前的聊天记录是导入的：那时谁进来、谁离开、谁从不说话，只知道记录里写着的。",
                "What was said before \(since.english) was imported: of who came, left and kept silent then, Pond "
                    + "knows only what those lines tell.")
        case .joinsNotShown:
            Phrase(
                "聊天记录里没有入群记录，「新人」按第一次发言算。",
                "There are no join lines; newcomers are told by their first message.")
        case .joinsArePresence:
            Phrase(
                "聊天记录里的进出行是上线下线，不是入群退群，没有算数；「新人」按第一次发言算。",
                "Join lines here tell who connects, not who becomes a member; they were set aside, and newcomers are "
                    + "told by their first message.")
        case .removalsNotShown:
            Phrase("请出群的记录看不到，筛选做没做说不准。", "Removals are not shown, so whether there is screening is unsure.")
        case .repliesNotShown:
            Phrase("聊天记录里没有引用关系，谁回了谁是推出来的。", "There are no quotes; who answers whom is inferred.")
        case .redPacketsNotShown:
            Phrase("谁领了红包看不到，红包党查不出来。", "Who opens red packets is not visible, so freeloaders are not found.")
        case .ownerUnknown:
            Phrase("不知道群主是谁，群主占比没有算。", "It is not known who the owner is; the owner's share was left out.")
        case .namesMayBeShared:
            Phrase(
                "聊天记录里只有昵称，同名的人会被算成一个，改名的人会被算成两个。",
                "The record has names only: two people of one name count as one, a renamed person as two.")
        case .peopleMayBeCountedTwice:
            Phrase(
                "几个平台的人按名字对上：两边名字不一样的人会被算成两个，恰好同名的两个人会被算成一个。",
                "People of several platforms were matched by name: who is called otherwise elsewhere counts as two, "
                    + "two who share a name as one.")
        case .daysMissing: missingDays
        case .misdatedLines:
            Phrase(
                "\(NumberWords.count(checkup.totals.misdated)) 条消息的日期离其他的差好几年，多半是时钟错了，没有算。",
                NumberWords.english(checkup.totals.misdated, "message is", "messages are")
                    + " dated years away from all others and were left out.")
        case .shortSpan:
            Phrase("时间不长，一时的热闹或冷清会显得像常态。", "The span is short: a few lively or quiet days look like the rule.")
        case .fewMessages: Phrase("消息不多，比例会跳。", "There are few messages; shares will jump.")
        case .topicsByWordLists:
            Phrase("话题靠词表认，行话和新词会漏。", "Topics are told by word lists; jargon and new words are missed.")
        case .languageNotKnown:
            Phrase(
                "词表只懂中文和英文：这里卖没卖、水不水、聊什么都没有下结论，有用、灌水的占比只按长短、数字和链接估。",
                "The word lists hold Chinese and English only: selling, small talk and topics were not judged here, "
                    + "and the shares of value and small talk go by length, numbers and links alone.")
        case .networkIsAGuess:
            Phrase(
                "引用和 @ 太少，关系网按「谁紧跟着谁说话」猜，只看大形。",
                "With too few quotes and mentions the network is guessed from who speaks after whom; "
                    + "see its outline only."
            )
        case .timeZoneAssumed:
            Phrase("时区是按默认值算的，时段图可能整体偏移。", "The time zone was assumed; the map of hours may be shifted.")
        }
    }
}
