/// The people of 清晨手冲, a community of hand-pour coffee and camping: known to the demo and to every test.
package struct CastMember: Hashable, Sendable {
    package enum Post: String, Hashable, Sendable {
        case owner, admin, support, marketing, leader, member
    }

    package let name: String
    /// Platform account, stable and made of ASCII.
    package let account: String
    package let post: Post
    /// What they like to talk about.
    package let circle: CastCircle
}

/// The circles into which the cast falls.
package enum CastCircle: String, CaseIterable, Hashable, Sendable {
    /// 手冲: brewing.
    case brewing
    /// 豆子: beans and roasting.
    case beans
    /// 器具: gear.
    case gear
    /// 露营: camping and trails.
    case camping
}

/// All of the cast, leaders first.
package enum Cast {
    package static let communityName = "清晨手冲"
    package static let groupSourceID = "48209317365@chatroom"

    package static let members: [CastMember] =
        [
            CastMember(name: "何以棠", account: "wxid_heyitang", post: .owner, circle: .brewing),
            CastMember(name: "阿泽", account: "wxid_aze", post: .leader, circle: .gear),
            CastMember(name: "小满", account: "wxid_xiaoman", post: .leader, circle: .beans),
            CastMember(name: "许南乔", account: "wxid_xunanqiao", post: .leader, circle: .camping),
            CastMember(name: "老周", account: "wxid_laozhou", post: .admin, circle: .brewing),
            CastMember(name: "冲煮小助手", account: "wxid_assistant", post: .support, circle: .brewing),
            CastMember(name: "江栀", account: "wxid_jiangzhi", post: .marketing, circle: .beans),
        ] + ordinary

    private static let ordinary: [CastMember] = [
        "林晚", "陈木木", "野鹤", "苏青禾", "豆包妈", "大鹏", "阿芷", "柚子皮", "顾三", "沈一舟", "Momo", "梁小北", "山雀",
        "贝壳", "老吴", "宋知意", "青柠", "方糖", "石头", "阿七", "周一不上班", "鹿鸣", "邱邱", "白茶", "唐果", "风吹麦浪",
        "老K", "谢安", "夏树", "十一", "蓝莓", "徐行", "南瓜", "阿布", "小鱼干",
    ].enumerated().map { position, name in
        CastMember(
            name: name, account: "wxid_member\(position + 8)", post: .member,
            circle: CastCircle.allCases[position % CastCircle.allCases.count])
    }
}
