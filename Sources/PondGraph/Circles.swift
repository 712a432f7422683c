import CIGraph

/// A division of a network into circles.
package struct Circles: Hashable, Sendable {
    /// Circle of each node, numbered from 0 by falling size.
    package let membership: [Int]
    /// Newman & Girvan's modularity of the division, with weights; 0 for a network without ties.
    package let modularity: Double

    package var count: Int { (membership.max() ?? -1) + 1 }
}

extension Network {
    /// Circles by the Leiden algorithm with modularity as objective; the best of several tries from one seed.
    ///
    /// Traag, Waltman & van Eck, "From Louvain to Leiden", 2019. Node weight = strength and resolution = 1/(2·m) make
    /// igraph's objective modularity. Works on the undirected form; lone nodes are circles of their own.
    /// - Parameters:
    ///   - tries: one try often ends a little below the best division of a small network.
    ///   - weighted: false counts every tie once.
    /// - Throws: `GraphError`.
    package func circles(seed: UInt = 1, tries: Int = 10, weighted: Bool = true) throws -> Circles {
        var ties = self.ties
        if !weighted { for position in ties.indices { ties[position].weight = 1 } }
        guard !ties.isEmpty else {
            return Circles(membership: Array(0..<nodeCount), modularity: 0)
        }
        var best: Circles?
        for attempt in 0..<max(1, tries) {
            let found = try leiden(ties, seed: seed &* 1000 &+ UInt(attempt))
            if best.map({ found.modularity > $0.modularity + 1e-12 }) ?? true { best = found }
        }
        return best ?? Circles(membership: Array(0..<nodeCount), modularity: 0)
    }

    private func leiden(_ ties: [Edge], seed: UInt) throws -> Circles {
        let total = ties.reduce(0) { $0 + $1.weight }
        var strengths = [Double](repeating: 0, count: nodeCount)
        for tie in ties {
            strengths[Int(tie.from)] += tie.weight
            strengths[Int(tie.to)] += tie.weight
        }
        var quality: igraph_real_t = 0
        let membership = try GraphLibrary.withGraph(nodeCount: nodeCount, edges: ties, directed: false, seed: seed) {
            graph, weights in
            var nodeWeights = igraph_vector_t()
            try GraphLibrary.check(igraph_vector_init(&nodeWeights, igraph_integer_t(nodeCount)))
            defer { igraph_vector_destroy(&nodeWeights) }
            for (node, strength) in strengths.enumerated() {
                igraph_vector_set(&nodeWeights, igraph_integer_t(node), strength)
            }
            return try GraphLibrary.integers { membership in
                try GraphLibrary.check(
                    igraph_community_leiden(
                        &graph, &weights, &nodeWeights, 1 / (2 * total), Circles.randomness, false,
                        Circles.untilStable, &membership, nil, &quality))
            }
        }
        return Circles(
            membership: Circles.numberedBySize(membership),
            modularity: Circles.modularity(of: membership, ties: ties, strengths: strengths, total: total))
    }
}

extension Circles {
    /// Leiden's β: how freely the refinement step chooses. The authors' default.
    static let randomness = 0.01
    /// A negative number of rounds means: until nothing changes.
    static let untilStable: igraph_integer_t = -1

    static func numberedBySize(_ membership: [Int]) -> [Int] {
        var sizes: [Int: Int] = [:]
        for circle in membership { sizes[circle, default: 0] += 1 }
        let order = sizes.keys.sorted { left, right in
            let (first, second) = (sizes[left] ?? 0, sizes[right] ?? 0)
            return first == second ? left < right : first > second
        }
        let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
        return membership.map { numbers[$0] ?? 0 }
    }

    static func modularity(of membership: [Int], ties: [Network.Edge], strengths: [Double], total: Double) -> Double {
        var inside = 0.0
        for tie in ties where membership[Int(tie.from)] == membership[Int(tie.to)] { inside += tie.weight }
        var strengthOf: [Int: Double] = [:]
        for (node, circle) in membership.enumerated() { strengthOf[circle, default: 0] += strengths[node] }
        let expected = strengthOf.values.sorted().reduce(0) { $0 + ($1 / (2 * total)) * ($1 / (2 * total)) }
        return inside / total - expected
    }
}

extension Circles {
    /// Any division, numbered by size; its modularity is left at 0.
    package init(grouping labels: [Int]) {
        self.init(membership: Circles.numberedBySize(labels), modularity: 0)
    }
}
