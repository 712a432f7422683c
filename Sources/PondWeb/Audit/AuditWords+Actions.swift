/// What was done, in words.
extension AuditWords {
    /// Unknown actions keep their own name.
    static func name(of action: String) -> Phrase {
        people(action) ?? places(action) ?? data(action) ?? accounts(action) ?? Phrase(same: action)
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
        case "import.expired": Phrase("导入过期", "Import expired")
        case "checkup.requested": Phrase("做体检", "Checkup requested")
        case "checkup.cancelled": Phrase("停下体检", "Checkup cancelled")
        case "checkup.people_exported": Phrase("导出体检名单", "People of a checkup exported")
        case "members.exported": Phrase("导出成员", "Members exported")
        case "group.exported": Phrase("导出群", "Group exported")
        case "community.exported": Phrase("导出全部群", "All groups exported")
        default: nil
        }
    }

    /// Of accounts and the installation.
    private static func accounts(_ action: String) -> Phrase? {
        switch action {
        case "installation.founded": Phrase("装好 Pond", "Installation founded")
        case "person.added": Phrase("新增账号", "Account added")
        case "person.made_administrator": Phrase("给了管理权", "Made administrator")
        case "person.erased": Phrase("账号注销", "Account erased")
        case "password.set", "password.changed", "password.reset": Phrase("改密码", "Password changed")
        case "address.added": Phrase("加了联系方式", "Address added")
        case "second_factor.added": Phrase("打开两步验证", "Second factor added")
        case "second_factor.removed": Phrase("关掉两步验证", "Second factor removed")
        case "session.revoked", "sessions.revoked": Phrase("退出其他设备", "Sessions ended")
        case "key.created": Phrase("新建接口密钥", "API key created")
        case "key.revoked": Phrase("收回接口密钥", "API key revoked")
        case "departure.requested": Phrase("申请注销", "Departure asked for")
        case "departure.cancelled": Phrase("取消注销", "Departure cancelled")
        case "export.requested": Phrase("申请导出自己的数据", "Own data asked for")
        default: nil
        }
    }
}
