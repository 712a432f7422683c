import Foundation

/// How much two divisions of the same things tell of each other: 1 = the same division, 0 = nothing.
enum MutualInformation {
    /// 2·I(A, B) / (H(A) + H(B)); 1 when neither divides anything.
    ///
    /// Danon, Díaz-Guilera, Duch & Arenas, "Comparing community structure identification", 2005, equation 2.
    static func normalised(_ first: [Int], _ second: [Int]) -> Double {
        let total = Double(first.count)
        func entropy(_ counts: [Double]) -> Double {
            counts.map { -($0 / total) * log($0 / total) }.sorted().reduce(0, +)
        }
        func counts(_ groups: some Sequence<[Int]>) -> [Double] {
            Dictionary(groups.map { ($0, 1.0) }, uniquingKeysWith: +).values.map { $0 }
        }
        let ofFirst = entropy(counts(first.map { [$0] }))
        let ofSecond = entropy(counts(second.map { [$0] }))
        let ofBoth = entropy(counts(zip(first, second).map { [$0, $1] }))
        guard ofFirst + ofSecond > 0 else { return 1 }
        return 2 * (ofFirst + ofSecond - ofBoth) / (ofFirst + ofSecond)
    }
}
