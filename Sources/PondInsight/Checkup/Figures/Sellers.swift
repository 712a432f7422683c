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
    /// A seller offers, and names prices, this many times as often as those who are below these shares.
    private static let ratioMin = 3.0
    private static let pitchMilliseconds = LocalClock.dayMilliseconds

    /// Rows that sell although no word list said so.
    private(set) var rows: [Int] = []
    /// Rows repeated over days that may sell or not.
    private(set) var unread: [Int] = []
    /// Newcomers who were offered something by name within a day of joining.
    private(set) var pitched: Set<Int> = []

    init(_ talk: Conversation) {
        var joinedAt: [Int32: Int64] = [:]
        for event in talk.events where event.kind == .joined || event.kind == .joinedUnvouched {
            if joinedAt[event.person] == nil { joinedAt[event.person] = event.time }
        }
        let isSeller = Self.sellers(talk)
        let refrains = Refrains(talk)
        let sellingRefrains = Set(refrains.selling)
        for row in 0..<talk.count where talk.isPerson(row) {
            let flags = talk.columns.features(row)
            guard !flags.isDisjoint(with: [.promotion, .offer, .priced]) else {
                if sellingRefrains.contains(row) { rows.append(row) }
                continue
            }
            let isPitch = pitch(row, talk, joinedAt)
            guard !flags.contains(.promotion) else { continue }
            let sells = isPitch || isSeller[Int(talk.columns.person[row])] || sellingRefrains.contains(row)
            if sells { rows.append(row) }
        }
        let sold = Set(rows)
        unread = refrains.unread.filter { !sold.contains($0) && !talk.columns.features($0).contains(.promotion) }
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
        return zip(
            outliers(offers, of: messages, countMin: offersMin, shareMin: offerShareMin),
            outliers(priced, of: messages, countMin: pricedMin, shareMin: pricedShareMin)
        ).map { $0 || $1 }
    }

    /// Who does something often, and far more often than those who do not: where all talk of prices nobody sells.
    private static func outliers(_ counts: [Int], of messages: [Int], countMin: Int, shareMin: Double) -> [Bool] {
        func share(_ person: Int) -> Double { Double(counts[person]) / Double(max(1, messages[person])) }
        let isOften = counts.indices.map { counts[$0] >= countMin && share($0) >= shareMin }
        let rest = counts.indices.filter { !isOften[$0] }
        let restMessages = max(1, rest.reduce(0) { $0 + messages[$1] })
        let restShare = Double(rest.reduce(0) { $0 + counts[$1] }) / Double(restMessages)
        return counts.indices.map { isOften[$0] && share($0) >= ratioMin * restShare }
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
