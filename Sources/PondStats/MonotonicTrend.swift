/// Whether a series rises or falls, without supposing a straight line or normal noise.
///
/// Mann (1945) and Kendall (1975) with the correction for ties; the slope is Sen's (1968): the median of the slopes of
/// all pairs. Outliers hardly move either.
package struct MonotonicTrend: Hashable, Sendable {
    /// Units of the series per step.
    package let slope: Double
    /// Two-sided, normal approximation with continuity correction; 1 below four values.
    package let pValue: Double

    package init(_ values: [Double]) {
        guard values.count >= 4 else {
            (slope, pValue) = (0, 1)
            return
        }
        var score = 0
        var slopes: [Double] = []
        for later in 1..<values.count {
            for earlier in 0..<later {
                let difference = values[later] - values[earlier]
                score += difference > 0 ? 1 : difference < 0 ? -1 : 0
                slopes.append(difference / Double(later - earlier))
            }
        }
        slope = Summaries.median(slopes) ?? 0
        let variance = MonotonicTrend.variance(values)
        guard variance > 0, score != 0 else {
            pValue = 1
            return
        }
        let corrected = Double(score) - (score > 0 ? 1 : -1)
        pValue = Logarithm.twoSided(corrected / variance.squareRoot())
    }

    private static func variance(_ values: [Double]) -> Double {
        func term(_ count: Double) -> Double { count * (count - 1) * (2 * count + 5) }
        var ties: [Double: Double] = [:]
        for value in values { ties[value, default: 0] += 1 }
        let tied = ties.values.sorted().reduce(0) { $0 + term($1) }
        return (term(Double(values.count)) - tied) / 18
    }
}
