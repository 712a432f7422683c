import Glibc

/// Words that a circle, or the whole, uses more than others do; from the few sample lines of each person.
///
/// Words are ICU's, and pieces of it that together are a word of the field lists; those with a function character are
/// none, and members' names are no topics. Circles are told apart by the log ratio of document frequencies, add-one
/// smoothed.
struct TopicWords {
    private struct Use: Hashable {
        var lines = 0
        var people = 0
    }

    private static let linesMin = 4
    private static let peopleMin = 3
    private static let circleLinesMin = 2
    /// A word that one member likes is theirs, not their circle's.
    private static let circlePeopleMin = 3
    /// A circle's word stands this many times as often in its lines as in those of the rest.
    private static let circleRatioMin = 2.0
    private static let wordsPerCircle = 4
    /// Samples beyond these tell nothing new and cost time.
    private static let membersMax = 2000
    private static let circleMembersMax = 60
    private static let letterCountMin = 4
    private static let ideographCountMin = 2
    private static let listedPiecesMax = 4
    /// Words of the lists are surely words, and weigh more.
    private static let knownBoost = 4.0
    private static let knownWords = Set(TopicField.allCases.flatMap { Lexicon.words(FieldLexicon.list(of: $0)) })
    /// Greetings and laughter are no subject, however many share them.
    private static let smallTalk = Set(Lexicon.words(Lexicon.chatter))
    private static let stopCharacters = Set<Character>(
        "的了是我你他她它们在有就都也和与么吗呢吧啊呀哦嗯哈这那个一不没很太再还要会能可以到去来上下说看把被给让对从为之其将着过得地里中"
            + "大小多少好几什怎哪谁些点每各已又才只但而或如果因所于等做用想觉真最更比较今明昨天先后半时候人家自己咱俩您请谢第两三四五六七八九十"
    )
    private static let stopWords: Set<String> = [
        "that", "this", "with", "have", "from", "what", "when", "your", "just", "like", "they", "will", "would",
        "there", "then", "than", "does", "dont", "don't", "it's", "should", "could", "about", "which", "some", "them",
        "into", "been", "were", "because", "want", "need", "know", "think", "also", "only", "here", "http", "https",
        "thats", "that's", "can't", "cant", "yeah", "well", "really", "something", "anything", "someone", "anyone",
        "thanks", "please", "good", "much", "more", "most", "very", "make", "made", "using", "used", "still", "work",
        "works", "where", "their", "doing", "going", "sure", "right", "other", "without", "after", "trying", "tried",
        "find", "found", "problem", "getting", "gets", "says", "said", "tell", "help", "maybe", "people", "thing",
        "things", "time", "back", "same", "first", "last", "over", "even", "again", "never",
    ]

    let talk: Conversation
    private let total: [String: Use]
    private let totalLines: Int
    private let names: MemberNames
    /// Words of ICU that are the end of a longer one, with the ideograph before them: 本馆 of 绘本馆.
    private let heads: [String: String]

    init(_ talk: Conversation) {
        self.talk = talk
        let members = talk.samples.indices.filter { !talk.samples[$0].isEmpty }
        let step = max(1, members.count / Self.membersMax)
        let chosen = stride(from: 0, to: members.count, by: step).map { members[$0] }
        heads = WordHeads.find(in: chosen.flatMap { talk.samples[$0] }) { !Self.stopCharacters.contains($0) }
        (total, totalLines) = Self.count(talk, members: chosen, heads: heads)
        names = MemberNames(talk.people.prefix(talk.memberCount).map(\.name))
    }

    /// A member's name, unless the lists know the word.
    private func isName(_ word: String) -> Bool { !Self.knownWords.contains(word) && names.holds(word) }

    /// The group's own words, most widely used first; none in a language whose function words we do not know.
    func top(_ limit: Int) -> [Checkup.TopicWord] {
        guard talk.isLanguageKnown else { return [] }
        let candidates = total.filter {
            $0.value.lines >= Self.linesMin && $0.value.people >= Self.peopleMin && !isName($0.key)
        }
        return candidates.sorted { left, right in
            (left.value.people, left.value.lines, right.key) > (right.value.people, right.value.lines, left.key)
        }
        .prefix(limit).map { Checkup.TopicWord(word: $0.key, people: $0.value.people, lines: $0.value.lines) }
    }

    /// Words of several circles, their members in order of rank: no circle is given the first word of another before
    /// it, so that labels differ.
    func words(ofEach circles: [[Int]]) -> [[String]] {
        var labels: Set<String> = []
        return circles.map { members in
            let words = Array(words(of: members).filter { !labels.contains($0) }.prefix(Self.wordsPerCircle))
            if let first = words.first { labels.insert(first) }
            return words
        }
    }

    /// Words of a circle against all, best first; `members` in order of rank.
    private func words(of members: [Int]) -> [String] {
        guard talk.isLanguageKnown else { return [] }
        let counted = Array(members.prefix(Self.circleMembersMax))
        let (uses, lines) = Self.count(talk, members: counted, heads: heads)
        let peopleMin = min(Self.circlePeopleMin, max(2, counted.count / 2))
        guard lines > 0, lines < totalLines else { return top(Self.wordsPerCircle).map(\.word) }
        let candidates = uses.filter {
            $0.value.lines >= Self.circleLinesMin && $0.value.people >= peopleMin && !isName($0.key)
        }
        let scored = candidates.compactMap { word, use -> (String, Double)? in
            let inside = (Double(use.lines) + 1) / (Double(lines) + 2)
            let elsewhere = Double(max(0, (total[word]?.lines ?? use.lines) - use.lines))
            let outside = (elsewhere + 1) / (Double(totalLines - lines) + 2)
            guard inside >= Self.circleRatioMin * outside else { return nil }
            let known = Self.knownWords.contains(word) ? Self.knownBoost : 1
            return (word, known * Double(use.people) * log(inside / outside))
        }
        return scored.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.map(\.0)
    }

