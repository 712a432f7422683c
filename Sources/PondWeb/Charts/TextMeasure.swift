/// Estimates how wide 12 px text will be, so that labels can be placed and clipped on the server.
///
/// The fonts are the reader's own, so this errs on the wide side: a CJK character or an emoji is one em, a capital
/// about .7 em, other Latin about .58 em, combining marks nothing.
enum TextMeasure {
    static let fontSize = 12.0

    static func width(_ text: String) -> Double {
        text.reduce(0) { $0 + emWidth($1) } * fontSize
    }

    /// `text`, cut with an ellipsis so that it is no wider than `limit`.
    static func clipped(_ text: String, to limit: Double) -> String {
        guard width(text) > limit else { return text }
        var used = fontSize
        var kept = ""
        for character in text {
            used += emWidth(character) * fontSize
            if used > limit { break }
            kept.append(character)
        }
        return kept + "…"
    }

    private static func emWidth(_ character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x300..<0x370, 0x200B...0x200F, 0x2066...0x2069: return 0
        case 0x30...0x39: return 0.6
        case 0x41...0x5A, 0x40, 0x25, 0x26: return 0.72
        case 0x20, 0x2C, 0x2E, 0x3A, 0x69, 0x6A, 0x6C, 0x27, 0xB7: return 0.32
        case 0x6D, 0x77: return 0.88
        case 0..<0x1100: return 0.6
        default: return 1
        }
    }
}
