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
        case firstJoinsBySecond
        case firstJoins
        case firstLeaves
        case firstRemovesSecond
        case firstRemovedBySecond
        case firstRemoved
        case firstOpensPacketOfSecond
        case announcement
        case firstRecalls
    }

    static func read(_ line: Bytes) -> ChatNotice? {
        for sentence in sentences {
            guard let hit = line.index(of: sentence.middle) else { continue }
            let rest = line.dropping(hit + sentence.middle.utf8CodeUnitCount)
            if sentence.isWhole, !(rest.count == 0 || rest.equals(".") || rest.equals("。")) { continue }
            var second = Bytes(start: nil, count: 0)
            if let end = sentence.end {
                guard let place = end.utf8CodeUnitCount == 0 ? rest.count : rest.index(of: end) else { continue }
                second = rest.slice(0, place)
            }
            if let notice = notice(sentence, line.slice(0, hit), second) { return notice }
        }
        return nil
    }

    private static func notice(_ sentence: Sentence, _ before: Bytes, _ after: Bytes) -> ChatNotice? {
        let first = names(before)
        let second = names(after)
        if sentence.meaning == .announcement { return .announcement }
        guard let name = first.first, sentence.end == nil || !second.isEmpty else { return nil }
        switch sentence.meaning {
        case .firstInvitesSecond: return .joined(names: second, inviter: name)
        case .firstJoinsBySecond: return .joined(names: first, inviter: second.first)
        case .firstJoins: return .joined(names: first, inviter: nil)
        case .firstLeaves: return .left(names: first)
        case .firstRemovesSecond: return .removed(names: second, remover: name)
        case .firstRemovedBySecond: return .removed(names: first, remover: second.first)
        case .firstRemoved: return .removed(names: first, remover: nil)
        case .firstOpensPacketOfSecond: return .redPacketOpened(name: name, owner: second.first)
        case .firstRecalls: return .recalled(name: name)
        case .announcement: return .announcement
        }
    }

    /// Names that one line may list.
    private static let namesMax = 200
    private static let nameBytesMax = 256

    /// `"阿泽、小满"`, `阿泽, 小满 and 老周`, `阿泽(10001)`.
    private static func names(_ bytes: Bytes) -> [String] {
        var found: [String] = []
        var start = 0
        var at = 0
        let whole = NoticeWording.unquoted(bytes)
        while at <= whole.count, found.count < namesMax {
            let rest = whole.dropping(at)
            let mark = separators.first { rest.hasPrefix($0) }
            guard at == whole.count || mark != nil else {
                at += 1
                continue
            }
            let name = withoutNumber(NoticeWording.unquoted(whole.slice(start, at)))
            if name.count > 0, name.count <= nameBytesMax { found.append(name.string) }
            at += mark?.utf8CodeUnitCount ?? 1
            start = at
        }
        return found
    }

    private static let separators: [StaticString] = ["、", ", ", " and ", "\"和\"", "”和“", "你和"]

    /// QQ writes the number after the name.
    private static func withoutNumber(_ name: Bytes) -> Bytes {
        guard name.last == UInt8(ascii: ")"), let open = name.lastIndex(of: UInt8(ascii: "(")), open > 0 else {
            return name
        }
        let inside = name.slice(open + 1, name.count - 1)
        return inside.count >= 4 && inside.allSatisfy({ $0.digit != nil }) ? name.slice(0, open).trimmed : name
    }

    /// Tried in order: the more exact first.
    private static let sentences: [Sentence] = [
        Sentence("领取了", "的红包", .firstOpensPacketOfSecond),
        Sentence("領取了", "的紅包", .firstOpensPacketOfSecond),
        Sentence("撤回了", nil, .firstRecalls), Sentence("收回了", nil, .firstRecalls),
        Sentence("已收回訊息", nil, .firstRecalls), Sentence("が送信を取り消しました", nil, .firstRecalls),
        Sentence(" unsent a message", nil, .firstRecalls), Sentence(" recalled a message", nil, .firstRecalls),
        Sentence("通过扫描", "分享的二维码加入", .firstJoinsBySecond),
        Sentence("透過掃描", "分享的", .firstJoinsBySecond),
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
        Sentence(" was added", nil, .firstJoins, isWhole: true), Sentence(" were added", nil, .firstJoins, isWhole: true),
        Sentence(" invited ", " to the group", .firstInvitesSecond), Sentence(" added ", " to the group", .firstInvitesSecond),
        Sentence(" added ", "", .firstInvitesSecond), Sentence(" left the group", nil, .firstLeaves),
        Sentence(" left the chat", nil, .firstLeaves), Sentence(" left", nil, .firstLeaves, isWhole: true),
        Sentence(" removed ", " from the group", .firstRemovesSecond), Sentence(" removed ", "", .firstRemovesSecond),
        Sentence(" was removed", nil, .firstRemoved, isWhole: true),
    ]
}
