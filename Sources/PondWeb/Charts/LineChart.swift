/// A line over time with its area, change points and the last value labelled: people or messages per week.
///
/// The baseline is zero. Each point carries a `<title>`; the same numbers stand in the table below the chart.
struct LineChart {
    /// One point in time, already worded.
    struct Datum {
        /// Under the axis, short: `9/22`.
        var tick: String
        /// On hover, in full.
        var title: String
        var value: Double
        /// Nothing is known of this time: the line breaks off.
        var isMissing = false
        /// The value in words, for the label of the last point.
        var label: String
        /// Where the people behind it are; nil leads nowhere.
        var address: String?
    }

    /// A moment when the level changed, flagged with what happened.
    struct Flag {
        /// Index of the datum from which the new level holds.
        var index: Int
        /// For the wide drawing.
        var words: String
        /// For the narrow drawing.
        var wordsShort: String
    }

    /// A straight line through the data, from one datum to another.
    struct TrendLine {
        var from: Int
        var until: Int
        var start: Double
        var end: Double
    }

    static let flagsMax = 3
    /// Above this many points nobody can aim at one; the table has the numbers.
    static let hitsMax = 92
    /// On phones a finger needs more room.
    static let narrowHitsMax = 15

    var data: [Datum]
    /// The same time before, dashed; as many values as `data`, or none.
    var before: [Double] = []
    var flags: [Flag]
    var trend: TrendLine?
    /// The last datum is of a time that is not over: it is drawn apart, so that it does not look like a fall.
    var isLastOpen = false
    /// Of the wide drawing, where it does not have the whole column.
    var wideWidth = ChartFormat.wide.width
    /// What the chart shows, for screen readers.
    var label: String
    /// Formats a value on the axis.
    var axisLabel: (Double) -> String

    /// Those that the line goes through.
    var whole: Range<Int> { isLastOpen ? data.indices.dropLast() : data.indices }

    func svg(_ format: ChartFormat) -> String {
        guard !data.isEmpty else { return "" }
        let layout = LineChartLayout(chart: self, format: format)
        var drawing = Drawing()
        drawGrid(&drawing, layout)
        drawBefore(&drawing, layout)
        drawLine(&drawing, layout)
        drawTrend(&drawing, layout)
        drawFlags(&drawing, layout)
        drawTicks(&drawing, layout)
        drawLast(&drawing, layout)
        drawHits(&drawing, layout)
        return drawing.svg(width: layout.width, height: layout.height, class: format.className, label: label)
    }

    /// Narrow drawings are for phones, where nothing hovers: there only links are worth it.
    private func drawHits(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        let isNarrow = layout.format == .narrow
        guard data.count <= (isNarrow ? Self.narrowHitsMax : Self.hitsMax) else { return }
        for (index, datum) in data.enumerated() where !isNarrow || datum.address != nil {
            drawing.link(to: datum.address, label: datum.title) {
                $0.rectangle(layout.hitFrame(index), class: "hit", title: datum.title)
            }
        }
    }

    private func drawGrid(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        for tick in layout.scale.ticks {
            let y = layout.y(tick)
            drawing.line(
                from: Point(x: layout.left, y: y), to: Point(x: layout.right, y: y), class: tick == 0 ? "base" : "grid")
            drawing.text(axisLabel(tick), at: Point(x: layout.left - 8, y: y + 4), anchor: .end)
        }
    }

    private func drawLine(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        let base = layout.y(0)
        for run in whole.split(whereSeparator: { data[$0].isMissing }) {
            let points = run.map { layout.point($0) }
            guard let first = points.first, let last = points.last, points.count > 1 else { continue }
            drawing.path(
                through: [Point(x: first.x, y: base)] + points + [Point(x: last.x, y: base)], class: "area",
                closed: true)
            drawing.path(through: points, class: "now")
        }
    }

    private func drawBefore(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        guard before.count == data.count, before.count > 1 else { return }
        drawing.path(
            through: before.indices.map { Point(x: layout.point($0).x, y: layout.y(before[$0])) }, class: "was")
    }

    private func drawTrend(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        guard let trend, data.indices.contains(trend.from), data.indices.contains(trend.until) else { return }
        let (from, until) = (layout.point(trend.from).x, layout.point(trend.until).x)
        drawing.line(
            from: Point(x: from, y: layout.y(max(0, trend.start))), to: Point(x: until, y: layout.y(max(0, trend.end))),
            class: "trend")
    }

    private func drawFlags(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        for flag in layout.flags {
            let x = layout.point(flag.index).x
            drawing.line(from: Point(x: x, y: flag.frame.y), to: Point(x: x, y: layout.y(0)), class: "mark")
        }
        for flag in layout.flags {
            let frame = flag.frame
            drawing.rectangle(frame, class: "flag", radius: 4)
            drawing.text(
                flag.words, at: Point(x: frame.x + frame.width / 2, y: frame.y + 15.5), class: "flag-text",
                anchor: .middle)
            drawing.circle(at: layout.point(flag.index), radius: 4, class: "point")
        }
    }

