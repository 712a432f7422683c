import PondCore
import PondStats

/// Writes the acts of one day after the other.
struct DemoWriter {
    static let hour = 3_600_000
    static let minute = 60_000
    /// Two conversations in one group begin so far from each other, so that their lines do not mix.
    private static let conversationApart = 12 * minute
    private static let quietTimeTries = 8
    /// The more of it, the wider a checkup finds the talk to stray from what the community is for.
    private static let smallTalkShare = 0.2

    let firstDay: Int64
    let days: Int
    let people: [DemoPerson]
    var random: SeededRandom
    var acts: [DemoAct] = []
    var decks: TalkDecks
    /// When conversations of the day began, by group.
    private var beginnings: [DemoGroup: [Int]] = [:]

    init(seed: UInt64, firstDay: Int64, days: Int, people: [DemoPerson]) {
        self.firstDay = firstDay
        self.days = days
        self.people = people
        var random = SeededRandom(seed: seed)
        decks = TalkDecks(random: &random)
        self.random = random
    }

    mutating func writeAll() {
        for day in 0...days {
            writeComings(day)
            writeGoings(day)
            guard day > 0 else { continue }
            beginnings = [:]
            writeMorning(day)
            writeWeek(day)
            writeStories(day)
            writeConversations(day)
            writeIncidents(day)
        }
    }

    /// 0 = Monday, in the community's zone.
    func weekday(_ day: Int) -> Int {
        let local = (firstDay + 8 * Int64(Self.hour)) / DemoPlan.dayMilliseconds + Int64(day)
        return Int((local + 3) % 7)
    }

    func moment(_ day: Int, _ milliseconds: Int) -> Timestamp {
        Timestamp(milliseconds: firstDay + Int64(day) * DemoPlan.dayMilliseconds + Int64(milliseconds))
    }

    @discardableResult
    mutating func add(_ actor: Int, _ deed: DemoAct.Deed, day: Int, at time: Int) -> Int {
        let number = acts.count
        acts.append(DemoAct(number: number, at: moment(day, time), actor: actor, deed: deed))
        return number
    }

    func person(_ name: String) -> Int { people.firstIndex { $0.name == name } ?? DemoPeople.owner }

    /// Somebody who is there, by liveliness; people of the circle far more often.
    mutating func somebody(of circle: CastCircle?, in group: DemoGroup, on day: Int, but taken: [Int]) -> Int {
        var sum = 0.0
        let sums = people.indices.map { number -> Double in
            let person = people[number]
            guard person.isThere(on: day), isIn(number, group), !taken.contains(number), !rests(number, day) else {
                return sum
            }
            let isStaff = person.isStaff ? 0.12 : 1
            sum += person.liveliness * isStaff * (circle == nil || person.circle == circle ? 1 : 0.06)
            return sum
        }
        let value = random.unit() * sum
        return sums.firstIndex { value < $0 } ?? DemoPeople.owner
    }

    /// The guide says nothing since yesterday, so that whoever looks around as them finds something new.
    func rests(_ number: Int, _ day: Int) -> Bool { number == DemoPeople.guide && day >= days - 1 }

    /// Everybody is in the hall; the others by what they like, and staff who care for them.
    func isIn(_ number: Int, _ group: DemoGroup) -> Bool {
        let person = people[number]
        if number == DemoPeople.advertiser { return group == .hall }
        switch group {
        case .hall: return true
        case .workshop: return person.circle != .camping || person.post == .owner || number == DemoPeople.guide
        case .camp:
            return person.circle == .camping || person.post == .owner || number % 3 == 0 || number == DemoPeople.guide
        }
    }

    // MARK: conversations

    private static let hourWeights: [Double] = [
        0, 0, 0, 0, 0, 0, 0, 1.5, 3.0, 2.6, 1.8, 1.5, 3.0, 1.8, 1.2, 1.2, 1.5, 1.8, 2.2, 3.2, 4.6, 4.0, 1.6, 0,
    ]

    mutating func hourOfTalk(_ day: Int) -> Int {
        let isWeekend = weekday(day) >= 5
        var sum = 0.0
        let sums = Self.hourWeights.enumerated().map { hour, weight -> Double in
            sum += weight * (isWeekend && (9...11).contains(hour) ? 1.7 : 1)
            return sum
        }
        let value = random.unit() * sum
        return sums.firstIndex { value < $0 } ?? 20
    }

    /// A time of the day at which nobody in the group has just begun to talk of something else.
    mutating func quietTime(_ day: Int, in group: DemoGroup) -> Int {
        var time = 0
        for _ in 0..<Self.quietTimeTries {
            time = hourOfTalk(day) * Self.hour + random.below(Self.hour)
            if beginnings[group, default: []].allSatisfy({ abs($0 - time) > Self.conversationApart }) { break }
        }
        return time
    }

    private mutating func writeConversations(_ day: Int) {
        let count = (weekday(day) >= 5 ? 4 : 3) + random.below(4)
        for _ in 0..<count {
            let isSmallTalk = random.chance(Self.smallTalkShare)
            guard let scene = isSmallTalk ? decks.smallTalk.deal() : decks.scenes.deal() else { return }
            let home: DemoGroup =
                switch scene.circle {
                case .brewing, nil: .hall
                case .beans: random.chance(0.5) ? .hall : .workshop
                case .gear: .workshop
                case .camping: .camp
                }
            // Small talk, too, is mostly among those who know each other.
            let circle = scene.circle ?? random.pick(CastCircle.allCases)
            write(scene.script, circle: circle, in: home, day: day, at: quietTime(day, in: home))
        }
    }

    mutating func write(_ script: TalkScript?, circle: CastCircle?, in group: DemoGroup, day: Int, at start: Int) {
        guard let script else { return }
        beginnings[group, default: []].append(start)
        var scene = DemoScene(group: group, circle: circle, day: day, time: start)
        scene.cast(script, writer: &self)
        for line in script.lines { scene.write(line, writer: &self) }
    }
}
