import PondCore
import PondStats

/// What each day, each week, and some day brings.
extension DemoWriter {
    // MARK: coming and going

    mutating func writeComings(_ day: Int) {
        for (number, person) in people.enumerated() where person.joinDay == day && number != DemoPeople.owner {
            let time = day == 0 ? 7 * Self.hour + number * 3 * Self.minute : (10 + random.below(9)) * Self.hour
            let inviters = ["江栀", "江栀", "何以棠", "老周", "小满", "许南乔", "阿泽"].map { self.person($0) }
            let inviter = day == 0 ? DemoPeople.owner : random.pick(inviters)
            add(number, .arrive(inviter: inviter), day: day, at: time)
            for (position, group) in [DemoGroup.workshop, .camp].enumerated() where isIn(number, group) {
                add(number, .enter(group), day: day, at: time + (4 + position) * Self.minute)
            }
            if day > 0, number != DemoPeople.advertiser { introduce(number, day, time + 6 * Self.minute) }
        }
    }

    private mutating func introduce(_ number: Int, _ day: Int, _ time: Int) {
        let name = people[number].name
        var slots = TalkSlots(["name": name])
        guard random.chance(0.85), let words = decks.introductions.deal(), let welcome = decks.welcomes.deal() else {
            return
        }
        let hello = add(
            number, .say(.hall, slots.fill(words, random: &random), quoting: nil), day: day, at: time)
        let host = random.chance(0.6) ? person("老周") : DemoPeople.owner
        add(
            host, .say(.hall, slots.fill(welcome, random: &random), quoting: hello),
            day: day, at: time + 2 * Self.minute)
        var taken = [number, host]
        for step in 0..<(1 + random.below(3)) {
            let guest = somebody(of: nil, in: .hall, on: day, but: taken)
            taken.append(guest)
            guard let greeting = decks.greetings.deal() else { return }
            add(
                guest, .say(.hall, greeting, quoting: nil), day: day,
                at: time + (3 + step) * Self.minute + random.below(Self.minute))
            add(guest, .react("heart", to: hello), day: day, at: time + (4 + step) * Self.minute)
        }
    }

    mutating func writeGoings(_ day: Int) {
        for (number, person) in people.enumerated()
        where person.goneDay == day && number != DemoPeople.advertiser {
            guard let farewell = decks.farewells.deal() else { return }
            add(number, .say(.hall, farewell, quoting: nil), day: day, at: 20 * Self.hour)
            add(number, .leave, day: day, at: 20 * Self.hour + 12 * Self.minute)
        }
    }

    // MARK: each day and each week

    mutating func writeMorning(_ day: Int) {
        let count = 3 + random.below(weekday(day) >= 5 ? 6 : 4)
        var early: [Int] = []
        for _ in 0..<count {
            guard let cup = decks.cups.deal() else { return }
            let number = somebody(of: nil, in: .hall, on: day, but: early)
            early.append(number)
            let time = 6 * Self.hour + 40 * Self.minute + random.below(130 * Self.minute)
            var slots = TalkSlots()
            let text = slots.fill(cup, random: &random)
            let said = add(number, .say(.hall, text, quoting: nil), day: day, at: time)
            guard random.chance(0.35) else { continue }
            let friend = somebody(of: nil, in: .hall, on: day, but: [number])
            add(
                friend, .react(random.chance(0.7) ? "like" : "heart", to: said), day: day,
                at: time + random.below(40 * Self.minute))
        }
    }

    mutating func writeWeek(_ day: Int) {
        let times = [0: 9 * Self.hour, 2: 20 * Self.hour, 5: 10 * Self.hour, 6: 21 * Self.hour]
        guard let time = times[weekday(day)] else { return }
        write(
            decks.weeks[weekday(day)]?.deal(), circle: nil, in: .hall, day: day,
            at: time + random.below(12) * Self.minute)
    }

    /// The next conversation of what goes on for weeks.
    mutating func writeStories(_ day: Int) {
        for story in StoryTalk.stories {
            for (script, storyDay) in zip(story.scripts, story.days) where days * storyDay / 90 == day {
                write(script, circle: nil, in: .hall, day: day, at: quietTime(day, in: .hall))
            }
        }
    }

