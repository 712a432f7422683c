import PondCore
import PondExchange
import PondStats
import Testing

@testable import PondInsight

@Suite("Lines that a few repeat for days")
struct RefrainsTests {
    private static let soft = [
        "姐妹们，我家那款面霜又被问爆了，想试的来找我呀", "昨天发了二十多单，手都软了，还没入的抓紧哦", "老客户反馈图来了，又是被夸的一天，想变美的戳我头像",
        "最后一批啦，错过等下个月，默默拍就行",
    ]
    private static let softEnglish = [
        "our glow cream flew out again, come to me if you would like to try it",
        "twenty parcels packed last night, hurry",
        "look how happy my customers are with their skin", "the new batch is nearly gone, do not miss it",
    ]
    private static let slogans = ["心有多大，舞台就有多大，坚持的人终会看见光", "相信自己的选择，和对的人一起慢慢变好", "越努力越幸运，把每一天都过成想要的样子"]

    /// A healthy group, and what its owner and one helper say `linesPerDay` times a day beside the talk.
    private func records(_ lines: [String], linesPerDay: Int = 4, answered: Bool = false) -> [ChatRecord] {
        let square = MarketSquare(nil, tongue: .chinese, seed: 31)
        var random = SeededRandom(seed: 32)
        var added: [ChatMessage] = []
        for day in 0..<square.days {
            for turn in 0..<linesPerDay {
                let seconds = 1_741_132_800 + Int64(day) * 86_400 + Int64(turn * 7_000 + 30_000 + random.below(900))
                let sentAt = Timestamp(seconds: seconds)
                let sender = ChatSender(accountID: nil, name: turn == 0 ? "书友2" : "书友1")
                let text = random.pick(lines) + ["", "！", "～", " 😊"][random.below(4)]
                let id = "line\(day)-\(turn)"
                added.append(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: text, sourceID: id))
                guard answered else { continue }
                let other = ChatSender(accountID: nil, name: "书友\(4 + turn)")
                added.append(
                    ChatMessage(
                        sender: other, sentAt: Timestamp(seconds: seconds + 60), kind: .reply, text: "说得真对，今天又读了十页",
                        reply: .sourceID(id)))
            }
        }
        let messages = square.records.dropFirst().compactMap { if case .message(let said) = $0 { said } else { nil } }
        return Array(square.records.prefix(1))
            + (messages + added).sorted { $0.sentAt < $1.sentAt }.map { .message($0) }
    }

    private func finding(_ records: [ChatRecord]) throws -> Checkup.ErrorFinding {
        let checkup = try CheckupSample.checkup(of: records)
        return try #require(checkup.errors.first { $0.error == .sellsEarly })
    }

    @Test("A house that sells without prices is found", arguments: [Self.soft, Self.softEnglish])
    func house(lines: [String]) throws {
        let finding = try finding(records(lines))
        #expect(finding.verdict == .found)
        #expect(finding.evidence.first { $0.code == .promotionShare }?.people.prefix(1).isEmpty == false)
    }

    @Test("What a few repeat in words that tell nothing is no clean bill, and no accusation")
    func unread() throws {
        let finding = try finding(records(Self.slogans))
        #expect(finding.verdict == .cannotTell)
        #expect(finding.reasons == [.refrainsNotUnderstood])
        #expect(finding.evidence.map(\.code) == [.refrains])
        #expect(finding.next.code == .readTheRefrains && finding.next.people.count == 2)
    }

    @Test("What others answer is talk, and a line now and then is none of many")
    func answered() throws {
        #expect(try finding(records(Self.slogans, answered: true)).verdict == .notFound)
        #expect(try finding(records(Self.slogans, linesPerDay: 1)).verdict == .notFound)
    }

    /// Six people greet with the day's cup each morning; some of them also say `lines` three times a day.
    private func ritual(_ lines: [String] = []) -> [ChatRecord] {
        let square = MarketSquare(nil, tongue: .chinese, seed: 31)
        var random = SeededRandom(seed: 33)
        var added: [ChatMessage] = []
        let cups = ["第一杯耶加雪菲，水温九十二度，甜", "先来一杯瑰夏，水温九十度，香", "今天这杯曼特宁，水温八十八度，厚"]
        for day in 0..<square.days {
            for person in 0..<6 {
                let seconds = 1_741_132_800 + Int64(day) * 86_400 + Int64(person * 600 + random.below(300))
                let sender = ChatSender(accountID: nil, name: "早起\(person)")
                added.append(
                    ChatMessage(
                        sender: sender, sentAt: Timestamp(seconds: seconds), kind: .text, text: cups[person / 2]))
                for turn in 0..<(lines.isEmpty ? 0 : 3) {
                    added.append(
                        ChatMessage(
                            sender: sender, sentAt: Timestamp(seconds: seconds + Int64((turn + 1) * 9_000)),
                            kind: .text, text: lines[person / 2 % lines.count]))
                }
            }
        }
        let messages = square.records.dropFirst().compactMap { if case .message(let said) = $0 { said } else { nil } }
        return Array(square.records.prefix(1))
            + (messages + added).sorted { $0.sentAt < $1.sentAt }.map { .message($0) }
    }

    @Test("What many do once a day is the custom of the house; adverts of as many are found beside it")
    func custom() throws {
        let healthy = try finding(ritual())
        #expect(healthy.verdict == .notFound)
        #expect(try finding(ritual(Self.soft)).verdict == .found)
        #expect(try finding(ritual(Self.slogans)).verdict == .cannotTell, "more than once a day is no check-in")
    }

    @Test("Where everybody speaks of prices nobody sells")
    func prices() throws {
        var random = SeededRandom(seed: 5)
        let square = MarketSquare(nil, tongue: .english, seed: 33)
        let records = square.records.map { record -> ChatRecord in
            guard case .message(var message) = record, message.kind == .text, random.chance(0.4) else { return record }
            message.text = random.pick([
                "the wool was 40 pounds, sold out now", "mine took 45 dollars of delivery, it is worth every penny",
                "they want 120 for a set, available again", "what did you pay for the needles? here it is 24 pounds",
                "the needles are listed at 80, but you can mend the old ones",
            ])
            return .message(message)
        }
        let finding = try finding(records)
        #expect(finding.verdict == .notFound)
        #expect(finding.evidence.allSatisfy { $0.count == 0 })
    }

    private func sketch(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { LineFeatures(bytes: $0, kind: .text).sketch }
    }

    @Test("Digits, punctuation and pictures make no other line")
    func sketch() {
        #expect(sketch("今天第 3 批到了，要的跟我说一声") == sketch("今天第 12 批到了！要的跟我说一声 😊"))
        #expect(sketch("Batch 3 has arrived, tell me now") == sketch("batch 14 has arrived - tell me NOW!!"))
        #expect(sketch("今天第三批到了，要的跟我说一声") != sketch("水温九十二度，研磨再细两格试试"))
        #expect(sketch("好的好的") == 0)
    }
}
