/// FNV-1a over bytes with a final mix; 64 bits, so that a million texts hardly ever collide.
///
/// Fowler, Noll & Vo; the finaliser is that of MurmurHash3 (Appleby).
package struct ByteHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    package mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    package mutating func add(_ number: Int64) {
        for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> Int64(shift))) }
    }

    package var value: UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }

    /// Of a whole string, ASCII capitals folded.
    package static func of(_ text: String, salt: UInt64 = 0) -> UInt64 {
        var hash = ByteHash()
        if salt != 0 { hash.add(Int64(bitPattern: salt)) }
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes { hash.add(byte.foldedASCII) }
        }
        return hash.value
    }

    /// Of a whole string as it stands: `bob` and `Bob` differ.
    package static func exact(_ text: String, salt: UInt64 = 0) -> UInt64 {
        var hash = ByteHash()
        if salt != 0 { hash.add(Int64(bitPattern: salt)) }
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes { hash.add(byte) }
        }
        return hash.value
    }
}
