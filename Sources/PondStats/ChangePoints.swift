/// Days from which on a daily series runs on another level.
///
/// Binary segmentation (Scott & Knott 1974; Vostrikova 1981): the split with the greatest CUSUM statistic is kept when
/// it is significant, then both sides are searched. A rise that is taken back hides from a look at the whole, so the
/// first and the last two thirds are looked at as well (the idea of Fryzlewicz's wild segmentation, 2014).
/// The series is put on a logarithmic scale and freed of its
/// weekly rhythm first (median of each weekday). Significance comes from permuting whole weeks within the segment
/// (a block bootstrap, Künsch 1989), so that neither the weekly rhythm nor a few days' mood passes for a change.
package struct ChangePoints: Sendable {
    /// Shortest stretch between two changes; also what a series needs on either side.
    package var segmentDaysMin = 14
    package var pValueMax = 0.01
    /// Smaller changes of level are true perhaps, but not worth a mark: ratio of means at least 1 + this.
    package var relativeChangeMin = 0.2
    package var permutations = 499
    package var countMax = 5

    package init() {}

    /// One change.
    package struct Change: Hashable, Sendable {
        /// Position of the first day of the new level.
        package let position: Int
        package let meanBefore: Double
        package let meanAfter: Double
        package let pValue: Double
    }

    private static let weekDays = 7

    /// Changes in order of time; none for series shorter than two segments. Deterministic.
    package func find(in daily: [Double]) -> [Change] {
        guard daily.count >= segmentDaysMin * 2 else { return [] }
        let flat = deseasonalised(daily)
        var bounds = [0, daily.count]
        var pValues: [Int: Double] = [:]
        var waiting = [(0, daily.count)]
        while let (from, until) = waiting.popLast(), pValues.count < countMax {
            let third = (until - from) / 3
            let stretches = [(from, until), (from, until - third), (from + third, until)]
            let found = stretches.lazy.compactMap { stretch in
                significantSplit(flat, from: stretch.0, until: stretch.1)
            }
            guard let (split, pValue) = found.first else { continue }
            bounds.append(split)
            pValues[split] = pValue
            waiting += [(from, split), (split, until)]
        }
        bounds.sort()
        return pValues.keys.sorted().compactMap { split in
            guard let position = bounds.firstIndex(of: split), let pValue = pValues[split] else { return nil }
            let before = Summaries.mean(Array(daily[bounds[position - 1]..<split]))
            let after = Summaries.mean(Array(daily[split..<bounds[position + 1]]))
            let ratio = max(before, after) / max(min(before, after), 1e-9)
            guard ratio >= 1 + relativeChangeMin else { return nil }
            return Change(position: split, meanBefore: before, meanAfter: after, pValue: pValue)
        }
    }

    private func deseasonalised(_ daily: [Double]) -> [Double] {
        let logarithms = daily.map { Logarithm.natural($0 + 1) }
        let medians = (0..<Self.weekDays).map { weekday in
            Summaries.median(
                stride(from: weekday, to: logarithms.count, by: Self.weekDays).map { logarithms[$0] }) ?? 0
        }
        return logarithms.enumerated().map { $0.element - medians[$0.offset % Self.weekDays] }
    }

    private func significantSplit(_ values: [Double], from: Int, until: Int) -> (Int, Double)? {
        guard until - from >= segmentDaysMin * 2 else { return nil }
        let segment = Array(values[from..<until])
        let (split, statistic) = greatest(segment)
        guard statistic > 0 else { return nil }
        var random = SeededRandom(seed: UInt64(from * 100_003 + until))
        var blocks = stride(from: 0, to: segment.count, by: Self.weekDays).map {
            Array(segment[$0..<min($0 + Self.weekDays, segment.count)])
        }
        var atLeast = 1
        for _ in 0..<permutations {
            random.shuffle(&blocks)
            if greatest(blocks.flatMap { $0 }).statistic >= statistic { atLeast += 1 }
        }
        let pValue = Double(atLeast) / Double(permutations + 1)
        return pValue <= pValueMax ? (from + split, pValue) : nil
    }

    /// The split with the greatest difference of means, each weighed by its size.
    private func greatest(_ values: [Double]) -> (split: Int, statistic: Double) {
        let total = values.reduce(0, +)
        let count = Double(values.count)
        var left = 0.0
        var best = (split: 0, statistic: 0.0)
        for split in 1..<values.count {
            left += values[split - 1]
            guard split >= segmentDaysMin, values.count - split >= segmentDaysMin else { continue }
            let before = left / Double(split)
            let after = (total - left) / (count - Double(split))
            let weight = (Double(split) * (count - Double(split)) / count).squareRoot()
            let statistic = abs(after - before) * weight
            if statistic > best.statistic { best = (split, statistic) }
        }
        return best
    }
}
