import PondGraph

/// A proposal to divide a group above Dunbar's number, among those who spoke lately.
struct SplitFigures {
    private static let candidatesMax = 3

    let figures: NetworkFigures

    init(_ figures: NetworkFigures) {
        self.figures = figures
    }

    /// nil up to the number, or when there is no network to go by.
    func result(topics: TopicWords) -> Checkup.SplitProposal? {
        let partSizeMax = figures.talk.thresholds.dunbar
        let active = figures.members.indices.filter { figures.people.recentMessages[figures.members[$0]] > 0 }
        guard active.count > partSizeMax else { return nil }
        var position = [Int32](repeating: -1, count: figures.members.count)
        for (number, node) in active.enumerated() { position[node] = Int32(number) }
        let edges = figures.network.edges.map {
            Network.Edge(from: position[Int($0.from)], to: position[Int($0.to)], weight: $0.weight)
        }
        let network = Network(nodeCount: active.count, edges: edges)
        let circles = Circles(grouping: active.map { figures.circles.membership[$0] })
        let split = network.split(partSizeMax: partSizeMax, circles: circles)
        var nodes = [[Int]](repeating: [], count: split.sizes.count)
        for (number, part) in split.membership.enumerated() { nodes[part].append(active[number]) }
        let ranked = nodes.map { $0.sorted { (figures.pageRank[$0], -$0) > (figures.pageRank[$1], -$1) } }
        let topicWords = topics.words(ofEach: ranked.map { $0.map { figures.members[$0] } })
        let cut = split.tiesTotal == 0 ? 0 : Double(split.tiesCut) / Double(split.tiesTotal)
        return Checkup.SplitProposal(
            activePeople: active.count, peoplePerPartMax: partSizeMax,
            parts: zip(ranked, topicWords).map(part), tiesCut: split.tiesCut, tiesTotal: split.tiesTotal,
            cutShare: cut, followsCircles: cut <= figures.talk.thresholds.splitCutShareMax)
    }

    private func part(_ ranked: [Int], topicWords: [String]) -> Checkup.SplitPart {
        Checkup.SplitPart(
            size: ranked.count,
            leaderCandidates: ranked.filter(figures.isExample).prefix(Self.candidatesMax).map { figures.members[$0] },
            people: ranked.map { figures.members[$0] }.sorted(),
            topicWords: topicWords)
    }
}
