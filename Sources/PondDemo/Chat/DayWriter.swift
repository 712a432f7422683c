import PondCore
import PondExchange
import PondStats

/// Writes one day after the other into a buffer.
struct DayWriter {
    static let dayMilliseconds = 86_400_000
    static let hourMilliseconds = 3_600_000
    /// The size to which the dials' rates per day refer.
    static let usualMessagesPerDay = 66.0
    static let usualPeople = 160.0

    let generator: ChatGenerator
    let dials: ScenarioDials
    var random: SeededRandom
    var population: Population
    let texts: GroupTexts
    var lines: [ChatMessage] = []
    var nextID = 1
    /// Hours of the current day before which talk is thin, because something was just sold.
    var pitchTimes: [Int] = []

    init(_ generator: ChatGenerator) {
        self.generator = generator
        dials = ScenarioDials(generator.scenario)
        random = SeededRandom(seed: generator.seed)
        population = Population(people: generator.people, days: generator.days, dials: dials, random: &random)
        texts = GroupTexts(random: &random)
        planScreening()
    }

    var chat: ChatInfo {
        ChatInfo(
            platform: "wechat", sourceID: Cast.groupSourceID, name: Cast.communityName, kind: .group,
            ownerID: population.members.first?.account)
    }

    /// Who is in the group when the export is made.
    var people: [ChatPerson] {
        population.members.filter { $0.goneDay == .max }.map { member in
            let role: ChatPerson.Role =
                switch member.post {
                case .owner: .owner
                case .admin, .support, .marketing: .admin
                case .leader, .member: .member
                }
            return ChatPerson(accountID: member.account, name: member.name, role: role)
        }
    }

    private static let roundDays = 21

    /// Silent founders and faded members are let go, a few every three weeks; some newcomers leave by themselves.
    private mutating func planScreening() {
        let perRound = Int((Double(dials.removedPerRound) * Double(generator.people) / Self.usualPeople).rounded(.up))
        var round = Self.roundDays
        var candidates = (0..<population.founders).filter {
            population.members[$0].isSilent || population.members[$0].stopDay < generator.days / 2
        }
        random.shuffle(&candidates)
        while dials.removedPerRound > 0, round < generator.days {
            for _ in 0..<perRound {
                guard let number = candidates.popLast() else { break }
                population.members[number].goneDay = round
            }
            round += Self.roundDays
        }
        let leaveShare = dials.isAsked ? 0.1 : 0.3
        for number in population.founders..<max(population.founders, population.members.count) {
            let member = population.members[number]
            guard member.isSilent || !member.returns, random.chance(leaveShare) else { continue }
            population.members[number].goneDay = member.joinDay + 1 + random.below(6)
        }
    }

    /// How much is said on a day, relative to others.
    func weight(of day: Int) -> Double {
        let weekday = self.weekday(of: day)
        let rhythm = weekday >= 5 ? 1.3 : 1.0
        let faded = 1 - dials.fading * 0.8 * Double(day) / Double(max(1, generator.days))
        var noise = SeededRandom(seed: generator.seed &+ UInt64(day) &* 7919)
        return rhythm * faded * (0.8 + 0.4 * noise.unit())
    }

    /// 0 = Monday.
    func weekday(of day: Int) -> Int {
        let zone = 8 * 3600
        let local = Int(generator.start.seconds) + zone + day * 86_400
        return (local / 86_400 + 3) % 7
    }

    /// Fills the buffer with about `quota` lines of a day, never fewer.
    mutating func write(day: Int, quota: Int) {
        lines.removeAll(keepingCapacity: true)
        pitchTimes.removeAll(keepingCapacity: true)
        writeComings(day)
        writeGoings(day)
        writePromotions(day)
        writeRedPackets(day)
        while lines.count < quota { writeSession(day) }
    }

    /// The buffer in order of time.
    var ordered: [ChatMessage] {
        let order = lines.indices.sorted { left, right in
            lines[left].sentAt == lines[right].sentAt ? left < right : lines[left].sentAt < lines[right].sentAt
        }
        return order.map { lines[$0] }
    }

    func moment(_ day: Int, _ milliseconds: Int) -> Timestamp {
        let inDay = min(max(0, milliseconds), Self.dayMilliseconds - 1)
        return generator.start.adding(milliseconds: Int64(day * Self.dayMilliseconds + inDay))
    }

    /// Adds a line and gives its id.
    @discardableResult
    mutating func say(
        _ number: Int, _ text: String, day: Int, at time: Int, kind: ChatMessageKind = .text, reply: String? = nil
    ) -> String {
        let id = "m\(nextID)"
        nextID += 1
        let member = population.members[number]
        lines.append(
            ChatMessage(
                sender: ChatSender(accountID: member.account, name: member.name), sentAt: moment(day, time),
                kind: reply == nil ? kind : .reply, text: text, sourceID: id, reply: reply.map(ChatReply.sourceID)))
        return id
    }

    mutating func tell(_ text: String, _ notice: ChatNotice, day: Int, at time: Int) {
        lines.append(
            ChatMessage(
                sender: nil, sentAt: moment(day, time), kind: .system, text: text, sourceID: "m\(nextID)",
                notice: notice))
        nextID += 1
    }

    /// A rate per day of the usual group, as a number of occurrences today.
    mutating func occurrences(_ perDay: Double) -> Int {
        let size = Double(generator.messages) / Double(max(1, generator.days)) / Self.usualMessagesPerDay
        let expected = perDay * size
        return Int(expected) + (random.chance(expected - expected.rounded(.down)) ? 1 : 0)
    }

    mutating func daytime(from: Int = 9, until: Int = 22) -> Int {
        (from + random.below(until - from)) * Self.hourMilliseconds + random.below(Self.hourMilliseconds)
    }
}
