/// Who of each cohort came back in each later period: the classical triangle of cohort analysis
/// (N. B. Ryder, "The Cohort as a Concept in the Study of Social Change", 1965).
package struct Retention: Hashable, Sendable {
    /// Members of each cohort, by period of first appearance, empty cohorts included.
    package let sizes: [Int]
    /// `active[cohort][age]`: members seen `age` periods after their first; `active[c][0] == sizes[c]`.
    package let active: [[Int]]

    /// - Parameter appearances: for each person the periods (0 ..< `periodCount`) in which they appeared, any order.
    package init(appearances: [[Int]], periodCount: Int) {
        var sizes = [Int](repeating: 0, count: periodCount)
        var active = (0..<periodCount).map { [Int](repeating: 0, count: periodCount - $0) }
        for periods in appearances {
            guard let first = periods.min(), first >= 0, first < periodCount else { continue }
            sizes[first] += 1
            for period in Set(periods) where period < periodCount { active[first][period - first] += 1 }
        }
        self.sizes = sizes
        self.active = active
    }
}
