import CIGraph

extension Network {
    /// PageRank over directed edges with their weights; sums to 1, and is empty for an empty network.
    ///
    /// Brin & Page, "The Anatomy of a Large-Scale Hypertextual Web Search Engine", 1998; solved by PRPACK.
    /// - Throws: `GraphError`.
    package func pageRank(damping: Double = 0.85) throws -> [Double] {
        guard nodeCount > 0 else { return [] }
        guard !edges.isEmpty else { return [Double](repeating: 1 / Double(nodeCount), count: nodeCount) }
        return try GraphLibrary.withGraph(nodeCount: nodeCount, edges: edges, directed: true, seed: 1) {
            graph, weights in
            try GraphLibrary.reals { ranks in
                try GraphLibrary.check(
                    igraph_pagerank(
                        &graph, IGRAPH_PAGERANK_ALGO_PRPACK, &ranks, nil, igraph_vss_all(), true, damping, &weights,
                        nil))
            }
        }
    }

    /// Share of shortest paths through each node, directions and weights left aside, 0…1.
    ///
    /// Exact up to `sourcesMax` nodes (Brandes 2001); above that estimated from paths that start at evenly spaced nodes
    /// (Brandes & Pich, "Centrality Estimation in Large Networks", 2007), since exactness costs nodes × edges.
    /// - Throws: `GraphError`.
    package func betweenness(sourcesMax: Int = 300) throws -> [Double] {
        let ties = self.ties
        guard nodeCount > 2, !ties.isEmpty else { return [Double](repeating: 0, count: nodeCount) }
        let sources = Network.evenlySpaced(nodeCount, atMost: sourcesMax)
        let scores = try GraphLibrary.withGraph(nodeCount: nodeCount, edges: ties, directed: false, seed: 1) {
            graph, _ in
            var chosen = igraph_vector_int_t()
            try GraphLibrary.check(igraph_vector_int_init(&chosen, igraph_integer_t(sources.count)))
            defer { igraph_vector_int_destroy(&chosen) }
            for (position, source) in sources.enumerated() {
                igraph_vector_int_set(&chosen, igraph_integer_t(position), igraph_integer_t(source))
            }
            return try GraphLibrary.reals { result in
                let from = igraph_vss_vector(&chosen)
                try GraphLibrary.check(
                    igraph_betweenness_subset(
                        &graph, &result, igraph_vss_all(), false, from, igraph_vss_all(), nil))
            }
        }
        // igraph halves undirected scores: n·(n−1)/2 pairs in the exact case.
        let pairs = Double(sources.count) * Double(nodeCount - 1) / 2
        return scores.map { min(1, $0 / pairs) }
    }

    /// Up to `limit` node numbers, spread evenly over 0..<`count`: a sample without chance.
    static func evenlySpaced(_ count: Int, atMost limit: Int) -> [Int] {
        guard count > limit else { return Array(0..<count) }
        return (0..<limit).map { $0 * count / limit }
    }
}
