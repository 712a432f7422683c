import PondCore
import Testing

@testable import PondInsight
@testable import PondWeb

@Suite("Ground and absence")
struct GroundTests {
    private func words(
        overall: Int, _ change: (inout Checkup) -> Void = { _ in }
    ) -> CheckupWords {
        var checkup = CheckupFixture.full()
        checkup.indices?.overall = overall
        checkup.activity.trend?.direction = .steady
        for index in checkup.ecology.roles.indices { checkup.ecology.roles[index].share = 0.01 }
        for index in checkup.errors.indices { checkup.errors[index].verdict = .notFound }
        change(&checkup)
        return CheckupWords(checkup: checkup)
    }

    @Test("The ground is praised only with a high score, no error and nothing lacking")
    func praise() {
        #expect(words(overall: 85).ground?.chinese == "底子很好，人也对。")
        #expect(words(overall: 85) { $0.errors[0].verdict = .found }.ground?.chinese == "底子还在。")
        #expect(words(overall: 85) { $0.activity.trend?.direction = .falling }.ground?.chinese == "底子好，近来在变冷。")
        #expect(words(overall: 85) { $0.ecology.roles[1].healthyLow = 0.08 }.ground?.chinese == "底子不错，干货偏少。")
        // Where all say useful things, nobody says far more of them than the others.
        let evenly = words(overall: 85) {
            $0.ecology.roles[1].healthyLow = 0.08
            for index in $0.errors.indices { $0.errors[index].evidence = [] }
        }
        #expect(evenly.ground?.chinese == "底子很好，人也对。")
        #expect(words(overall: 85) { $0.ecology.roles[3].share = 0.8 }.ground?.chinese == "底子不错，围观的偏多。")
    }

    @Test("A lower score gives lower words, and no score none")
    func lower() {
        let said = [85, 60, 40, 10].map { words(overall: $0).ground?.chinese }
        #expect(Set(said).count == 4)
        #expect(words(overall: 85) { $0.indices = nil }.ground == nil)
    }

    @Test("A headline without a score says what was found and nothing of the ground")
    func withoutScore() {
        let headline = words(overall: 85) { $0.indices = nil }.headline
        #expect(headline.map(\.chinese) == ["五个致命错误，一个没犯。"])
    }

    @Test("Strength is claimed where the plain figure bears it out")
    func strength() {
        func part(_ code: Checkup.IndexPart.Code, _ value: Double) -> Checkup.Index {
            .init(value: 80, parts: [.init(code: code, weight: 1, score: 0.8, value: value)])
        }
        let strong = words(overall: 70) { $0.indices?.contribution = part(.answeredQuestions, 0.9) }
        #expect(strong.strength?.chinese == "有问有答。")
        let weak = words(overall: 70) { $0.indices?.contribution = part(.answeredQuestions, 0.4) }
        #expect(weak.strength == nil)
    }

    @Test("Evidence that counted nobody says nobody", arguments: Checkup.Evidence.Code.allCases)
    func absence(code: Checkup.Evidence.Code) {
        let nobody = Checkup.Evidence(code, isSign: false, count: 0, total: 30, share: 0)
        let somebody = Checkup.Evidence(code, isSign: false, count: 3, total: 30, share: 0.1)
        #expect(CheckupWords.absence(somebody) == nil)
        guard let said = CheckupWords.absence(nobody) else { return }
        #expect(!said.chinese.contains("0%") && !said.english.contains("0%"))
        #expect(said.chinese.contains("没有") || said.chinese.contains("都说过"))
    }

    @Test("A split is advised where it follows the circles, else shown with the reason not to")
    func split() throws {
        var proposal = try #require(CheckupFixture.full().network.split)
        let words = words(overall: 70)
        #expect(words.split(proposal).chinese.contains("沿小圈分成 2 个"))
        proposal.cutShare = 0.5
        proposal.followsCircles = false
        #expect(words.split(proposal).chinese.contains("不建议分群"))
        #expect(words.split(proposal).english.contains("would cut 50%"))
    }

    @Test("Latin names in Chinese sentences have their space, Chinese names have none")
    func spaces() {
        var checkup = CheckupFixture.full(names: ["bob2", "ekCo", "何以棠"])
        checkup.ecology.owner = .init(person: nil, messageShare: nil, answerShare: nil)
        checkup.network.bridges[0].person = 0
        let words = CheckupWords(checkup: checkup)
        let lead = words.instruction(.init(.askBridgesToLead, people: [0, 1])).chinese
        #expect(lead == "请 bob2、ekCo 各带一个新人小组。")
        #expect(words.instruction(.init(.thankGivers, people: [2])).chinese == "公开谢谢何以棠。")
        #expect(words.names([0, 1], total: 7).chinese == "bob2、ekCo 等 7 人")
        #expect(words.peopleAdvice.chinese.contains("先请 bob2 带"))
    }
}
