import PondExchange
import PondStats

/// Promotions and red packets.
extension DayWriter {
    private static let redPacketsPerDay = 0.3
    private static let redPacketSlots = 10

    /// The assistant, marketing and, now and then, the owner sell.
    mutating func seller() -> Int {
        let last = population.founders - 1
        return min(last, random.chance(0.25) ? 0 : random.chance(0.5) ? 5 : 6)
    }

    mutating func writePromotions(_ day: Int) {
        for _ in 0..<occurrences(dials.promotionsPerDay) {
            let time = daytime(from: 10, until: 22)
            pitchTimes.append(time)
            say(seller(), random.pick(CommonTexts.promotions), day: day, at: time)
        }
        // The sellers of a healthy group mostly help.
        for _ in 0..<occurrences(1.2) {
            let bank = random.pick(texts.circles)
            say(min(population.founders - 1, 5 + random.below(2)), random.pick(bank.answers), day: day, at: daytime())
        }
    }

    mutating func writeRedPackets(_ day: Int) {
        for _ in 0..<occurrences(Self.redPacketsPerDay) { writeRedPacket(day) }
    }

    private mutating func writeRedPacket(_ day: Int) {
        let sender = random.below(min(4, population.founders))
        let time = daytime(from: 19, until: 22)
        let owner = population.members[sender].name
        say(sender, "[红包] 手冲愉快", day: day, at: time, kind: .redPacket)
        var openers: [Int] = []
        for _ in 0..<Self.redPacketSlots {
            let opener = population.speaker(of: random.below(population.circleCount), on: day, random: &random)
            if !openers.contains(opener) { openers.append(opener) }
        }
        let hunters = population.members.indices.filter {
            population.members[$0].huntsRedPackets && population.members[$0].goneDay > day
        }
        openers += hunters.filter { _ in random.chance(0.5) }
        for (position, opener) in openers.enumerated() {
            let name = population.members[opener].name
            tell(
                "\"\(name)\"领取了\"\(owner)\"的红包", .redPacketOpened(name: name, owner: owner), day: day,
                at: time + 2_000 * (position + 1))
        }
        for thanker in openers.prefix(3) where !population.members[thanker].isSilent {
            say(thanker, random.pick(CommonTexts.thanks), day: day, at: time + 40_000 + random.below(20_000))
        }
    }
}
