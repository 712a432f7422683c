import PondCommunity

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
        "upload.received", "import.begun", "import.confirmed", "import.discarded", "import.undone",
        "checkup.requested", "checkup.cancelled", "checkup.people_exported", "members.exported", "group.exported",
        "community.exported", "community.founded",
    ]

    /// Unknown actions keep their own name.
    static func name(of action: String) -> Phrase {
        people(action) ?? places(action) ?? data(action) ?? Phrase(same: action)
    }

    private static func people(_ action: String) -> Phrase? {
        switch action {
        case "member.removed": Phrase("请出社群", "Removed")
        case "member.readmitted": Phrase("请回社群", "Readmitted")
        case "post.given": Phrase("给了岗位", "Post given")
        case "post.withdrawn": Phrase("收回岗位", "Post withdrawn")
        case "note.written": Phrase("写了备注", "Note written")
        case "message.recalled": Phrase("撤下消息", "Message taken down")
        case "report.decided": Phrase("处理举报", "Report decided")
        case "invitation.made": Phrase("发了邀请", "Invitation made")
        case "invitation.revoked": Phrase("收回邀请", "Invitation revoked")
        default: nil
        }
    }

    /// 小满在「清晨大厅」的消息
    static func message(by author: String?, in group: String) -> Phrase {
        guard let author else { return Phrase("「\(group)」的消息", "a message in \(group)") }
        return Phrase("\(author)在「\(group)」的消息", "a message of \(author) in \(group)")
    }

    private static func places(_ action: String) -> Phrase? {
        switch action {
        case "group.created": Phrase("建群", "Group created")
        case "group.changed": Phrase("改群设置", "Group changed")
        case "group.archived": Phrase("归档群", "Group archived")
        case "group.reopened": Phrase("重开群", "Group reopened")
        case "community.founded": Phrase("创建社群", "Community founded")
        case "basics.changed": Phrase("改名称和时区", "Name and time zone changed")
        case "brand.changed": Phrase("改品牌", "Brand changed")
        case "positioning.changed": Phrase("改定位", "Positioning changed")
        case "settings.changed": Phrase("改门和隐私", "Door and privacy changed")
        default: nil
        }
    }

    private static func data(_ action: String) -> Phrase? {
        switch action {
        case "upload.received": Phrase("上传聊天记录", "Chat export uploaded")
        case "import.begun": Phrase("开始导入", "Import begun")
        case "import.confirmed": Phrase("确认导入", "Import confirmed")
        case "import.discarded": Phrase("放弃导入", "Import discarded")
        case "import.undone": Phrase("撤回导入", "Import undone")
        case "checkup.requested": Phrase("做体检", "Checkup requested")
        case "checkup.cancelled": Phrase("停下体检", "Checkup cancelled")
        case "checkup.people_exported": Phrase("导出体检名单", "People of a checkup exported")
        case "members.exported": Phrase("导出成员", "Members exported")
        case "group.exported": Phrase("导出群", "Group exported")
        case "community.exported": Phrase("导出全部群", "All groups exported")
        default: nil
        }
    }

    // MARK: what changed

    func title(of field: String) -> String {
        let phrase: Phrase? =
            switch field {
            case "", "post", "posts": Phrase("岗位", "Posts")
            case "reason": Phrase("原因", "Reason")
            case "note": Phrase("说明", "Note")
            case "decision": Phrase("决定", "Decision")
            case "group", "groups": Phrase("群", "Groups")
            case "name": Phrase("名字", "Name")
            case "slogan": Phrase("一句话", "Slogan")
            case "mark": Phrase("标志图片", "Mark")
            case "initials": Phrase("标志字", "Initials")
            case "colourLight": Phrase("白天的颜色", "Colour by day")
            case "colourDark": Phrase("夜里的颜色", "Colour by night")
            case "portrait": Phrase("画像", "Portrait")
            case "valueTags": Phrase("价值标签", "Values")
            case "file": Phrase("文件", "File")
            case "filter": Phrase("筛选", "Filter")
            case "description": Phrase("简介", "Description")
            case "slowModeSeconds": Phrase("慢速（秒）", "Slow mode, seconds")
            case "quietFromMinute": Phrase("禁言从", "Quiet from")
            case "quietUntilMinute": Phrase("禁言到", "Quiet until")
            case "isOpen": Phrase("谁都可以进", "Open to all members")
            case "isArchived": Phrase("归档", "Archived")
            case "isPublic": Phrase("对外开放", "Public")
            case "door": Phrase("谁可以加入", "Who may join")
            case "guestsSee": Phrase("访客看得到", "Guests see")
            case "showsRegion": Phrase("显示 IP 属地", "Region shown")
            case "personalRanking": Phrase("按喜好排序", "Personal order")
            case "language": Phrase("默认语言", "Language")
            case "timeZone": Phrase("时区", "Time zone")
            default: nil
            }
        return phrase?.text(language) ?? field
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
        case .fields(let fields):
            fields.keys.sorted(by: >).map { text(fields[$0], of: $0) }.filter { !$0.isEmpty }.joined(separator: " · ")
        }
    }

    private var separator: String { Phrase("、", ", ").text(language) }

    private func name(of text: String, in field: String) -> String {
        switch field {
        case "group", "groups": Int64(text).flatMap { groups[$0] } ?? text
        case "post", "posts": Post(rawValue: text).map { CommunityWords.name(of: $0).text(language) } ?? text
        case "decision":
            switch text {
            case "recalled": Phrase("撤下消息", "message taken down").text(language)
            case "kept": Phrase("没有问题", "nothing wrong").text(language)
            default: text
            }
        default: text
        }
    }
}
