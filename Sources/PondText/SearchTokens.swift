/// What a text is found by: overlapping pairs of Chinese characters, and whole words of other scripts.
///
/// Neither engine's own tokens find a Chinese word of two characters (FTS5's trigram and unicode61, pg_trgm under
/// locale C). The pairs of a run `手冲咖啡` are `手冲 冲咖 咖啡`, and its last character stands alone, `啡`, so that any
/// single character is the beginning of some token. A phrase of pairs is an exact substring.
package enum SearchTokens {
    /// Longer words, such as addresses and keys, are found by their beginning.
    package static let wordCharactersMax = 40

    /// The tokens in the order of the text; their places matter for phrases.
    package static func of(_ text: String) -> [String] {
        var tokens: [String] = []
        var scanner = TokenScanner(text)
        while let run = scanner.next() {
            switch run {
            case .word(let word): tokens.append(word)
            case .characters(let characters): appendPairs(of: characters, to: &tokens)
            }
        }
        return tokens
    }

    private static func appendPairs(of characters: [Unicode.Scalar], to tokens: inout [String]) {
        for index in characters.indices.dropLast() {
            var pair = String.UnicodeScalarView()
            pair.append(characters[index])
            pair.append(characters[index + 1])
            tokens.append(String(pair))
        }
        if let last = characters.last { tokens.append(String(last)) }
    }
}

/// One thing that a query asks for. A text fits a query when it fits all of its terms.
package struct SearchTerm: Hashable, Sendable {
    /// More is cut off; nobody types it.
    package static let countMax = 8

    /// Tokens that follow each other.
    package let phrase: [String]
    /// The last token may go on: a single character, or the beginning of a word.
    package let isPrefix: Bool

    package init(phrase: [String], isPrefix: Bool) {
        self.phrase = phrase
        self.isPrefix = isPrefix
    }

    /// What a query asks for; empty when there is nothing in it to search by.
    package static func of(_ query: String) -> [SearchTerm] {
        var terms: [SearchTerm] = []
        var scanner = TokenScanner(query)
        while let run = scanner.next(), terms.count < countMax {
            switch run {
            case .word(let word): terms.append(SearchTerm(phrase: [word], isPrefix: true))
            case .characters(let characters) where characters.count == 1:
                terms.append(SearchTerm(phrase: [String(characters[0])], isPrefix: true))
            case .characters(let characters):
                let pairs = zip(characters, characters.dropFirst()).map { String($0) + String($1) }
                terms.append(SearchTerm(phrase: pairs, isPrefix: false))
            }
        }
        return terms
    }
}
