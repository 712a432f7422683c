/// Tells the lines of overlapping exports apart, also when different programs wrote them.
///
/// A line is the same when the same member said the same words in the same minute, as the same one of so many equal
/// lines: the minute because some formats know no seconds, the ordinal because people say 「哈哈」 twice. The minute is
/// stored beside the fingerprint and not in it.
///
/// FNV-1a, 64 bit (http://www.isthe.com/chongo/tech/comp/fnv/), finished with the mixer of SplitMix64: two different
/// lines of one minute collide with a probability of about n²/2⁶⁵.
struct MessageFingerprint: Sendable {
    /// How many recent lines are remembered to number equal ones; an export is in order but for its edges.
    static let windowCountMax = 65_536

    private var ordinals = Generations<UInt64, Int64>(countMax: windowCountMax)

    /// The fingerprint of the next line.
    mutating func next(author: Int64, kind: Int16, text: String, minute: Int64) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        Self.add(UInt64(bitPattern: author), to: &hash)
        // A quote is a text in formats that know no quotes.
        Self.add(UInt64(kind == 25 ? 0 : UInt16(bitPattern: kind)), to: &hash)
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
        }
        var place = hash
        Self.add(UInt64(bitPattern: minute), to: &place)
        Self.add(UInt64(bitPattern: ordinal(of: place)), to: &hash)
        return Int64(bitPattern: Self.mixed(hash))
    }

    /// Makes what was numbered true for good.
    mutating func keep() {
        ordinals.keep()
    }

    /// Forgets what was numbered since the last `keep`.
    mutating func undo() {
        ordinals.undo()
    }

    private mutating func ordinal(of place: UInt64) -> Int64 {
        let ordinal = (ordinals[place] ?? 0) + 1
        ordinals.set(place, to: ordinal)
        return ordinal
    }

    private static func add(_ value: UInt64, to hash: inout UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            hash = (hash ^ (value >> shift & 0xFF)) &* 0x0000_0100_0000_01b3
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
