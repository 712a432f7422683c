import PondCommunity
import PondCore
import PondStore

/// The names that a text mentions: `@小满 周六来吗`. A name may hold blanks, so each `@` offers several, and the longest
/// that is a member's counts.
struct MentionNames {
    static let countMax = 10
    static let nameCharactersMax = 24

    /// For each `@`, the beginnings of what follows it, the longest first.
    let offers: [[String]]

    init(_ text: String) {
        var offers: [[String]] = []
        let characters = Array(text)
        for index in characters.indices where characters[index] == "@" || characters[index] == "＠" {
            guard offers.count < Self.countMax else { break }
            let rest = characters[(index + 1)...].prefix(Self.nameCharactersMax).prefix { !$0.isNewline && $0 != "@" }
            guard let first = rest.first, !first.isWhitespace else { continue }
            let lengths = (1...rest.count).reversed()
            offers.append(lengths.map { String(rest.prefix($0)) }.filter { $0.last?.isWhitespace == false })
        }
        self.offers = offers
    }

    /// The members who are meant.
    func members(among known: [String: [Int64]]) -> [Int64] {
        var found: [Int64] = []
        for offer in offers {
            guard let name = offer.first(where: { known[$0] != nil }), let members = known[name] else { continue }
            for member in members where !found.contains(member) { found.append(member) }
        }
        return Array(found.prefix(Self.countMax))
    }
}
