import PondGraph

/// Ranks, circles, bridges and reach, over the members who have a tie.
struct NetworkFigures {
    private static let circlePeopleMin = 3
    private static let tries = 10
    /// Larger networks are divided once: the answer hardly differs and time matters.
    private static let manyTriesTiesMax = 50_000
    private static let drawnTiesMax = 60
    /// Random networks that a division is held against; one for large ones, which hardly differ among themselves.
    private static let (chanceDraws, chanceDrawsOfLarge) = (10, 1)
    private static let chanceTiesLarge = 5_000
    /// In a network of fewer than so many people for each of those who have to answer a leader, fewer have to.
    private static let peopleForEachAnswer = 6

    let talk: Conversation
    let people: PersonFigures
    let ties: Ties
    let source: Checkup.NetworkFindings.EdgeSource
    /// Member of each node.
    let members: [Int]
    let network: Network
    let pageRank: [Double]
    let betweenness: [Double]
    let circles: Circles
    /// Circle of each member, among the reported ones only; none where chance would divide as well.
    let circleOf: [Int?]
    let circleCount: Int
    /// Distinct people who turned to each member.
    let answeredBy: [Int]

    init(_ talk: Conversation, people: PersonFigures, ties: Ties) throws {
        self.talk = talk
        self.people = people
        self.ties = ties
        let chosen = ties.chosen(messages: people.messages.reduce(0, +))
        source = chosen.source
        let edges = chosen.edges.filter { Int($0.from) < talk.memberCount && Int($0.to) < talk.memberCount }
        let members = Set(edges.flatMap { [Int($0.from), Int($0.to)] }).sorted()
        var nodeOf = [Int32](repeating: -1, count: talk.memberCount)
        for (node, member) in members.enumerated() { nodeOf[member] = Int32(node) }
        network = Network(
            nodeCount: members.count,
            edges: edges.map { Network.Edge(from: nodeOf[Int($0.from)], to: nodeOf[Int($0.to)], weight: $0.weight) })
        self.members = members
        pageRank = try network.pageRank()
        betweenness = try network.betweenness()
        let tries = network.edges.count > Self.manyTriesTiesMax ? 1 : Self.tries
        let circles = try network.circles(tries: tries)
        self.circles = circles
        var sizes = [Int](repeating: 0, count: circles.count)
        for circle in circles.membership { sizes[circle] += 1 }
        let draws = network.edges.count > Self.chanceTiesLarge ? Self.chanceDrawsOfLarge : Self.chanceDraws
        // Where most days are missing, people of one year have had no chance to meet those of another.
        let isDivided = try !talk.isFullOfHoles && network.isBeyondChance(circles, draws: draws)
        circleCount = isDivided ? sizes.count { $0 >= Self.circlePeopleMin } : 0
        var circleOf = [Int?](repeating: nil, count: talk.memberCount)
        for (node, circle) in circles.membership.enumerated() where circle < circleCount {
            circleOf[members[node]] = circle
        }
        self.circleOf = circleOf
        var answeredBy = [Int](repeating: 0, count: talk.memberCount)
        for edge in network.edges { answeredBy[members[Int(edge.to)]] += 1 }
        self.answeredBy = answeredBy
    }

    /// PageRank by member; 0 outside the network.
    var rankOfMember: [Double] { spread(pageRank) }
    var betweennessOfMember: [Double] { spread(betweenness) }

    private func spread(_ values: [Double]) -> [Double] {
        var spread = [Double](repeating: 0, count: talk.memberCount)
        for (node, value) in values.enumerated() { spread[members[node]] = value }
        return spread
    }

    /// Nodes by falling PageRank.
    private var ranked: [Int] {
        members.indices.sorted { (pageRank[$0], -$0) > (pageRank[$1], -$1) }
    }

