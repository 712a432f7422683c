import Foundation

/// Finds whom a line calls: `@name` anywhere, `name:` or `name,` at its start.
///
/// The longest known name wins. A name at the start of a line counts only if its bearer spoke lately, since many
/// names are also words. People are numbers of the caller's own.
package struct MentionReader: Sendable {
    /// Calls of one line, the first of them first; at most `callsMax`.
    package struct Calls: Sendable {
        package var people: [Int32] = []
        /// After an `@`, a name that nobody bears so far.
        package var unknown: [String] = []
    }

    static let callsMax = 8
    /// A name at the start of a line means its bearer for this long after they spoke.
    package static let recencyMinutes = 180
    private static let at: UInt8 = 0x40

    package init() {}

    /// - Parameters:
    ///   - bytes: the line, UTF-8.
    ///   - speaker: nobody calls themselves.
    ///   - spokeLately: whether a person has spoken within the time that a name at the start of a line may mean them.
    package func read(
        _ bytes: UnsafeBufferPointer<UInt8>, names: NameIndex, speaker: Int32, spokeLately: (Int32) -> Bool
    ) -> Calls {
        var calls = Calls()
        if let called = leading(bytes, names: names), called != speaker, spokeLately(called) {
            calls.people.append(called)
        }
        guard bytes.contains(Self.at) else { return calls }
        for position in bytes.indices where bytes[position] == Self.at && calls.people.count < Self.callsMax {
            // An address has a letter or digit before its @.
            if position > 0, bytes[position - 1].isASCIIWord { continue }
            let rest = UnsafeBufferPointer(rebasing: bytes[(position + 1)...])
            if let called = longestName(rest, names: names) {
                if called != speaker, !calls.people.contains(called) { calls.people.append(called) }
            } else if let name = Self.token(rest), calls.unknown.count < Self.callsMax {
                calls.unknown.append(name)
            }
        }
        return calls
    }

    /// `nick:`, `nick,`, or `name：` at the very start.
    private func leading(_ bytes: UnsafeBufferPointer<UInt8>, names: NameIndex) -> Int32? {
        var hash = ByteHash()
        for position in 0..<min(bytes.count, NameIndex.nameBytesMax) {
            let byte = bytes[position]
            let isWideColon =
                byte == 0xEF && position + 2 < bytes.count && bytes[position + 1] == 0xBC && bytes[position + 2] == 0x9A
            if byte == 0x3A || byte == 0x2C || isWideColon {
                if position > 0, let known = names.find(hash: hash.value) { return known }
                if byte != 0x3A { return nil }
            }
            if byte == 0x20 || byte == 0x0A { return nil }
            hash.add(byte.foldedASCII)
        }
        return nil
    }

    private func longestName(_ bytes: UnsafeBufferPointer<UInt8>, names: NameIndex) -> Int32? {
        var hash = ByteHash()
        var longest: Int32?
        for position in 0..<min(bytes.count, NameIndex.nameBytesMax) {
            hash.add(bytes[position].foldedASCII)
            guard names.lengths.contains(position + 1) else { continue }
            let isInsideWord =
                position + 1 < bytes.count && bytes[position].isASCIIWord
                && bytes[position + 1].isASCIIWord
            if !isInsideWord, let known = names.find(hash: hash.value) { longest = known }
        }
        return longest
    }

    /// What follows an `@` up to a space of any kind (WeChat ends a name with U+2005).
    private static func token(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var end = 0
        while end < min(bytes.count, NameIndex.nameBytesMax) {
            let byte = bytes[end]
            if byte == 0x20 || byte == 0x0A || (byte == 0xE2 && end + 2 < bytes.count && bytes[end + 1] == 0x80) {
                break
            }
            end += 1
        }
        return end == 0 ? nil : String(bytes: bytes[0..<end], encoding: .utf8)
    }
}
