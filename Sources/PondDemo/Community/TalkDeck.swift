import PondStats

/// What is drawn from: in one shuffled order, and when all were had in the same order again, so that nothing comes back
/// before everything else was there.
struct TalkDeck<Card: Sendable>: Sendable {
    private let cards: [Card]
    private var dealtCount = 0

    init(_ cards: [Card], random: inout SeededRandom) {
        var cards = cards
        random.shuffle(&cards)
        self.cards = cards
    }

    /// - Returns: nil only where there are no cards.
    mutating func deal() -> Card? {
        guard !cards.isEmpty else { return nil }
        defer { dealtCount += 1 }
        return cards[dealtCount % cards.count]
    }
}

/// All that the demo's people say of their own, ready to be drawn.
struct TalkDecks: Sendable {
    /// A conversation that may be had on any day, and who likes to have it: nil is everybody.
    struct FreeScene: Sendable {
        let circle: CastCircle?
        let script: TalkScript
    }

    /// About what the community is there for.
    var scenes: TalkDeck<FreeScene>
    /// About nothing in particular.
    var smallTalk: TalkDeck<FreeScene>
    /// By day of the week, 0 = Monday.
    var weeks: [Int: TalkDeck<TalkScript>]
    var cups: TalkDeck<String>
    var introductions: TalkDeck<String>
    var welcomes: TalkDeck<String>
    var greetings: TalkDeck<String>
    var farewells: TalkDeck<String>
    var slips: TalkDeck<SlipTalk.Slip>

    init(random: inout SeededRandom) {
        let subjects: [(CastCircle, [String])] = [
            (.brewing, [BrewingTalk.brewing, PourTalk.brewing, KitchenTalk.brewing]),
            (.beans, [BrewingTalk.beans, BeanTalk.beans, ShelfTalk.beans]),
            (.gear, [GearTalk.gear, MillTalk.gear, ShelfTalk.gear]),
            (.camping, [GearTalk.camping, CampTalk.camping, ShelfTalk.camping]),
        ]
        let free = subjects.flatMap { circle, texts in
            texts.flatMap(TalkScript.read).map { FreeScene(circle: circle, script: $0) }
        }
        scenes = TalkDeck(free, random: &random)
        let everyday = [EverydayTalk.everyday, LifeTalk.everyday, ChatterTalk.everyday, DeskTalk.everyday]
        smallTalk = TalkDeck(
            everyday.flatMap(TalkScript.read).map { FreeScene(circle: nil, script: $0) }, random: &random)
        weeks = [:]
        for (weekday, text) in WeekTalk.week.sorted(by: { $0.key < $1.key }) {
            weeks[weekday] = TalkDeck(TalkScript.read(text), random: &random)
        }
        cups = TalkDeck(MorningTalk.cups, random: &random)
        introductions = TalkDeck(WelcomeTalk.introductions, random: &random)
        welcomes = TalkDeck(WelcomeTalk.welcomes, random: &random)
        greetings = TalkDeck(WelcomeTalk.greetings, random: &random)
        farewells = TalkDeck(WelcomeTalk.farewells, random: &random)
        slips = TalkDeck(SlipTalk.slips, random: &random)
    }
}
