import PondInsight

/// How to see what an export does not show.
extension CheckupWords {
    func look(_ step: Checkup.Step) -> Phrase {
        switch step.code {
        case .exportWithMembers:
            Phrase("再导出一次，带上成员名单和系统消息。", "Export once more, with the member list and system lines.")
        case .checkDoorByHand:
            Phrase(
                "自己看一眼：谁能拉人、扫码要不要审核、进来问不问。三样都没有，就是没有门槛。",
                "See for yourself: who may add people, whether a code needs approval, what newcomers are asked. "
                    + "None of the three is no door.")
        case .waitForNewcomers:
            either(
                Phrase(
                    "等来过 \(step.count ?? 10) 位新人，再导出一次来看。",
                    "Export again when \(step.count ?? 10) newcomers have come."),
                live: Phrase(
                    "等来过 \(step.count ?? 10) 位新人再看：他们怎么进来、留没留下，Pond 都记着。",
                    "Look again when \(step.count ?? 10) newcomers have come: Pond keeps how they came and who stays."
                ))
        case .exportMissingDays:
            either(
                Phrase(
                    "把缺的日子补导出来，和这份一起再体检一次。",
                    "Export the missing days and run the checkup over all exports together."),
                live: Phrase("把缺的那些天的聊天记录也导入进来。", "Import the record of the missing days too."))
        case .checkMembersByHand:
            Phrase(
                "聊天记录看不到成员进出：请管理员对着成员名单过一遍。",
                "The record cannot show who is a member here: go through the list of members by hand.")
        case .exportMoreDays:
            Phrase(
                "攒够至少 \(step.days ?? 28) 天的聊天，再体检一次。",
                "Run the checkup again with at least \(step.days ?? 28) days of talk.")
        case .exportMoreTalk:
            Phrase(
                "攒够至少 \(step.count ?? 200) 句话，再体检一次。",
                "Run the checkup again with at least \(step.count ?? 200) lines by people.")
        case .exportGroup:
            either(
                Phrase(
                    "导出一个至少有 \(step.count ?? 5) 人说话的群，再体检。",
                    "Run the checkup on a group in which at least \(step.count ?? 5) people speak."),
                live: Phrase(
                    "等至少有 \(step.count ?? 5) 人说过话，再体检。",
                    "Run the checkup again when at least \(step.count ?? 5) people have spoken."))
        case .countOffers:
            Phrase(
                "翻最近 \(step.count ?? 100) 句话，数数有几句在卖东西：超过 \(Int(step.value ?? 4)) 句就多了。",
                "Read the last \(step.count ?? 100) lines and count the offers: more than \(Int(step.value ?? 4)) "
                    + "are too many.")
        case .countChatter:
            Phrase(
                "翻最近 \(step.count ?? 100) 句话，数数有几句没说什么：超过 \(Int(step.value ?? 40)) 句就太水。",
                "Read the last \(step.count ?? 100) lines and count those that say nothing: more than "
                    + "\(Int(step.value ?? 40)) are too many.")
        case .readTheRefrains:
            Phrase(
                "看一看\(namesOrThem(step.people).beforeWords)天天重复的话：是在卖东西，就停一停。",
                "Read what \(namesOrThem(step.people).english) repeat every day; if it sells, pause it.")
        default:
            Phrase(
                "问 10 位成员「这个群是做什么的」，答案一样就不用动。",
                "Ask ten members what the group is for; if they answer alike, leave it.")
        }
    }
}
