/// A share of successes with the Wilson score interval.
///
/// E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 1927: keeps its
/// coverage for few observations and for shares near 0 and 1, where the textbook interval does not.
package struct Proportion: Hashable, Sendable {
    /// Standard normal quantile of a 95 % interval.
    package static let normal95 = 1.959_963_984_540_054

    package let successes: Int
    package let total: Int

    package init(successes: Int, total: Int) {
        self.successes = successes
        self.total = total
    }

    /// 0 when nothing was observed.
    package var share: Double { total > 0 ? Double(successes) / Double(total) : 0 }

    /// Lower and upper bound; 0…1 when nothing was observed.
    package func interval(normal: Double = normal95) -> (low: Double, high: Double) {
        guard total > 0 else { return (0, 1) }
        let size = Double(total)
        let squared = normal * normal
        let centre = (share + squared / (2 * size)) / (1 + squared / size)
        let spread = share * (1 - share) / size + squared / (4 * size * size)
        let half = normal / (1 + squared / size) * spread.squareRoot()
        // Exactly, where rounding would leave a trace.
        return (successes == 0 ? 0 : max(0, centre - half), successes == total ? 1 : min(1, centre + half))
    }
}
