import CIGraph
import Synchronization

/// igraph said no; `code` is its own error number.
package struct GraphError: Error, Hashable {
    package let code: Int
}

/// The door to igraph: one caller at a time, seeded, errors as Swift errors, everything given back.
///
/// Debian's igraph is built without thread-local state (`IGRAPH_THREAD_SAFE` is 0): its random numbers, error handler
/// and interrupt handler are the process's. Hence the one lock here.
enum GraphLibrary {
    private static let turn = Mutex(())

    /// Runs `body` on a graph of `edges`, which is destroyed afterwards.
    static func withGraph<Answer>(
        nodeCount: Int, edges: [Network.Edge], directed: Bool, seed: UInt,
        _ body: (inout igraph_t, inout igraph_vector_t) throws -> Answer
    ) throws -> Answer {
        try turn.withLock { _ in
            _ = igraph_set_error_handler(igraph_error_handler_ignore)
            try check(igraph_rng_seed(igraph_rng_default(), igraph_uint_t(seed)))
            var ends = igraph_vector_int_t()
            try check(igraph_vector_int_init(&ends, igraph_integer_t(edges.count * 2)))
            defer { igraph_vector_int_destroy(&ends) }
            var weights = igraph_vector_t()
            try check(igraph_vector_init(&weights, igraph_integer_t(edges.count)))
            defer { igraph_vector_destroy(&weights) }
            for (position, edge) in edges.enumerated() {
                igraph_vector_int_set(&ends, igraph_integer_t(position * 2), igraph_integer_t(edge.from))
                igraph_vector_int_set(&ends, igraph_integer_t(position * 2 + 1), igraph_integer_t(edge.to))
                igraph_vector_set(&weights, igraph_integer_t(position), edge.weight)
            }
            var graph = igraph_t()
            try check(igraph_create(&graph, &ends, igraph_integer_t(nodeCount), directed))
            defer { igraph_destroy(&graph) }
            return try body(&graph, &weights)
        }
    }

    /// A vector of doubles that igraph fills, as a Swift array.
    static func reals(_ fill: (inout igraph_vector_t) throws -> Void) throws -> [Double] {
        var vector = igraph_vector_t()
        try check(igraph_vector_init(&vector, 0))
        defer { igraph_vector_destroy(&vector) }
        try fill(&vector)
        return (0..<igraph_vector_size(&vector)).map { igraph_vector_get(&vector, $0) }
    }

    /// A vector of integers that igraph fills, as a Swift array.
    static func integers(_ fill: (inout igraph_vector_int_t) throws -> Void) throws -> [Int] {
        var vector = igraph_vector_int_t()
        try check(igraph_vector_int_init(&vector, 0))
        defer { igraph_vector_int_destroy(&vector) }
        try fill(&vector)
        return (0..<igraph_vector_int_size(&vector)).map { Int(igraph_vector_int_get(&vector, $0)) }
    }

    static func check(_ code: igraph_error_t) throws {
        guard code == IGRAPH_SUCCESS else { throw GraphError(code: Int(code.rawValue)) }
    }
}
