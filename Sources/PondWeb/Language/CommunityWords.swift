import PondCommunity
import PondCore

/// Names of what a community can be and of what somebody can be in it.
enum CommunityWords {
    /// What the group that everybody lands in is called until its owner renames it.
    static let firstGroup = Phrase("大厅", "Lobby")

    static func name(of post: Post) -> Phrase {
        switch post {
        case .owner: Phrase("群主", "Owner")
        case .admin: Phrase("管理员", "Admin")
        case .support: Phrase("客服", "Support")
        case .marketing: Phrase("营销", "Marketing")
        case .tech: Phrase("技术", "Tech")
        case .leader: Phrase("团长", "Group leader")
        case .member: Phrase("成员", "Member")
        case .guest: Phrase("访客", "Guest")
        }
    }

    /// What stands beside a name in a group; nil for who holds no post there.
    static func badge(_ posts: [HeldPost], in group: ID<Group>, _ language: ReportLanguage) -> String? {
        posts.highest(in: group).map { name(of: $0).text(language) }
    }

    static func name(of permission: Permission) -> Phrase {
        switch permission {
        case .viewCommunity: Phrase("看社群门面", "See the front page")
        case .viewMembers: Phrase("看成员名单", "See the members")
        case .readGroups: Phrase("看群聊", "Read groups")
        case .postMessages: Phrase("发言", "Post messages")
        case .reactToMessages: Phrase("回应表情", "React")
        case .reportContent: Phrase("举报", "Report")
        case .viewConsole: Phrase("进运营台", "Enter the console")
        case .viewMemberDetails: Phrase("看成员详情", "See a member's details")
        case .manageMembers: Phrase("请出和找回成员", "Remove and readmit members")
        case .manageGroups: Phrase("建群和管群", "Manage groups")
        case .moderateMessages: Phrase("撤下消息", "Take messages down")
        case .reviewReports: Phrase("处理举报", "Decide about reports")
        case .viewInsight: Phrase("看分析", "See insight")
        case .importHistory: Phrase("导入历史", "Import history")
        case .exportData: Phrase("导出数据", "Export data")
        case .manageInvitations: Phrase("发邀请", "Make invitations")
        case .manageSettings: Phrase("改社群设置", "Change settings")
        case .manageStaff: Phrase("给和收岗位", "Give and withdraw posts")
        case .viewAudit: Phrase("看审计日志", "See the audit log")
        case .manageKeys: Phrase("管理接口密钥", "Manage API keys")
        }
    }

    static func name(of kind: Positioning.Kind) -> Phrase {
        switch kind {
        case .people: Phrase("人脉", "People")
        case .product: Phrase("产品", "Product")
        case .media: Phrase("自媒体", "Media")
        case .learning: Phrase("学习", "Learning")
        case .selfOrganised: Phrase("自组织", "Self-organised")
        }
    }

    static func name(of form: Positioning.Form) -> Phrase {
        switch form {
        case .online: Phrase("线上", "Online")
        case .offline: Phrase("线下", "In person")
        case .mixed: Phrase("线上加线下", "Both")
        }
    }

    static func name(of purpose: Positioning.Purpose) -> Phrase {
        switch purpose {
        case .campaign: Phrase("战役传播", "Campaign reach")
        case .keeping: Phrase("沉淀老客", "Keeping customers")
        }
    }

    static func name(of category: Positioning.Category) -> Phrase {
        switch category {
        case .frequentLow: Phrase("高频低客单", "Bought often, low price")
        case .rareHigh: Phrase("低频高客单", "Bought rarely, high price")
        }
    }

    static func name(of element: Positioning.Element) -> Phrase {
        switch element {
        case .interest: Phrase("兴趣同好", "A shared interest")
        case .identity: Phrase("身份情感认同", "Belonging")
        case .value: Phrase("物质价值", "Something of value")
        case .need: Phrase("痛点需求解决", "A problem solved")
        }
    }

    /// What an element means to a guest who wonders whether to join.
    static func promise(of element: Positioning.Element) -> Phrase {
        switch element {
        case .interest: Phrase("和同好聊得来的事", "Talk with people who care about the same thing")
        case .identity: Phrase("找到同路人", "Find people on the same road")
        case .value: Phrase("拿得到手的好处", "Get something you can hold in your hand")
        case .need: Phrase("有人帮你解决问题", "Get help with what troubles you")
        }
    }

    static func name(of view: CommunitySettings.GuestView) -> Phrase {
        switch view {
        case .numbers: Phrase("成员数等数字", "Numbers, such as how many members")
        case .newcomers: Phrase("最近加入的人（只露头像字）", "Who joined lately, by initial only")
        case .positioning: Phrase("这里提供什么", "What it offers")
        }
    }

    static func name(of door: CommunitySettings.Door) -> Phrase {
        switch door {
        case .open: Phrase("谁都可以加入", "Anybody may join")
        case .invitation: Phrase("凭邀请加入", "By invitation")
        }
    }
}
