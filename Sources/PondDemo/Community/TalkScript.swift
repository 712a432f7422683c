import PondStats

/// A conversation as it is written down, with parts instead of people and `{bean}` where a bean goes.
///
/// A line is `A：what A says`, `B>A：…` where B quotes A's last line, `B@A：…` where B names A. Parts of one letter are
/// given to whoever is there; a name means that person. Text may begin with pictures: `[camp][latte]`
/// (see `DemoPicture`). Reactions follow at the end: `|like3 heart1`. An empty line ends the conversation.
struct TalkScript: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        enum Manner: Hashable, Sendable {
            case plain
            case quoting(String)
            case naming(String)
        }

        let part: String
        let manner: Manner
        let text: String
        /// Name of the reaction and how many give it.
        let reactions: [Applause]
    }

    struct Applause: Hashable, Sendable {
        let reaction: String
        let count: Int
    }

    let lines: [Line]

    /// All conversations of a text.
    static func read(_ text: String) -> [TalkScript] {
        text.split(separator: "\n", omittingEmptySubsequences: false).split { $0.allSatisfy(\.isWhitespace) }
            .map { TalkScript(lines: $0.compactMap(line)) }
    }

    private static func line(_ text: Substring) -> Line? {
        guard let colon = text.firstIndex(of: "：") else { return nil }
        let head = text[..<colon].trimmingPrefix(while: { $0 == " " })
        let halves = text[text.index(after: colon)...].split(separator: "|", maxSplits: 1)
        let spoken = String(halves.first ?? "").trimmingSuffix()
        let applause = halves.count > 1 ? halves[1].split(separator: " ").compactMap(Self.applause) : []
        for (mark, manner) in [(Character(">"), Line.Manner.quoting), ("@", Line.Manner.naming)] {
            guard let place = head.firstIndex(of: mark) else { continue }
            return Line(
                part: String(head[..<place]), manner: manner(String(head[head.index(after: place)...])),
                text: spoken, reactions: applause)
        }
        return Line(part: String(head), manner: .plain, text: spoken, reactions: applause)
    }

    private static func applause(_ word: Substring) -> Applause? {
        let digits = word.drop { !$0.isNumber }
        guard let count = Int(digits) else { return nil }
        return Applause(reaction: String(word.dropLast(digits.count)), count: count)
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}

/// Values for `{…}` that stay the same within one conversation.
struct TalkSlots {
    private var chosen: [String: String] = [:]

    init(_ known: [String: String] = [:]) {
        chosen = known
    }

    mutating func fill(_ template: String, random: inout SeededRandom) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open] + value(of: String(rest[rest.index(after: open)..<close]), random: &random)
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private mutating func value(of slot: String, random: inout SeededRandom) -> String {
        if let known = chosen[slot] { return known }
        let options = CoffeeTexts.slots[slot.filter(\.isLetter)] ?? [slot]
        let used = Set(chosen.values)
        let fresh = options.filter { !used.contains($0) }
        let value = random.pick(fresh.isEmpty ? options : fresh)
        chosen[slot] = value
        return value
    }
}
