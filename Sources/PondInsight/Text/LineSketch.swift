/// A number that near-duplicate lines are likely to share: digits, punctuation and pictures left aside.
///
/// Two least hashes over all pairs of neighbouring words (A. Broder, "On the resemblance and containment of documents",
/// 1997); lines of which a share J of the pairs agrees have equal numbers with a chance of J squared. A Chinese
/// character is a word.
struct LineSketch {
    private var word: UInt64 = 0
    private var previous: UInt64 = 0
    private var leastHigh = UInt32.max
    private var leastLow = UInt32.max

    /// 0 for a line without two words.
    var value: UInt32 {
        leastHigh == .max && leastLow == .max ? 0 : (leastHigh &* 0x9E37_79B1 ^ leastLow) | 1
    }

    mutating func add(letter: UInt8) { word = (word &* 0x100_0000_01B3) ^ (UInt64(letter) &+ 0x9E37) }

    mutating func endWord() {
        guard word != 0 else { return }
        let ended = word
        word = 0
        add(word: ended)
    }

    mutating func add(word next: UInt64) {
        defer { previous = next }
        guard previous != 0 else { return }
        var mixed = previous &* 0x9E37_79B9_7F4A_7C15 &+ next
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        leastHigh = min(leastHigh, UInt32(truncatingIfNeeded: mixed >> 32))
        leastLow = min(leastLow, UInt32(truncatingIfNeeded: mixed))
    }
}
