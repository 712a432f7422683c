import PondInsight

/// What to do: each step as one instruction, with the reason beside it in the action list.
extension CheckupWords {
    func instruction(_ step: Checkup.Step) -> Phrase {
        switch step.code {
        case .moveChatterAside, .pausePromotion, .stateThePosition, .buildADoor, .rehearseScreening:
            mend(step)
        case .keepQuietHours, .quietTheNights, .keepPromotionBudget, .keepPosition, .keepDoor, .keepScreening:
            keep(step)
        case .requireInvitation:
            Phrase(
                "在「设置」里改成有邀请才能进，先试两周。",
                "Let people in by invitation only (in the settings); try it for two weeks.")
        case .limitInvitations:
            Phrase(
                "给邀请链接设上人数和期限，进来先请大家自我介绍。",
                "Give each invitation a number of uses and an end, and ask newcomers who they are.")
        case .askBridgesToLead, .useBestSlots, .splitGroup, .answerQuestions, .welcomeNewcomers, .letOthersLead,
            .askTheQuiet, .thankGivers:
            improve(step)
        case .checkDoorByHand, .checkMembersByHand, .waitForNewcomers, .exportWithMembers, .exportMissingDays,
            .exportMoreDays, .exportMoreTalk, .exportGroup, .countOffers, .countChatter, .readTheRefrains, .askWhatFor:
            look(step)
        }
    }

    private func mend(_ step: Checkup.Step) -> Phrase {
        switch step.code {
        case .moveChatterAside:
            let hour = Int(step.value ?? 23)
            return Phrase(
                "开一个闲聊分流群，主群 \(hour) 点后安静，打开慢速发言。",
                "Open a side group for chat; quiet hours from \(hour):00 and slow mode in the main one.")
        case .pausePromotion:
            return pause(step)
        case .stateThePosition:
            let fields = step.words.prefix(3).map(Self.fieldName(code:))
            return Phrase(
                "用一句话写清这个群为谁、做什么"
                    + (fields.isEmpty ? "，放进群公告。" : "；「\(Phrase.list(fields).chinese)」分到小圈去。"),
                "Write in one sentence whom the group is for"
                    + (fields.isEmpty ? " and pin it." : "; move \(Phrase.list(fields).english) into circles."))
        case .buildADoor:
            let questions = Int(step.value ?? 3)
            return Phrase(
                "每个入口加一份 \(questions) 题问卷，进群先自我介绍，先试两周。",
                "Put \(NumberWords.english(questions, "question", "questions")) and an introduction at every entrance; "
                    + "try it for two weeks.")
        default:
            let seats = step.count ?? 1
            let first = names(step.people)
            return Phrase(
                "预演一轮筛选，\(seats) 出 \(seats) 进，先给当事人 \(step.days ?? 3) 天"
                    + (first.chinese.isEmpty ? "。" : "；先看\(first.afterWords)。"),
                "Rehearse a screening round, \(seats) out and \(seats) in, with \(step.days ?? 3) days of grace"
                    + (first.english.isEmpty ? "." : "; look at \(first.english) first."))
        }
    }

    private func pause(_ step: Checkup.Step) -> Phrase {
        let ratio = step.value.map { NumberWords.decimal($0, places: 1) }
        let share = step.share.map { NumberWords.percent($0) }
        let budget =
            ratio.map { Phrase("每 \($0) 条干货才发 1 条推广", "one promotion to \($0) useful posts") }
            ?? share.map { Phrase("推广压到发言的 \($0) 以下", "promotions below \($0) of the lines") }
            ?? Phrase("卖东西的人多帮忙、少发广告", "who sells helps more and offers less")
        return Phrase(
            "新人前 \(step.days ?? 7) 天不推广；\(budget.chinese)。",
            "No pitch in a newcomer's first \(step.days ?? 7) days; \(budget.english).")
    }

    private func keep(_ step: Checkup.Step) -> Phrase {
        switch step.code {
        case .keepQuietHours: Phrase("不用动，保留夜里的安静时段。", "Leave it. Keep the nights quiet.")
        case .quietTheNights:
            Phrase(
                "试两周夜里安静：\(Int(step.value ?? 23)) 点后不发通知、不办活动。",
                "Try two weeks of quiet nights: from \(Int(step.value ?? 23)):00, no notices and no activities.")
        case .keepPromotionBudget: Phrase("不用动，推广继续少于干货。", "Leave it. Keep promotion below value.")
        case .keepPosition: Phrase("不用动，新人进来先看到那句定位。", "Leave it. Let newcomers see the position first.")
        case .keepDoor: Phrase("不用动，门槛照旧。", "Leave it. Keep the door as it is.")
        default: Phrase("不用动，按季度再看一次。", "Leave it. Look again next quarter.")
        }
    }

