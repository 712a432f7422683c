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

    init(_ talk: Conversation) {
        received = [Int](repeating: 0, count: talk.people.count)
        given = received
        let answered = Self.answeredPeople(talk)
        let reach = Int64(talk.thresholds.adjacencyMinutes) * 60_000
        var previous = [(person: Int32, time: Int64)](repeating: (-1, .min), count: max(1, talk.chatCount))
        for row in 0..<talk.count where talk.isPerson(row) {
            let person = talk.columns.person[row]
            let quoted = talk.columns.quoted[row] >= 0 ? talk.columns.quoted[row] : answered[row] ?? -1
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

    /// Author of the message that a row answers by id, for rows that do.
    private static func answeredPeople(_ talk: Conversation) -> [Int: Int32] {
        let wanted = Set(talk.columns.replyHash.filter { $0 != 0 })
        guard !wanted.isEmpty else { return [:] }
        var authors: [UInt64: Int32] = [:]
        for row in 0..<talk.count where wanted.contains(talk.columns.sourceHash[row]) {
            authors[talk.columns.sourceHash[row]] = talk.columns.person[row]
        }
        var answered: [Int: Int32] = [:]
        for row in 0..<talk.count where talk.columns.replyHash[row] != 0 {
            if let author = authors[talk.columns.replyHash[row]], author >= 0 { answered[row] = author }
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
