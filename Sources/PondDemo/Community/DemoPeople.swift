import PondCore
import PondStats

/// Somebody of the demo's community.
package struct DemoPerson: Hashable, Sendable {
    package let name: String
    /// What comes before `@pond.example` in their address.
    package let account: String
    package let post: CastMember.Post
    let circle: CastCircle
    package let joinDay: Int
    /// The day they are gone from.
    let goneDay: Int
    /// How often they speak, relative to others.
    let liveliness: Double
    package let introduction: String

    package var address: String { "\(account)@\(DemoPeople.domain)" }
    package var isStaff: Bool { post != .member }

    func isThere(on day: Int) -> Bool { joinDay < day && day < goneDay }
}

/// Who is in the demo's community, in the order in which they came: the cast, and one who only wanted to sell.
package enum DemoPeople {
    static let domain = "pond.example"
    package static let owner = 0
    /// The member as whom one may look around.
    package static let guide = Cast.members.firstIndex { $0.name == "林晚" } ?? 7
    package static let advertiser = Cast.members.count
    /// So many were there from the beginning.
    static let founderCount = 20

    /// Everybody, for a history of so many days.
    package static func all(days: Int) -> [DemoPerson] {
        let newcomers = Cast.members.count - founderCount
        let known = Cast.members.enumerated().map { position, member in
            let rank = position - founderCount
            let joinDay = rank < 0 ? 0 : min(days - 1, 2 + rank * (days - 4) / max(1, newcomers - 1))
            return DemoPerson(
                name: member.name, account: accounts[member.name] ?? fallback(member.account), post: member.post,
                circle: member.circle, joinDay: joinDay, goneDay: gone[member.name].map { days * $0 / 90 } ?? .max,
                liveliness: liveliness(member, position), introduction: introductions[member.name] ?? "")
        }
        let seller = DemoPerson(
            name: "财富小金", account: "xiaojin", post: .member, circle: .gear, joinDay: days / 2,
            goneDay: days / 2 + 2, liveliness: 0, introduction: "")
        return known + [seller]
    }

    /// Some speak much, most a little: ranks follow Zipf's law with a gentle slope.
    private static func liveliness(_ member: CastMember, _ position: Int) -> Double {
        if quiet.contains(member.name) { return 0.03 }
        if member.post == .support { return 0.1 }
        if position == DemoPeople.guide { return 0.5 }
        return 6 / (3 + Double((position * 7) % 23))
    }

    private static func fallback(_ account: String) -> String { String(account.dropFirst("wxid_".count)) }

    private static let accounts = ["林晚": "linwan", "陈木木": "mumu", "野鹤": "yehe", "豆包妈": "doubaoma"]

    /// Days of ninety after which they are gone.
    private static let gone = ["周一不上班": 41, "老K": 78]

    private static let quiet: Set<String> = ["石头", "谢安", "风吹麦浪", "阿布", "十一"]

    private static let introductions = [
        "何以棠": "清晨手冲的主人，城西一家六个座位的小店。早上七点开门，第一杯总是自己喝。", "阿泽": "拆过十七台磨豆机，装回去十六台。",
        "小满": "管豆子的。舌头比记性好，所以什么都写下来。", "许南乔": "周末都在山里。路线、天气、装备，问我就对了。", "老周": "退休教师，群里的老好人，凡事先问一句“写全了吗”。",
        "冲煮小助手": "店里的值班号，开放日、发货和公告都问我。", "江栀": "团豆和海报，都是我。", "林晚": "手冲半年，还在和涩味搏斗。", "陈木木": "程序员，每一杯都有记录，已经写到第 412 行。",
        "野鹤": "五点半起床，冲一杯，然后看鸟。", "豆包妈": "带娃间隙的一杯。", "大鹏": "器材比杯子多。", "苏青禾": "画画的，喜欢日晒。", "宋知意": "备考中，咖啡是唯一的社交。",
        "沈一舟": "跑步和浅烘。", "方糖": "只喝加糖的，请不要劝我。",
    ]
}
