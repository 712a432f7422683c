/// Sentences such as `"阿泽"邀请"小满"加入了群聊` or `阿泽 added 小满`, matched by the words between the names.
enum WordedNotice {
    /// Words that stand between and after up to two names.
    private struct Sentence {
        var middle: StaticString
        /// Words that follow the second name; nil when the line holds one name.
        var end: StaticString?
        var meaning: Meaning
        /// Whether nothing may follow.
        var isWhole = false

        init(_ middle: StaticString, _ end: StaticString? = nil, _ meaning: Meaning, isWhole: Bool = false) {
            self.middle = middle
            self.end = end
            self.meaning = meaning
            self.isWhole = isWhole
        }
    }

    /// Which name plays which part; `first` stands before the middle words.
    private enum Meaning {
        case firstInvitesSecond
        case firstAdmitsSecond
        case firstJoinsBySecond
        case firstJoins
        case firstLeaves
        case firstRemovesSecond
        case firstRemovedBySecond
        case firstRemoved
        case firstOpensPacketOfSecond
        case announcement
        case firstRecalls
        /// Nobody came or went, whatever other words the line holds.
        case nothing
    }

    static func read(_ line: Bytes) -> ChatNotice? {
        for sentence in sentences {
            guard let hit = line.index(of: sentence.middle) else { continue }
            if sentence.meaning == .nothing { return nil }
            let rest = line.dropping(hit + sentence.middle.utf8CodeUnitCount)
            if sentence.isWhole, !(rest.count == 0 || rest.equals(".") || rest.equals("。")) { continue }
            var second = Bytes(start: nil, count: 0)
            if let end = sentence.end {
                guard let place = end.utf8CodeUnitCount == 0 ? rest.count : rest.index(of: end) else { continue }
                second = rest.slice(0, place)
            }
            if let notice = notice(sentence.meaning, line.slice(0, hit), second) { return notice }
        }
        return nil
    }

    private static func notice(_ meaning: Meaning, _ first: Bytes, _ second: Bytes) -> ChatNotice? {
        switch meaning {
        case .firstInvitesSecond:
            return NoticeNames.actor(first).first.flatMap { joined(second, $0) }
        case .firstAdmitsSecond:
            let isPost = NoticeNames.isPost(first)
            return (isPost ? first.trimmed.string : NoticeNames.actor(first).first).flatMap { joined(second, $0) }
        case .firstJoinsBySecond:
            return NoticeNames.actor(second).first.flatMap { joined(first, $0) }
        case .firstJoins: return joined(first, nil)
        case .firstLeaves:
            let names = NoticeNames.sure(first)
            return names.isEmpty ? nil : .left(names: names)
        case .firstRemovesSecond: return removed(second, by: first)
        case .firstRemovedBySecond: return removed(first, by: second)
        case .firstRemoved: return removed(first, by: nil)
        case .firstOpensPacketOfSecond:
            guard let name = NoticeNames.read(first).first else { return nil }
            let owner = NoticeNames.read(second).first
            return owner.map { .redPacketOpened(name: name, owner: $0) }
        case .firstRecalls: return NoticeNames.read(first).first.map { .recalled(name: $0) }
        case .announcement: return .announcement
        case .nothing: return nil
        }
    }

    private static func joined(_ people: Bytes, _ inviter: String?) -> ChatNotice? {
        let names = NoticeNames.sure(people)
        return names.isEmpty ? nil : .joined(names: names, inviter: inviter)
    }

    private static func removed(_ people: Bytes, by remover: Bytes?) -> ChatNotice? {
        let names = NoticeNames.sure(people)
        guard !names.isEmpty else { return nil }
        guard let remover, !NoticeNames.isPost(remover) else { return .removed(names: names, remover: nil) }
        return NoticeNames.actor(remover).first.map { .removed(names: names, remover: $0) }
    }

