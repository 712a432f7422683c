/// A division of a network into groups of limited size that cuts few ties.
package struct Split: Hashable, Sendable {
    /// Part of each node, numbered from 0 by falling size.
    package let membership: [Int]
    package let sizes: [Int]
    /// Weight of the ties between parts, and of all ties.
    package let weightCut: Double
    package let weightTotal: Double
    package let tiesCut: Int
    package let tiesTotal: Int
}

extension Network {
    /// Divides the network into the fewest parts of at most `partSizeMax` nodes, along its circles.
    ///
    /// Circles are packed whole where they fit, largest first, each to the part that it has most ties with;
    /// circles that
    /// are too large are filled in by growing from their best connected node. Then single nodes move to the part with
    /// which they have more ties, as long as sizes allow it (the refinement of Kernighan & Lin 1970, one node at a
    /// time as Fiduccia & Mattheyses 1982 do).
    package func split(partSizeMax: Int, circles: Circles) -> Split {
        let partCount = max(1, (nodeCount + partSizeMax - 1) / partSizeMax)
        let ties = self.ties
        let adjacency = Adjacency(nodeCount: nodeCount, ties: ties)
        // A little slack below the maximum keeps the parts balanced.
        let target = min(partSizeMax, (nodeCount + partCount - 1) / partCount + max(1, partSizeMax / 20))
        var packing = Packing(nodeCount: nodeCount, partCount: partCount, partSizeMax: target, adjacency: adjacency)
        for circle in packing.bySize(circles) { packing.place(circle) }
        packing.refine(rounds: Packing.roundsMax)
        return packing.split(ties: ties)
    }
}

/// Nodes on their way into parts.
private struct Packing {
    static let roundsMax = 8

    let partSizeMax: Int
    let adjacency: Adjacency
    var part: [Int]
    var sizes: [Int]

    init(nodeCount: Int, partCount: Int, partSizeMax: Int, adjacency: Adjacency) {
        self.partSizeMax = partSizeMax
        self.adjacency = adjacency
        part = [Int](repeating: -1, count: nodeCount)
        sizes = [Int](repeating: 0, count: partCount)
    }

    func bySize(_ circles: Circles) -> [[Int]] {
        var members = [[Int]](repeating: [], count: circles.count)
        for (node, circle) in circles.membership.enumerated() { members[circle].append(node) }
        return members.sorted { ($0.count, $1.first ?? 0) > ($1.count, $0.first ?? 0) }
    }

    /// Ties of `nodes` with each part.
    func pull(of nodes: [Int]) -> [Double] {
        var pull = [Double](repeating: 0, count: sizes.count)
        for node in nodes {
            adjacency.forEach(of: node) { neighbour, weight in
                if part[neighbour] >= 0 { pull[part[neighbour]] += weight }
            }
        }
        return pull
    }

    /// Puts a circle into one part where it fits, else piece by piece, neighbours together.
    mutating func place(_ circle: [Int]) {
        var waiting = grownOrder(circle)
        while !waiting.isEmpty {
            let pull = self.pull(of: waiting)
            let fitting = sizes.indices.filter { sizes[$0] + waiting.count <= partSizeMax }
            let candidates = fitting.isEmpty ? sizes.indices.filter { sizes[$0] < partSizeMax } : fitting
            let best = candidates.max { left, right in
                pull[left] == pull[right] ? sizes[left] > sizes[right] : pull[left] < pull[right]
            }
            guard let home = fitting.isEmpty ? candidates.min(by: { sizes[$0] < sizes[$1] }) : best else { return }
            let taken = min(waiting.count, partSizeMax - sizes[home])
            for node in waiting.prefix(taken) { part[node] = home }
            sizes[home] += taken
            waiting.removeFirst(taken)
        }
    }

    /// Breadth-first from the best connected node, so that any cut keeps neighbours together.
    private func grownOrder(_ circle: [Int]) -> [Int] {
        var isWaiting = Set(circle)
        var order: [Int] = []
        for start in circle.sorted(by: { adjacency.degree(of: $0) > adjacency.degree(of: $1) })
        where isWaiting.contains(start) {
            isWaiting.remove(start)
            var front = [start]
            while !front.isEmpty {
                order += front
                var next: [Int] = []
                for node in front {
                    adjacency.forEach(of: node) { neighbour, _ in
                        if isWaiting.remove(neighbour) != nil { next.append(neighbour) }
                    }
                }
                front = next
            }
        }
        return order
    }

    /// Moves nodes that have more ties elsewhere, until nothing moves.
    mutating func refine(rounds: Int) {
        let sizeMin = max(1, partSizeMax / 2)
        for _ in 0..<rounds {
            var moves = 0
            for node in part.indices {
                let pull = self.pull(of: [node])
                let home = part[node]
                guard sizes[home] > sizeMin else { continue }
                let better = pull.indices.filter { pull[$0] > pull[home] && sizes[$0] < partSizeMax }
                guard let best = better.max(by: { pull[$0] < pull[$1] }) else { continue }
                part[node] = best
                sizes[home] -= 1
                sizes[best] += 1
                moves += 1
            }
            if moves == 0 { return }
        }
    }

    func split(ties: [Network.Edge]) -> Split {
        let membership = Circles.numberedBySize(part)
        var sizes = [Int](repeating: 0, count: (membership.max() ?? -1) + 1)
        for part in membership { sizes[part] += 1 }
        let cut = ties.filter { membership[Int($0.from)] != membership[Int($0.to)] }
        return Split(
            membership: membership, sizes: sizes, weightCut: cut.reduce(0) { $0 + $1.weight },
            weightTotal: ties.reduce(0) { $0 + $1.weight }, tiesCut: cut.count, tiesTotal: ties.count)
    }
}
