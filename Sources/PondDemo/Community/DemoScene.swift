import PondCore
import PondStats

/// One conversation being had: who plays which part, and what each said last.
struct DemoScene {
    let group: DemoGroup
    let circle: CastCircle?
    let day: Int
    /// Milliseconds of the day.
    var time: Int
    private var players: [String: Int] = [:]
    private var lastLines: [String: Int] = [:]
    private var slots = TalkSlots()

    init(group: DemoGroup, circle: CastCircle?, day: Int, time: Int) {
        self.group = group
        self.circle = circle
        self.day = day
        self.time = time
    }

    /// Gives each part to somebody. Who is named plays themselves, where they are there; the others are played by
    /// members, for whoever runs the shop does not ask how one pours.
    mutating func cast(_ script: TalkScript, writer: inout DemoWriter) {
        let parts = script.lines.map(\.part)
        for part in parts where part.count > 1 && players[part] == nil {
            let number = writer.person(part)
            guard writer.people[number].isThere(on: day), writer.isIn(number, group), !writer.rests(number, day) else {
                continue
            }
            players[part] = number
        }
        let staff = writer.people.indices.filter { writer.people[$0].isStaff }
        for part in parts where players[part] == nil {
            players[part] = writer.somebody(of: circle, in: group, on: day, but: staff + players.values)
        }
    }

    mutating func write(_ line: TalkScript.Line, writer: inout DemoWriter) {
        guard let speaker = players[line.part] else { return }
        var text = slots.fill(line.text, random: &writer.random)
        var quoted: Int?
        switch line.manner {
        case .plain: break
        case .quoting(let part): quoted = lastLines[part]
        case .naming(let part):
            if let other = players[part] { text = "@\(writer.people[other].name) \(text)" }
        }
        let number = writer.add(speaker, .say(group, text, quoting: quoted), day: day, at: time)
        lastLines[line.part] = number
        applaud(line.reactions, number, by: speaker, writer: &writer)
        time += 6_000 + text.count * 700 + writer.random.below(80_000)
    }

    private func applaud(
        _ applause: [TalkScript.Applause], _ message: Int, by speaker: Int, writer: inout DemoWriter
    ) {
        for praise in applause {
            var givers = [speaker]
            for _ in 0..<writer.random.below(praise.count + 1) {
                let giver = writer.somebody(of: nil, in: group, on: day, but: givers)
                guard !givers.contains(giver) else { break }
                givers.append(giver)
                let later = 20_000 + writer.random.below(900_000)
                writer.add(giver, .react(praise.reaction, to: message), day: day, at: time + later)
            }
        }
    }
}
