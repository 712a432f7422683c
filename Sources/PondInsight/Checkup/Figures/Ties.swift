import PondGraph

/// Who turns to whom, counted three ways.
struct Ties {
    /// From who speaks to whom they answer or quote.
    var quotes: [Network.Edge] = []
    var mentions: [Network.Edge] = []
    var adjacent: [Network.Edge] = []
    /// How often each person was answered, quoted or called.
    var received: [Int]
    /// Answers given.
    var given: [Int]
    /// Rows that somebody else answered by their id.
    private(set) var repliedRows: Set<Int> = []

    init(_ talk: Conversation) {
        received = [Int](repeating: 0, count: talk.people.count)
        given = received
        let answered = Self.answeredRows(talk)
        let reach = Int64(talk.thresholds.adjacencyMinutes) * 60_000
        var previous = [(person: Int32, time: Int64)](repeating: (-1, .min), count: max(1, talk.chatCount))
        for row in 0..<talk.count where talk.isPerson(row) {
            let person = talk.columns.person[row]
            var quoted = talk.columns.quoted[row]
            if let answeredRow = answered[row] {
                quoted = quoted >= 0 ? quoted : talk.columns.person[answeredRow]
                if talk.columns.person[answeredRow] != person { repliedRows.insert(answeredRow) }
            }
            if quoted >= 0, quoted != person {
                quotes.append(Network.Edge(from: person, to: quoted))
                count(from: person, to: quoted)
            }
            let called = talk.columns.called[row]
            if called >= 0, called != person {
                mentions.append(Network.Edge(from: person, to: called))
                if called != quoted { count(from: person, to: called) }
            }
            let last = previous[Int(talk.chat[row])]
            if last.person >= 0, last.person != person, talk.columns.time[row] - last.time <= reach {
                adjacent.append(Network.Edge(from: person, to: last.person))
            }
            previous[Int(talk.chat[row])] = (person, talk.columns.time[row])
        }
        for call in talk.furtherCalls {
            mentions.append(Network.Edge(from: call.from, to: call.to))
            count(from: call.from, to: call.to)
        }
    }

    private mutating func count(from: Int32, to: Int32) {
        received[Int(to)] += 1
        given[Int(from)] += 1
    }

    /// The message that a row answers by id, for rows that do; it was said by a person.
    private static func answeredRows(_ talk: Conversation) -> [Int: Int] {
        let wanted = Set(talk.columns.replyHash.filter { $0 != 0 })
        guard !wanted.isEmpty else { return [:] }
        var rows: [UInt64: Int] = [:]
        for row in 0..<talk.count where wanted.contains(talk.columns.sourceHash[row]) {
            rows[talk.columns.sourceHash[row]] = row
        }
        var answered: [Int: Int] = [:]
        for row in 0..<talk.count where talk.columns.replyHash[row] != 0 {
            if let told = rows[talk.columns.replyHash[row]], talk.isPerson(told) { answered[row] = told }
        }
        return answered
    }

    private static let shareMin = 0.03
    private static let callsMin = 20

    /// Explicit ties where the export has enough of them to draw a network, else who speaks after whom.
    func chosen(messages: Int) -> (source: Checkup.NetworkFindings.EdgeSource, edges: [Network.Edge]) {
        let explicit = quotes.count + mentions.count
        let isEnough = explicit >= Self.callsMin && Double(explicit) >= Self.shareMin * Double(messages)
        guard isEnough else { return adjacent.isEmpty ? (.none, []) : (.adjacency, adjacent) }
        if mentions.isEmpty { return (.quotes, quotes) }
        if quotes.isEmpty { return (.mentions, mentions) }
        return (.quotesAndMentions, quotes + mentions)
    }
}
