import PondInsight

/// What a list of the people behind a number is called, and who is in it.
enum PeopleSetWords {
    static func title(_ set: PeopleSet) -> Phrase {
        switch set {
        case .everybody: Phrase("所有人", "Everybody")
        case .trait(let trait): title(trait)
        case .role(let role): CheckupWords.plural(of: role)
        case .circle(let number): Phrase("第 \(number + 1) 个小圈子", "Circle \(number + 1)")
        case .part(let number): Phrase("分群后的第 \(number + 1) 群", "Group \(number + 1) of the split")
        case .field(let field):
            Phrase(
                "聊过\(CheckupWords.fieldName(field).chinese)的人",
                "Who spoke of \(CheckupWords.fieldName(field).english)")
        case .days(let first, let last): days(first, last)
        case .hours(let first, let count): hours(first, count)
        case .cohort(let day, let length, let later): cohort(day, length, later)
        }
    }

    private static func days(_ first: CalendarDay, _ last: CalendarDay) -> Phrase {
        let (from, until) = (DateWords.full(first), DateWords.full(last))
        guard first != last else { return Phrase("\(from.chinese)说过话的人", "Who spoke on \(from.english)") }
        return Phrase(
            "\(from.chinese)到 \(until.chinese)说过话的人", "Who spoke from \(from.english) to \(until.english)")
    }

    private static func hours(_ first: Int, _ count: Int) -> Phrase {
        let day = DateWords.weekday(first / 24)
        let hours = DateWords.hours(first % 24, count)
        return Phrase("\(day.chinese) \(hours.chinese)说过话的人", "Who spoke on a \(day.english), \(hours.english)")
    }

    private static func cohort(_ day: CalendarDay, _ length: Int, _ later: Int) -> Phrase {
        let first = DateWords.plain(day)
        let unit = length == 7 ? Phrase("周", "week") : Phrase("月", "month")
        guard later > 0 else {
            return Phrase(
                "\(first.chinese)起的一\(unit.chinese)里第一次发言的人",
                "Who first spoke in the \(unit.english) from \(first.english)")
        }
        let periods = NumberWords.english(later, unit.english, unit.english + "s")
        return Phrase(
            "\(first.chinese)那一期里，第 \(later) \(unit.chinese)还在说话的人",
            "Of the \(unit.english) from \(first.english), who spoke \(periods) later"
        )
    }

    private static func title(_ trait: CheckupTrait) -> Phrase {
        switch trait {
        case .spoke: Phrase("说过话的人", "Who ever spoke")
        case .neverSpoke: Phrase("从没说过话的人", "Who never spoke")
        case .recentlySpoke: Phrase("近 28 天说过话的人", "Who spoke in the last 28 days")
        case .busiest: Phrase("话最多的三个人", "The three who say most")
        case .owner: Phrase("群主", "The owner")
        case .asked: Phrase("提过问的人", "Who asked something")
        case .unanswered: Phrase("提问没人回的人", "Whose questions nobody answered")
        case .saidValue: Phrase("说过有用的话的人", "Who said something of value")
        case .chattered: Phrase("灌过水的人", "Who made small talk")
        case .promoted: Phrase("发过推广的人", "Who promoted something")
        case .linked: Phrase("发过链接的人", "Who posted links")
        case .sentRedPacket: Phrase("发过红包的人", "Who sent red packets")
        case .repeated: Phrase("复读过的人", "Who repeated others")
        case .spokeAtNight: Phrase("深夜说过话的人", "Who spoke at night")
        case .giver: Phrase("给过别人东西的人", "Who gave others something")
        case .newcomer: Phrase("新人", "Newcomers")
        case .newcomerWhoSpoke: Phrase("开过口的新人", "Newcomers who spoke")
        case .backWithin7Days: Phrase("7 天内又来说话的新人", "Newcomers who spoke again within 7 days")
        case .backWithin30Days: Phrase("30 天内又来说话的新人", "Newcomers who spoke again within 30 days")
        case .dueFor7Days: Phrase("开口满 7 天的新人", "Newcomers who first spoke 7 days ago or more")
        case .dueFor30Days: Phrase("开口满 30 天的新人", "Newcomers who first spoke 30 days ago or more")
        case .seller: Phrase("在卖东西的人", "Who sells")
        case .advertiser: Phrase("进来就发广告的人", "Who came and advertised")
        case .pitched: Phrase("一进来就被推销的新人", "Newcomers who were offered something at once")
        case .refrainCaller: Phrase("天天说同样几句的人", "Who says the same lines over days")
        case .askedWhatFor: Phrase("问过这群是干什么的人", "Who asked what the group is for")
        case .silent: Phrase("沉默的人", "Who fell silent")
        case .redPacketOnly: Phrase("只领红包不说话的人", "Who opens red packets and says nothing")
        case .unvouched: Phrase("扫码或点链接进来的人", "Who came by code or link")
        case .leftSoon: Phrase("来了没几天就走的人", "Who left within days")
        case .removed: Phrase("被请出过的人", "Who was asked to leave")
        case .introduced: Phrase("自我介绍过或有人迎的新人", "Newcomers who introduced themselves or were welcomed")
        case .inNetwork: Phrase("跟别人有来往的人", "Who has ties with others")
        case .leader: Phrase("说话最有人听的人", "Most listened to")
        case .bridge: Phrase("连着几个圈子的人", "Who ties circles together")
        case .wentQuiet: Phrase("常说话、近 28 天安静下来的人", "Who spoke often and went quiet in the last 28 days")
        case .thanked: Phrase("给得最多的人", "Who give most")
        case .invited: Phrase("受邀或经同意进来的人", "Who was invited or let in")
        }
    }

    /// How somebody comes into the list, where the title does not say it.
    static func explanation(_ set: PeopleSet) -> Phrase {
        switch set {
        case .days, .cohort:
            Phrase("按现在的记录算，话多的在前。", "By the records as they are now, those who say most first.")
        case .trait(.newcomer), .trait(.removed), .trait(.unvouched), .trait(.leftSoon), .trait(.introduced),
            .trait(.newcomerWhoSpoke), .trait(.silent), .trait(.redPacketOnly), .trait(.pitched), .trait(.invited):
            Phrase(
                "按这次体检的结果。从没说过话、又不在成员名单上的人不在这里。",
                "As this checkup found them. Who never spoke and is on no list of members is not here.")
        default: Phrase("按这次体检的结果，话多的在前。", "As this checkup found them, those who say most first.")
        }
    }
}
