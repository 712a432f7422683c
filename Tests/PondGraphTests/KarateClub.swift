@testable import PondGraph

/// Zachary's karate club (W. W. Zachary, 1977): 34 people, 78 ties, numbered from 1 as in the paper.
enum KarateClub {
    static let neighbours: [[Int32]] = [
        [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32], [3, 4, 8, 14, 18, 20, 22, 31],
        [4, 8, 9, 10, 14, 28, 29, 33], [8, 13, 14], [7, 11], [7, 11, 17], [17], [], [31, 33, 34], [34], [], [], [],
        [34],
        [33, 34], [33, 34], [], [], [33, 34], [34], [33, 34], [], [33, 34], [26, 28, 30, 33, 34], [26, 28, 32], [32],
        [30, 34], [34], [32, 34], [33, 34], [33, 34], [33, 34], [34], [],
    ]

    static var network: Network {
        let edges = neighbours.enumerated().flatMap { position, others in
            others.map { Network.Edge(from: Int32(position), to: $0 - 1) }
        }
        return Network(nodeCount: 34, edges: edges)
    }
}