    // MARK: what happens once

    mutating func writeIncidents(_ day: Int) {
        if day % 13 == 5 { writeRecall(day) }
        if day == people[DemoPeople.advertiser].joinDay + 1 { writeAdvertisement(day) }
        guard day == days - 1 else { return }
        writeOpenReport(day)
        let time = Self.guideSleeps + 5 * Self.minute
        add(
            DemoPeople.owner, .say(.hall, "[camp]周六湖边的早晨，六点半，水刚烧开。下次谁一起来？", quoting: nil), day: day,
            at: time - 9 * Self.minute)
        add(
            DemoPeople.owner, .say(.hall, "@林晚 周三的杯测夜给你留了位子，记得带自己的杯子。", quoting: nil), day: day, at: time)
    }

    private mutating func writeRecall(_ day: Int) {
        guard let slip = decks.slips.deal() else { return }
        let staff = people.indices.filter { people[$0].isStaff }
        let number = somebody(of: nil, in: .hall, on: day, but: staff)
        let time = 21 * Self.hour + random.below(Self.hour)
        let line = add(number, .say(.hall, slip.line, quoting: nil), day: day, at: time)
        add(number, .recall(line), day: day, at: time + 40_000)
        add(number, .say(.hall, slip.excuse, quoting: nil), day: day, at: time + 62_000)
        let friend = somebody(of: nil, in: .hall, on: day, but: [number])
        add(friend, .say(.hall, slip.answer, quoting: nil), day: day, at: time + 90_000)
    }

    private mutating func writeAdvertisement(_ day: Int) {
        let time = 15 * Self.hour
        let seller = DemoPeople.advertiser
        let advert = add(
            seller, .say(.hall, "手机就能做的副业，日结三百，加微信了解，名额不多。", quoting: nil), day: day, at: time)
        let reporters = ["林晚", "豆包妈"].map { person($0) }
        for (step, reporter) in reporters.enumerated() {
            add(
                reporter, .report(advert, reason: "spam", note: step == 0 ? "刚进群就发兼职广告" : ""), day: day,
                at: time + (3 + step) * Self.minute)
        }
        let host = person("老周")
        add(host, .uphold(advert, note: "与咖啡无关的招募广告"), day: day, at: time + 11 * Self.minute)
        add(host, .remove(seller, reason: "进群即发招募广告"), day: day, at: time + 12 * Self.minute)
        add(
            host, .say(.hall, "刚才那条招募广告已经收走，谢谢举报的朋友。看到类似的点“举报”就行，不用在群里吵。", quoting: nil), day: day,
            at: time + 14 * Self.minute)
    }

    /// One that still waits for a decision.
    private mutating func writeOpenReport(_ day: Int) {
        let number = person("大鹏")
        let offer = add(
            number, .say(.workshop, "朋友店里清库存，手摇磨五折，想要的加他微信 hk-mill-88，说是我介绍的。", quoting: nil), day: day,
            at: 19 * Self.hour)
        add(
            person("陈木木"), .report(offer, reason: "spam", note: "在群里导流到私人微信，不知道算不算违规"), day: day,
            at: 19 * Self.hour + 9 * Self.minute)
    }

    // MARK: who has read what

    /// When the guide looked in for the last time, yesterday.
    private static let guideSleeps = 20 * hour + 35 * minute

    /// Most have read all; the guide finds a few new lines, and the quiet ones many.
    func readings(of acts: [DemoAct], at end: Timestamp) -> [DemoAct] {
        var readings: [DemoAct] = []
        for group in DemoGroup.allCases {
            let lines = acts.filter { act in
                guard case .say(group, _, _) = act.deed else { return false }
                return true
            }.sorted { $0.at < $1.at }
            for (number, person) in people.enumerated() where person.goneDay == .max && isIn(number, group) {
                let seen =
                    number == DemoPeople.guide
                    ? lines.prefix { $0.at < moment(days - 1, Self.guideSleeps) } : lines.dropLast(number % 5)
                guard let line = seen.last, person.liveliness > 0.05 else { continue }
                readings.append(
                    DemoAct(
                        number: acts.count + readings.count, at: end, actor: number, deed: .read(line.number)))
            }
        }
        return readings
    }
}
