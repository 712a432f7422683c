/// A directed, weighted network over nodes 0..<`nodeCount`; loops are dropped and parallel edges added up.
///
/// A pure value: every analysis builds what it needs and gives it back. Empty networks and lone nodes are fine.
package struct Network: Sendable {
    package let nodeCount: Int
    /// Sorted by source, then target; each ordered pair at most once.
    package let edges: [Edge]

    /// `from` answers, quotes or calls `to`, `weight` times.
    package struct Edge: Hashable, Sendable {
        package var from: Int32
        package var to: Int32
        package var weight: Double

        package init(from: Int32, to: Int32, weight: Double = 1) {
            self.from = from
            self.to = to
            self.weight = weight
        }
    }

    /// Edges that name a node outside 0..<`nodeCount`, or weigh nothing, are left out.
    package init(nodeCount: Int, edges: [Edge]) {
        self.nodeCount = nodeCount
        let usable = edges.filter { edge in
            edge.from != edge.to && edge.weight > 0 && edge.from >= 0 && edge.to >= 0
                && Int(edge.from) < nodeCount && Int(edge.to) < nodeCount
        }
        self.edges = Network.merged(usable)
    }

    private static func merged(_ edges: [Edge]) -> [Edge] {
        let sorted = edges.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        var merged: [Edge] = []
        merged.reserveCapacity(sorted.count)
        for edge in sorted {
            if let last = merged.last, last.from == edge.from, last.to == edge.to {
                merged[merged.count - 1].weight += edge.weight
            } else {
                merged.append(edge)
            }
        }
        return merged
    }

    /// The undirected simple form: each pair once with `from < to`, weights of both directions added.
    package var ties: [Edge] {
        Network.merged(
            edges.map { Edge(from: min($0.from, $0.to), to: max($0.from, $0.to), weight: $0.weight) })
    }

    /// Who is tied to whom, whatever the direction.
    package var neighbours: Adjacency { Adjacency(nodeCount: nodeCount, ties: ties) }
}

/// Neighbours of every node in one flat array (compressed sparse rows).
package struct Adjacency: Sendable {
    private let offsets: [Int]
    private let targets: [Int32]
    private let weights: [Double]

    init(nodeCount: Int, ties: [Network.Edge]) {
        var degrees = [Int](repeating: 0, count: nodeCount + 1)
        for tie in ties {
            degrees[Int(tie.from) + 1] += 1
            degrees[Int(tie.to) + 1] += 1
        }
        for node in 0..<nodeCount { degrees[node + 1] += degrees[node] }
        offsets = degrees
        var next = degrees
        var targets = [Int32](repeating: 0, count: ties.count * 2)
        var weights = [Double](repeating: 0, count: ties.count * 2)
        for tie in ties {
            for (node, other) in [(tie.from, tie.to), (tie.to, tie.from)] {
                targets[next[Int(node)]] = other
                weights[next[Int(node)]] = tie.weight
                next[Int(node)] += 1
            }
        }
        self.targets = targets
        self.weights = weights
    }

    package var nodeCount: Int { offsets.count - 1 }

    package func degree(of node: Int) -> Int {
        offsets[node + 1] - offsets[node]
    }

    package func forEach(of node: Int, _ body: (_ neighbour: Int, _ weight: Double) -> Void) {
        for position in offsets[node]..<offsets[node + 1] {
            body(Int(targets[position]), weights[position])
        }
    }
}
