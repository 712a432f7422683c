import PondDemo
import PondExchange
import PondInsight
import Testing

@Suite("Shares")
struct ShareTests {
    /// What `Checkup` calls a share, by the names of its fields.
    private static let words = [
        "share", "Share", "low", "high", "healthyLow", "healthyHigh", "weight", "score", "Density", "Coverage",
        "betweenness", "pageRank", "decentralisation", "reachBySteps", "shareTogether",
    ]

    /// Every number in `value` that is a share, with where it stands.
    private func shares(_ value: Any, at path: String = "checkup") -> [(path: String, value: Double)] {
        let mirror = Mirror(reflecting: value)
        return mirror.children.flatMap { child -> [(path: String, value: Double)] in
            let label = child.label ?? ""
            let place = label.isEmpty ? path : path + "." + label
            if let number = child.value as? Double {
                let isPart = mirror.subjectType == Checkup.IndexPart.self
                let isRow = path.hasSuffix("reachBySteps")
                let isShare = isPart || isRow || Self.words.contains { label.hasSuffix($0) }
                return isShare ? [(place, number)] : []
            }
            return shares(child.value, at: place)
        }
    }

    private func check(_ records: [ChatRecord]) throws {
        let checkup = try CheckupSample.checkup(of: records)
        let shares = self.shares(checkup)
        #expect(shares.count > 4)
        for share in shares {
            #expect(share.value >= 0 && share.value <= 1 + 1e-9, "\(share.path) is \(share.value)")
        }
        #expect(checkup.newcomers.count <= checkup.totals.people)
        #expect(checkup.totals.speaking <= checkup.totals.people)
        #expect(checkup.content.answeredQuestions.count <= checkup.content.questions)
        for cohort in checkup.newcomers.cohorts.cohorts {
            #expect(cohort.active.allSatisfy { $0 <= cohort.size })
        }
    }

    @Test("No share of a generated chat is below 0 or above 1", arguments: ChatScenario.allCases, [1, 2] as [UInt64])
    func generated(scenario: ChatScenario, seed: UInt64) throws {
        try check(ChatGenerator(scenario: scenario, seed: seed, messages: 1500, people: 90, days: 40).records())
    }

    @Test("Nor of a chat of any odd make", arguments: 0..<60)
    func odd(seed: Int) throws {
        try check(OddChat(seed: UInt64(seed)).records)
    }
}