    private func improve(_ step: Checkup.Step) -> Phrase {
        let who = names(step.people, total: step.count)
        switch step.code {
        case .askBridgesToLead:
            let asked = namesOrThem(step.people)
            return step.people.count == 1
                ? Phrase("请\(asked.inline)带一个新人小组。", "Ask \(asked.english) to lead a small group.")
                : Phrase("请\(asked.inline)各带一个新人小组。", "Ask \(asked.english) to lead a small group each.")
        case .useBestSlots:
            let slots = step.slots.prefix(2).map(Self.slot)
            return Phrase(
                "活动放在\(slots.map(\.chinese).joined(separator: "或"))。",
                "Hold activities on \(slots.map(\.english).joined(separator: " or ")).")
        case .splitGroup:
            return Phrase(
                "沿着小圈把群分成 \(step.count ?? 2) 个。", "Divide the group into \(step.count ?? 2) along its circles.")
        case .answerQuestions: return Phrase("提问当天有人接，新人的先接。", "Answer questions within the day, newcomers' first.")
        case .welcomeNewcomers:
            return Phrase("新人进群当天点名欢迎，给一件小事做。", "Welcome newcomers by name that day, with one small thing to do.")
        case .letOthersLead: return Phrase("群主少说一点，让别人起头。", "Let the owner say less and others begin.")
        case .askTheQuiet:
            return Phrase("问问安静下来的\(who.afterWords)：少了什么。", "Ask those who went quiet what is missing: \(who.english).")
        default:
            return Phrase(
                "公开谢谢\(namesOrThem(step.people).afterWords)。", "Thank \(namesOrThem(step.people).english) in public.")
        }
    }

    /// Why the step is worth it; shown in the action list.
    func reason(_ action: Checkup.Action) -> Phrase {
        if action.when == .whenReady {
            return Phrase("到那时，这里没给的数字才说得出。", "Then the figures that are left out here can be given.")
        }
        if action.step.code == .exportMissingDays {
            return Phrase(
                "缺的日子不是冷清；补上才说得出趋势、留存和指数。",
                "Missing days are no silence; with them trend, retention and indices can be told.")
        }
        let effect = Self.effect(action.effect)
        guard let error = action.error else { return .joined([effect, detail(action.step)]) }
        let name = Self.name(of: error)
        return .joined([
            effect,
            Phrase("针对「\(name.chinese)」。", "Works on: \(name.english)."),
        ])
    }

    private func detail(_ step: Checkup.Step) -> Phrase {
        let share = NumberWords.percent(step.share ?? 0)
        switch step.code {
        case .askBridgesToLead:
            return Phrase("圈子之间靠他们连着，先把负担分出去。", "They hold the circles together; share the load early.")
        case .useBestSlots:
            guard let slot = step.slots.first else { return Phrase("", "") }
            let people = Self.people(in: slot)
            return Phrase("\(people.chinese)。", "\(people.english).")
        case .splitGroup: return Phrase("人超过 150，大家就不再互相认得。", "Above 150 people no longer know each other.")
        case .answerQuestions:
            guard step.share != nil else { return Phrase("", "") }
            return Phrase("现在全群的提问里 \(share) 得到回应。", "Of everybody's questions \(share) are answered now.")
        case .welcomeNewcomers:
            guard step.share != nil else { return Phrase("", "") }
            return Phrase("现在 \(share) 的新人会再来说话。", "\(share) of newcomers come back to speak now.")
        case .letOthersLead:
            guard step.share != nil else { return Phrase("", "") }
            return Phrase("现在 \(share) 的话是群主说的。", "\(share) of all talk is the owner's now.")
        case .askTheQuiet:
            return Phrase("离开前的一句话，比离开后的猜测值钱。", "A word before leaving is worth more than a guess after.")
        case .thankGivers: return Phrase("他们给得最多，被看见才会继续。", "They give most, and go on when they are seen.")
        default: return Phrase("", "")
        }
    }

    private static func effect(_ effect: Checkup.Action.Effect) -> Phrase {
        switch effect {
        case .high: Phrase("预计效果大。", "Expected effect: high.")
        case .medium: Phrase("预计效果中等。", "Expected effect: medium.")
        case .low: Phrase("预计效果小，但不费力。", "Expected effect: low, but easy.")
        }
    }

    /// 群主 · 本周.
    static func when(_ action: Checkup.Action) -> Phrase {
        let who =
            switch action.who {
            case .owner: Phrase("群主", "Owner")
            case .operators: Phrase("运营", "Operators")
            case .marketing: Phrase("营销", "Marketing")
            case .support: Phrase("客服", "Support")
            }
        let time =
            switch action.when {
            case .today: Phrase("今天就能做", "today")
            case .thisWeek: Phrase("本周", "this week")
            case .withinTwoWeeks: Phrase("两周内", "within two weeks")
            case .nextActivity: Phrase("下次活动", "next activity")
            case .whenReady: Phrase("攒够之后", "when there is enough")
            }
        return Phrase("\(who.chinese) · \(time.chinese)", "\(who.english) · \(time.english)")
    }

    /// 周六 9 点, "Saturday 9:00".
    static func slot(_ slot: Checkup.Slot) -> Phrase {
        let day = DateWords.weekday(slot.weekday)
        return Phrase("\(day.chinese) \(slot.hour) 点", "\(day.english) \(slot.hour):00")
    }
}
