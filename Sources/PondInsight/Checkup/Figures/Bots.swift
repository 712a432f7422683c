import PondExchange

/// Who answers by rule: said by the export, by the name, or by being often the next to speak after commands (`!grub`,
/// `/help`).
///
/// Taking a person for a bot costs them a place among the examples only; the other way round an operator is told to ask
/// a machine to lead. Names are therefore enough.
enum Bots {
    private static let answersMin = 10
    private static let answerShareMin = 0.4
    private static let secondsMax: Int64 = 60
    private static let commandBytesMax = 80
    private static let chineseNames = ["机器人", "小助手", "群助手", "群管家", "自动回复"]
    /// Family names and words that end like bots.
    private static let surnames: Set<String> = ["abbot", "talbot", "cabot", "turbot", "sabot", "jabot", "burbot"]

    /// By person.
    static func find(_ people: [PeopleIndex.Entry], _ columns: MessageColumns) -> [Bool] {
        let answers = answersToCommands(columns, people: people.count)
        return people.indices.map { person in
            let (answered, said) = answers[person]
            let isAnswering = answered >= answersMin && Double(answered) >= answerShareMin * Double(said)
            return people[person].role == .bot || isAnswering || isNamed(people[person].name)
        }
    }

    /// `FloodBot1`, `ubot`, `news-bot`, `群助手`; not `Talbot` and not `bottle`.
    static func isNamed(_ name: String) -> Bool {
        if chineseNames.contains(where: { name.contains($0) }) { return true }
        var words: [String] = []
        for letter in name {
            let isLatin = letter.isASCII && letter.isLetter
            let begins = letter.isUppercase && words.last?.last?.isLowercase == true
            if isLatin, !begins, let last = words.last, !last.isEmpty {
                words[words.count - 1] = last + String(letter)
            } else {
                words.append(isLatin ? String(letter) : "")
            }
        }
        return words.map { $0.lowercased() }.contains { $0.hasSuffix("bot") && !surnames.contains($0) }
    }

    /// Whether a line calls a bot: a mark, a word, and hardly more.
    static func isCommand(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count > 1, text.count <= commandBytesMax,
            text[0] == UInt8(ascii: "!") || text[0] == UInt8(ascii: "/")
        else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[1] | 0x20)
    }

    private static func answersToCommands(
        _ columns: MessageColumns, people: Int
    ) -> [(answered: Int, said: Int)] {
        var answers = [(answered: Int, said: Int)](repeating: (0, 0), count: people)
        var called: [Int32: (time: Int64, person: Int32, lines: Int)] = [:]
        for row in 0..<columns.count where columns.person[row] >= 0 {
            let (person, part) = (columns.person[row], columns.part[row])
            called[part]?.lines += 1
            answers[Int(person)].said += 1
            if let call = called[part], call.person != person, call.lines == 1,
                columns.time[row] - call.time <= secondsMax * 1000
            {
                answers[Int(person)].answered += 1
            }
            if columns.isCommand(row) { called[part] = (columns.time[row], person, 0) }
        }
        return answers
    }
}
