import PondExchange
import PondStats

/// Talk among a few people.
extension DayWriter {
    private static let participantsMin = 3
    private static let participantsMore = 4
    private static let linesMin = 4
    private static let linesMore = 6
    /// Chance that somebody of another circle joins in.
    private static let guestShare = 0.1
    private static let quoteShare = 0.3
    private static let mentionShare = 0.25
    private static let pictureShare = 0.05
    private static let silenceHours = 5

    /// Weight of each hour of the day, without the night.
    private static let hourWeights: [Double] = [
        0, 0, 0, 0, 0, 0, 0, 2.4, 3.4, 2.6, 1.6, 1.5, 3.0, 1.8, 1.2, 1.2, 1.5, 1.8, 2.2, 3.2, 4.6, 4.0, 2.4, 0,
    ]

    mutating func writeSession(_ day: Int) {
        let start = sessionStart(day)
        let circle = random.below(population.circleCount)
        let participants = self.participants(of: circle, day: day)
        if random.chance(dials.chatterSessions) {
            writeChatter(day, from: start, participants: participants)
        } else {
            let isStray = random.chance(dials.strayFields)
            let bank = isStray ? random.pick(texts.strays) : texts.circles[circle % texts.circles.count]
            writeTalk(day, from: start, participants: participants, bank: bank)
        }
    }

    private mutating func sessionStart(_ day: Int) -> Int {
        var start = 0
        for _ in 0..<4 {
            start = hour(day) * Self.hourMilliseconds + random.below(Self.hourMilliseconds)
            let isAfterPitch = pitchTimes.contains {
                start > $0 && start - $0 < Self.silenceHours * Self.hourMilliseconds
            }
            if !isAfterPitch || random.chance(dials.talkAfterPitch) { break }
        }
        return start
    }

    private mutating func hour(_ day: Int) -> Int {
        let isWeekend = weekday(of: day) >= 5
        var sum = 0.0
        let sums = (0..<24).map { hour -> Double in
            let usual = Self.hourWeights[hour] * (isWeekend && hour >= 8 && hour <= 11 ? 1.6 : 1)
            sum += usual > 0 ? usual : dials.nightWeight * 2.4
            return sum
        }
        let value = random.unit() * sum
        return sums.firstIndex { value < $0 } ?? 20
    }

    private mutating func participants(of circle: Int, day: Int) -> [Int] {
        let count = Self.participantsMin + random.below(Self.participantsMore)
        let isDominated = random.chance(dials.dominatedSessions)
        return (0..<count).map { position in
            if isDominated, position % 2 == 0 { return 7 + random.below(3) }
            let home = random.chance(Self.guestShare) ? random.below(population.circleCount) : circle
            return population.speaker(of: home, on: day, random: &random)
        }
    }

    private mutating func gap() -> Int { 8_000 + random.below(52_000) }

    private mutating func writeChatter(_ day: Int, from start: Int, participants: [Int]) {
        var time = start
        for _ in 0..<(Self.linesMin + random.below(Self.linesMore * 2)) {
            writeChatterLine(day, at: time, speaker: random.pick(participants))
            time += gap() / 2
        }
    }

    private mutating func writeChatterLine(_ day: Int, at time: Int, speaker: Int) {
        if random.chance(0.2) {
            say(speaker, "[表情]", day: day, at: time, kind: .sticker)
        } else {
            say(speaker, random.pick(CommonTexts.chatter), day: day, at: time)
        }
    }

    /// A question or a remark, and what others make of it.
    private mutating func writeTalk(_ day: Int, from start: Int, participants: [Int], bank: TextBank) {
        var time = start
        let opener = random.pick(participants)
        let asks = random.chance(0.6)
        var previous = say(opener, random.pick(asks ? bank.questions : bank.remarks), day: day, at: time)
        var previousSpeaker = opener
        for _ in 0..<(Self.linesMin - 1 + random.below(Self.linesMore)) {
            time += gap()
            var speaker = random.pick(participants)
            if speaker == previousSpeaker { speaker = random.pick(participants) }
            if random.chance(dials.chatterLines) {
                writeChatterLine(day, at: time, speaker: speaker)
                continue
            }
            if random.chance(Self.pictureShare) {
                say(speaker, "[图片]", day: day, at: time, kind: .image)
                continue
            }
            let isAnswer = speaker != opener || !asks
            let text = random.pick(isAnswer ? (random.chance(0.75) ? bank.answers : bank.remarks) : bank.questions)
            previous = answer(text, speaker: speaker, previous: previous, to: previousSpeaker, day: day, at: time)
            previousSpeaker = speaker
        }
    }

    private mutating func answer(
        _ text: String, speaker: Int, previous: String, to other: Int, day: Int, at time: Int
    ) -> String {
        guard speaker != other else { return say(speaker, text, day: day, at: time) }
        let manner = random.unit()
        if manner < Self.quoteShare { return say(speaker, text, day: day, at: time, reply: previous) }
        if manner < Self.quoteShare + Self.mentionShare {
            return say(speaker, "@\(population.members[other].name)\u{2005}\(text)", day: day, at: time)
        }
        return say(speaker, text, day: day, at: time)
    }
}
