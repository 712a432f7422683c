import PondExchange
import PondStats

/// Lines that one, two or three people say again and again over days, in nearly the same words, and that hardly
/// anybody answers: announcements, advertisements, slogans.
///
/// Talk does not do that, whatever its words; what everybody says is no refrain but the custom of the house. So is what
/// more than three call about once a day each, whatever it is: a check-in, the morning's greeting, the cup of the day.
/// Whether a refrain sells is told by the calls to act, the stock and the customers in it; where these are missing it
/// is not known what the refrain is for.
struct Refrains {
    private static let copiesMin = 4
    private static let daysMin = 3
    private static let peopleMax = 3
    /// Among fewer people everything is said by few.
    private static let speakersMin = 8
    private static let callerRowsMin = 10
    private static let callerShareMin = 0.25
    /// A caller's share of refrains is this many times that of the rest.
    private static let callerRatioMin = 3.0
    private static let urgingShareMin = 0.3
    private static let answeredShareMax = 0.5
    private static let answerRowsMax = 8
    /// A ritual is done once a day, with a slip now and then.
    private static let ritualRowsPerDayMax = 1.3

    /// Rows of callers whose refrains sell.
    private(set) var selling: [Int] = []
    /// Rows of callers whose refrains might.
    private(set) var unread: [Int] = []

    init(_ talk: Conversation) {
        let rows = Self.rows(talk)
        guard rows.count >= Self.callerRowsMin else { return }
        let answers = Set(talk.columns.replyHash).subtracting([0])
        var quiet: [[Int]] = []
        for (_, own) in Self.callers(rows, talk).sorted(by: { $0.key < $1.key }) {
            let answered = own.count { Self.isAnswered($0, talk, answers) }
            guard Double(answered) <= Self.answeredShareMax * Double(own.count) else { continue }
            let urging = own.count { !talk.columns.features($0).isDisjoint(with: [.urging, .offer, .promotion]) }
            if Double(urging) >= Self.urgingShareMin * Double(own.count) {
                selling += own
            } else {
                quiet.append(own)
            }
        }
        // The rest of the house does as they do: who calls more often than that is heard alone.
        let daily = quiet.filter { Self.isDaily($0, talk) }
        unread = (daily.count > Self.peopleMax ? quiet.filter { !Self.isDaily($0, talk) } : quiet).flatMap { $0 }
        selling.sort()
        unread.sort()
    }

    /// All rows of refrains, whoever says them.
    private static func rows(_ talk: Conversation) -> [Int] {
        var copies: [UInt32: Int] = [:]
        let told = (0..<talk.count).filter { mayRepeat($0, talk) }
        guard Set(told.map { talk.columns.person[$0] }).count >= speakersMin else { return [] }
        for row in told { copies[talk.columns.sketch[row], default: 0] += 1 }
        var groups: [UInt32: [Int]] = [:]
        for row in told where copies[talk.columns.sketch[row], default: 0] >= copiesMin {
            groups[talk.columns.sketch[row], default: []].append(row)
        }
        return groups.values.filter { rows in
            Set(rows.map { talk.columns.person[$0] }).count <= peopleMax
                && Set(rows.map { talk.day[$0] }).count >= daysMin
        }.flatMap { $0 }.sorted()
    }

    /// Welcoming, asking and calling somebody by name repeat themselves in any good house.
    private static func mayRepeat(_ row: Int, _ talk: Conversation) -> Bool {
        guard talk.isPerson(row), talk.columns.sketch[row] != 0, talk.columns.called[row] < 0 else { return false }
        let flags = talk.columns.features(row)
        if flags.contains(.question), !flags.contains(.urging) { return false }
        return flags.isDisjoint(with: [.chatter, .welcome, .door, .introduction, .redPacket])
            && talk.people[Int(talk.columns.person[row])].role != .bot
    }

    /// People whose talk is refrains far more than that of the rest, with their rows.
    private static func callers(_ rows: [Int], _ talk: Conversation) -> [Int: [Int]] {
        var messages = [Int](repeating: 0, count: talk.people.count)
        for person in talk.columns.person where person >= 0 { messages[Int(person)] += 1 }
        let byPerson = Dictionary(grouping: rows) { Int(talk.columns.person[$0]) }
        let often = byPerson.filter { person, own in
            own.count >= callerRowsMin && Double(own.count) >= callerShareMin * Double(messages[person])
        }
        let rest = messages.indices.filter { often[$0] == nil }
        let restRows = rest.reduce(0) { $0 + (byPerson[$1]?.count ?? 0) }
        let restShare = Double(restRows) / Double(max(1, rest.reduce(0) { $0 + messages[$1] }))
        return often.filter { person, own in
            Double(own.count) / Double(messages[person]) >= callerRatioMin * restShare
        }
    }

    /// About once on each of the days on which it is called.
    private static func isDaily(_ rows: [Int], _ talk: Conversation) -> Bool {
        Double(rows.count) <= ritualRowsPerDayMax * Double(Set(rows.map { talk.day[$0] }).count)
    }

    private static func isAnswered(_ row: Int, _ talk: Conversation, _ answers: Set<UInt64>) -> Bool {
        let columns = talk.columns
        if columns.sourceHash[row] != 0, answers.contains(columns.sourceHash[row]) { return true }
        let person = columns.person[row]
        return (row + 1..<min(talk.count, row + 1 + answerRowsMax)).contains { next in
            columns.person[next] != person && (columns.called[next] == person || columns.quoted[next] == person)
        }
    }
}
