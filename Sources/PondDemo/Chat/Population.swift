import PondStats

/// Everybody who ever is in the generated group, with when they come, go and fall silent.
struct Population: Sendable {
    struct Member: Sendable {
        let name: String
        let account: String
        let post: CastMember.Post
        let circle: Int
        /// 0 for founders.
        var joinDay = 0
        /// First day on which they are no longer in the group.
        var goneDay = Int.max
        /// First day on which they no longer speak.
        var stopDay = Int.max
        var isSilent = false
        var huntsRedPackets = false
        var advertises = false
        /// A newcomer who will be back after the first day.
        var returns = true
    }

    private static let circlePeople = 120

    var members: [Member] = []
    let founders: Int
    let circleCount: Int
    /// Members who may speak, by circle, with the running sum of their weights.
    private(set) var speakers: [[Int]]
    private var weights: [[Double]]

    init(people: Int, days: Int, dials: ScenarioDials, random: inout SeededRandom) {
        let founders = max(2, min(people, Int(Double(people) / (1 + dials.newcomers))))
        self.founders = founders
        circleCount = max(CastCircle.allCases.count, people / Self.circlePeople)
        speakers = [[Int]](repeating: [], count: circleCount)
        weights = [[Double]](repeating: [], count: circleCount)
        let named = Cast.members.prefix(founders)
        let invented = PersonNames.make(
            max(0, people - named.count), avoiding: Set(Cast.members.map(\.name)), random: &random)
        for member in named {
            let circle = CastCircle.allCases.firstIndex(of: member.circle) ?? 0
            members.append(Member(name: member.name, account: member.account, post: member.post, circle: circle))
        }
        for (number, name) in invented.enumerated() {
            let circle = random.below(circleCount)
            let account = "wxid_p\(number + 1000)"
            members.append(Member(name: name, account: account, post: .member, circle: circle))
        }
        settleFounders(days: days, dials: dials, random: &random)
        settleNewcomers(days: days, dials: dials, random: &random)
        weighSpeakers()
    }

    private mutating func settleFounders(days: Int, dials: ScenarioDials, random: inout SeededRandom) {
        for number in 0..<founders where members[number].post == .member {
            if random.chance(dials.silent) {
                members[number].isSilent = true
                members[number].huntsRedPackets = random.chance(dials.redPacketHunters)
            } else if random.chance(dials.fading) {
                members[number].stopDay = Int((0.25 + 0.5 * random.unit()) * Double(days))
            }
        }
    }

    private mutating func settleNewcomers(days: Int, dials: ScenarioDials, random: inout SeededRandom) {
        let waves = [days / 4, days / 2, days * 3 / 4]
        for number in founders..<max(founders, members.count) {
            let isInWave = dials.joinWaves && random.chance(0.6)
            members[number].joinDay = isInWave ? random.pick(waves) : 2 + random.below(max(1, days - 3))
            members[number].advertises = random.chance(dials.newcomersAdvertise)
            members[number].isSilent = members[number].advertises || !random.chance(dials.newcomersSpeak)
            members[number].returns = random.chance(dials.newcomersReturn)
        }
    }

    private static let zipfExponent = 0.95
    private static let zipfShift = 1.5

    /// Zipf's law over a circle's members in order of number: founders and cast speak most.
    private mutating func weighSpeakers() {
        for (number, member) in members.enumerated() where !member.isSilent && member.returns {
            speakers[member.circle].append(number)
        }
        for circle in speakers.indices {
            var sum = 0.0
            weights[circle] = speakers[circle].indices.map { rank in
                sum += 1 / Power.of(Double(rank) + Self.zipfShift, Self.zipfExponent)
                return sum
            }
        }
    }

    func isPresent(_ number: Int, on day: Int) -> Bool {
        let member = members[number]
        return member.joinDay < max(1, day) && day < member.goneDay && day < member.stopDay
    }

    private static let triesMax = 8

    /// Somebody of the circle who is there that day; the owner when nobody is.
    func speaker(of circle: Int, on day: Int, random: inout SeededRandom) -> Int {
        guard let sum = weights[circle].last else { return 0 }
        for _ in 0..<Self.triesMax {
            let number = speakers[circle][position(of: random.unit() * sum, in: weights[circle])]
            if isPresent(number, on: day) { return number }
        }
        return 0
    }

    private func position(of value: Double, in sums: [Double]) -> Int {
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
