import PondDemo
import PondInsight
import Testing

@Suite("Five errors")
struct FiveErrorsTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5]

    private static func error(of scenario: ChatScenario) -> DeadlyError? {
        DeadlyError(rawValue: scenario.rawValue)
    }

    private func found(_ checkup: Checkup) -> [DeadlyError] {
        checkup.errors.filter { $0.verdict == .found }.map(\.error)
    }

    @Test("Each planted error is found, and no other", arguments: ChatScenario.allCases, seeds)
    func planted(scenario: ChatScenario, seed: UInt64) throws {
        let checkup = try CheckupSample.checkup(scenario, seed: seed)
        let expected = Self.error(of: scenario).map { [$0] } ?? []
        #expect(found(checkup) == expected, "\(CheckupSample.summary(checkup))")
    }

    @Test("A text export without ids, seconds, replies and members tells the same", arguments: ChatScenario.allCases)
    func plainText(scenario: ChatScenario) throws {
        let checkup = try CheckupSample.checkup(scenario, seed: 3, loss: .plainText)
        let expected = Self.error(of: scenario).map { [$0] } ?? []
        #expect(found(checkup) == expected, "\(CheckupSample.summary(checkup))")
    }

    @Test("Without system lines nothing is invented", arguments: ChatScenario.allCases)
    func withoutSystemLines(scenario: ChatScenario) throws {
        let checkup = try CheckupSample.checkup(scenario, seed: 4, loss: .systemLines)
        let expected = Self.error(of: scenario)
        for finding in checkup.errors where finding.verdict == .found { #expect(finding.error == expected) }
        #expect(checkup.errors.first { $0.error == .noScreening }?.verdict == .cannotTell)
    }

    @Test("An English club of another make is judged the same", arguments: TrailRunners.Plight.allCases)
    func english(plight: TrailRunners.Plight) throws {
        let expected: [DeadlyError] =
            switch plight {
            case .healthy: []
            case .noisy: [.overActive]
            case .selling: [.sellsEarly]
            case .aimless: [.unclearPosition]
            case .doorless: [.noDoor]
            case .unscreened: [.noScreening]
            }
        let checkup = try CheckupSample.checkup(of: TrailRunners(plight).records)
        #expect(found(checkup) == expected, "\(CheckupSample.summary(checkup))")
    }

    @Test("A few lines tell nothing, and the report says so")
    func fewLines() throws {
        let checkup = try CheckupSample.checkup(.healthy, seed: 1, messages: 40)
        #expect(checkup.errors.allSatisfy { $0.verdict == .cannotTell && !$0.reasons.isEmpty })
        #expect(checkup.limits.contains(.fewMessages))
    }
}
