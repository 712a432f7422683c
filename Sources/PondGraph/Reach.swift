extension Network {
    /// Share of ordered pairs of nodes that reach each other within 1…`stepsMax` ties, directions left aside.
    ///
    /// Breadth-first from at most `sourcesMax` evenly spaced nodes. Nodes without ties do not count.
    package func reach(stepsMax: Int = 6, sourcesMax: Int = 300) -> [Double] {
        let adjacency = neighbours
        let connected = (0..<nodeCount).filter { adjacency.degree(of: $0) > 0 }
        guard connected.count > 1 else { return [Double](repeating: 0, count: stepsMax) }
        let sources = Network.evenlySpaced(connected.count, atMost: sourcesMax).map { connected[$0] }
        var reached = [Int](repeating: 0, count: stepsMax)
        var seenBy = [Int32](repeating: -1, count: nodeCount)
        for (turn, source) in sources.enumerated() {
            seenBy[source] = Int32(turn)
            var front = [source]
            for step in 0..<stepsMax where !front.isEmpty {
                var next: [Int] = []
                for node in front {
                    adjacency.forEach(of: node) { neighbour, _ in
                        guard seenBy[neighbour] != Int32(turn) else { return }
                        seenBy[neighbour] = Int32(turn)
                        next.append(neighbour)
                    }
                }
                reached[step] += next.count
                front = next
            }
        }
        let pairs = Double(sources.count) * Double(connected.count - 1)
        var sum = 0
        return reached.map { count in
            sum += count
            return Double(sum) / pairs
        }
    }

    /// Component of each node, numbered from 0 by first appearance.
    package func components() -> [Int] {
        let adjacency = neighbours
        var component = [Int](repeating: -1, count: nodeCount)
        var count = 0
        for start in 0..<nodeCount where component[start] < 0 {
            component[start] = count
            var waiting = [start]
            while let node = waiting.popLast() {
                adjacency.forEach(of: node) { neighbour, _ in
                    guard component[neighbour] < 0 else { return }
                    component[neighbour] = count
                    waiting.append(neighbour)
                }
            }
            count += 1
        }
        return component
    }
}
