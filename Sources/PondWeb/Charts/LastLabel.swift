/// Finds room for the words of a line chart's last value, left of its point, where no line runs through them.
struct LastLabel {
    /// Between the words and the point.
    static let gap = 4.0
    /// Words further from the point would seem another point's.
    static let distanceMax = 44.0
    private static let ascent = 11.0
    private static let descent = 3.0
    private static let clearance = 4.0
    private static let gridClearance = 1.0

    let chart: LineChart
    let layout: LineChartLayout
    let datum: LineChart.Datum

    private var point: Point { layout.point(chart.data.count - 1) }
    private var start: Double { point.x - TextMeasure.width(datum.label) - 2 * Self.gap }

    /// Where the words stand; nil where there is no room near the point.
    var baseline: Double? {
        let taken = taken
        let candidates = taken.flatMap { [$0.lowerBound - Self.descent - 0.5, $0.upperBound + Self.ascent + 0.5] }
        return candidates.filter { isFree($0, taken) && abs($0 - point.y) <= Self.distanceMax }
            .min { abs($0 - point.y) < abs($1 - point.y) }
    }

    private func isFree(_ baseline: Double, _ taken: [ClosedRange<Double>]) -> Bool {
        let (top, bottom) = (baseline - Self.ascent, baseline + Self.descent)
        guard top >= 0, bottom <= layout.y(0) - Self.gridClearance else { return false }
        return taken.allSatisfy { bottom < $0.lowerBound || top > $0.upperBound }
    }

    /// The heights at which some line runs beside the point, over the width of the words.
    private var taken: [ClosedRange<Double>] {
        let now = chart.whole.filter { !chart.data[$0].isMissing }.map { layout.point($0) }
        let isCompared = chart.before.count == chart.data.count
        let before =
            isCompared
            ? chart.before.indices.map { Point(x: layout.point($0).x, y: layout.y(chart.before[$0])) } : []
        let trend = chart.trend.map { trend in
            [(trend.from, trend.start), (trend.until, trend.end)].map {
                Point(x: layout.point($0.0).x, y: layout.y(max(0, $0.1)))
            }
        }
        let lines = [now, before, trend ?? []].compactMap { heights($0) }.map { range in
            (range.lowerBound - Self.clearance)...(range.upperBound + Self.clearance)
        }
        let grid = layout.scale.ticks.map { tick in
            (layout.y(tick) - Self.gridClearance)...(layout.y(tick) + Self.gridClearance)
        }
        let marks = layout.flags.filter { start < layout.point($0.index).x }.map { $0.frame.y...layout.y(0) }
        return lines + grid + marks
    }

    /// From the lowest to the highest point of a line from `start` on, where it is also met between two points.
    private func heights(_ line: [Point]) -> ClosedRange<Double>? {
        var heights = line.filter { $0.x >= start }.map(\.y)
        if let (left, right) = zip(line, line.dropFirst()).first(where: { $0.x < start && $1.x >= start }) {
            heights.append(left.y + (right.y - left.y) * (start - left.x) / (right.x - left.x))
        }
        guard let least = heights.min(), let most = heights.max() else { return nil }
        return least...most
    }
}