    /// Tried in order: the more exact first.
    private static let sentences: [Sentence] = [
        Sentence("想邀请", nil, .nothing), Sentence("想邀請", nil, .nothing),
        Sentence("申请加入", nil, .nothing), Sentence("申請加入", nil, .nothing), Sentence("请求加入", nil, .nothing),
        Sentence("請求加入", nil, .nothing), Sentence("已拒绝", nil, .nothing), Sentence("已拒絕", nil, .nothing),
        Sentence(" requested to join", nil, .nothing), Sentence(" wants to invite ", nil, .nothing),
        Sentence("领取了", "的红包", .firstOpensPacketOfSecond),
        Sentence("領取了", "的紅包", .firstOpensPacketOfSecond),
        Sentence("撤回了", nil, .firstRecalls), Sentence("收回了", nil, .firstRecalls),
        Sentence("已收回訊息", nil, .firstRecalls), Sentence("が送信を取り消しました", nil, .firstRecalls),
        Sentence(" unsent a message", nil, .firstRecalls), Sentence(" recalled a message", nil, .firstRecalls),
        Sentence("已同意", "加入", .firstAdmitsSecond), Sentence("已同意", "的入群申请", .firstAdmitsSecond),
        Sentence("已同意", "的加群申请", .firstAdmitsSecond), Sentence("同意了", "的入群申请", .firstAdmitsSecond),
        Sentence("同意了", "的加群申请", .firstAdmitsSecond), Sentence("同意了", "加入", .firstAdmitsSecond),
        Sentence("已批准", "加入", .firstAdmitsSecond), Sentence("批准了", "加入", .firstAdmitsSecond),
        Sentence("通过", "的邀请链接", .firstJoins), Sentence("通过", "的邀请", .firstJoinsBySecond),
        Sentence("通过", "加入", .firstJoins), Sentence("透過", "加入", .firstJoins),
        Sentence("透過掃描", "分享的", .firstJoins),
        Sentence("邀请", "加入", .firstInvitesSecond), Sentence("邀請", "加入", .firstInvitesSecond),
        Sentence("已將", "新增至群組", .firstInvitesSecond), Sentence("已新增", "至群組", .firstInvitesSecond),
        Sentence("已将", "添加", .firstInvitesSecond), Sentence("を招待しました", nil, .firstJoins),
        Sentence("将", "移出", .firstRemovesSecond), Sentence("將", "移出", .firstRemovesSecond),
        Sentence("已將", "退出", .firstRemovesSecond), Sentence("已将", "退出", .firstRemovesSecond),
        Sentence("被", "移出", .firstRemovedBySecond), Sentence("被", "移除", .firstRemovedBySecond),
        Sentence("移除了", "", .firstRemovesSecond), Sentence("被移出", nil, .firstRemoved),
        Sentence("使用此群组的邀请链接", nil, .firstJoins), Sentence("使用此群組的邀請連結", nil, .firstJoins),
        Sentence("通过邀请链接", nil, .firstJoins), Sentence("透過邀請連結", nil, .firstJoins),
        Sentence("通过群邀请", nil, .firstJoins), Sentence("通过搜索", nil, .firstJoins),
        Sentence("加入了本群", nil, .firstJoins), Sentence("加入本群", nil, .firstJoins),
        Sentence("加入了群", nil, .firstJoins), Sentence("已加入", nil, .firstJoins),
        Sentence("加入群聊", nil, .firstJoins), Sentence("加入聊天", nil, .firstJoins),
        Sentence("がグループに参加しました", nil, .firstJoins), Sentence("添加了", "", .firstInvitesSecond),
        Sentence("新增了", "", .firstInvitesSecond), Sentence("已添加", "", .firstInvitesSecond),
        Sentence("已退出", nil, .firstLeaves), Sentence("退出了", nil, .firstLeaves),
        Sentence("已退群", nil, .firstLeaves), Sentence("退出群聊", nil, .firstLeaves),
        Sentence("退出本群", nil, .firstLeaves), Sentence("離開聊天", nil, .firstLeaves),
        Sentence("已離開", nil, .firstLeaves), Sentence("已离开", nil, .firstLeaves),
        Sentence("离开了", nil, .firstLeaves), Sentence("がグループを退会しました", nil, .firstLeaves),
        Sentence("群公告", nil, .announcement), Sentence("发布了通告", nil, .announcement),
        Sentence("已設定公告", nil, .announcement), Sentence(" made an announcement", nil, .announcement),
        Sentence(" joined using ", nil, .firstJoins), Sentence(" joined the group", nil, .firstJoins),
        Sentence(" joined from the community", nil, .firstJoins), Sentence(" joined the chat", nil, .firstJoins),
        Sentence(" was added", nil, .firstJoins, isWhole: true),
        Sentence(" were added", nil, .firstJoins, isWhole: true),
        Sentence(" invited ", " to the group", .firstInvitesSecond),
        Sentence(" added ", " to the group", .firstInvitesSecond),
        Sentence(" added ", "", .firstInvitesSecond), Sentence(" left the group", nil, .firstLeaves),
        Sentence(" left the chat", nil, .firstLeaves), Sentence(" left", nil, .firstLeaves, isWhole: true),
        Sentence(" removed ", " from the group", .firstRemovesSecond), Sentence(" removed ", "", .firstRemovesSecond),
        Sentence(" was removed", nil, .firstRemoved, isWhole: true),
    ]
}
