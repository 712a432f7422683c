import PondExchange

/// Finds all phrases of all classes in one pass over the UTF-8 bytes of a line.
///
/// Aho & Corasick, "Efficient string matching", 1975, with a full transition table: one look-up a byte. ASCII letters
/// match in either case; a phrase that begins or ends with an ASCII letter or digit matches at word boundaries only.
struct PhraseMatcher: Sendable {
    /// What was found in a line.
    struct Matches {
        /// A bit for each class that occurs.
        var classes: UInt64 = 0
        var sellingStrong = 0
        var sellingWeak = 0
    }

    private struct Phrase {
        let length: Int
        let classNumber: Int
        let startsAtWord: Bool
        let endsAtWord: Bool
    }

    private static let byteCount = 256

    /// Next state, by state × 256 + byte.
    private var next: [UInt16] = []
    /// Phrases that end in a state, the state's own and those of its suffixes.
    private var found: [[Phrase]] = []

    init(phrases: [(text: String, classNumber: Int)]) {
        addState()
        var trie: [[UInt8: Int]] = [[:]]
        for phrase in phrases {
            let bytes = phrase.text.utf8.map(\.foldedASCII)
            guard let first = bytes.first, let last = bytes.last else { continue }
            var state = 0
            for byte in bytes {
                if let known = trie[state][byte] {
                    state = known
                } else {
                    trie.append([:])
                    trie[state][byte] = trie.count - 1
                    state = trie.count - 1
                    addState()
                }
            }
            found[state].append(
                Phrase(
                    length: bytes.count, classNumber: phrase.classNumber, startsAtWord: first.isASCIIWord,
                    endsAtWord: last.isASCIIWord))
        }
        link(trie)
    }

    private mutating func addState() {
        next.append(contentsOf: repeatElement(0, count: Self.byteCount))
        found.append([])
    }

    /// Breadth-first: fills in where to go on when no phrase goes on.
    private mutating func link(_ trie: [[UInt8: Int]]) {
        var fallback = [Int](repeating: 0, count: trie.count)
        var front = [0]
        while !front.isEmpty {
            var following: [Int] = []
            for state in front {
                let back = fallback[state]
                if state != 0 {
                    found[state] += found[back]
                    for byte in 0..<Self.byteCount {
                        next[state * Self.byteCount + byte] = next[back * Self.byteCount + byte]
                    }
                }
                for (byte, child) in trie[state].sorted(by: { $0.key < $1.key }) {
                    fallback[child] = state == 0 ? 0 : Int(next[back * Self.byteCount + Int(byte)])
                    next[state * Self.byteCount + Int(byte)] = UInt16(child)
                    following.append(child)
                }
            }
            front = following
        }
    }

    func match(_ bytes: UnsafeBufferPointer<UInt8>) -> Matches {
        var matches = Matches()
        var state = 0
        for position in bytes.indices {
            state = Int(next[state * Self.byteCount + Int(bytes[position].foldedASCII)])
            guard state != 0, !found[state].isEmpty else { continue }
            for phrase in found[state] {
                let start = position + 1 - phrase.length
                if phrase.startsAtWord, start > 0, bytes[start - 1].isASCIIWord { continue }
                if phrase.endsAtWord, position + 1 < bytes.count, bytes[position + 1].isASCIIWord { continue }
                matches.classes |= 1 << UInt64(phrase.classNumber)
                if phrase.classNumber == PhraseClass.sellingStrong.rawValue { matches.sellingStrong += 1 }
                if phrase.classNumber == PhraseClass.sellingWeak.rawValue { matches.sellingWeak += 1 }
            }
        }
        return matches
    }
}
