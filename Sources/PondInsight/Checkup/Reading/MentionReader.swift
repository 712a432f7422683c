import Foundation

/// Finds whom a line calls: `@name` anywhere, `name:` or `name,` at its start.
///
/// The longest known name wins. A name at the start of a line counts only if its bearer spoke lately, since many
/// names are also words.
struct MentionReader {
    /// Calls of one line, the first of them first; at most `callsMax`.
    struct Calls {
        var people: [Int32] = []
        /// After an `@`, a name that nobody bears so far.
        var unknown: [String] = []
    }

    static let callsMax = 8
    private static let at: UInt8 = 0x40

    func read(
        _ bytes: UnsafeBufferPointer<UInt8>, people: PeopleIndex, speaker: Int32, now: Int64, recency: Int64
    ) -> Calls {
        var calls = Calls()
        if let called = leading(bytes, people: people), called != speaker {
            let last = people[called].lastSpokeAt
            if last != .min, now - last <= recency { calls.people.append(called) }
        }
        guard bytes.contains(Self.at) else { return calls }
        for position in bytes.indices where bytes[position] == Self.at && calls.people.count < Self.callsMax {
            // An address has a letter or digit before its @.
            if position > 0, PhraseMatcher.isWordByte(bytes[position - 1]) { continue }
            let rest = UnsafeBufferPointer(rebasing: bytes[(position + 1)...])
            if let called = longestName(rest, people: people) {
                if called != speaker, !calls.people.contains(called) { calls.people.append(called) }
            } else if let name = Self.token(rest), calls.unknown.count < Self.callsMax {
                calls.unknown.append(name)
            }
        }
        return calls
    }

    /// `nick:`, `nick,`, or `name：` at the very start.
    private func leading(_ bytes: UnsafeBufferPointer<UInt8>, people: PeopleIndex) -> Int32? {
        var hash = ByteHash()
        for position in 0..<min(bytes.count, PeopleIndex.nameBytesMax) {
            let byte = bytes[position]
            let isWideColon =
                byte == 0xEF && position + 2 < bytes.count && bytes[position + 1] == 0xBC && bytes[position + 2] == 0x9A
            if byte == 0x3A || byte == 0x2C || isWideColon {
                if position > 0, let known = people.find(nameHash: hash.value) { return known }
                if byte != 0x3A { return nil }
            }
            if byte == 0x20 || byte == 0x0A { return nil }
            hash.add(PhraseMatcher.folded(byte))
        }
        return nil
    }

    private func longestName(_ bytes: UnsafeBufferPointer<UInt8>, people: PeopleIndex) -> Int32? {
        var hash = ByteHash()
        var longest: Int32?
        for position in 0..<min(bytes.count, PeopleIndex.nameBytesMax) {
            hash.add(PhraseMatcher.folded(bytes[position]))
            guard people.nameLengths.contains(position + 1) else { continue }
            let isInsideWord =
                position + 1 < bytes.count && PhraseMatcher.isWordByte(bytes[position])
                && PhraseMatcher.isWordByte(bytes[position + 1])
            if !isInsideWord, let known = people.find(nameHash: hash.value) { longest = known }
        }
        return longest
    }

    /// What follows an `@` up to a space of any kind (WeChat ends a name with U+2005).
    private static func token(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var end = 0
        while end < min(bytes.count, PeopleIndex.nameBytesMax) {
            let byte = bytes[end]
            if byte == 0x20 || byte == 0x0A || (byte == 0xE2 && end + 2 < bytes.count && bytes[end + 1] == 0x80) {
                break
            }
            end += 1
        }
        return end == 0 ? nil : String(bytes: bytes[0..<end], encoding: .utf8)
    }
}
