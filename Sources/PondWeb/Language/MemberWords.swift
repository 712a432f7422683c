import PondCommunity

/// What pages say of members and lists of them.
enum MemberWords {
    /// 第 42 位, "No. 42".
    static func ordinal(_ number: Int) -> Phrase {
        Phrase("第 \(NumberWords.count(number)) 位", "No. \(NumberWords.count(number))")
    }

    /// 第 42 位成员, "member no. 42".
    static func ordinalMember(_ number: Int) -> Phrase {
        Phrase("第 \(NumberWords.count(number)) 位成员", "member no. \(NumberWords.count(number))")
    }

    static func fitting(_ count: MemberDirectory.Count) -> Phrase {
        let value = NumberWords.count(count.value)
        let people = count.value == 1 && !count.isMore ? "person" : "people"
        return count.isMore ? Phrase("\(value)+ 人", "\(value)+ people") : Phrase("\(value) 人", "\(value) \(people)")
    }

    static func name(of sort: MemberFilter.Sort) -> Phrase {
        switch sort {
        case .newest: Phrase("最新加入", "Newest")
        case .oldest: Phrase("最早加入", "First")
        case .name: Phrase("名字", "Name")
        case .spoke: Phrase("最近发言", "Spoke last")
        case .silent: Phrase("沉默最久", "Silent longest")
        }
    }

    static func name(of origin: MemberFilter.Origin) -> Phrase {
        switch origin {
        case .imported: Phrase("导入的，还没登录", "Imported, without login")
        case .login: Phrase("已登录", "With login")
        }
    }

    static func joinedWithin(_ days: Int) -> Phrase {
        Phrase("近 \(days) 天加入", "joined in the last \(NumberWords.english(days, "day", "days"))")
    }

    static func silentFor(_ days: Int) -> Phrase {
        Phrase("沉默 \(days) 天以上", "silent for \(NumberWords.english(days, "day", "days"))")
    }

    static func name(of notifications: Members.Notifications) -> Phrase {
        switch notifications {
        case .all: Phrase("全部消息", "Every message")
        case .mentions: Phrase("只有 @我 的", "Only when I am mentioned")
        case .none: Phrase("都不要", "Nothing")
        }
    }

    static func removed(_ count: Int) -> Phrase {
        Phrase("请出了 \(count) 位", "\(NumberWords.english(count, "member", "members")) removed")
    }

    static func readmitted(_ count: Int) -> Phrase {
        Phrase(
            "\(count) 位回来了，群和岗位也都还在", "\(NumberWords.english(count, "member", "members")) back, with groups and posts")
    }

    static func placed(_ count: Int) -> Phrase {
        Phrase("\(count) 位进了群", "\(NumberWords.english(count, "member", "members")) added to the group")
    }

    static func given(_ count: Int) -> Phrase {
        Phrase("给了 \(count) 位岗位", "\(NumberWords.english(count, "post", "posts")) given")
    }
}
