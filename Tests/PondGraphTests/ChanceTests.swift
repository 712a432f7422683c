import PondGraph
import Testing

@Suite("Whether a division says more than chance")
struct ChanceTests {
    /// Ties that a fixed sequence of numbers draws.
    private static func network(nodes: Int, ties: Int, seed: UInt64, circles: Int?) -> Network {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var edges: [Network.Edge] = []
        while edges.count < ties {
            let (from, to) = (next(nodes), next(nodes))
            // Of ten ties across, one stays.
            if let circles, from % circles != to % circles, next(10) > 0 { continue }
            edges.append(.init(from: Int32(from), to: Int32(to), weight: Double(1 + next(4))))
        }
        return Network(nodeCount: nodes, edges: edges)
    }

    @Test("Ties drawn at random have circles, and none beyond chance", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func random(seed: UInt64) throws {
        for (nodes, ties) in [(12, 30), (40, 160), (70, 900), (300, 900)] {
            let network = Self.network(nodes: nodes, ties: ties, seed: seed, circles: nil)
            #expect(try !network.isBeyondChance(network.circles(), draws: 10), "\(nodes) nodes, \(ties) ties")
        }
    }

    @Test("Circles that are there are beyond it", arguments: [1, 2, 3] as [UInt64])
    func planted(seed: UInt64) throws {
        for (nodes, ties, circles) in [(24, 120, 2), (60, 300, 3), (300, 1_500, 6)] {
            let network = Self.network(nodes: nodes, ties: ties, seed: seed, circles: circles)
            #expect(try network.isBeyondChance(network.circles(), draws: 10), "\(circles) circles of \(nodes)")
        }
    }

    @Test("Nothing, and next to nothing, is not divided")
    func little() throws {
        for count in [0, 1, 3] {
            let edges = (0..<count).map { Network.Edge(from: Int32($0), to: Int32($0 + 1)) }
            let network = Network(nodeCount: count == 0 ? 0 : 3, edges: edges)
            #expect(try !network.isBeyondChance(network.circles(), draws: 10))
        }
    }
}
