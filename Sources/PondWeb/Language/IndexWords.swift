import PondInsight

/// The three indices and what goes into them.
extension CheckupWords {
    static let participation = Phrase("参与度", "Participation")
    static let activity = Phrase("活跃度", "Activity")
    static let contribution = Phrase("贡献度", "Contribution")

    static func name(of part: Checkup.IndexPart.Code) -> Phrase {
        switch part {
        case .recentSpeakers: Phrase("近 28 天说过话的人", "People who spoke in the last 28 days")
        case .evenness: Phrase("发言的均匀程度", "Evenness of talk")
        case .returning: Phrase("再来说话的新人", "Newcomers who came back")
        case .secondDay: Phrase("不止来一天的人", "People who spoke on a second day")
        case .stickiness: Phrase("每天来的人占比", "Share who come daily")
        case .daysAlive: Phrase("近 28 天有人说话的日子", "Days alive of the last 28")
        case .momentum: Phrase("近四周与最好四周之比", "Last four weeks against the best four")
        case .valueDensity: Phrase("有用的话占比", "Share of lines of value")
        case .answeredQuestions: Phrase("得到回应的提问", "Questions answered")
        case .givers: Phrase("帮过别人的人", "People who helped others")
        }
    }

    /// The formula of one ingredient in words.
    static func formula(of part: Checkup.IndexPart.Code) -> Phrase {
        switch part {
        case .recentSpeakers:
            Phrase("还在群里的已知成员中，近 28 天说过话的占比", "share of the known members still there who spoke in the last 28 days")
        case .evenness: Phrase("1 − 每人发言数的基尼系数", "1 − the Gini coefficient of messages per speaker")
        case .returning:
            Phrase("30 天内又来说话的新人占比", "share of newcomers who spoke again within 30 days")
        case .secondDay:
            Phrase(
                "在第二天又说过话的人 ÷ 说话的人（新人太少，看所有人）", "people who spoke on a second day ÷ speakers (newcomers are too few)")
        case .stickiness:
            Phrase("近 28 天日均说话人数 ÷ 28 天里说过话的人", "speakers on an average day ÷ speakers of the last 28 days")
        case .daysAlive: Phrase("近 28 天里有消息的天数占比", "share of the last 28 days with a message")
        case .momentum:
            Phrase("最近四周的每周说话人数 ÷ 最好四周的", "weekly speakers, last four weeks ÷ best four weeks")
        case .valueDensity: Phrase("有用的发言 ÷ 全部发言", "lines of value ÷ all lines")
        case .answeredQuestions:
            Phrase(
                "有回应的提问 ÷ 全部提问：被引用，十分钟内被点名，或下一个人认真接话",
                "questions answered ÷ questions: by a reply, by calling the asker within ten minutes, or by the next "
                    + "to say something")
        case .givers:
            Phrase("回应过别人、或说出被回应的有用话的人 ÷ 说话的人", "people who answered or gave value ÷ speakers")
        }
    }

    /// 近 28 天说过话的人 31%（权重 0.4）…
    static func composition(_ index: Checkup.Index) -> Phrase {
        let parts = index.parts.map { part in
            let weight = NumberWords.percent(part.weight)
            let name = formula(of: part.code)
            let score = NumberWords.decimal(part.score * 100, places: 0)
            return Phrase(
                "\(name.chinese)，权重 \(weight)，得分 \(score)", "\(name.english), weight \(weight), score \(score)")
        }
        return Phrase(
            "0–100，下列各项得分的加权平均：" + parts.map(\.chinese).joined(separator: "；") + "。",
            "0–100, the weighted mean of: " + parts.map(\.english).joined(separator: "; ") + ".")
    }
}