    func result(topics: TopicWords) -> Checkup.NetworkFindings {
        let undirected = network.ties
        guard talk.sufficiency.tells(.network) else { return counts(ties: undirected.count) }
        let ranked = self.ranked
        let leaders = ranked.filter { isExample($0) && answeredBy[members[$0]] >= answeredByMin }
            .prefix(talk.thresholds.namedPeopleMax)
        let first = ranked.prefix(talk.thresholds.namedPeopleMax)
        return Checkup.NetworkFindings(
            edgeSource: source, quotes: ties.quotes.count, mentions: ties.mentions.count,
            adjacent: ties.adjacent.count, ties: undirected.count, people: members.count,
            leaders: leaders.map(rankedPerson), passedOver: first.compactMap(passedOver),
            circles: circleFacts(undirected, ranked: ranked, topics: topics), circleTies: circleTies(undirected),
            modularity: circles.modularity, bridges: bridges(undirected),
            reachBySteps: talk.isFullOfHoles ? [] : network.reach(),
            strongestTies: drawnTies(undirected, ranked: ranked), split: SplitFigures(self).result(topics: topics))
    }

    /// What was seen, without ranks, circles and reach: too little to tell them.
    private func counts(ties count: Int) -> Checkup.NetworkFindings {
        Checkup.NetworkFindings(
            edgeSource: source, quotes: ties.quotes.count, mentions: ties.mentions.count,
            adjacent: ties.adjacent.count, ties: count, people: members.count, leaders: [], passedOver: [], circles: [],
            circleTies: [], modularity: 0, bridges: [], reachBySteps: [], strongestTies: [], split: nil)
    }

    /// Bots, sellers and people who have gone lead nobody.
    func isExample(_ node: Int) -> Bool {
        people.isExample(members[node], talk)
    }

    /// Of few people one or two are enough.
    private var answeredByMin: Int {
        min(talk.thresholds.leaderAnsweredByMin, max(1, members.count / Self.peopleForEachAnswer))
    }

    private func passedOver(_ node: Int) -> Checkup.PassedOver? {
        people.noExample(members[node], talk).map { .init(person: members[node], reason: $0) }
    }

    private func rankedPerson(_ node: Int) -> Checkup.RankedPerson {
        Checkup.RankedPerson(
            person: members[node], pageRank: pageRank[node], betweenness: betweenness[node],
            circle: circleOf[members[node]], answeredBy: answeredBy[members[node]])
    }

    private func circleFacts(
        _ undirected: [Network.Edge], ranked: [Int], topics: TopicWords
    ) -> [Checkup.Circle] {
        var inside = [Double](repeating: 0, count: circles.count)
        var all = inside
        for tie in undirected {
            let (first, second) = (circles.membership[Int(tie.from)], circles.membership[Int(tie.to)])
            all[first] += tie.weight
            if first != second { all[second] += tie.weight } else { inside[first] += tie.weight }
        }
        var nodes = [[Int]](repeating: [], count: circles.count)
        for node in ranked { nodes[circles.membership[node]].append(node) }
        let topicWords = topics.words(ofEach: nodes.prefix(circleCount).map { $0.map { members[$0] } })
        return (0..<circleCount).map { circle in
            Checkup.Circle(
                size: nodes[circle].count,
                leaders: nodes[circle].filter(isExample).prefix(talk.thresholds.namedPeopleMax).map { members[$0] },
                topicWords: topicWords[circle],
                inwardShare: all[circle] == 0 ? 0 : inside[circle] / all[circle])
        }
    }

    private func circleTies(_ undirected: [Network.Edge]) -> [Checkup.CircleTie] {
        var weights: [[Int]: Double] = [:]
        for tie in undirected {
            let pair = [circles.membership[Int(tie.from)], circles.membership[Int(tie.to)]].sorted()
            if pair[0] != pair[1], pair[1] < circleCount { weights[pair, default: 0] += tie.weight }
        }
        return weights.map { Checkup.CircleTie(first: $0.key[0], second: $0.key[1], weight: Int($0.value)) }
            .sorted { ($1.weight, $0.first, $0.second) < ($0.weight, $1.first, $1.second) }
    }