    private static let subjectWordsMax = 24
    private static let meetingsMin = 3

    /// Words of the group's own that meet in each other's lines.
    struct Subject {
        /// Sample lines that use one of them, of all sample lines.
        var lines = 0
        var samples = 0
        /// Most widely used first.
        var words: [String] = []

        var share: Double { Double(lines) / Double(max(1, samples)) }
    }

    /// The largest set of such words. Many small sets are many subjects, however often each is spoken of.
    func subject() -> Subject {
        let words = top(Self.subjectWordsMax).map(\.word)
        // By bytes: a search by characters took a fifth of a checkup, and the words are of letters alone.
        let patterns = words.map(\.utf8CString)
        let lines = talk.samples.flatMap { $0 }.map { line in
            line.lowercased().withCString { text in
                patterns.indices.filter { number in
                    patterns[number].withUnsafeBufferPointer { $0.baseAddress.map { strstr(text, $0) != nil } ?? false }
                }
            }
        }
        var meetings = [Int](repeating: 0, count: words.count * words.count)
        for held in lines {
            for (place, left) in held.enumerated() {
                for right in held.dropFirst(place + 1) { meetings[left * words.count + right] += 1 }
            }
        }
        var set = Array(words.indices)
        for left in words.indices {
            for right in words.indices where meetings[left * words.count + right] >= Self.meetingsMin {
                let (old, new) = (set[right], set[left])
                for word in words.indices where set[word] == old { set[word] = new }
            }
        }
        var uses = [Int](repeating: 0, count: words.count)
        for held in lines { for number in Set(held.map { set[$0] }) { uses[number] += 1 } }
        guard let largest = uses.indices.max(by: { (uses[$0], -$0) < (uses[$1], -$1) }) else {
            return Subject(samples: lines.count)
        }
        let own = words.indices.filter { set[$0] == largest }.map { words[$0] }
        return Subject(
            lines: uses[largest], samples: lines.count, words: Array(own.prefix(talk.thresholds.topicWordsMax)))
    }

    private static func count(
        _ talk: Conversation, members: [Int], heads: [String: String]
    ) -> ([String: Use], Int) {
        var uses: [String: Use] = [:]
        var lines = 0
        let finder = WordFinder()
        for member in members where member < talk.samples.count {
            var own: Set<String> = []
            for line in talk.samples[member] {
                lines += 1
                for word in words(in: line, finder, heads) {
                    uses[word, default: Use()].lines += 1
                    if own.insert(word).inserted { uses[word, default: Use()].people += 1 }
                }
            }
        }
        return (uses, lines)
    }

    /// The distinct words of a line.
    private static func words(in line: String, _ finder: WordFinder, _ heads: [String: String]) -> Set<String> {
        let pieces = finder.words(of: line.lowercased())
        var found: Set<String> = []
        var next = 0
        while next < pieces.count {
            let (word, count) = listed(pieces[next...]) ?? (pieces[next].text, 1)
            if count > 1 || isTopic(word) { found.insert((heads[word] ?? "") + word) }
            next += count
        }
        return found
    }

    /// The longest word of the lists that several pieces in a row make up, such as 公路 and 车.
    private static func listed(_ pieces: ArraySlice<WordFinder.Word>) -> (String, Int)? {
        var joined = ""
        var best: (String, Int)?
        var end = pieces.first?.place.lowerBound
        for (number, piece) in pieces.prefix(listedPiecesMax).enumerated() where piece.place.lowerBound == end {
            joined += piece.text
            end = piece.place.upperBound
            if number > 0, knownWords.contains(joined) { best = (joined, number + 1) }
        }
        return best
    }

    private static func isTopic(_ word: String) -> Bool {
        if knownWords.contains(word) { return true }
        if smallTalk.contains(word) || word.utf8.contains(UInt8(ascii: "@")) { return false }
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
            // Who writes adroit_machine calls somebody.
            return word.count >= letterCountMin && !word.utf8.contains(UInt8(ascii: "_")) && !stopWords.contains(word)
        }
        return word.count >= ideographCountMin && !word.contains { stopCharacters.contains($0) }
    }
}

/// Tells whether a word is part of a member's name, or holds a whole name.
private struct MemberNames {
    private static let charactersMin = 2

    private let pieces: Set<String>
    private let whole: Set<String>

    init(_ names: [String]) {
        var pieces: Set<String> = []
        var whole: Set<String> = []
        for name in names {
            whole.insert(name.lowercased())
            for token in name.lowercased().split(whereSeparator: { !$0.isLetter }) {
                let characters = Array(token)
                guard characters.count >= Self.charactersMin else { continue }
                whole.insert(String(token))
                guard !token.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
                for start in characters.indices.dropLast() {
                    for end in (start + Self.charactersMin)...characters.count {
                        pieces.insert(String(characters[start..<end]))
                    }
                }
            }
        }
        self.pieces = pieces
        self.whole = whole
    }

    func holds(_ word: String) -> Bool {
        if pieces.contains(word) || whole.contains(word) { return true }
        guard !word.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        let characters = Array(word)
        return characters.indices.dropLast().contains { start in
            ((start + Self.charactersMin)...characters.count).contains {
                whole.contains(String(characters[start..<$0]))
            }
        }
    }
}
