/// Words that somebody else wrote (names, group names, quotations), made fit to stand on a page.
///
/// They are untrusted: control characters and explicit direction marks are dropped, line breaks become spaces, a
/// combining mark straight after a mark-up character is dropped (together they are one character that escaping by
/// character would miss), and text that runs right to left is isolated so that it cannot turn the sentence around it.
enum ExportText {
    /// Stands for a name of blanks.
    static let nothing = "#"
    static let nameColumnsMax = 20
    static let groupNameColumnsMax = 36
    static let quotationColumnsMax = 80

    /// A name for lists and labels; ``nothing`` where nothing printable is left.
    static func name(_ raw: String, columns: Int = nameColumnsMax) -> String {
        let cleaned = clean(raw)
        return cleaned.isEmpty ? nothing : isolated(clipped(cleaned, columns: columns))
    }

    static func quotation(_ raw: String) -> String {
        isolated(clipped(clean(raw), columns: quotationColumnsMax))
    }

    static func clean(_ raw: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in raw.unicodeScalars.prefix(2000) {
            guard let kept = replacement(for: scalar, after: previous) else { continue }
            result.append(kept)
            previous = kept
        }
        while let last = result.last, last == " " { result.removeLast() }
        return String(result)
    }

    private static func replacement(for scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF, 0x61C: return nil
        case 0x9, 0xA, 0xD, 0x20, 0xA0, 0x2028, 0x2029, 0x3000: return previous == " " ? nil : " "
        case 0..<0x20, 0x7F..<0xA0: return nil
        default: break
        }
        let joins = scalar.properties.isGraphemeExtend || scalar.properties.generalCategory == .spacingMark
        if joins || scalar.value == 0x200D, "<>&\"' ".unicodeScalars.contains(previous) { return nil }
        return scalar
    }

    /// Cut to a number of columns (a CJK character or an emoji is two), with an ellipsis.
    private static func clipped(_ text: String, columns: Int) -> String {
        var used = 0
        var kept = ""
        for character in text {
            used += columnWidth(character)
            if used > columns { return kept + "…" }
            kept.append(character)
        }
        return kept
    }

    private static func columnWidth(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        return first.value >= 0x1100 ? 2 : 1
    }

    /// Wrapped in FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE where it holds right-to-left letters.
    private static func isolated(_ text: String) -> String {
        let isRightToLeft = text.unicodeScalars.contains {
            (0x590...0x8FF).contains($0.value) || (0xFB1D...0xFDFF).contains($0.value)
                || (0xFE70...0xFEFF).contains($0.value) || (0x10800...0x10FFF).contains($0.value)
                || (0x1E800...0x1EFFF).contains($0.value)
        }
        return isRightToLeft ? "\u{2068}\(text)\u{2069}" : text
    }
}
