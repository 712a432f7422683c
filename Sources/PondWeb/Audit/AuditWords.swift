import PondCommunity
import PondInsight
import PondTalk

/// The audit log in words.
struct AuditWords: Sendable {
    let language: ReportLanguage
    /// Names by id.
    let groups: [Int64: String]

    /// What is written down of a community, as the filter offers it.
    static let actions = [
        "member.removed", "member.readmitted", "post.given", "post.withdrawn", "note.written", "message.recalled",
        "report.decided", "invitation.made", "invitation.revoked", "group.created", "group.changed", "group.archived",
        "group.reopened", "basics.changed", "brand.changed", "positioning.changed", "settings.changed",
        "upload.received", "import.begun", "import.confirmed", "import.discarded", "import.undone", "import.expired",
        "checkup.requested", "checkup.cancelled", "checkup.people_exported", "members.exported", "group.exported",
        "community.exported", "community.founded",
    ]

    /// 小满在「清晨大厅」的消息
    static func message(by author: String?, in group: String) -> Phrase {
        guard let author else { return Phrase("「\(group)」的消息", "a message in \(group)") }
        return Phrase("\(author)在「\(group)」的消息", "a message of \(author) in \(group)")
    }

    // MARK: what changed

    func title(of field: String) -> String {
        (Self.memberField(field) ?? Self.communityField(field) ?? Self.groupField(field))?.text(language) ?? field
    }

    private static func memberField(_ field: String) -> Phrase? {
        switch field {
        case "", "post", "posts": Phrase("岗位", "Posts")
        case "reason": Phrase("原因", "Reason")
        case "note": Phrase("说明", "Note")
        case "decision": Phrase("决定", "Decision")
        case "group", "groups": Phrase("群", "Groups")
        case "file": Phrase("文件", "File")
        case "filter": Phrase("名单", "List")
        case "set": Phrase("名单", "People")
        case "targets": Phrase("导入到", "Imported into")
        case "isAdministrator": Phrase("管理员", "Administrator")
        default: nil
        }
    }

    private static func communityField(_ field: String) -> Phrase? {
        switch field {
        case "name": Phrase("名字", "Name")
        case "slogan": Phrase("一句话", "Slogan")
        case "mark": Phrase("标志图片", "Mark")
        case "initials": Phrase("标志字", "Initials")
        case "colourLight": Phrase("白天的颜色", "Colour by day")
        case "colourDark": Phrase("夜里的颜色", "Colour by night")
        case "kind": Phrase("靠什么聚起来", "What brings people together")
        case "form": Phrase("在哪里见面", "Where people meet")
        case "purpose": Phrase("为了什么", "What for")
        case "category": Phrase("品类", "How people buy")
        case "elements": Phrase("给成员什么", "What it gives")
        case "portrait": Phrase("画像", "Portrait")
        case "valueTags": Phrase("价值标签", "Values")
        case "isPublic": Phrase("对外开放", "Public")
        case "door": Phrase("谁可以加入", "Who may join")
        case "guestsSee": Phrase("访客看得到", "Guests see")
        case "showsRegion": Phrase("显示 IP 属地", "Region shown")
        case "personalRanking": Phrase("按喜好排序", "Personal order")
        case "needsVerifiedPhone": Phrase("发言前要验证手机号", "Verified phone before posting")
        case "language": Phrase("默认语言", "Language")
        case "timeZone": Phrase("时区", "Time zone")
        default: nil
        }
    }

    private static func groupField(_ field: String) -> Phrase? {
        switch field {
        case "description": Phrase("简介", "Description")
        case "slowModeSeconds": Phrase("慢速（秒）", "Slow mode, seconds")
        case "quietFromMinute": Phrase("禁言从", "Quiet from")
        case "quietUntilMinute": Phrase("禁言到", "Quiet until")
        case "isOpen": Phrase("谁都可以进", "Open to all members")
        case "isArchived": Phrase("归档", "Archived")
        default: nil
        }
    }

    /// A value as people read it; empty for nothing.
    func text(_ value: AuditDetail?, of field: String) -> String {
        switch value {
        case nil: ""
        case .flag(let flag): (flag ? Phrase("开", "on") : Phrase("关", "off")).text(language)
        case .number(let minute) where field.hasSuffix("Minute"): QuietHours.clock(Int(minute))
        case .number(let number): groups[number] ?? String(number)
        case .text(let text): name(of: text, in: field)
        case .list([]) where field.isEmpty: Phrase("没有岗位", "no post").text(language)
        case .list(let list): list.map { self.text($0, of: field) }.joined(separator: separator)
        case .fields(let fields) where field == "targets":
            fields.keys.sorted().map { "\($0) → \(target(fields[$0]))" }.joined(separator: separator)
        case .fields(let fields):
            fields.keys.sorted(by: >).map { text(fields[$0], of: $0) }.filter { !$0.isEmpty }.joined(separator: " · ")
        }
    }

    private var separator: String { Phrase("、", ", ").text(language) }

    /// Where a chat of an import goes.
    private func target(_ value: AuditDetail?) -> String {
        guard case .fields(let fields) = value, let kind = fields.keys.first else { return "" }
        if case .fields(let group) = fields["group"] { return text(group["_0"], of: "group") }
        return (kind == "leftOut" ? Phrase("不导入", "left out") : Phrase("自己的群", "its own group")).text(language)
    }

    private func name(of text: String, in field: String) -> String {
        switch field {
        case "group", "groups": Int64(text).flatMap { groups[$0] } ?? text
        case "filter": list(MemberFilterQuery.read(text))
        default: Self.name(of: text, in: field)?.text(language) ?? text
        }
    }

    private func list(_ filter: MemberFilter) -> String {
        let said = MemberFilterWords.conditions(filter, groups: groups)
        return said.isEmpty
            ? Phrase("全部成员", "all members").text(language)
            : said.map { $0.text(language) }.joined(separator: separator)
    }

    /// The word for a value that is chosen from a few; nil for what people wrote themselves.
    private static func name(of text: String, in field: String) -> Phrase? {
        func word<Value: RawRepresentable>(_ words: (Value) -> Phrase) -> Phrase? where Value.RawValue == String {
            Value(rawValue: text).map(words)
        }
        return switch field {
        case "post", "posts": word { (post: Post) in CommunityWords.name(of: post) }
        case "kind": word { (kind: Positioning.Kind) in CommunityWords.name(of: kind) }
        case "form": word { (form: Positioning.Form) in CommunityWords.name(of: form) }
        case "purpose": word { (purpose: Positioning.Purpose) in CommunityWords.name(of: purpose) }
        case "category": word { (category: Positioning.Category) in CommunityWords.name(of: category) }
        case "elements": word { (element: Positioning.Element) in CommunityWords.name(of: element) }
        case "door": word { (door: CommunitySettings.Door) in CommunityWords.name(of: door) }
        case "guestsSee": word { (view: CommunitySettings.GuestView) in CommunityWords.name(of: view) }
        case "decision": word(decision)
        case "language": text == "en" ? Phrase("英语", "English") : Phrase("中文", "Chinese")
        case "set": PeopleSet(text).map(PeopleSetWords.title)
        default: nil
        }
    }

    private static func decision(_ decision: ReportDecision) -> Phrase {
        switch decision {
        case .recalled: Phrase("撤下消息", "message taken down")
        case .kept: Phrase("没有问题", "nothing wrong")
        }
    }
}
