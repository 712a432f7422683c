import PondCore
import PondExchange
import PondInsight
import Testing

@Suite("Questions and answers")
struct QuestionTests {
    private func answered(_ lines: [(name: String, text: String)], reply: Bool = false) throws -> (Int, Int) {
        let records = lines.enumerated().map { number, line in
            let sender = ChatSender(accountID: nil, name: line.name)
            let answers = reply && number == lines.count - 1
            return ChatRecord.message(
                ChatMessage(
                    sender: sender, sentAt: Timestamp(seconds: Int64(1_756_051_200 + number * 20)), kind: .text,
                    text: line.text, sourceID: "m\(number)", reply: answers ? .sourceID("m3") : nil))
        }
        let content = try CheckupSample.checkup(of: records).content
        return (content.questions, content.answeredQuestions.count)
    }

    private let known = [("amy", "hello there"), ("bob", "hello there"), ("cai", "hello there")]

    @Test("Who is called by name soon after, or answered by the next line, got an answer")
    func found() throws {
        let question = ("amy", "how do I mount my dvd drive in ubuntu?")
        let noise = ("cai", "bob: the printer driver needs the other package first")
        #expect(try answered(known + [question, noise, ("bob", "amy: try mount /dev/hdc")]) == (1, 1))
        #expect(try answered(known + [question, ("bob", "it should be mounted under /media by itself")]) == (1, 1))
    }

    @Test("That others go on talking to each other is no answer")
    func missed() throws {
        let question = ("amy", "how do I mount my dvd drive in ubuntu?")
        let talk = [
            ("cai", "bob: the printer driver needs the other package first"),
            ("bob", "cai: that was it, the package was missing here"), ("cai", "good to hear that it prints again"),
        ]
        #expect(try answered(known + [question] + talk) == (1, 0))
        #expect(try answered(known + [question, ("bob", "ok")]) == (1, 0))
        #expect(try answered(known + [question]) == (1, 0))
    }

    @Test("A reply by id counts, however late and whatever came between")
    func replied() throws {
        let question = ("amy", "how do I mount my dvd drive in ubuntu?")
        let noise = (0..<70).map { _ in ("cai", "bob: the printer driver needs the other package first") }
        #expect(try answered(known + [question] + noise + [("bob", "it is under /media")], reply: true).1 == 1)
        #expect(try answered(known + [question] + noise + [("bob", "it is under /media")]).1 == 0)
    }
}
