import PondCommunity
import PondCore
import Testing

@testable import PondInsight
@testable import PondWeb

@Suite("Wording")
struct WordingTests {
    private let words = CheckupWords(checkup: CheckupFixture.full())

    /// Said in both languages, without leftovers of an absent fact.
    private func isSaid(_ phrase: Phrase) -> Bool {
        let both = [phrase.chinese, phrase.english]
        return both.allSatisfy { !$0.isEmpty && !$0.contains("nil") && !$0.contains("Optional") && !$0.contains("  ") }
    }

    @Test("A missing permission is named in words", arguments: Permission.allCases)
    func missing(permission: Permission) {
        let told = AppError(.notAllowed, permission.rawValue).wording
        #expect(isSaid(told) && told.chinese.contains("「\(CommunityWords.name(of: permission).chinese)」"))
        #expect(!told.chinese.contains(permission.rawValue) && !told.english.contains(permission.rawValue))
        #expect(AppError(.notAllowed, "administrator").wording.chinese.contains("本站的管理员"))
    }

    @Test("Each error, verdict and reason has words", arguments: DeadlyError.allCases)
    func errors(error: DeadlyError) {
        #expect(isSaid(CheckupWords.name(of: error)) && isSaid(CheckupWords.meaning(of: error)))
        #expect(Checkup.ErrorFinding.Verdict.allCases.allSatisfy { isSaid(CheckupWords.tag(of: $0)) })
        #expect(Checkup.ErrorFinding.Reason.allCases.allSatisfy { isSaid(words.reason($0)) })
    }

    @Test("Each piece of evidence is a sentence with its numbers", arguments: Checkup.Evidence.Code.allCases)
    func evidence(code: Checkup.Evidence.Code) {
        let sentence = words.sentence(CheckupFixture.evidence(code))
        #expect(isSaid(sentence))
        #expect(sentence.chinese.contains("。") && sentence.english.hasSuffix("."))
        #expect(sentence.chinese.contains { $0.isNumber })
    }

    @Test("Evidence without its optional facts is still a sentence", arguments: Checkup.Evidence.Code.allCases)
    func bareEvidence(code: Checkup.Evidence.Code) {
        #expect(isSaid(words.sentence(.init(code, isSign: false))))
    }

    @Test("Each step is an instruction, with and without facts", arguments: Checkup.Step.Code.allCases)
    func steps(code: Checkup.Step.Code) {
        #expect(isSaid(words.instruction(CheckupFixture.step(code))))
        #expect(isSaid(words.instruction(.init(code))))
        let action = Checkup.Action(step: CheckupFixture.step(code), who: .owner, when: .today, effect: .low)
        #expect(isSaid(words.reason(action)) && isSaid(CheckupWords.when(action)))
    }

    @Test("Limits, fields, roles, index parts and edge sources have words")
    func rest() {
        #expect(Checkup.Limit.allCases.allSatisfy { isSaid(words.limit($0)) })
        #expect(TopicField.allCases.allSatisfy { isSaid(CheckupWords.fieldName($0)) })
        #expect(EcologyRole.allCases.allSatisfy { isSaid(CheckupWords.name(of: $0)) })
        #expect(Checkup.IndexPart.Code.allCases.allSatisfy { isSaid(CheckupWords.formula(of: $0)) })
        #expect(Checkup.NetworkFindings.EdgeSource.allCases.allSatisfy { isSaid(CheckupWords.edgeSource($0)) })
        #expect(MethodWords.all.allSatisfy { isSaid($0.name) && isSaid($0.formula) })
    }

