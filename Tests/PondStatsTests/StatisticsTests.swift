import PondStats
import Testing

@Suite("Statistics")
struct StatisticsTests {
    @Test("Wilson's interval gives the values of Newcombe's 1998 tables")
    func wilson() {
        let first = Proportion(successes: 81, total: 263).interval()
        #expect(abs(first.low - 0.2553) < 5e-5)
        #expect(abs(first.high - 0.3662) < 5e-5)
        let none = Proportion(successes: 0, total: 20).interval()
        #expect(none.low == 0)
        #expect(abs(none.high - 0.1611) < 5e-5)
        #expect(Proportion(successes: 0, total: 0).interval() == (0, 1))
    }

    @Test("Gini is 0 among equals and 1 when one has everything")
    func gini() {
        #expect(abs(Summaries.gini([3, 3, 3, 3])) < 1e-12)
        #expect(abs(Summaries.gini([0, 0, 0, 9]) - 1) < 1e-12)
        #expect(Summaries.gini([]) == 0)
    }

    @Test("Four equal classes count as four")
    func effectiveClasses() {
        #expect(abs(Summaries.effectiveClasses([5, 5, 5, 5]) - 4) < 1e-9)
        #expect(abs(Summaries.effectiveClasses([9, 0]) - 1) < 1e-9)
    }

    @Test("Quantiles interpolate")
    func quantiles() {
        #expect(Summaries.median([4, 1, 3, 2]) == 2.5)
        #expect(Summaries.quantile(1, of: [1, 2]) == 2)
        #expect(Summaries.median([]) == nil)
    }

    @Test("A rising series has a rising trend, a flat one has none, whatever one outlier says")
    func trend() {
        let rising = MonotonicTrend((0..<12).map { Double($0) * 2 + Double(($0 * 7) % 3) })
        #expect(rising.pValue < 0.001)
        #expect(abs(rising.slope - 2) < 0.3)
        let flat = MonotonicTrend([5, 6, 5, 6, 5, 90, 6, 5, 6, 5])
        #expect(flat.pValue > 0.2)
        #expect(MonotonicTrend([1, 2, 3]).pValue == 1)
    }

    @Test("Random numbers are the published ones of SplitMix64")
    func splitMix() {
        var random = SeededRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test("Retention counts who came back and how much later")
    func retention() {
        let table = Retention(appearances: [[0, 1, 1], [0], [1, 2], []], periodCount: 3)
        #expect(table.sizes == [2, 1, 0])
        #expect(table.active == [[2, 1, 0], [1, 1], [0]])
    }
}
