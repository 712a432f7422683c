import PondCore
import Testing

@Suite("Ids")
struct IDGeneratorTests {
    @Test("Ids rise although the clock runs backwards")
    func backwards() {
        let time = Locked<Int64>(1_800_000_000_000)
        let generator = IDGenerator(node: 3, clock: WallClock { Timestamp(milliseconds: time.withLock { $0 }) })
        var ids: [Int64] = []
        for step in 0..<10_000 {
            if step % 100 == 0 { time.withLock { $0 -= 50 } }
            ids.append(generator.next())
        }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("An id tells its time and its node")
    func parts() {
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        let id = IDGenerator(node: 1023, clock: WallClock { now }).next()
        #expect(IDGenerator.time(of: id) == now)
        #expect(id >> 12 & 1023 == 1023)
    }

    @Test("JSON carries ids as strings")
    func json() throws {
        #expect(ID<Int>(9_007_199_254_740_993).description == "9007199254740993")
        #expect(ID<Int>("12") == ID(12))
        #expect(ID<Int>("x") == nil)
    }
}
