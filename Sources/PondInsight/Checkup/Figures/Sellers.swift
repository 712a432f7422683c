import PondStats

/// Tells offers that word lists alone do not dare to call selling.
///
/// One line with a price may be anything. Who names goods and prices again and again sells, whatever the words; and
/// what is offered to a newcomer by name within the first day is a pitch.
struct Sellers {
    private static let offersMin = 5
    private static let offerShareMin = 0.15
    private static let pricedMin = 10
    private static let pricedShareMin = 0.2
    /// A seller names prices this many times as often as the rest.
    private static let pricedRatioMin = 3.0
    private static let pitchMilliseconds = LocalClock.dayMilliseconds

    /// Rows that sell although no word list said so.
    private(set) var rows: [Int] = []
    /// Newcomers who were offered something by name within a day of joining.
    private(set) var pitched: Set<Int> = []

    init(_ talk: Conversation) {
        var joinedAt: [Int32: Int64] = [:]
        for event in talk.events where event.kind == .joined || event.kind == .joinedUnvouched {
            if joinedAt[event.person] == nil { joinedAt[event.person] = event.time }
        }
        let isSeller = Self.sellers(talk)
        for row in 0..<talk.count where talk.isPerson(row) {
            let flags = talk.columns.features(row)
            guard !flags.isDisjoint(with: [.promotion, .offer, .priced]) else { continue }
            let isPitch = pitch(row, talk, joinedAt)
            guard !flags.contains(.promotion) else { continue }
            if isPitch || isSeller[Int(talk.columns.person[row])] { rows.append(row) }
        }
    }

    private mutating func pitch(_ row: Int, _ talk: Conversation, _ joinedAt: [Int32: Int64]) -> Bool {
        let called = talk.columns.called[row]
        guard called >= 0, called != talk.columns.person[row], let joined = joinedAt[called] else { return false }
        let wait = talk.columns.time[row] - joined
        guard wait >= 0, wait <= Self.pitchMilliseconds else { return false }
        pitched.insert(Int(called))
        return true
    }

    private static func sellers(_ talk: Conversation) -> [Bool] {
        let none = [Int](repeating: 0, count: talk.people.count)
        var (messages, offers, priced) = (none, none, none)
        for row in 0..<talk.count where talk.isPerson(row) {
            let person = Int(talk.columns.person[row])
            let flags = talk.columns.features(row)
            messages[person] += 1
            if !flags.isDisjoint(with: [.promotion, .offer]) { offers[person] += 1 }
            if flags.contains(.priced) { priced[person] += 1 }
        }
        let (pricedSum, messageSum) = (priced.reduce(0, +), messages.reduce(0, +))
        return messages.indices.map { person in
            let own = Double(max(1, messages[person]))
            if offers[person] >= offersMin, Double(offers[person]) >= offerShareMin * own { return true }
            let others = Double(pricedSum - priced[person]) / Double(max(1, messageSum - messages[person]))
            let share = Double(priced[person]) / own
            return priced[person] >= pricedMin && share >= pricedShareMin && share >= pricedRatioMin * others
        }
    }
}

extension Conversation {
    /// The same talk with what `sellers` say counted as promotions.
    func counting(_ sellers: Sellers) -> Conversation {
        var talk = self
        for row in sellers.rows {
            var flags = talk.columns.features(row)
            flags.insert(.promotion)
            flags.subtract([.value, .chatter, .idle, .substance])
            talk.columns.flags[row] = flags.rawValue
        }
        return talk
    }
}
