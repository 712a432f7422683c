import PondStats
import Testing

@testable import PondWeb

@Suite("Charts")
struct ChartTests {
    @Test(
        "Axes begin at zero, end above the largest value and have at most five hairlines",
        arguments: [0.4, 1, 3, 7, 99, 702, 12_345])
    func axes(largest: Double) {
        let scale = AxisScale(largest: largest)
        #expect(scale.ticks.first == 0)
        #expect(scale.top >= largest)
        #expect(scale.ticks.count <= 6)
    }

    @Test("The ticks of an axis are evenly spread and include the last point", arguments: [1, 2, 5, 13, 52, 520])
    func ticks(count: Int) {
        let indices = LineChartLayout.evenIndices(count: count, room: 8)
        #expect(indices.last == count - 1)
        #expect(indices.count <= 8)
        #expect(Set(zip(indices, indices.dropFirst()).map { $1 - $0 }).count <= 1)
    }

    @Test("Flags never cover each other nor leave the picture", arguments: ChartFormat.allCases)
    func flags(format: ChartFormat) {
        let chart = LineChart(
            data: (0..<12).map { .init(tick: "\($0)/1", title: "\($0)", value: Double($0), label: "\($0)") },
            flags: [0, 1, 11].map { .init(index: $0, words: "9/22 起变冷 · 每周 292 → 243 人", wordsShort: "9/22 起变冷") },
            label: "", axisLabel: { "\(Int($0))" })
        let frames = LineChartLayout(chart: chart, format: format).flags.map(\.frame)
        #expect(frames.count == 3)
        for (index, frame) in frames.enumerated() {
            #expect(frame.x >= 0 && frame.maxX <= format.width)
            #expect(!frames.dropFirst(index + 1).contains { $0.overlaps(frame) })
        }
    }

    @Test("A time that is not over is drawn apart from the line")
    func openLast() {
        var chart = LineChart(
            data: (0..<5).map { .init(tick: "\($0)/1", title: "", value: 10, label: "") }, flags: [], label: "",
            axisLabel: { "\(Int($0))" })
        #expect(!chart.svg(.wide).contains("point-open"))
        chart.isLastOpen = true
        let drawn = chart.svg(.wide)
        #expect(drawn.contains("point-open"))
        let end = LineChartLayout(chart: chart, format: .wide).point(4)
        let line = drawn.firstMatch(of: /<polyline[^>]*class="now"[^>]*>/).map { String($0.output) } ?? ""
        #expect(!line.isEmpty && !line.contains("\(Int(end.x))"), "the line ends with the last whole time: \(line)")
    }

    @Test("The last value's words stand where no line runs, or nowhere", arguments: ChartFormat.allCases)
    func lastLabel(format: ChartFormat) throws {
        var random = SeededRandom(seed: 3)
        var shown = 0
        for _ in 0..<300 {
            let values = (0..<14).map { _ in Double(random.below(30)) }
            let before = (0..<14).map { _ in Double(random.below(30)) }
            let chart = LineChart(
                data: values.map { .init(tick: "1/1", title: "", value: $0, label: "\(Int($0)) 人") }, before: before,
                flags: [], label: "", axisLabel: { "\(Int($0))" })
            let layout = LineChartLayout(chart: chart, format: format)
            let label = LastLabel(chart: chart, layout: layout, datum: try #require(chart.data.last))
            guard let baseline = label.baseline else { continue }
            shown += 1
            let end = layout.point(13)
            let start = end.x - TextMeasure.width(chart.data[13].label) - LastLabel.gap
            #expect(abs(baseline - end.y) <= LastLabel.distanceMax && baseline < layout.y(0))
            for line in [values, before] {
                let points = line.indices.map { (x: layout.point($0).x, y: layout.y(line[$0])) }
                for step in 0...40 {
                    let x = start + (end.x - start) * Double(step) / 40
                    let left = try #require(points.last { $0.x <= x })
                    let right = points.first { $0.x > x } ?? left
                    let share = right.x == left.x ? 0 : (x - left.x) / (right.x - left.x)
                    let y = left.y + (right.y - left.y) * share
                    #expect(y < baseline - 11 || y > baseline + 3)
                }
            }
            #expect(layout.scale.ticks.allSatisfy { layout.y($0) < baseline - 11 || layout.y($0) > baseline + 3 })
        }
        #expect(shown > 150)
    }

    @Test("One point and no point are drawn without trouble")
    func fewPoints() {
        var chart = LineChart(
            data: [.init(tick: "1/1", title: "one", value: 0, label: "0")], flags: [], label: "", axisLabel: { "\($0)" }
        )
        #expect(chart.svg(.wide).contains("<title>one</title>"))
        chart.data = []
        #expect(chart.svg(.narrow).isEmpty)
    }

    @Test("The narrow heat map adds four hours to a cell and prints the sum")
    func heatMap() {
        var counts = Array(repeating: Array(repeating: 0, count: 24), count: 7)
        counts[5][8] = 40
        counts[5][11] = 2
        let map = HeatMap(
            counts: counts, weekdays: ["一", "二", "三", "四", "五", "六", "日"], best: [], label: "",
            title: { "\($0) \($1) \($2) \($3)" }, shortNumber: { "\($0)" })
        #expect(map.svg(.narrow).contains(">42</text>"))
        #expect(map.svg(.wide).contains("<title>5 11 1 2</title>"))
        #expect(HeatMap.step(1, largest: 1000) == 1)
        #expect(HeatMap.step(1000, largest: 1000) == 6)
    }

    @Test("What people wrote is escaped scalar by scalar")
    func escaping() {
        #expect(
            MarkupText.escaped("<a href=\"x\">'&\"\u{301}") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&quot;\u{301}")
        #expect(1.04.svg == "1" && 1.06.svg == "1.1" && Double.nan.svg == "0")
    }

    @Test("Text is clipped to its room")
    func clipping() {
        #expect(TextMeasure.clipped("何以棠", to: 40) == "何以棠")
        #expect(TextMeasure.clipped("何以棠何以棠", to: 40) == "何以…")
    }
}
