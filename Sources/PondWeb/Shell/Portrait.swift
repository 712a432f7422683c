/// A person without a picture: one character on one of six colours, the same wherever they appear.
struct Portrait: Hashable, Sendable {
    let tone: Int
    let initial: String

    /// Of Chinese names the last character tells people apart, of others the first letter.
    init(name: String, id: Int64) {
        // The low bits of an id count within a millisecond and are mostly zero.
        tone = Int(truncatingIfNeeded: (UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15) >> 40) % 6 + 1
        let isChinese = name.unicodeScalars.last.map { $0.properties.isIdeographic } ?? false
        initial = isChinese ? String(name.suffix(1)) : String(name.prefix(1)).uppercased()
    }
}
