import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Whom a line calls")
struct MentionTests {
    /// Who is called by the last of the lines; the first ones make the speakers known.
    private func called(_ lines: [(name: String, text: String)], minutesBetween: Int = 1) -> String? {
        var builder = CheckupBuilder(options: CheckupSample.options())
        for (position, line) in lines.enumerated() {
            let sentAt = Timestamp(seconds: Int64(position * minutesBetween * 60))
            builder.add(
                .message(
                    ChatMessage(
                        sender: ChatSender(accountID: nil, name: line.name), sentAt: sentAt, kind: .text,
                        text: line.text)))
        }
        guard let person = builder.columns.called.last, person >= 0 else { return nil }
        return builder.people[person].name
    }

    @Test("The longest name after @ wins, with spaces and WeChat's own space")
    func longest() {
        let lines = [("小满", "在"), ("小满 Coffee", "在"), ("阿泽", "@小满 Coffee\u{2005}水温多少")]
        #expect(called(lines.map { (name: $0.0, text: $0.1) }) == "小满 Coffee")
        #expect(called([("小满", "在"), ("阿泽", "早 @小满\u{2005}水温多少")]) == "小满")
    }

    @Test("A nick at the start calls its bearer, in either case")
    func nick() {
        #expect(called([("bob2", "hi"), ("eve", "bob2: try sudo")]) == "bob2")
        #expect(called([("Bob2", "hi"), ("eve", "bob2, try sudo")]) == "Bob2")
        #expect(called([("老周", "来了"), ("eve", "老周：明天几点")]) == "老周")
    }

    @Test("A word that is nobody's, an address, oneself, and a bearer long gone are no calls")
    func none() {
        #expect(called([("bob2", "hi"), ("eve", "well: no")]) == nil)
        #expect(called([("example", "hi"), ("eve", "write to me@example now")]) == nil)
        #expect(called([("eve", "hi"), ("eve", "eve: talking to myself")]) == nil)
        #expect(called([("so", "hi"), ("eve", "so, what now")], minutesBetween: 600) == nil)
    }

    @Test("Capitals do not matter where somebody is called, but tell two speakers apart")
    func capitals() throws {
        var builder = CheckupBuilder(options: CheckupSample.options())
        for (position, name) in ["bob", "Bob", "bob", "Bob"].enumerated() {
            let sender = ChatSender(accountID: nil, name: name)
            let sentAt = Timestamp(seconds: Int64(position))
            builder.add(.message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: "hi")))
        }
        #expect(try builder.finish().people.map(\.messages) == [2, 2])
    }
}
