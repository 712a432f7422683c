import PondStats

/// The few texts that are kept: what a sign stands in, a handful of lines of value from each person, and a sample of
/// all.
struct KeptLines {
    static let signsMax = 4000
    /// Lines that may turn out to sell must not crowd out those that are sure to be signs.
    static let offersMax = 1000
    static let linesPerPersonMax = 8
    static let lineBytesMax = 240

    /// Lines by which the language is told.
    static let textsMax = 1000

    private(set) var signs: [KeptLine] = []
    private(set) var texts: [String] = []
    private var textsSeen = 0
    private var textRandom = SeededRandom(seed: 11)
    private(set) var samples: [[String]] = []
    private var seen: [Int32] = []
    private var offers = 0
    private var random = SeededRandom(seed: 7)

    mutating func keep(_ text: String, person: Int32, time: Int64, flags: LineFeatures.Flags, message: Int64?) {
        let isSign = !flags.isDisjoint(with: [.promotion, .purpose, .introduction])
        let isOffer = !isSign && flags.isSuperset(of: [.offer, .priced]) && offers < Self.offersMax
        if isOffer { offers += 1 }
        if isSign || isOffer, signs.count < Self.signsMax {
            signs.append(KeptLine(time: time, person: person, flags: flags, text: Self.cut(text), message: message))
        }
        if flags.contains(.text) { keepText(text) }
        guard flags.contains(.value) else { return }
        while samples.count <= Int(person) {
            samples.append([])
            seen.append(0)
        }
        seen[Int(person)] += 1
        if samples[Int(person)].count < Self.linesPerPersonMax {
            samples[Int(person)].append(Self.cut(text))
        } else {
            // Reservoir sampling (Vitter 1985), so that early lines are not favoured.
            let slot = random.below(Int(seen[Int(person)]))
            if slot < Self.linesPerPersonMax { samples[Int(person)][slot] = Self.cut(text) }
        }
    }

    /// Reservoir sampling (Vitter 1985) over all lines.
    private mutating func keepText(_ text: String) {
        textsSeen += 1
        if texts.count < Self.textsMax {
            texts.append(Self.cut(text))
        } else {
            let slot = textRandom.below(textsSeen)
            if slot < Self.textsMax { texts[slot] = Self.cut(text) }
        }
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= lineBytesMax ? text : String(text.unicodeScalars.prefix(lineBytesMax / 3))
    }
}
