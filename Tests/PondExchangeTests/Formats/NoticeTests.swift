import PondExchange
import Testing

@Suite("Wording of system lines")
struct NoticeTests {
    private static let sentences: [(String, ChatNotice?)] = [
        ("\"阿泽\"邀请\"小满、老周\"加入了群聊", .joined(names: ["小满", "老周"], inviter: "阿泽")),
        ("你邀请\"小满\"加入了群聊  撤销", .joined(names: ["小满"], inviter: "你")),
        ("\"小满\"通过扫描\"阿泽\"分享的二维码加入群聊", .joined(names: ["小满"], inviter: nil)),
        ("\"小满\"通过扫描你分享的二维码加入群聊", .joined(names: ["小满"], inviter: nil)),
        ("“阿泽”想邀请1位朋友加入群聊 去确认", nil),
        ("\"阿泽\"邀请\"小满\"和3位朋友加入了群聊", .joined(names: ["小满"], inviter: "阿泽")),
        ("你已启用“群聊邀请确认”，群成员需群主或群管理员确认才能邀请朋友进群。", nil),
        ("阿泽邀請小滿加入群組", .joined(names: ["小滿"], inviter: "阿泽")),
        ("小满(100003)加入本群。", .joined(names: ["小满"], inviter: nil)),
        ("\"阿泽\"将\"老周\"移出了群聊", .removed(names: ["老周"], remover: "阿泽")),
        ("老周被管理员阿泽移出本群", .removed(names: ["老周"], remover: "阿泽")),
        ("老周(100004)被管理员移出本群。", .removed(names: ["老周"], remover: nil)),
        ("管理员阿泽已同意小满加入本群。", .joined(names: ["小满"], inviter: "阿泽")),
        ("管理员已同意小满的入群申请", .joined(names: ["小满"], inviter: "管理员")),
        ("小满通过阿泽分享的二维码加入了本群。", .joined(names: ["小满"], inviter: nil)),
        ("小满通过阿泽的邀请加入了本群。", .joined(names: ["小满"], inviter: "阿泽")),
        ("小满通过阿泽的邀请链接加入了本群。", .joined(names: ["小满"], inviter: nil)),
        ("阿泽邀请小满加入了本群。", .joined(names: ["小满"], inviter: "阿泽")),
        ("小满(1003)退出了本群。", .left(names: ["小满"])),
        ("小满申请加入本群，等待管理员处理", nil),
        ("经管理员审核，小满已加入本群。", nil),
        ("管理员已拒绝小满加入本群。", nil),
        ("\"小满\"退出了群聊", .left(names: ["小满"])),
        ("小滿已離開群組", .left(names: ["小滿"])),
        ("你领取了\"老周\"的红包", .redPacketOpened(name: "你", owner: "老周")),
        ("\"阿泽\"领取了你的红包", .redPacketOpened(name: "阿泽", owner: "你")),
        ("\"阿泽\" 撤回了一条消息", .recalled(name: "阿泽")),
        ("\"何以棠\"发布了群公告", .announcement),
        ("何以棠 added 小满, 老周 and 阿泽", .joined(names: ["小满", "老周", "阿泽"], inviter: "何以棠")),
        ("小满 joined using this group's invite link", .joined(names: ["小满"], inviter: nil)),
        ("aze joined via an invite link", nil),
        ("何以棠 added this group to the community", nil),
        ("老周 left", .left(names: ["老周"])),
        ("何以棠 removed 老周", .removed(names: ["老周"], remover: "何以棠")),
        ("aze unsent a message.", .recalled(name: "aze")),
        ("aze [~aze@example.com]  has quit [Read error: 104 (Connection reset by peer)]", .left(names: ["aze"])),
        ("aze was kicked off #reading by hyt (flood)", .removed(names: ["aze"], remover: "hyt")),
        ("mode/#reading [+o aze]  by ChanServ", nil),
        ("今天的群聊很热闹", nil),
        ("\"阿泽\"修改群名为“邀请你加入: 读书会”", .renamed(name: "邀请你加入: 读书会")),
        ("阿泽修改群名称为“读书会”。", .renamed(name: "读书会")),
        ("阿泽 将群组名称从“旧名”更改为“读书会”", .renamed(name: "读书会")),
        ("aze changed the group name from \"Old\" to \"Reading\"", .renamed(name: "Reading")),
        ("aze changed the subject to “Reading”", .renamed(name: "Reading")),
    ]

    @Test("Joins, leaves, removals, red packets and recalls are understood", arguments: sentences)
    func understood(sentence: String, notice: ChatNotice?) throws {
        let reading = try Reading(text: "聊天记录: 群\n[2024-05-01 09:30] [系统] \(sentence)\n")
        #expect(reading.messages.first?.notice == notice)
        #expect(reading.messages.first?.text == sentence)
        #expect(reading.messages.first?.sender == nil)
    }
}
