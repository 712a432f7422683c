import PondCore
import PondDemo
import PondExchange
import Testing

@Suite("Generated chats")
struct ChatGeneratorTests {
    private func messages(_ generator: ChatGenerator) -> [ChatMessage] {
        generator.records().compactMap { if case .message(let message) = $0 { message } else { nil } }
    }

    @Test("The same seed writes the same chat, another seed another", arguments: ChatScenario.allCases)
    func deterministic(scenario: ChatScenario) {
        let first = ChatGenerator(scenario: scenario, seed: 4, messages: 800)
        #expect(first.records() == first.records())
        #expect(first.records() != ChatGenerator(scenario: scenario, seed: 5, messages: 800).records())
    }

    @Test("A known line stands where it always stood")
    func stable() {
        let texts = messages(ChatGenerator(seed: 1, messages: 50)).map(\.text)
        let sum = texts.joined().unicodeScalars.reduce(UInt64(7)) { ($0 &* 31) &+ UInt64($1.value) }
        #expect(sum == 12_294_402_024_932_624_653)
    }

    @Test("As many lines as asked for, in order of time, within the days", arguments: ChatScenario.allCases)
    func shape(scenario: ChatScenario) {
        let generator = ChatGenerator(scenario: scenario, seed: 2, messages: 2500, people: 120, days: 60)
        let messages = self.messages(generator)
        #expect(messages.count == 2500)
        #expect(zip(messages, messages.dropFirst()).allSatisfy { $0.sentAt <= $1.sentAt })
        #expect(messages.allSatisfy { $0.sentAt >= generator.start })
        let end = generator.start.adding(milliseconds: 60 * 86_400_000)
        #expect(messages.allSatisfy { $0.sentAt < end })
        #expect(Set(messages.compactMap(\.sourceID)).count == 2500)
    }

    @Test("The cast is there, and nobody bears a name twice")
    func cast() {
        let generator = ChatGenerator(seed: 2, messages: 500, people: 3000)
        let names = generator.records().compactMap { if case .person(let person) = $0 { person.name } else { nil } }
        #expect(Set(names).count == names.count)
        #expect(Set(names).isSuperset(of: ["何以棠", "阿泽", "小满", "许南乔", "老周"]))
        #expect(Cast.members.count == 42)
        #expect(Set(Cast.members.map(\.name)).count == 42)
    }

    @Test("Replies answer messages that are there")
    func replies() {
        let messages = self.messages(ChatGenerator(seed: 2, messages: 2000))
        let ids = Set(messages.compactMap(\.sourceID))
        var replies = 0
        for case .sourceID(let id)? in messages.map(\.reply) {
            replies += 1
            #expect(ids.contains(id))
        }
        #expect(replies > 200)
    }
}
