import Glibc

/// Hands out one `String` per distinct name, so that 20,000 people's names are not allocated a million times.
///
/// An open-addressing hash table keyed by bytes (FNV-1a over words of eight); names of up to 15 bytes live inside the
/// `String` value and need no table.
final class NameTable {
    private var slots: [String?] = Array(repeating: nil, count: 4096)
    private var used = 0

    /// Names kept; beyond it, new names are made afresh each time.
    private static let namesMax = 1 << 18
    private static let inlineBytesMax = 15

    func string(_ bytes: Bytes) -> String {
        if bytes.count <= Self.inlineBytesMax { return bytes.string }
        var slot = Self.hash(bytes) & (slots.count - 1)
        while let candidate = slots[slot] {
            if Self.equal(candidate, bytes) { return candidate }
            slot = (slot + 1) & (slots.count - 1)
        }
        let fresh = bytes.string
        if used < Self.namesMax {
            slots[slot] = fresh
            used += 1
            if used * 2 > slots.count { grow() }
        }
        return fresh
    }

    private func grow() {
        let old = slots
        slots = Array(repeating: nil, count: old.count * 2)
        for case let name? in old {
            var name = name
            var slot = name.withUTF8 { Self.hash($0) } & (slots.count - 1)
            while slots[slot] != nil { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = name
        }
    }

    private static func equal(_ name: String, _ bytes: Bytes) -> Bool {
        name.utf8.withContiguousStorageIfAvailable { own in
            guard own.count == bytes.count, let left = own.baseAddress, let right = bytes.baseAddress else {
                return false
            }
            return memcmp(left, right, own.count) == 0
        } ?? false
    }

    private static func hash(_ bytes: Bytes) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        var at = 0
        while at + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            value = (value ^ word) &* 0x100_0000_01b3
            value ^= value >> 29
            at += 8
        }
        while at < raw.count {
            value = (value ^ UInt64(raw[at])) &* 0x100_0000_01b3
            at += 1
        }
        return Int(truncatingIfNeeded: (value ^ (value >> 32)) & 0x7fff_ffff_ffff_ffff)
    }
}
