import PondExchange
import PondStats

/// Souls, thinkers, active members, spectators; first rule that fits, in this order.
struct EcologyFigures {
    /// PageRank against the mean of the network.
    static let soulRankFactor = 3.0
    /// Share of the network's people who turned to a soul, and at least so many.
    static let soulAnsweredByShare = 0.1
    static let soulAnsweredByMin = 5
    /// Larger networks ask for no more than this many people's share.
    static let soulNetworkPeopleMax = 200
    static let thinkerValueMin = 8
    static let thinkerValueShareMin = 0.35
    /// Lines of value against the mean of all who speak.
    static let thinkerValueFactor = 2.0
    static let activeMessagesMin = 8
    static let activeDaysPerWeekMin = 1.0

    /// Healthy shares of members. Spectators 50–65 % and souls 1–3 % follow the product's design; they sit between
    /// Nielsen's 90-9-1 (2006) for open sites and what small groups of acquaintances show.
    static let healthy: [EcologyRole: (low: Double, high: Double)] = [
        .soul: (0.01, 0.03), .thinker: (0.08, 0.12), .active: (0.25, 0.35), .spectator: (0.5, 0.65),
    ]

    let talk: Conversation
    let people: PersonFigures
    let network: NetworkFigures
    let roles: [EcologyRole]
    /// The rules as they were applied to this chat.
    let rules: [EcologyRole: Checkup.RoleRule]

    init(_ talk: Conversation, people: PersonFigures, network: NetworkFigures) {
        self.talk = talk
        self.people = people
        self.network = network
        let ranks = network.rankOfMember
        let mean = network.members.isEmpty ? 1 : 1 / Double(network.members.count)
        let answeredMin = max(
            Self.soulAnsweredByMin,
            Int(Self.soulAnsweredByShare * Double(min(network.members.count, Self.soulNetworkPeopleMax))))
        let weeks = max(1, Double(min(talk.dayCount, talk.thresholds.recentDays)) / 7)
        let speakers = (0..<talk.memberCount).filter { people.messages[$0] > 0 }
        let meanValue = Summaries.mean(speakers.map { Double(people.value[$0]) })
        let valueMin = max(Self.thinkerValueMin, Int(Self.thinkerValueFactor * meanValue))
        rules = [
            .soul: .init(code: .answeredByMany, threshold: Self.soulRankFactor, second: Double(answeredMin)),
            .thinker: .init(code: .valueSpeaker, threshold: Self.thinkerValueShareMin, second: Double(valueMin)),
            .active: .init(
                code: .speaksOften, threshold: Self.activeDaysPerWeekMin, second: Double(Self.activeMessagesMin)),
            .spectator: .init(code: .everybodyElse, threshold: 0, second: 0),
        ]
        roles = (0..<talk.memberCount).map { person in
            guard people.messages[person] > 0, !talk.isBot[person] else { return .spectator }
            let isExample = people.isExample(person, talk)
            if isExample, ranks[person] >= Self.soulRankFactor * mean, network.answeredBy[person] >= answeredMin {
                return .soul
            }
            let isValued = people.value[person] >= valueMin
            if isExample, isValued, people.share(people.value, person) >= Self.thinkerValueShareMin { return .thinker }
            let isOften = Double(people.recentDays[person]) / weeks >= Self.activeDaysPerWeekMin
            return isOften || people.recentMessages[person] >= Self.activeMessagesMin ? .active : .spectator
        }
    }

    func result() -> Checkup.Ecology {
        let messages = people.messages.prefix(talk.memberCount).map(Double.init)
        let total = max(1, messages.reduce(0, +))
        let speaking = messages.filter { $0 > 0 }
        return Checkup.Ecology(
            roles: talk.sufficiency.tells(.roles) ? EcologyRole.allCases.map(facts) : [],
            decentralisation: speaking.count > 1 ? 1 - Summaries.gini(speaking) : 0,
            owner: owner(total), topThreeShare: messages.prefix(3).reduce(0, +) / total)
    }

    private func facts(_ role: EcologyRole) -> Checkup.RoleFacts {
        let members = roles.indices.filter { roles[$0] == role }
        let ranks = network.rankOfMember
        let named = members.sorted { (ranks[$0], people.messages[$0], -$0) > (ranks[$1], people.messages[$1], -$1) }
        let healthy = Self.healthy[role] ?? (0, 1)
        return Checkup.RoleFacts(
            role: role, count: members.count, share: Double(members.count) / Double(max(1, roles.count)),
            healthyLow: healthy.low, healthyHigh: healthy.high,
            people: Array(named.prefix(talk.thresholds.namedPeopleMax)),
            rule: rules[role] ?? .init(code: .everybodyElse, threshold: 0, second: 0))
    }

    private func owner(_ total: Double) -> Checkup.OwnerFacts {
        guard let owner = talk.owner else {
            return Checkup.OwnerFacts(person: nil, messageShare: nil, answerShare: nil)
        }
        let answers = network.ties.given.reduce(0, +)
        return Checkup.OwnerFacts(
            person: owner, messageShare: Double(people.messages[owner]) / total,
            answerShare: answers == 0 ? nil : Double(network.ties.given[owner]) / Double(answers))
    }
}

extension PersonFigures {
    private static let sellerPromotionsMin = 5
    private static let sellerPromotionShareMin = 0.15
    private static let flooderChatterMin = 20
    private static let flooderChatterShareMin = 0.6

    /// Whether somebody may be shown to others as an example, thanked, or asked to lead: still there and seen within
    /// half a year of the end, not a bot, and not one whose lines are largely promotion or mostly chatter, however many
    /// people answer them.
    func isExample(_ person: Int, _ talk: Conversation) -> Bool { noExample(person, talk) == nil }

    /// Why somebody is no example; nil for who is one.
    func noExample(_ person: Int, _ talk: Conversation) -> Checkup.PassedOver.Reason? {
        let isSeller =
            promotions[person] >= Self.sellerPromotionsMin
            && share(promotions, person) >= Self.sellerPromotionShareMin
        let isFlooder =
            chatter[person] >= Self.flooderChatterMin
            && share(chatter, person) >= Self.flooderChatterShareMin
        let isAround = talk.dayCount - Int(lastDay[person]) <= talk.thresholds.aroundDays
        if talk.isBot[person] { return .bot }
        if goneDay[person] != Self.never || !isAround { return .gone }
        return isSeller ? .sells : isFlooder ? .floods : nil
    }
}
