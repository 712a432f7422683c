/// Swift source with its string literals, and if wanted its comments, replaced by spaces, line for line and byte for
/// byte, so that a rule about code does not trip over a word in a text.
///
/// A lexer of the least that suffices: nested comments, escapes, interpolations, raw and multi-line strings, extended
/// regex literals. A bare `/…/` regex is taken for code; a quote in it blanks at most the rest of its line.
struct SwiftMask {
    enum Kept: Hashable, Sendable {
        case code
        case codeAndComments
    }

    private let source: [UInt8]
    private let kept: Kept
    private var masked: [UInt8]
    private var position = 0

    static func mask(_ text: String, keeping kept: Kept) -> String {
        var mask = SwiftMask(text, keeping: kept)
        mask.scanCode(untilClosingParenthesis: false)
        return String(decoding: mask.masked, as: UTF8.self)
    }

    private init(_ text: String, keeping kept: Kept) {
        source = Array(text.utf8)
        masked = source
        self.kept = kept
    }

    private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
        let start = position + offset
        guard start + text.utf8CodeUnitCount <= source.count else { return false }
        return text.withUTF8Buffer { expected in
            expected.indices.allSatisfy { source[start + $0] == expected[$0] }
        }
    }

    private mutating func blank(_ count: Int) {
        for index in position..<min(position + count, source.count) where source[index] != UInt8(ascii: "\n") {
            masked[index] = UInt8(ascii: " ")
        }
        position = min(position + count, source.count)
    }

    private mutating func scanCode(untilClosingParenthesis inside: Bool) {
        var depth = 0
        while position < source.count {
            if starts(with: "//") {
                scanLineComment()
            } else if starts(with: "/*") {
                scanBlockComment()
            } else if let hashes = openingHashes() {
                scanLiteral(hashes: hashes)
            } else {
                let byte = source[position]
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                if inside {
                    blank(1)
                    if depth < 0 { return }
                } else {
                    position += 1
                }
            }
        }
    }

    private mutating func scanLineComment() {
        let length = source[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 - position }
        skipComment(length ?? source.count - position)
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                skipComment(2)
            } else if starts(with: "*/") {
                depth -= 1
                skipComment(2)
            } else {
                skipComment(1)
            }
        } while depth > 0 && position < source.count
    }

    private mutating func skipComment(_ count: Int) {
        if kept == .code { blank(count) } else { position += count }
    }

    /// How many `#` stand before the literal that begins here; nil where none begins.
    private func openingHashes() -> Int? {
        let hashes = source[position...].prefix { $0 == UInt8(ascii: "#") }.count
        guard position + hashes < source.count else { return nil }
        let opener = source[position + hashes]
        return opener == UInt8(ascii: "\"") || (hashes > 0 && opener == UInt8(ascii: "/")) ? hashes : nil
    }

    private mutating func scanLiteral(hashes: Int) {
        let quote = source[position + hashes]
        let isMultiline = quote == UInt8(ascii: "\"") && starts(with: "\"\"\"", at: hashes)
        let quotes = isMultiline ? 3 : 1
        let closing = Array(repeating: quote, count: quotes) + Array(repeating: UInt8(ascii: "#"), count: hashes)
        let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: hashes)
        blank(hashes + quotes)
        while position < source.count {
            let rest = source[position...]
            if rest.starts(with: closing) { return blank(closing.count) }
            // A regex literal over several lines is rare, a stray quote is not: a line's end ends what is on one line.
            if !isMultiline && source[position] == UInt8(ascii: "\n") { return }
            if rest.starts(with: escape + [UInt8(ascii: "(")]) {
                blank(escape.count + 1)
                scanCode(untilClosingParenthesis: true)
            } else if rest.starts(with: escape) {
                blank(escape.count + 1)
            } else {
                blank(1)
            }
        }
    }
}
