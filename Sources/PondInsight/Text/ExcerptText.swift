/// Shortens what the report quotes.
enum ExcerptText {
    /// The beginning of `text`, never cut inside a word of letters, with an ellipsis where something was left out.
    static func shortened(_ text: String, charactersMax: Int) -> String {
        guard text.count > charactersMax else { return text }
        var kept = Array(text.prefix(charactersMax))
        let next = text[text.index(text.startIndex, offsetBy: charactersMax)]
        if isLetter(next), let last = kept.last, isLetter(last) {
            let word = kept.reversed().prefix(while: isLetter).count
            // A word longer than half the quotation is an address or noise.
            if word <= charactersMax / 2 { kept.removeLast(word) }
        }
        while let last = kept.last, last.isWhitespace { kept.removeLast() }
        return String(kept) + "…"
    }

    /// Of a script that puts spaces between words.
    private static func isLetter(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, character.isLetter || character.isNumber else {
            return character == "'" || character == "’"
        }
        return scalar.value < 0x2E80
    }
}
