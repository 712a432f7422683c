/// Words that ICU's dictionary cuts out of longer ones that it does not know.
///
/// A word that has the same single ideograph before it nearly wherever it stands is the end of a longer word: 绘 and
/// 本馆 are 绘本馆. What stands before the whole has to vary, as it does before words (branching entropy, Jin &
/// Tanaka-Ishii, "Unsupervised segmentation of Chinese text by use of branching entropy", 2006): 月 and 靠墙 that stand
/// in 每月靠墙 alone are no word.
enum WordHeads {
    private static let occurrencesMin = 4
    private static let shareMin = 0.9
    private static let neighboursMin = 3

    /// The ideograph before each such word.
    /// - Parameter mayJoin: false for particles, which stand before anything.
    static func find(in lines: [String], mayJoin: (Character) -> Bool) -> [String: String] {
        var occurrences: [String: Int] = [:]
        var before: [String: [String: Int]] = [:]
        var neighbours: [String: Set<String>] = [:]
        let finder = WordFinder()
        for line in lines {
            let pieces = finder.words(of: line.lowercased())
            for (number, piece) in pieces.enumerated() where isIdeographs(piece.text) && piece.text.count > 1 {
                occurrences[piece.text, default: 0] += 1
                guard number > 0, pieces[number - 1].place.upperBound == piece.place.lowerBound else { continue }
                let head = pieces[number - 1].text
                guard head.count == 1, isIdeographs(head), head.allSatisfy(mayJoin) else { continue }
                before[piece.text, default: [:]][head, default: 0] += 1
                let isInside = number > 1 && pieces[number - 2].place.upperBound == pieces[number - 1].place.lowerBound
                neighbours[head + piece.text, default: []].insert(isInside ? pieces[number - 2].text : "")
            }
        }
        return before.compactMapValues { $0.max { ($0.value, $1.key) < ($1.value, $0.key) } }
            .filter { word, head in
                let all = occurrences[word, default: 0]
                return all >= occurrencesMin && Double(head.value) >= shareMin * Double(all)
                    && neighbours[head.key + word, default: []].count >= neighboursMin
            }
            .mapValues(\.key)
    }

    private static func isIdeographs(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) }
    }
}
