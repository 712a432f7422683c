import PondCore
import PondExchange
import PondStats

/// Groups of a third make: plain sentences put together from parts, in Chinese and English, each person with a rhythm
/// of their own. Healthy ones bear traits that look like an error and are none.
struct MarketSquare {
    enum Plight: CaseIterable {
        case noisy, selling, pitching, aimless, doorless, unscreened, freeloading
    }

    enum Trait: CaseIterable {
        case plain, lively, shop, slow, scanned
    }

    enum Tongue: CaseIterable {
        case chinese, english
    }

    private static let start: Int64 = 1_741_132_800
    private static let founders = 36
    private static let dayMilliseconds: Int64 = 86_400_000

    let words: MarketWords
    let plight: Plight?
    let trait: Trait
    let days: Int
    private var random: SeededRandom
    private var joined = Self.founders
    private var gone: Set<Int> = []
    private var lines: [ChatMessage] = []

    init(_ plight: Plight?, trait: Trait = .plain, tongue: Tongue, seed: UInt64) {
        words = tongue == .chinese ? .bookshelf : .knitting
        self.plight = plight
        self.trait = trait
        random = SeededRandom(seed: seed)
        days = plight == .freeloading ? 32 : trait == .slow ? 90 : 50
        for day in 0..<days { write(day) }
    }

    var records: [ChatRecord] {
        [.chat(ChatInfo(platform: "whatsapp", sourceID: "m", name: words.name, kind: .group))]
            + lines.sorted { $0.sentAt < $1.sentAt }.map { .message($0) }
    }

    private func name(_ number: Int) -> String { "\(words.person)\(number + 1)" }

    private func at(_ day: Int, _ hour: Double) -> Timestamp {
        Timestamp(milliseconds: Self.start * 1000 + Int64(day) * Self.dayMilliseconds + Int64(hour * 3_600_000))
    }

    private mutating func say(_ number: Int, _ text: String, day: Int, hour: Double) {
        let sender = ChatSender(accountID: nil, name: name(number))
        lines.append(ChatMessage(sender: sender, sentAt: at(day, hour), kind: .text, text: text))
    }

    private mutating func tell(_ notice: ChatNotice, day: Int, hour: Double) {
        var text = "notice"
        if case .joined(let names, nil) = notice { text = "\(names[0]) joined using this group's invite link" }
        lines.append(ChatMessage(sender: nil, sentAt: at(day, hour), kind: .system, text: text, notice: notice))
    }

    private mutating func write(_ day: Int) {
        if plight == .doorless { writeCrowd(day) } else { writeArrival(day) }
        if plight != .unscreened, plight != .freeloading, day % 15 == 14 { removeSilent(day) }
        if plight == .freeloading, day % 2 == 1 { writeRedPacket(day) }
        let count = trait == .slow ? 6 : plight == .noisy ? 110 : trait == .lively ? 90 : 34
        for _ in 0..<count { writeLine(day) }
    }

    private mutating func writeArrival(_ day: Int) {
        guard day > 0, trait == .slow ? day % 3 == 0 : true else { return }
        tell(.joined(names: [name(joined)], inviter: trait == .scanned ? nil : name(1)), day: day, hour: 9)
        let isSilent = joined % 3 == 0 || plight == .unscreened && joined % 5 != 0
        if plight == .pitching {
            let text = "@\(name(joined)) " + compose(words.greetingOffers, day)
            say(0, text, day: day, hour: 9.5)
        } else if !isSilent || joined % 2 == 0 {
            say(joined, compose(words.introductions, day), day: day, hour: 10)
        }
        joined += 1
    }

    private mutating func writeCrowd(_ day: Int) {
        guard day % 9 == 4 else { return }
        for place in 0..<24 {
            let hour = 12 + Double(place) / 40
            tell(.joined(names: [name(joined)], inviter: nil), day: day, hour: hour)
            if place % 8 == 3 { say(joined, random.pick(words.strangers), day: day, hour: hour + 0.2) }
            if place % 5 == 1 {
                tell(.left(names: [name(joined)]), day: min(days - 1, day + 1), hour: hour)
                gone.insert(joined)
            }
            joined += 1
        }
    }

    private mutating func removeSilent(_ day: Int) {
        for number in 3..<(joined - 4) where number % 3 == 0 && !gone.contains(number) {
            tell(.removed(names: [name(number)], remover: name(0)), day: day, hour: 20)
            gone.insert(number)
            if gone.count % 6 == 0 { break }
        }
    }

    private mutating func writeRedPacket(_ day: Int) {
        for number in stride(from: 3, to: Self.founders, by: 3) {
            tell(.redPacketOpened(name: name(number), owner: name(0)), day: day, hour: 12)
        }
    }

    /// A few say most; every third person never speaks, and of an unscreened group four in five do not.
    private mutating func speaker() -> Int {
        while true {
            let unit = random.unit()
            let number = Int(unit * unit * Double(plight == .doorless ? Self.founders : joined))
            let isSilent = plight == .unscreened ? number % 5 != 0 : number % 3 == 0
            if number < 2 || !isSilent && !gone.contains(number) { return number }
        }
    }

    private mutating func writeLine(_ day: Int) {
        let hour = plight == .noisy ? 24 * random.unit() : 8 + 14 * random.unit()
        let person = speaker()
        let chat = plight == .noisy ? 0.75 : trait == .lively ? 0.35 : 0.15
        let shop = trait == .shop && day > 20
        if plight == .selling, random.chance(0.16) {
            say(random.below(2), compose(words.offers, day), day: day, hour: hour)
        } else if shop, random.chance(0.03) {
            say(0, compose(words.offers, day), day: day, hour: hour)
        } else if shop, random.chance(0.06) {
            say(person, random.pick(words.customers), day: day, hour: hour)
        } else if random.chance(chat) {
            say(person, random.pick(words.idle), day: day, hour: hour)
        } else if plight == .aimless, random.chance(0.85) {
            say(
                person, random.chance(0.02) ? random.pick(words.puzzled) : random.pick(words.stray), day: day,
                hour: hour)
        } else {
            say(person, compose(words.talk, day), day: day, hour: hour)
        }
    }

    private mutating func compose(_ patterns: [String], _ day: Int) -> String {
        var text = random.pick(patterns)
        for (mark, parts) in [("<a>", words.things), ("<b>", words.troubles), ("<c>", words.ways)] {
            text = text.replacing(mark, with: random.pick(parts))
        }
        let price = words.prices[random.below(words.prices.count)]
        return text.replacing("<p>", with: price).replacing("<n>", with: String(2 + random.below(30)))
    }
}
