import PondCore
import PondDemo
import Testing

@Suite("What the demo's people say, as a newcomer scrolls through it")
struct DemoTalkTests {
    /// Short answers like 到。 and 加一。 are said often wherever people talk.
    private static let shortAnswerCharactersMax = 4

    /// How often each line is said, whoever it names and whatever picture comes with it.
    private static func lineCounts(_ plan: DemoPlan) -> [String: Int] {
        var counts: [String: Int] = [:]
        for act in plan.acts {
            guard case .say(_, let text, _) = act.deed else { continue }
            counts[words(of: text), default: 0] += 1
        }
        return counts
    }

    private static func words(of text: String) -> String {
        var words = text[...]
        while words.first == "[", let close = words.firstIndex(of: "]") { words = words[words.index(after: close)...] }
        if words.first == "@", let space = words.firstIndex(of: " ") { words = words[words.index(after: space)...] }
        return String(words)
    }

    @Test(
        "In three months no line is said more than four times, a short answer no more than twelve",
        arguments: [1, 2, 3])
    func repetition(_ seed: UInt64) {
        let counts = Self.lineCounts(DemoPlan(seed: seed, end: DemoPlanTests.end))
        for (line, count) in counts {
            #expect(count <= (line.count <= Self.shortAnswerCharactersMax ? 12 : 4), "\(line)")
        }
    }

    @Test("Of all lines, eight in ten are different ones")
    func variety() {
        let counts = Self.lineCounts(DemoPlan(end: DemoPlanTests.end))
        let total = counts.values.reduce(0, +)
        #expect(total > 2_000)
        #expect(counts.count * 10 > total * 8)
    }

    @Test("A slip that is taken back is another one each time")
    func slips() {
        var texts: [Int: String] = [:]
        var slips: [String] = []
        for act in DemoPlan(end: DemoPlanTests.end).acts {
            if case .say(_, let text, _) = act.deed { texts[act.number] = text }
            if case .recall(let number) = act.deed, let text = texts[number] { slips.append(text) }
        }
        #expect(slips.count >= 6)
        #expect(Set(slips).count == slips.count)
    }

    @Test("What goes on for weeks is told from its beginning to its end")
    func stories() throws {
        var lines: [String] = []
        for act in DemoPlan(end: DemoPlanTests.end).acts {
            if case .say(_, let text, _) = act.deed { lines.append(text) }
        }
        let told = [
            "立个字据，六十天不买器具，破了请全群喝一轮。", "第二十三天，整理出两只闲置滤杯，一只给了梁小北，一只放店里。心里轻了。",
            "六十天到，没买。本来想买个大的庆祝，想了想，买了两公斤豆子，放店里，谁来谁喝。",
        ]
        let places = try told.map { try #require(lines.firstIndex(of: $0), "\($0)") }
        #expect(places == places.sorted())
    }
}
