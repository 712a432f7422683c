import PondStats

/// All sentences of a group, composed once.
struct GroupTexts: Sendable {
    /// One bank for each circle of the cast.
    let circles: [TextBank]
    let strays: [TextBank]

    init(random: inout SeededRandom) {
        circles = CastCircle.allCases.map { TextBank(CoffeeTexts.source(of: $0), random: &random) }
        strays = StrayTexts.sources.map { TextBank($0, random: &random) }
    }
}
