import PondCore
import PondExchange
import PondStats

/// An English chat of a running club, written by another hand than the demo's: few sentences, often repeated, names
/// alone, no replies, no member list.
struct TrailRunners {
    enum Plight: CaseIterable {
        case healthy, noisy, selling, aimless, doorless, unscreened
    }

    static let days = 70
    private static let start: Int64 = 1_756_051_200

    let plight: Plight
    private var random = SeededRandom(seed: 9)
    private var joined = 30
    private(set) var records: [ChatRecord] = []

    init(_ plight: Plight) {
        self.plight = plight
        records.append(.chat(ChatInfo(platform: "telegram", sourceID: "1", name: "Trail Runners", kind: .group)))
        for day in 0..<Self.days {
            writeComings(day)
            if plight != .unscreened, day % 20 == 10 {
                tell(.removed(names: [name(29 - day / 20)], remover: name(0)), day: day, second: 40_000)
            }
            writeTalk(day)
        }
    }

    private func name(_ number: Int) -> String { "Runner\(number)" }

    private mutating func say(_ number: Int, _ text: String, day: Int, second: Int) {
        let sentAt = Timestamp(seconds: Self.start + Int64(day * 86_400 + second))
        let sender = ChatSender(accountID: nil, name: name(number))
        records.append(.message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: text)))
    }

    private mutating func tell(_ notice: ChatNotice, day: Int, second: Int) {
        let sentAt = Timestamp(seconds: Self.start + Int64(day * 86_400 + second))
        records.append(
            .message(ChatMessage(sender: nil, sentAt: sentAt, kind: .system, text: "notice", notice: notice)))
    }

    private mutating func writeComings(_ day: Int) {
        let count = plight == .doorless ? (day % 10 == 5 ? 18 : 0) : (day % 3 == 0 ? 1 : 0)
        for _ in 0..<count {
            tell(.joined(names: [name(joined)], inviter: nil), day: day, second: 30_000)
            if plight != .doorless {
                say(joined, "Hi all, I'm new here, I run on weekends and want to try trails", day: day, second: 30_900)
            } else if random.chance(0.12) {
                say(joined, random.pick(Self.advertisements), day: day, second: 30_900)
            }
            joined += 1
        }
    }

    private mutating func writeTalk(_ day: Int) {
        let isNoisy = plight == .noisy
        let count = isNoisy ? 150 : 30
        for turn in 0..<count {
            let present = plight == .doorless ? 30 : plight == .unscreened ? max(6, 28 - day / 3) : joined
            let unit = random.unit()
            var speaker = Int(unit * unit * Double(present))
            var text = random.pick(random.chance(0.15) ? Self.idle : Self.talk)
            if isNoisy, random.chance(0.75) {
                text = random.pick(Self.idle)
                if random.chance(0.5) { speaker = random.below(3) }
            } else if plight == .selling, random.chance(0.15) {
                (text, speaker) = (random.pick(Self.offers), random.below(2))
            } else if plight == .aimless, random.chance(0.85) {
                text = random.pick(Self.stray)
            }
            let second = isNoisy ? turn * 86_000 / count : 20_000 + turn * 50_000 / count
            say(speaker, text, day: day, second: second)
        }
    }

    private static let talk = [
        "Did 12 km on the ridge trail this morning, 450 m of climbing, legs feel great",
        "Which shoes do you use for muddy trails?", "nice", "thanks!", "see you there", "sounds good",
        "I switched to a lighter pack because the old one bounced too much",
        "Try shorter strides on the downhill, it saves your knees", "How do you stop blisters on long runs?",
        "Has anyone run the lake loop recently, is it still flooded?",
        "My marathon plan: four runs a week, one long run on Sunday, notes in the doc",
        "Stretching after intervals works for me, about 10 minutes",
        "You need to eat something every 45 minutes on long runs",
        "I would recommend wool socks and a bit of vaseline",
    ]
    private static let idle = [
        "lol", "haha", "good morning", "gm", "so bored", "anyone here?", "nice", "yep", "what's up", "same", "ok",
        "brb",
        "good night all", "wow", "hey hey", "rofl that's so true", "who is awake",
    ]
    private static let offers = [
        "New carbon shoes only $129 today, order now with code RUN20, 20% off",
        "Last chance! Early bird price $49 for my coaching plan, sign up now, link in bio",
        "Flash sale on gels, buy one get one, DM me to order, free shipping",
        "Our shop has new arrivals, limited time offer, https://shop.example.com/x",
    ]
    private static let advertisements = [
        "Earn money at home, $300 a day guaranteed returns, join my channel https://t.example/x",
        "Cheap loans approved today only, whatsapp me, https://x.example",
    ]
    private static let stray = [
        "Bitcoin dropped again, is it time to buy the dip or sell stocks?",
        "My toddler will not sleep, any tips for a baby of 14 months?",
        "Looking for a good resume template for a software interview",
        "The new Tesla has more range but the insurance is crazy",
        "Anyone watched the season finale of that Netflix show? The ending made no sense",
        "My cat stopped eating her cat food, should I see a vet?",
        "Which lipstick stays on under a mask, any sunscreen tips?",
        "Need a fourth for ranked on xbox tonight, who plays minecraft these days?",
        "What flight and hotel deals are there for Tokyo in May?",
        "We are renovating the kitchen, the dishwasher and the curtains do not fit",
        "The landlord raised the rent again, is a mortgage cheaper?",
    ]
}
