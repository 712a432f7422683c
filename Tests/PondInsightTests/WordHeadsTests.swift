import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Words of a group")
struct WordHeadsTests {
    private static let lines = ["周末去绘本馆看书吧", "城西绘本馆几点开门", "这家绘本馆有好多新书", "绘本馆可以借书回家", "新开的绘本馆在哪条路"]

    @Test("A word that always follows the same ideograph is the end of a longer one")
    func heads() {
        #expect(WordHeads.find(in: Self.lines) { $0 != "的" } == ["本馆": "绘"])
        #expect(WordHeads.find(in: Self.lines + ["本馆今天闭馆", "本馆周一休息"]) { $0 != "的" }.isEmpty)
        #expect(WordHeads.find(in: Self.lines) { $0 != "绘" }.isEmpty)
    }

    @Test("The report names the longer word, and no nick")
    func topics() throws {
        let names = ["adroit_machine", "tall_reader", "张三", "李四", "王五", "赵六"]
        let records = (0..<360).map { number -> ChatRecord in
            let name = names[number % 6]
            let line = number % 3 == 0 ? "adroit_machine 你说的装订方法 2 步就够" : Self.lines[number % 5] + "，建议 \(number) 号去"
            return .message(
                ChatMessage(
                    sender: ChatSender(accountID: nil, name: name),
                    sentAt: Timestamp(seconds: 1_740_931_200 + Int64(number) * 7_200), kind: .text, text: line))
        }
        let words = try CheckupSample.checkup(of: records).content.topicWords.map(\.word)
        #expect(words.contains("绘本馆") && !words.contains("本馆"))
        #expect(!words.contains { $0.contains("adroit") })
    }
}
