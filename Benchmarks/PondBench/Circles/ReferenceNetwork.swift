import Foundation
import PondGraph

/// A network whose groups are known, from the data folder (its README tells where each comes from).
enum ReferenceNetwork: String, CaseIterable {
    case karate
    case football
    case polbooks
    case email

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// The ties, and the group of each node.
    /// - Throws: `Missing`.
    func read(from folder: URL) throws -> (network: Network, groups: [Int]) {
        let names = files
        let ties = try Self.rows(folder.appending(path: names.edges)).compactMap { row -> Network.Edge? in
            guard row.count > 1, let from = Int32(row[0]), let to = Int32(row[1]) else { return nil }
            return Network.Edge(from: from, to: to)
        }
        var labels: [Int: String] = [:]
        for row in try Self.rows(folder.appending(path: names.nodes)) {
            guard row.count >= names.columnFromEnd, let node = Int(row[0]) else { continue }
            labels[node] = row[row.count - names.columnFromEnd]
        }
        let numbers = Dictionary(uniqueKeysWithValues: Set(labels.values).sorted().enumerated().map { ($1, $0) })
        let groups = (0..<labels.count).compactMap { node in labels[node].flatMap { numbers[$0] } }
        guard !ties.isEmpty, groups.count == labels.count else {
            throw Missing(description: "\(rawValue): the nodes are not numbered from 0")
        }
        return (Network(nodeCount: groups.count, edges: ties), groups)
    }

    /// The column is that of the known group, counted from the end because titles of books hold commas. Football's is
    /// T. S. Evans's correction of 2010: the original list of conferences has mistakes.
    private var files: (edges: String, nodes: String, columnFromEnd: Int) {
        switch self {
        case .karate: ("karate_edges.csv", "karate_nodes.csv", 1)
        case .football: ("football_edges.csv", "football_nodes.csv", 2)
        case .polbooks: ("polbooks_edges.csv", "polbooks_nodes.csv", 1)
        case .email: ("email-Eu-core.txt", "email-Eu-core-department-labels.txt", 1)
        }
    }

    /// Columns of each line; a comma or a space divides them.
    private static func rows(_ file: URL) throws -> [[String]] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw Missing(description: "no data: \(file.path()) is not there (set POND_SHARED)")
        }
        let divider: Character = file.pathExtension == "csv" ? "," : " "
        return text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: divider, omittingEmptySubsequences: false).map(String.init)
        }
    }
}
