import PondGraph
import Testing

@Suite("Networks")
struct NetworkTests {
    @Test("The karate club has 78 ties and falls into circles of the known modularity")
    func karate() throws {
        let network = KarateClub.network
        #expect(network.ties.count == 78)
        let circles = try network.circles(tries: 20)
        #expect(abs(circles.modularity - 0.4198) < 0.005)
        #expect(circles.count == 4)
        #expect(circles.membership.count == 34)
        #expect(try network.circles(tries: 20) == circles)
    }

    @Test("PageRank sums to one and favours who is answered")
    func pageRank() throws {
        let edges = (1..<6).map { Network.Edge(from: Int32($0), to: 0) }
        let ranks = try Network(nodeCount: 6, edges: edges).pageRank()
        #expect(abs(ranks.reduce(0, +) - 1) < 1e-9)
        #expect(ranks[0] > ranks[1] * 3)
    }

    @Test("All shortest paths of a star lead through its centre, exactly and when sampled")
    func betweenness() throws {
        let star = Network(nodeCount: 50, edges: (1..<50).map { Network.Edge(from: Int32($0), to: 0) })
        let exact = try star.betweenness()
        #expect(abs(exact[0] - 48.0 / 50.0) < 0.001)
        #expect(exact[1] == 0)
        #expect(try star.betweenness(sourcesMax: 10)[0] > 0.8)
    }

    @Test("A chain of eight is reached step by step")
    func reach() {
        let chain = Network(nodeCount: 8, edges: (0..<7).map { Network.Edge(from: Int32($0), to: Int32($0 + 1)) })
        let reach = chain.reach()
        #expect(abs(reach[0] - 14.0 / 56.0) < 1e-12)
        #expect(abs(reach[5] - 54.0 / 56.0) < 1e-12)
        #expect(chain.components() == [Int](repeating: 0, count: 8))
    }

    @Test("Two cliques with one tie between them are split there")
    func split() throws {
        var edges = [Network.Edge(from: 0, to: 10)]
        for base in [Int32(0), 10] {
            for first in base..<(base + 10) {
                for second in (first + 1)..<(base + 10) { edges.append(Network.Edge(from: first, to: second)) }
            }
        }
        let network = Network(nodeCount: 20, edges: edges)
        let split = network.split(partSizeMax: 12, circles: try network.circles())
        #expect(split.sizes == [10, 10])
        #expect(split.tiesCut == 1)
        #expect(split.tiesTotal == 91)
    }

    @Test("A clique too large for one part is still placed whole number by whole number within the limit")
    func splitOfClique() throws {
        var edges: [Network.Edge] = []
        for first in Int32(0)..<30 { for second in (first + 1)..<30 { edges.append(.init(from: first, to: second)) } }
        let network = Network(nodeCount: 30, edges: edges)
        let split = network.split(partSizeMax: 12, circles: try network.circles())
        #expect(split.sizes.reduce(0, +) == 30)
        #expect(split.sizes.count == 3)
        #expect((split.sizes.max() ?? 0) <= 12)
    }

    @Test("Empty networks, lone nodes, loops and strangers do no harm", arguments: [0, 1, 2])
    func degenerate(nodeCount: Int) throws {
        let network = Network(
            nodeCount: nodeCount, edges: [.init(from: 0, to: 0), .init(from: 7, to: 9), .init(from: -1, to: 0)])
        #expect(network.edges.isEmpty)
        #expect(try network.pageRank().count == nodeCount)
        #expect(try network.betweenness() == [Double](repeating: 0, count: nodeCount))
        let circles = try network.circles()
        #expect(circles.count == nodeCount)
        #expect(circles.modularity == 0)
        #expect(network.reach() == [0, 0, 0, 0, 0, 0])
        #expect(network.split(partSizeMax: 150, circles: circles).tiesCut == 0)
    }
}
