import Foundation

/// What people type, without what would deceive or break others: control characters, marks that turn the direction of
/// writing, characters that take no room.
package enum CleanText {
    /// On one line: names, slogans, tags. Any run of white space becomes one blank.
    package static func line(_ text: String) -> String {
        scalars(text) { $0.properties.isWhitespace ? " " : $0 }
            .split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }

    /// Several lines: notes, descriptions. Line ends are kept, more than one empty line is not.
    package static func lines(_ text: String) -> String {
        let clean = scalars(text.replacingOccurrences(of: "\r\n", with: "\n")) {
            lineEnds.contains($0) ? "\n" : $0 == "\t" ? " " : $0
        }
        var result: [Substring] = []
        for line in clean.split(separator: "\n", omittingEmptySubsequences: false) {
            let isBlank = line.allSatisfy(\.isWhitespace)
            if isBlank, result.last?.isEmpty ?? true { continue }
            result.append(isBlank ? "" : line)
        }
        return result.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The line ends of Unicode (Standard Annex 14, classes BK, CR, LF, NL).
    private static let lineEnds: Set<Unicode.Scalar> = ["\r", "\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"]

    /// Whether anything can be seen of it.
    package static func isVisible(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
                .spaceSeparator, .nonspacingMark, .enclosingMark:
                false
            default: !scalar.properties.isDefaultIgnorableCodePoint
            }
        }
    }

    /// Joiners inside of an emoji stay, so that families and flags do not fall apart. Of marks that stand on top of one
    /// another three are kept: more climb into the lines above.
    private static func scalars(_ text: String, _ replace: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        var kept = String.UnicodeScalarView()
        var markCount = 0
        for scalar in text.unicodeScalars {
            let next = replace(scalar)
            let category = next.properties.generalCategory
            if category == .control || category == .privateUse || category == .unassigned, next != "\n" { continue }
            if next == "\u{200D}" {
                guard let last = kept.last, last.properties.isEmoji || last == "\u{FE0F}" else { continue }
            } else if category == .format || category == .lineSeparator || category == .paragraphSeparator {
                // Tags after an emoji flag (England, Scotland) are format characters as well.
                guard (0xE0020...0xE007F).contains(next.value),
                    kept.last?.properties.isEmoji == true
                        || kept.last.map({ (0xE0020...0xE007F).contains($0.value) }) == true
                else { continue }
            }
            markCount = category == .nonspacingMark && next.value != 0xFE0F ? markCount + 1 : 0
            if markCount <= 3 { kept.append(next) }
        }
        return String(kept)
    }
}
