import Foundation
import PondGraph

/// How good the circles are that the checkup draws: modularity, and agreement with groups that are known, on networks
/// of the literature, every tie counted once. Each seed is one round; the median counts.
struct CirclesBench {
    private static let seeds: ClosedRange<UInt> = 1...20

    let report: Report

    func run() throws {
        let shared = ProcessInfo.processInfo.environment["POND_SHARED"] ?? "../shared"
        let folder = URL(filePath: shared).appending(path: "data/networks")
        for reference in ReferenceNetwork.allCases {
            let (network, groups) = try reference.read(from: folder)
            report.say("# \(reference.rawValue): \(network.nodeCount) nodes, \(network.ties.count) ties")
            for seed in Self.seeds {
                let circles = try network.circles(seed: seed, weighted: false)
                let agreement = MutualInformation.normalised(circles.membership, groups)
                report.add("circles.\(reference.rawValue).modularity", circles.modularity, "Q")
                report.add("circles.\(reference.rawValue).agreement", agreement, "NMI")
            }
        }
    }
}