    private func drawTicks(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        for index in layout.tickIndices {
            let isLast = index == data.count - 1
            let x = layout.point(index).x
            let half = TextMeasure.width(data[index].tick) / 2
            let shifted = min(max(x, half), layout.width - half)
            drawing.text(
                data[index].tick, at: Point(x: shifted, y: layout.height - 6), class: isLast ? "strong" : nil,
                anchor: .middle)
        }
    }

    private func drawLast(_ drawing: inout Drawing, _ layout: LineChartLayout) {
        guard let datum = data.last else { return }
        let point = layout.point(data.count - 1)
        drawing.circle(at: point, radius: 4.5, class: isLastOpen ? "point point-open" : "point")
        guard let baseline = LastLabel(chart: self, layout: layout, datum: datum).baseline else { return }
        drawing.text(
            datum.label, at: Point(x: point.x - LastLabel.gap, y: baseline), class: "strong", anchor: .end)
    }
}

/// Where the parts of one drawing of a ``LineChart`` fall.
struct LineChartLayout {
    /// A flag in its place above the line.
    struct PlacedFlag {
        var index: Int
        var words: String
        var frame: Frame
    }

    private static let flagHeight = 22.0
    private static let flagRowHeight = 26.0
    private static let ticksHeight = 26.0

    let format: ChartFormat
    let width: Double
    let scale: AxisScale
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    let height: Double
    let values: [Double]
    let tickIndices: [Int]
    let flags: [PlacedFlag]

    init(chart: LineChart, format: ChartFormat) {
        self.format = format
        values = chart.data.map(\.value)
        scale = AxisScale(
            largest: max(values.max() ?? 0, chart.before.max() ?? 0, chart.trend.map { max($0.start, $0.end) } ?? 0))
        let axisWidth = scale.ticks.map { TextMeasure.width(chart.axisLabel($0)) }.max() ?? 0
        let left = max(28, axisWidth + 12)
        width = format == .wide ? chart.wideWidth : format.width
        let right = width - 10
        self.left = left
        self.right = right
        let count = values.count
        flags = Self.place(chart.flags, format: format, left: left, right: right) { index in
            count > 1 ? left + (right - left) * Double(index) / Double(count - 1) : (left + right) / 2
        }
        top = max(12, (flags.map(\.frame.maxY).max() ?? 0) + 12)
        bottom = top + (format == .wide ? 190 : 168)
        height = bottom + Self.ticksHeight
        let tickWidth = (chart.data.map { TextMeasure.width($0.tick) }.max() ?? 40) + 16
        let room = Int((right - left) / max(tickWidth, 1))
        tickIndices = Self.evenIndices(count: values.count, room: min(room, format == .wide ? 8 : 4))
    }

    /// Each flag left of its line, or right of it near the axis; one row lower where it would cover another.
    private static func place(
        _ flags: [LineChart.Flag], format: ChartFormat, left: Double, right: Double, x: (Int) -> Double
    ) -> [PlacedFlag] {
        var placed: [PlacedFlag] = []
        for flag in flags.prefix(LineChart.flagsMax) {
            let words = TextMeasure.clipped(
                format == .wide ? flag.words : flag.wordsShort, to: (right - left) * 0.7)
            let width = TextMeasure.width(words) + 16
            let mark = x(flag.index)
            var frame = Frame(x: mark - width - 6, y: 2, width: width, height: flagHeight)
            if frame.x < left { frame.x = max(left, min(mark + 6, right - width)) }
            while placed.contains(where: { $0.frame.overlaps(frame) }) { frame.y += flagRowHeight }
            placed.append(PlacedFlag(index: flag.index, words: words, frame: frame))
        }
        return placed
    }

    /// Up to `room` indices that always hold the last one and are equally far apart.
    static func evenIndices(count: Int, room: Int) -> [Int] {
        guard count > 0 else { return [] }
        guard count > 1, room > 1 else { return [count - 1] }
        let stride = max(1, Int((Double(count - 1) / Double(room - 1)).rounded(.up)))
        return Swift.stride(from: count - 1, through: 0, by: -stride).reversed()
    }

    func y(_ value: Double) -> Double {
        bottom - (bottom - top) * value / scale.top
    }

    func point(_ index: Int) -> Point {
        guard values.count > 1 else { return Point(x: (left + right) / 2, y: y(values[index])) }
        return Point(x: left + (right - left) * Double(index) / Double(values.count - 1), y: y(values[index]))
    }

    func hitFrame(_ index: Int) -> Frame {
        let half = values.count > 1 ? (right - left) / Double(values.count - 1) / 2 : (right - left) / 2
        let x = point(index).x
        let start = max(left, x - half)
        return Frame(x: start, y: top, width: min(right, x + half) - start, height: bottom - top)
    }
}