    /// People by their share of the ties between circles, told together with their betweenness.
    private func bridges(_ undirected: [Network.Edge]) -> [Checkup.Bridge] {
        var weight = [Double](repeating: 0, count: members.count)
        var reached = [Set<Int>](repeating: [], count: members.count)
        var total = 0.0
        for tie in undirected {
            let (first, second) = (Int(tie.from), Int(tie.to))
            let (firstCircle, secondCircle) = (circles.membership[first], circles.membership[second])
            guard firstCircle != secondCircle, max(firstCircle, secondCircle) < circleCount else { continue }
            total += tie.weight
            weight[first] += tie.weight
            weight[second] += tie.weight
            reached[first].insert(secondCircle)
            reached[second].insert(firstCircle)
        }
        guard total >= Double(talk.thresholds.tiesBetweenCirclesMin) else { return [] }
        let least = Double(talk.thresholds.bridgeTiesMin)
        let order = members.indices.filter { weight[$0] >= least && isExample($0) }
            .sorted { (weight[$0], betweenness[$0], -$0) > (weight[$1], betweenness[$1], -$1) }
            .prefix(talk.thresholds.namedPeopleMax)
        let together = touched(undirected, byFirstOf: Array(order))
        let parting = partsCircles(undirected, withoutFirstOf: Array(order))
        // Who touches no tie between circles but those of the ones before adds nothing to them.
        let adding = order.indices.filter { $0 == 0 || together[$0] > together[$0 - 1] }
        return adding.map { number in
            let node = order[number]
            return Checkup.Bridge(
                person: members[node], betweenness: betweenness[node], circlesReached: reached[node].count,
                shareOfTiesBetween: weight[node] / total, shareTogether: together[number] / total,
                partsCircles: parting[number])
        }
    }

    /// For each position of `nodes`: whether the circles fall into more parts without the nodes up to there.
    private func partsCircles(_ undirected: [Network.Edge], withoutFirstOf nodes: [Int]) -> [Bool] {
        var position = [Int](repeating: nodes.count, count: members.count)
        for (number, node) in nodes.enumerated() { position[node] = number }
        // Of each pair of circles the tie that lasts longest.
        var lasting: [[Int]: Int] = [:]
        for tie in undirected {
            let (first, second) = (Int(tie.from), Int(tie.to))
            let pair = [circles.membership[first], circles.membership[second]].sorted()
            guard pair[0] != pair[1], pair[1] < circleCount else { continue }
            lasting[pair] = max(lasting[pair] ?? 0, min(position[first], position[second]))
        }
        let whole = parts(lasting.keys)
        return nodes.indices.map { number in parts(lasting.filter { $0.value > number }.keys) > whole }
    }

    /// Into how many parts the reported circles fall when these pairs are tied.
    private func parts(_ pairs: some Collection<[Int]>) -> Int {
        var part = Array(0..<circleCount)
        var count = circleCount
        for pair in pairs where part[pair[0]] != part[pair[1]] {
            let (old, new) = (part[pair[0]], part[pair[1]])
            for circle in part.indices where part[circle] == old { part[circle] = new }
            count -= 1
        }
        return count
    }

    /// For each position of `nodes`: the weight of ties between circles that touch any node up to there.
    private func touched(_ undirected: [Network.Edge], byFirstOf nodes: [Int]) -> [Double] {
        var position = [Int](repeating: nodes.count, count: members.count)
        for (number, node) in nodes.enumerated() { position[node] = number }
        var added = [Double](repeating: 0, count: nodes.count + 1)
        for tie in undirected {
            let (first, second) = (Int(tie.from), Int(tie.to))
            let (firstCircle, secondCircle) = (circles.membership[first], circles.membership[second])
            guard firstCircle != secondCircle, max(firstCircle, secondCircle) < circleCount else { continue }
            added[min(position[first], position[second])] += tie.weight
        }
        var sum = 0.0
        return added.prefix(nodes.count).map { weight in
            sum += weight
            return sum
        }
    }

    private func drawnTies(_ undirected: [Network.Edge], ranked: [Int]) -> [Checkup.Tie] {
        let drawn = Set(ranked.prefix(Self.drawnTiesMax))
        return undirected.filter { drawn.contains(Int($0.from)) && drawn.contains(Int($0.to)) }
            .sorted { ($1.weight, $0.from, $0.to) < ($0.weight, $1.from, $1.to) }
            .prefix(Self.drawnTiesMax)
            .map { Checkup.Tie(first: members[Int($0.from)], second: members[Int($0.to)], weight: Int($0.weight)) }
    }
}
