/// Tells whether lines are of a language that the word lists hold: Chinese or English.
///
/// Han ideographs with hardly any kana are Chinese. Of other lines a sentence is English when one of the commonest
/// English function words stands in it; words that other languages spell alike are left out of the list. Lines too
/// short to be told by do not count.
enum KnownLanguage {
    /// Fewer sentences tell nothing.
    static let sentencesMin = 20
    private static let wordsMin = 4
    private static let ideographsMin = 2
    private static let foreignLettersMin = 4
    /// A Chinese line may hold a の.
    private static let kanaShareMax = 0.2
    private static let functionWords = Set(
        Lexicon.words(
            """
            the|and|it|that|this|with|you|are|have|what|my|your|they|but|if|how|i'm|it's|don't|can't|would|from|there
            been|just|when|which|because|about|like|anyone|get|know|i've|i'll|that's|some|any|should|could|has|our|does
            their|than|then|them|here|where|why|not|out|up
            """))

    /// Share of the sentences among `lines` that can be read; nil where there are too few.
    static func share(of lines: [String]) -> Double? {
        let told = lines.compactMap(isKnown)
        guard told.count >= sentencesMin else { return nil }
        return Double(told.count { $0 }) / Double(told.count)
    }

    /// nil where a line is too short to be told by.
    static func isKnown(_ line: String) -> Bool? {
        var (ideographs, kana, foreign) = (0, 0, 0)
        var words: [String] = [""]
        for scalar in line.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: words[words.count - 1].unicodeScalars.append(scalar)
            case 0x27, 0x2019: words[words.count - 1] += "'"
            default:
                if words.last != "" { words.append("") }
                switch scalar.value {
                case 0x3041...0x30FA: kana += 1
                case 0x3400...0x9FFF, 0x20000...0x3FFFF: ideographs += 1
                default: if scalar.value > 0x24F, scalar.properties.isAlphabetic { foreign += 1 }
                }
            }
        }
        if foreign >= foreignLettersMin { return false }
        if kana + ideographs >= ideographsMin {
            return Double(kana) <= kanaShareMax * Double(kana + ideographs)
        }
        let spoken = words.filter { !$0.isEmpty }
        return spoken.count < wordsMin ? nil : spoken.contains { functionWords.contains($0.lowercased()) }
    }
}
