/// Plain summaries of a list of numbers.
package enum Summaries {
    /// 0 for an empty list.
    package static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// The quantile `share` (0…1), interpolated between order statistics (Hyndman & Fan 1996, type 7); nil when empty.
    package static func quantile(_ share: Double, of values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let position = share * Double(sorted.count - 1)
        let below = Int(position)
        guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    package static func median(_ values: [Double]) -> Double? {
        quantile(0.5, of: values)
    }

    /// Gini coefficient of non-negative numbers: 0 = all equal, towards 1 = one has everything.
    ///
    /// C. Gini 1912, in the form over sorted values with the small-sample factor n/(n−1), so that one person holding
    /// everything among n gives exactly 1.
    package static func gini(_ values: [Double]) -> Double {
        let sum = values.reduce(0, +)
        guard values.count > 1, sum > 0 else { return 0 }
        let count = Double(values.count)
        var ranked = 0.0
        for (position, value) in values.sorted().enumerated() { ranked += Double(position + 1) * value }
        let coefficient = 2 * ranked / (count * sum) - (count + 1) / count
        return coefficient * count / (count - 1)
    }

    /// How many equal classes would be as varied: the exponential of Shannon's entropy (Hill number of order 1,
    /// M. O. Hill, "Diversity and Evenness", Ecology 1973). 0 for an empty list.
    package static func effectiveClasses(_ counts: [Double]) -> Double {
        let sum = counts.reduce(0, +)
        guard sum > 0 else { return 0 }
        let entropy = counts.filter { $0 > 0 }.reduce(0.0) { $0 - ($1 / sum) * Logarithm.natural($1 / sum) }
        return Logarithm.exponential(entropy)
    }
}
