import PondStats
import Testing

@Suite("Change points")
struct ChangePointTests {
    /// Days with a weekly rhythm, noise that lasts a few days, and a level.
    private func series(seed: UInt64, levels: [(days: Int, mean: Double)]) -> [Double] {
        var random = SeededRandom(seed: seed)
        var mood = 0.0
        var values: [Double] = []
        for level in levels {
            for _ in 0..<level.days {
                mood = mood * 0.4 + (random.unit() - 0.5) * 0.5
                let weekend = values.count % 7 >= 5 ? 1.5 : 1.0
                values.append((level.mean * weekend * (1 + mood)).rounded())
            }
        }
        return values
    }

    @Test("A lasting fall by half is found within a week of its day", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func planted(seed: UInt64) throws {
        let changes = ChangePoints().find(in: series(seed: seed, levels: [(50, 80), (40, 40)]))
        #expect(changes.count == 1)
        let change = try #require(changes.first)
        #expect(abs(change.position - 50) <= 7)
        #expect(change.meanAfter < change.meanBefore * 0.7)
        #expect(change.pValue <= 0.01)
    }

    @Test("A rise and a fall are both found")
    func twice() {
        let changes = ChangePoints().find(in: series(seed: 9, levels: [(60, 30), (60, 90), (60, 30)]))
        #expect(changes.count == 2)
        #expect(changes.map { $0.meanAfter > $0.meanBefore } == [true, false])
    }

    @Test("Noise with a weekly rhythm has hardly ever a change")
    func noise() {
        let alarms = (0..<40).filter { seed in
            !ChangePoints().find(in: series(seed: UInt64(seed) + 100, levels: [(90, 60)])).isEmpty
        }
        #expect(alarms.count <= 2)
    }

    @Test("Too short a series has none")
    func short() {
        #expect(ChangePoints().find(in: series(seed: 1, levels: [(13, 5), (14, 50)])).isEmpty)
    }
}
