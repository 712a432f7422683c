import PondExchange
import PondStats

/// People come, go, are let go.
extension DayWriter {
    private static let minute = 60_000

    mutating func writeComings(_ day: Int) {
        for number in population.founders..<max(population.founders, population.members.count)
        where population.members[number].joinDay == day {
            writeComing(number, day: day)
        }
        // Who spoke on the first day and stays is back within the week.
        for number in population.founders..<max(population.founders, population.members.count) {
            let member = population.members[number]
            guard !member.isSilent, member.returns, member.joinDay < day, day <= member.joinDay + 6,
                (day - member.joinDay) % 2 == 0
            else { continue }
            let circle = texts.circles[member.circle % texts.circles.count]
            if random.chance(0.6) { say(number, random.pick(circle.questions), day: day, at: daytime()) }
        }
    }

    private mutating func writeComing(_ number: Int, day: Int) {
        let member = population.members[number]
        let time = daytime()
        let inviter = population.members[random.below(min(7, population.founders))].name
        if dials.joinWaves {
            tell(
                "\"\(member.name)\"通过扫描群二维码加入群聊", .joined(names: [member.name], inviter: nil), day: day, at: time)
        } else {
            tell(
                "\"\(inviter)\"邀请\"\(member.name)\"加入了群聊", .joined(names: [member.name], inviter: inviter),
                day: day, at: time)
        }
        if dials.isAsked, random.chance(0.8) {
            say(
                min(4, population.founders - 1), random.pick(CommonTexts.welcomes), day: day, at: time + 4 * Self.minute
            )
        }
        if member.advertises { writeAdvertisements(number, day: day, from: time) }
        if !member.isSilent { writeFirstLine(number, day: day, from: time) }
        if random.chance(dials.pitchToNewcomer) {
            let pitch = "@\(member.name)\u{2005}" + random.pick(CommonTexts.promotions)
            say(seller(), pitch, day: day, at: time + 20 * Self.minute)
        }
    }

    private mutating func writeFirstLine(_ number: Int, day: Int, from time: Int) {
        let name = population.members[number].name
        let later = time + (6 + random.below(30)) * Self.minute
        if random.chance(dials.newcomersIntroduce) {
            let text = TextBank.composed(
                [random.pick(CommonTexts.introductions)], slots: ["name": [name]], random: &random)
            say(number, text[0], day: day, at: later)
        } else if random.chance(dials.purposeQuestions * 4) {
            say(number, random.pick(CommonTexts.purpose), day: day, at: later)
        } else {
            let text = TextBank.composed(
                [random.pick(CommonTexts.firstLines)], slots: CoffeeTexts.slots, random: &random)
            say(number, text[0], day: day, at: later)
        }
    }

    private mutating func writeAdvertisements(_ number: Int, day: Int, from time: Int) {
        for turn in 0...random.below(3) {
            let text = random.pick(CommonTexts.strangersAdvertisements)
            say(number, text, day: day, at: time + (10 + turn * 25 + random.below(10)) * Self.minute)
        }
    }

    mutating func writeGoings(_ day: Int) {
        for member in population.members where member.goneDay == day {
            if member.joinDay == 0 {
                let owner = population.members[0].name
                tell(
                    "\"\(owner)\"将\"\(member.name)\"移出了群聊", .removed(names: [member.name], remover: owner), day: day,
                    at: daytime(from: 20, until: 22))
            } else {
                tell("\"\(member.name)\"退出了群聊", .left(names: [member.name]), day: day, at: daytime())
            }
        }
    }
}
