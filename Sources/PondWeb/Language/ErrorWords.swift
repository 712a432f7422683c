import PondInsight

/// The five errors: their names, what each means, and how sure the checkup is.
extension CheckupWords {
    static func name(of error: DeadlyError) -> Phrase {
        switch error {
        case .overActive: Phrase("过分活跃", "Too much chatter")
        case .sellsEarly: Phrase("急于变现", "Selling too early")
        case .unclearPosition: Phrase("定位不准", "Unclear position")
        case .noDoor: Phrase("无门槛", "No door")
        case .noScreening: Phrase("无筛选", "No screening")
        }
    }

    static func meaning(of error: DeadlyError) -> Phrase {
        switch error {
        case .overActive: Phrase("水太多，有用的话被冲走", "Small talk washes away what is useful")
        case .sellsEarly: Phrase("信任还没长出来就开始卖", "Selling before trust has grown")
        case .unclearPosition: Phrase("说不清这个群为谁、做什么", "Nobody can say what the group is for")
        case .noDoor: Phrase("谁都能进，进来也没人认识", "Anybody walks in and nobody knows them")
        case .noScreening: Phrase("只进不出，席位被沉默占着", "People come, nobody leaves, seats fall silent")
        }
    }

    static func tag(of verdict: Checkup.ErrorFinding.Verdict) -> Phrase {
        switch verdict {
        case .found: Phrase("犯了", "Found")
        case .watch: Phrase("留意", "Watch")
        case .notFound: Phrase("没犯", "Not found")
        case .cannotTell: Phrase("看不出", "Cannot be told")
        }
    }

    /// The sentence above the evidence.
    func finding(_ finding: Checkup.ErrorFinding) -> Phrase {
        let signs = finding.evidence.filter(\.isSign).count
        switch finding.verdict {
        case .found:
            return Phrase(
                "\(signs) 个数字都指向它。",
                signs == 1 ? "One number points to it." : "\(signs) numbers point to it.")
        case .watch: return Phrase("有苗头，还不到下结论的时候。", "There are signs, not enough to say so yet.")
        case .notFound where signs > 0:
            return Phrase(
                "\(signs) 处偏出健康线，还不算犯。",
                NumberWords.english(signs, "number is", "numbers are")
                    + " outside healthy limits, not enough to matter."
            )
        case .notFound: return Phrase("看过了，数字都在健康线内。", "We looked: the numbers are within healthy limits.")
        case .cannotTell:
            let reasons = finding.reasons.map(reason)
            return reasons.isEmpty
                ? Phrase("这里没有判断它所需要的信息。", "What is needed to judge it is not here.")
                : .joined(reasons)
        }
    }

    func reason(_ reason: Checkup.ErrorFinding.Reason) -> Phrase {
        switch reason {
        case .noGroup:
            either(
                Phrase("这不是群，五个错误都是群才会犯的。", "This is no group, and the five errors are errors of groups."),
                live: Phrase(
                    "这个群还小，五个错误说的是一群人的事，先不说。",
                    "This group is still small, and the five errors are errors of many: nothing is said of them yet."))
        case .tooFewTexts:
            Phrase("多半是图片、语音或空行，能读的字太少。", "Mostly pictures, voice or empty lines: there is too little to read.")
        case .tooFewMessages: Phrase("消息太少，说不准。", "There are too few messages to be sure.")
        case .tooFewDays: Phrase("时间太短，说不准。", "The span is too short to be sure.")
        case .daysMissing:
            Phrase(
                "很多天一条消息都没有，是没人说话还是\(isLive ? "没导入" : "没导出来")，分不清。",
                "Many days have no line at all; whether nobody spoke or they were not "
                    + "\(isLive ? "imported" : "exported") cannot be told.")
        case .removalsNotTold:
            Phrase("这个平台的聊天记录不记谁被请出群。", "The records of this platform do not tell who was removed.")
        case .livesHereTooShortly:
            Phrase(
                "Pond 记得搬来以后谁离开、谁被请出；搬来才 \(NumberWords.count(checkup.source.live?.days ?? 0)) 天，还说不准。",
                "Pond knows who left and who was asked to leave since the community came here, "
                    + NumberWords.english(checkup.source.live?.days ?? 0, "day", "days") + " ago: too few to be sure.")
        case .noJoinLines:
            Phrase("聊天记录里没有入群记录，看不出谁是怎么进来的。", "There are no join lines, so how people came in is not visible.")
        case .joinsArePresence:
            Phrase(
                "聊天记录里的进出是上线下线，看不出谁进了群、谁走了。",
                "The joining and leaving told is of connections, so who came in or left as a member is not visible."
            )
        case .noSystemLines:
            Phrase("聊天记录里没有系统消息，进出都看不到。", "There are no system lines, so joining and leaving is not visible.")
        case .noMemberList:
            Phrase("聊天记录里没有成员名单，从不说话的人看不到。", "No members are listed, so people who never speak are not visible.")
        case .tooFewNewcomers: Phrase("新人太少，比例没有意义。", "There are too few newcomers for shares to mean anything.")
        case .ownerUnknown: Phrase("不知道群主是谁。", "It is not known who the owner is.")
        case .topicsNotRecognised:
            Phrase("话题认不出来，词表没覆盖到。", "The topics were not recognised; the word lists do not cover them.")
        case .tooFewOnSubject:
            Phrase(
                "看得出在谈什么的消息太少，说不准这个群是做什么的。",
                "Too few lines show what they are about to tell what the group is about.")
        case .languageNotKnown:
            Phrase(
                "词表只懂中文和英文，这个群说的多半是别的话，读不懂。",
                "The word lists hold Chinese and English; most of this chat is in another language.")
        case .refrainsNotUnderstood:
            Phrase("有人天天重复差不多的话，看不出是不是在卖东西。", "Some repeat the same lines for days; whether they sell cannot be told.")
        case .noRedPacketLines:
            Phrase("聊天记录里没有领红包的记录。", "The record does not show who opens red packets.")
        }
    }
}
