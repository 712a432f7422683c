import PondStats

/// What the talk is about, counted by person and day so that nobody's torrent sets the subject.
struct FieldFigures {
    /// Person-days by field; a line of several fields counts a part for each.
    private(set) var weights = [Double](repeating: 0, count: TopicField.allCases.count)
    private(set) var lines = [Int](repeating: 0, count: TopicField.allCases.count)
    private(set) var linesTold = 0
    private(set) var valueLines = 0
    /// Each person's main field, for those with enough lines.
    private(set) var mainFields: [Int] = []

    private static let personLinesMin = 4

    init(_ talk: Conversation) {
        let fieldCount = TopicField.allCases.count
        var byPerson = [Int32](repeating: 0, count: talk.memberCount * fieldCount)
        var lastDay = [Int32](repeating: -1, count: talk.memberCount * fieldCount)
        for row in 0..<talk.count where talk.isPerson(row) {
            let flags = talk.columns.features(row)
            guard flags.contains(.value), !flags.contains(.promotion) else { continue }
            valueLines += 1
            let fields = talk.columns.fields[row]
            guard fields != 0 else { continue }
            linesTold += 1
            let part = 1 / Double(fields.nonzeroBitCount)
            for field in 0..<fieldCount where fields & (1 << UInt32(field)) != 0 {
                lines[field] += 1
                let cell = Int(talk.columns.person[row]) * fieldCount + field
                byPerson[cell] += 1
                guard lastDay[cell] != talk.day[row] else { continue }
                lastDay[cell] = talk.day[row]
                weights[field] += part
            }
        }
        for person in 0..<talk.memberCount {
            let own = byPerson[(person * fieldCount)..<((person + 1) * fieldCount)]
            guard own.reduce(0, +) >= Self.personLinesMin, let most = own.max() else { continue }
            mainFields.append((own.firstIndex(of: most) ?? 0) - person * fieldCount)
        }
    }

    var coverage: Double { valueLines == 0 ? 0 : Double(linesTold) / Double(valueLines) }

    /// How many equally large fields would be as varied.
    var spread: Double { Summaries.effectiveClasses(weights) }

    var largest: (field: TopicField, share: Double)? {
        let sum = weights.reduce(0, +)
        guard sum > 0, let most = weights.indices.max(by: { weights[$0] < weights[$1] }) else { return nil }
        return (TopicField.allCases[most], weights[most] / sum)
    }

    /// People whose main field is the most common main field.
    var sharedMainField: (count: Int, total: Int) {
        var counts: [Int: Int] = [:]
        for field in mainFields { counts[field, default: 0] += 1 }
        return (counts.values.max() ?? 0, mainFields.count)
    }

    var shares: [Checkup.FieldShare] {
        let sum = weights.reduce(0, +)
        return TopicField.allCases.indices.filter { weights[$0] > 0 }
            .sorted { (weights[$0], -$0) > (weights[$1], -$1) }
            .map {
                Checkup.FieldShare(field: TopicField.allCases[$0], lines: lines[$0], share: weights[$0] / sum)
            }
    }
}
