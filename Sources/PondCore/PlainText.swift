import Foundation

/// What people type, made harmless: characters that no reader sees and that turn what others see around are taken away.
package enum PlainText {
    /// One line: control characters and line breaks become blanks, blanks at the ends go.
    package static func line(_ text: String) -> String {
        clean(text, keepsLines: false).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Several lines: line breaks are U+000A, no more than two in a row; blanks at the ends go.
    package static func paragraphs(_ text: String) -> String {
        clean(text, keepsLines: true).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func clean(_ text: String, keepsLines: Bool) -> String {
        var cleaned = String.UnicodeScalarView()
        var breaks = 0
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\n" && previous == "\r" { continue }
            if isLineBreak(scalar) {
                breaks += 1
                if !keepsLines { cleaned.append(" ") } else if breaks <= 2 { cleaned.append("\n") }
                continue
            }
            breaks = 0
            if scalar == "\t" { cleaned.append(" ") } else if !isHidden(scalar) { cleaned.append(scalar) }
        }
        return String(cleaned)
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Control characters, marks of direction (Unicode Technical Report 36, Unicode Security Considerations) and zero
    /// widths but the joiner and the selectors, which emoji are made of.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x200B, 0x200C, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x061C, 0xFEFF,
            0xFFF9...0xFFFB, 0x00AD:
            true
        default: false
        }
    }
}
