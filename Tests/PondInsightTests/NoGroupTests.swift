import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("What is no group")
struct NoGroupTests {
    private static let texts = ["今天去看了新上映的电影，前半段有点慢", "晚上吃什么", "哈哈哈", "我把报销单放你桌上了，记得签字", "明天几点的车？"]

    private func records(people: Int, kind: ChatInfo.Kind, days: Int = 40) -> [ChatRecord] {
        let lines = (0..<(days * 20)).map { number -> ChatRecord in
            let sender = ChatSender(accountID: "\(number % people)", name: "成员\(number % people)")
            let seconds = 1_740_931_200 + Int64(number / 20 * 86_400 + number % 20 * 1_800 + 36_000)
            let text = Self.texts[number % Self.texts.count]
            let sentAt = Timestamp(seconds: seconds)
            return .message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: text))
        }
        return [.chat(ChatInfo(platform: "wechat", sourceID: "g", name: "聊天", kind: kind))] + lines
    }

    @Test("A private chat and a handful of speakers get no verdict, score or advice")
    func nothingIsJudged() throws {
        let cases: [(Int, ChatInfo.Kind, Checkup.NoGroup)] = [
            (2, .conversation, .privateChat), (1, .group, .fewSpeakers), (4, .group, .fewSpeakers),
        ]
        for (people, kind, expected) in cases {
            let checkup = try CheckupSample.checkup(of: records(people: people, kind: kind))
            #expect(checkup.noGroup == expected)
            #expect(checkup.errors.allSatisfy { $0.verdict == .cannotTell && $0.reasons == [.noGroup] })
            #expect(checkup.errors.allSatisfy { $0.next.code == .exportGroup && $0.next.count == 5 })
            #expect(checkup.indices == nil && checkup.actions.isEmpty && checkup.rhythm.bestSlots.isEmpty)
            #expect(checkup.activity.trend == nil && checkup.people.allSatisfy { $0.role == nil })
            #expect(try Checkup(json: checkup.json()).noGroup == expected)
        }
    }

    @Test("Five who speak are a group, and a few lines do not show how many there are")
    func groups() throws {
        #expect(try CheckupSample.checkup(of: records(people: 5, kind: .group)).noGroup == nil)
        let short = try CheckupSample.checkup(of: records(people: 2, kind: .group, days: 3))
        #expect(short.noGroup == nil && short.errors[0].reasons.contains(.tooFewMessages))
    }

    @Test("Lines without words are neither of value nor small talk")
    func blank() throws {
        let blank = records(people: 8, kind: .group).map { record -> ChatRecord in
            guard case .message(var message) = record else { return record }
            message.text = ["", "  ", "\n"][Int(message.sentAt.milliseconds / 1000) % 3]
            return .message(message)
        }
        let checkup = try CheckupSample.checkup(of: blank)
        #expect(checkup.content.chatterShare == 0 && checkup.content.valueDensity == 0)
        for finding in checkup.errors.prefix(3) {
            #expect(finding.verdict == .cannotTell && finding.reasons == [.tooFewTexts])
        }
    }
}
