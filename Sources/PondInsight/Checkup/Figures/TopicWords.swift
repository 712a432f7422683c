import Foundation

/// Words that a circle, or the whole, uses more than others do; from the few sample lines of each person.
///
/// Chinese has no spaces: candidates are runs of two or three characters without function characters, and the words
/// of the field lists; a longer run replaces the shorter ones inside it when it is nearly as frequent. Circles are told apart by the log ratio of
/// document frequencies, add-one smoothed.
struct TopicWords {
    private struct Use: Hashable {
        var lines = 0
        var people = 0
    }

    private static let linesMin = 4
    private static let peopleMin = 3
    private static let circleLinesMin = 2
    private static let wordsPerCircle = 4
    private static let absorbedShare = 0.7
    private static let letterCountMin = 4
    /// Words of the lists are surely words, and weigh more.
    private static let knownBoost = 4.0
    private static let knownWords = Set(TopicField.allCases.flatMap { Lexicon.words(FieldLexicon.list(of: $0)) })
    private static let stopCharacters = Set<Character>(
        "的了是我你他她它们在有就都也和与么吗呢吧啊呀哦嗯哈这那个一不没很太再还要会能可以到去来上下说看把被给让对从为之其将着过得地里中大小多少好几什怎哪谁些点每各已又才只但而或如果因所于等做用想觉真最更比较今明昨天先后时候人家自己咱俩您请谢第两三四五六七八九十"
    )
    private static let stopWords: Set<String> = [
        "that", "this", "with", "have", "from", "what", "when", "your", "just", "like", "they", "will", "would",
        "there", "then", "than", "does", "dont", "don't", "it's", "should", "could", "about", "which", "some", "them",
        "into", "been", "were", "because", "want", "need", "know", "think", "also", "only", "here", "http", "https",
        "thats", "that's", "i'm", "can't", "cant", "yeah", "well", "really", "something", "anything", "someone",
        "anyone", "thanks", "please", "good", "much", "more", "most", "very", "make", "made", "using", "used", "still",
        "work", "works", "where", "their", "have", "doing", "going", "sure", "right", "other", "without", "after",
    ]

    let talk: Conversation
    private let total: [String: Use]
    private let totalLines: Int

    init(_ talk: Conversation) {
        self.talk = talk
        let (uses, lines) = Self.count(talk, members: talk.samples.indices.filter { !talk.samples[$0].isEmpty })
        total = uses
        totalLines = lines
    }

    /// The group's own words, most widely used first.
    func top(_ limit: Int) -> [Checkup.TopicWord] {
        let candidates = total.filter { $0.value.lines >= Self.linesMin && $0.value.people >= Self.peopleMin }
        return Self.withoutParts(candidates).sorted { left, right in
            (left.value.people, left.value.lines, right.key) > (right.value.people, right.value.lines, left.key)
        }
        .prefix(limit).map { Checkup.TopicWord(word: $0.key, people: $0.value.people, lines: $0.value.lines) }
    }

    func words(of members: [Int]) -> [String] {
        let (uses, lines) = Self.count(talk, members: members)
        guard lines > 0, lines < totalLines else { return top(Self.wordsPerCircle).map(\.word) }
        let candidates = uses.filter { $0.value.lines >= Self.circleLinesMin }
        let scored = Self.withoutParts(candidates).map { word, use -> (String, Double) in
            let inside = (Double(use.lines) + 1) / (Double(lines) + 2)
            let elsewhere = Double((total[word]?.lines ?? use.lines) - use.lines)
            let outside = (elsewhere + 1) / (Double(totalLines - lines) + 2)
            let known = Self.knownWords.contains(word) ? Self.knownBoost : 1
            return (word, known * Double(use.lines) * log(inside / outside))
        }
        return scored.filter { $0.1 > 0 }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }
            .prefix(Self.wordsPerCircle).map(\.0)
    }

    /// Share of sample lines that use one of `words`.
    func share(using words: [String]) -> Double {
        let lines = talk.samples.flatMap { $0 }
        guard !lines.isEmpty, !words.isEmpty else { return 0 }
        return Double(lines.count { line in words.contains { line.lowercased().contains($0) } }) / Double(lines.count)
    }

    private static func count(_ talk: Conversation, members: [Int]) -> ([String: Use], Int) {
        var uses: [String: Use] = [:]
        var lines = 0
        for member in members where member < talk.samples.count {
            var own: Set<String> = []
            for line in talk.samples[member] {
                lines += 1
                for word in candidates(in: line) {
                    uses[word, default: Use()].lines += 1
                    if own.insert(word).inserted { uses[word, default: Use()].people += 1 }
                }
            }
        }
        return (uses, lines)
    }

    private static func withoutParts(_ uses: [String: Use]) -> [String: Use] {
        var kept = uses
        for (word, use) in uses where word.count > 2 && !word.utf8.allSatisfy({ $0 < 0x80 }) {
            let characters = Array(word)
            for part in [String(characters.dropLast()), String(characters.dropFirst())] {
                if let shorter = uses[part], Double(use.lines) >= absorbedShare * Double(shorter.lines) {
                    kept[part] = nil
                }
            }
        }
        for (word, _) in uses where word.count == 4 && kept[word] != nil {
            let characters = Array(word)
            for start in 0...2 {
                let part = String(characters[start...(start + 1)])
                if let shorter = uses[part], Double(uses[word]?.lines ?? 0) >= absorbedShare * Double(shorter.lines) {
                    kept[part] = nil
                }
            }
        }
        return kept
    }

    private static func candidates(in line: String) -> Set<String> {
        var found: Set<String> = []
        var run: [Character] = []
        var word = ""
        func endRun() {
            for length in 2...4 where run.count >= length {
                for start in 0...(run.count - length) {
                    let word = String(run[start..<(start + length)])
                    if length < 4 || knownWords.contains(word) { found.insert(word) }
                }
            }
            run.removeAll(keepingCapacity: true)
        }
        func endWord() {
            if word.count >= letterCountMin, !stopWords.contains(word) { found.insert(word) }
            word = ""
        }
        for character in line.lowercased() {
            let isIdeograph = character.unicodeScalars.first.map { $0.value >= 0x3400 && $0.value <= 0x9FFF } ?? false
            if isIdeograph {
                endWord()
                if stopCharacters.contains(character) { endRun() } else { run.append(character) }
            } else {
                endRun()
                if character.isLetter && character.isASCII || character == "'" {
                    word.append(character)
                } else {
                    endWord()
                }
            }
        }
        endRun()
        endWord()
        return found
    }
}
