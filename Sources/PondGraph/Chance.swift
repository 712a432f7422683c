import CIGraph

extension Network {
    private static let swapsPerTie = 10
    /// Standard deviations that a division has to stand above what chance gives.
    private static let deviationsMin = 3.0
    /// With fewer no two ties can swap ends.
    private static let rewirableNodesMin = 4
    /// What single tries of Leiden differ by.
    private static let marginMin = 0.02

    /// Whether a division says more than chance: its modularity against those that Leiden finds in networks where
    /// everybody keeps their number of ties and nothing else, the ties rewired at random and their weights dealt anew.
    ///
    /// Maslov & Sneppen, "Specificity and stability in topology of protein networks", 2002; that random networks have a
    /// modularity too: Guimerà, Sales-Pardo & Amaral, "Modularity from fluctuations in random graphs", 2004.
    /// - Parameter draws: how many such networks.
    /// - Throws: `GraphError`.
    package func isBeyondChance(_ circles: Circles, draws: Int, seed: UInt = 1) throws -> Bool {
        guard draws > 0, nodeCount >= Self.rewirableNodesMin, !edges.isEmpty else { return false }
        let found = try (0..<draws).map { draw in
            try rewired(seed: seed &* 1_000 &+ UInt(draw)).circles(seed: seed, tries: 1).modularity
        }
        let mean = found.reduce(0, +) / Double(draws)
        let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, draws - 1))
        return circles.modularity >= mean + max(Self.marginMin, Self.deviationsMin * variance.squareRoot())
    }

    /// The same degrees, other ties: pairs of ties swap ends, without loops and doubles.
    private func rewired(seed: UInt) throws -> Network {
        let ties = self.ties
        let (ends, dealt) = try GraphLibrary.withGraph(nodeCount: nodeCount, edges: ties, directed: false, seed: seed) {
            graph, weights in
            try GraphLibrary.check(
                igraph_rewire(&graph, igraph_integer_t(ties.count * Self.swapsPerTie), IGRAPH_REWIRING_SIMPLE))
            try GraphLibrary.check(igraph_vector_shuffle(&weights))
            let ends = try GraphLibrary.integers { try GraphLibrary.check(igraph_get_edgelist(&graph, &$0, false)) }
            return (ends, ties.indices.map { igraph_vector_get(&weights, igraph_integer_t($0)) })
        }
        return Network(
            nodeCount: nodeCount,
            edges: dealt.enumerated().map { position, weight in
                Edge(from: Int32(ends[2 * position]), to: Int32(ends[2 * position + 1]), weight: weight)
            })
    }
}
