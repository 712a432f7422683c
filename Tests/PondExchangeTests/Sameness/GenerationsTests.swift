import Testing

@testable import PondExchange

@Suite("A dictionary that forgets")
struct GenerationsTests {
    private func numbers(_ range: ClosedRange<Int>) -> Generations<Int, String> {
        var generations = Generations<Int, String>(countMax: 3)
        for number in range { generations.set(number, to: "kept \(number)") }
        generations.keep()
        return generations
    }

    @Test("The newest entries are found, the oldest are gone")
    func forgets() {
        let generations = numbers(1...7)
        #expect(generations[7] == "kept 7")
        #expect(generations[4] == "kept 4")
        #expect(generations[3] == nil)
    }

    @Test("What was not kept is taken back, over any number of generations", arguments: 0...9)
    func undoes(count: Int) {
        var generations = numbers(1...5)
        for number in 0..<count { generations.set(4 + number, to: "new \(number)") }
        generations.undo()
        let expected = numbers(1...5)
        for key in 0...20 { #expect(generations[key] == expected[key]) }
        // The next entries age it at the same places as if nothing had happened.
        var again = expected
        for key in 6...9 {
            generations.set(key, to: "later \(key)")
            again.set(key, to: "later \(key)")
            for key in 0...20 { #expect(generations[key] == again[key]) }
        }
    }

    @Test("What was kept stays when later entries are taken back")
    func keeps() {
        var generations = numbers(1...2)
        generations.set(2, to: "changed")
        generations.keep()
        generations.set(2, to: "changed again")
        generations.undo()
        #expect(generations[2] == "changed")
    }
}