    @Test("Of a community that lives here nobody speaks of exports")
    func living() {
        var checkup = CheckupFixture.full()
        checkup.source.live = .init(since: CheckupFixture.day(3), needsInvitation: true, days: 80)
        checkup.coverage = .init(daysMissing: 4, missing: [.init(day: CheckupFixture.day(1), days: 4)], share: 0.9)
        let words = CheckupWords(checkup: checkup)
        var said = Checkup.ErrorFinding.Reason.allCases.map(words.reason) + Checkup.Limit.allCases.map(words.limit)
        said += Checkup.Evidence.Code.allCases.map { words.sentence(CheckupFixture.evidence($0)) }
        // Nobody is told to export: these steps are for files.
        let steps = Checkup.Step.Code.allCases.filter { $0 != .exportWithMembers }
        said += steps.map { words.instruction(CheckupFixture.step($0)) }
        said += Checkup.ErrorFinding.Verdict.allCases.map(CheckupWords.tag) + MethodWords.all.map(\.formula)
        said += words.headline + [words.source, words.verdict, words.activityFact, words.tooLittle] + words.leftOut
        #expect(said.allSatisfy { isSaid($0) })
        let foreign = said.filter { $0.chinese.contains("导出") || $0.english.lowercased().contains("export") }
        #expect(foreign.isEmpty, "\(foreign)")
        checkup.noGroup = .fewSpeakers
        let small = CheckupWords(checkup: checkup)
        #expect(small.tooLittle.chinese == "群还小，先不下结论。" && !small.tooLittleVerdict.chinese.contains("不是群"))
    }

    @Test("No two codes of one kind are worded alike")
    func distinct() {
        let evidence = Checkup.Evidence.Code.allCases.map { words.sentence(CheckupFixture.evidence($0)) }
        let steps = Checkup.Step.Code.allCases.map { words.instruction(CheckupFixture.step($0)) }
        #expect(
            Set(evidence.map(\.chinese)).count == evidence.count && Set(evidence.map(\.english)).count == evidence.count
        )
        #expect(Set(steps.map(\.chinese)).count == steps.count && Set(steps.map(\.english)).count == steps.count)
    }

    @Test("Numbers are grouped, rounded and bounded as the page wants them")
    func numbers() {
        #expect(NumberWords.count(1_286_400) == "1,286,400" && NumberWords.count(-12) == "−12")
        #expect(NumberWords.decimal(3.14159, places: 1) == "3.1" && NumberWords.decimal(2, places: 1) == "2")
        #expect(NumberWords.decimal(-0.04, places: 1) == "0" && NumberWords.decimal(.nan, places: 1) == "–")
        #expect(NumberWords.percent(0.0004) == "<0.1%" && NumberWords.percent(0.314) == "31%")
        #expect(NumberWords.percent(0.9999) == ">99.9%" && NumberWords.percent(1) == "100%")
        #expect(NumberWords.percentRange(0.01...0.03) == "1–3%")
        #expect(
            NumberWords.short(980) == "980" && NumberWords.short(1250) == "1.3k" && NumberWords.short(34_000) == "34k")
        #expect(NumberWords.english(1, "person", "people") == "1 person")
        #expect(NumberWords.people(2).english == "2 people")
        #expect(NumberWords.days(1).english == "1 day")
    }

    @Test("Dates are written in both manners, times in the community's zone")
    func dates() {
        let day = CalendarDay(year: 2025, month: 9, day: 2)
        #expect(DateWords.short(day) == Phrase("9/2", "2 Sep"))
        #expect(DateWords.full(day) == Phrase("2025 年 9 月 2 日", "2 Sep 2025"))
        #expect(
            DateWords.minute(.init(milliseconds: 1_763_631_720_000), timeZone: "Asia/Shanghai") == "2025-11-20 17:42")
        #expect(DateWords.minute(.init(milliseconds: 0), timeZone: "no/where") == "1970-01-01 00:00")
    }

    @Test("Names are cleaned, clipped and kept from turning the sentence around")
    func names() {
        #expect(ExportText.name("  何\n以\t棠 ") == "何 以 棠")
        #expect(ExportText.name("\u{202E}abc\u{0007}") == "abc")
        #expect(ExportText.name("\u{200B}\n") == "\u{200B}" || ExportText.name("\n") == ExportText.nothing)
        #expect(ExportText.name("שלום") == "\u{2068}שלום\u{2069}")
        #expect(ExportText.name("x\"\u{301}y") == "x\"y")
        #expect(ExportText.name(String(repeating: "长", count: 30)) == String(repeating: "长", count: 10) + "…")
        #expect(words.names([0, 1, 2, 3]).chinese == "何以棠、阿泽、许南乔等 4 人")
        #expect(words.names([0, 1, 2, 3]).english == "何以棠, 阿泽, 许南乔 and 1 other")
        #expect(words.names([0, 1]).english == "何以棠 and 阿泽")
    }
}
