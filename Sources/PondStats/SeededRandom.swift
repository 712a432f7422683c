/// Random numbers that are the same for the same seed on every machine and in every release.
///
/// SplitMix64: Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. Swift's own
/// `shuffled(using:)` and `random(in:using:)` may change between releases, so the verbs here are spelt out.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ≤ answer < 1, 53 bits.
    package mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// 0 ≤ answer < `bound`; 0 for a bound below 1.
    package mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    package mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// An element of a list that is not empty.
    package mutating func pick<Element>(_ list: [Element]) -> Element {
        list[below(list.count)]
    }

    /// Fisher–Yates.
    package mutating func shuffle<Element>(_ list: inout [Element]) {
        guard list.count > 1 else { return }
        for position in stride(from: list.count - 1, to: 0, by: -1) {
            list.swapAt(position, below(position + 1))
        }
    }
}
