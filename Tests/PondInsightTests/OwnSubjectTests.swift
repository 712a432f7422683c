import PondExchange
import Testing

@testable import PondInsight

@Suite("A subject in the group's own words")
struct OwnSubjectTests {
    private func finding(_ records: [ChatRecord]) throws -> Checkup.ErrorFinding {
        let checkup = try CheckupSample.checkup(of: records)
        return try #require(checkup.errors.first { $0.error == .unclearPosition })
    }

    /// The same talk with other texts of people, by turns.
    private func records(_ texts: [String]) -> [ChatRecord] {
        var turn = 0
        return MarketSquare(nil, tongue: .chinese, seed: 41).records.map { record in
            guard case .message(var message) = record, message.kind == .text else { return record }
            turn += 1
            message.text = texts[turn * 7 % texts.count]
            return .message(message)
        }
    }

    @Test("A rare craft that the word lists do not know is a subject")
    func craft() throws {
        let joints = ["燕尾榫", "榫卯", "楔钉榫", "抱肩榫", "粽角榫"]
        let texts = joints.flatMap { joint in
            [
                "\(joint)开出来总有缝隙，凿子已经磨过两遍，木料是老榆木", "老榆木做\(joint)之前，凿子磨到能刮汗毛为止",
                "\(joint)用鱼鳔胶粘接，缝隙处塞一点锯末，隔夜才牢固",
            ]
        }
        let finding = try finding(records(texts))
        #expect(finding.verdict == .notFound)
        #expect(finding.next.code == .keepPosition)
        #expect(finding.evidence.map(\.code) == [.sharedWords])
    }

    @Test("Many matters that share no words are not one, and more days would not tell more")
    func matters() throws {
        let texts = [
            "腌笃鲜里头百叶结何时放才入味，咸肉泡淡以后", "外墙渗水，物业推来推去，墙角发霉发黑", "围棋升段名额怎样分配，棋院拖延太久",
            "汉服租借押金退还，马面裙勾丝要赔", "蒜薹摊贩讲冷库存货紧张", "梵净山缆车排队，红云金顶云雾缭绕", "祖传端砚开裂，墨锭受潮长霉斑",
        ]
        let finding = try finding(records(texts))
        #expect(finding.verdict == .cannotTell)
        #expect(finding.next.code == .askWhatFor)
        #expect(finding.evidence.first { $0.code == .sharedWords }?.share ?? 0 < 0.5)
    }

    @Test("One long sentence among short ones about everything is no subject")
    func oneSentence() throws {
        let texts = [
            "孩子小升初怎么选学校", "特朗普又说啥了", "化妆水推荐", "减肥食谱分享", "这部剧太好看了", "打工人好累", "今天星座运势", "房子要不要现在买", "油价又涨了",
            "猫不吃饭怎么办", "考公上岸经验", "股票基金亏了", "谁懂怎么报税", "手机卡顿怎么办", "相亲遇到奇葩", "奶茶哪家好喝", "装修瓷砖选哪种", "王者上分来人",
        ]
        let finding = try finding(records(texts))
        #expect(finding.verdict == .cannotTell)
    }

    @Test("A quotation ends at the end of a word")
    func quotation() {
        #expect(
            ExcerptText.shortened("i've only seen them provide packages", charactersMax: 22) == "i've only seen them…")
        #expect(ExcerptText.shortened("short", charactersMax: 22) == "short")
        #expect(ExcerptText.shortened("磨豆机的刻度怎么调", charactersMax: 4) == "磨豆机的…")
        #expect(ExcerptText.shortened("闷蒸三十秒 bloom 之后", charactersMax: 8) == "闷蒸三十秒…")
        #expect(ExcerptText.shortened(String(repeating: "a", count: 90), charactersMax: 60).count == 61)
    }
}
