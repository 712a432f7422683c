import Foundation
import Testing

@testable import PondWeb

@Suite("Charts of circles")
struct NetworkChartTests {
    private static let names = ["apokryphos_of_the_pond", "阿泽", "第 3 圈"]

    /// Circles of falling size, each of which talks with each.
    private static func chart(circles: Int, name: String = "阿泽") -> NetworkChart {
        NetworkChart(
            circles: (0..<circles).map { index in
                NetworkChart.Circle(
                    name: name, topic: "lotuspsych…", caption: "\(800 / (index + 1)) people", size: 800 / (index + 1),
                    people: (0..<30).map {
                        .init(id: index * 100 + $0, title: "", weight: 1 / Double($0 + 1), isBridge: $0 == 0)
                    })
            },
            ties: (0..<circles).flatMap { from in
                (from..<circles).map { .init(from: from, to: $0, weight: Double(from + $0 + 1), title: "tie") }
            },
            strongest: [.init(first: 0, second: 1), .init(first: 1, second: 100)], label: "circles")
    }

    @Test(
        "Circles and their words fit the picture and never overlap", arguments: ChartFormat.allCases, [1, 2, 3, 5, 6])
    func fits(format: ChartFormat, circles: Int) {
        for name in Self.names {
            let chart = Self.chart(circles: circles, name: name)
            let layout = chart.layout(format)
            let frames = Self.frames(chart, layout)
            for (index, frame) in frames.enumerated() {
                #expect(frame.x >= -0.5 && frame.maxX <= layout.width + 0.5)
                #expect(frame.y >= -0.5 && frame.maxY <= layout.height + 0.5)
                #expect(!frames.dropFirst(index + 1).contains { $0.overlaps(frame) })
            }
        }
    }

    @Test(
        "A tie runs behind no circle and through no words, and leaves the rim of its own",
        arguments: ChartFormat.allCases, [2, 3, 5, 6])
    func ties(format: ChartFormat, circles: Int) {
        let chart = Self.chart(circles: circles)
        let layout = chart.layout(format)
        let pairs = (0..<circles).flatMap { from in (from + 1..<circles).map { (from: from, to: $0) } }
        let labels = Self.frames(chart, layout).enumerated().filter { $0.offset % 3 > 0 }.map(\.element)
        for (pair, route) in zip(pairs, layout.routes(pairs)) {
            for (point, own) in [(route.from, pair.from), (route.to, pair.to)] {
                let disc = layout.discs[own]
                let distance = hypot(point.x - disc.centre.x, point.y - disc.centre.y)
                #expect(abs(distance - disc.radius) < 0.01)
            }
            for point in Self.points(of: route) {
                #expect(!labels.contains { Self.holds($0, point) })
                for disc in layout.discs {
                    #expect(hypot(point.x - disc.centre.x, point.y - disc.centre.y) > disc.radius - 0.01)
                }
            }
        }
    }

    @Test("Every circle that is drawn has its name, and a topic gives way to a size", arguments: ChartFormat.allCases)
    func names(format: ChartFormat) {
        let svg = Self.chart(circles: 8).svg(format)
        #expect(svg.ranges(of: ">阿泽</text>").count == NetworkChart.circlesMax)
        #expect(svg.ranges(of: " people</text>").count == NetworkChart.circlesMax)
        #expect(svg.contains("class=\"bridge\""))
        #expect(svg == Self.chart(circles: 8).svg(format))
    }

    @Test("The colours of circles are told apart, in light and in dark")
    func colours() throws {
        let tokens = try PageTemplates(folder: "checkup").styleSheet("tokens")
        let themes = tokens.split(separator: "color-scheme:").filter { $0.contains("--c1:") }
        #expect(themes.count == 3)
        for theme in themes {
            let colours = try NetworkChart.colours.map { name in
                try Self.lab(try #require(Self.value(of: name == "ink" ? "fg" : "c\(name)", in: theme)))
            }
            #expect(colours.count == NetworkChart.circlesMax)
            for (index, first) in colours.enumerated() {
                for second in colours.dropFirst(index + 1) {
                    let distance = zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
                    #expect(distance > 20, "\(first) and \(second)")
                }
            }
        }
    }

    /// A disc, the words above and the words below, for each circle.
    private static func frames(_ chart: NetworkChart, _ layout: NetworkLayout) -> [Frame] {
        zip(chart.circles, layout.discs).flatMap { circle, disc in
            let name = NetworkChart.name(of: circle, room: layout.columnWidth)
            let caption = NetworkChart.caption(of: circle, room: layout.columnWidth)
            let top = disc.centre.y - disc.radius
            let bottom = disc.centre.y + disc.radius
            return [
                Frame(x: disc.centre.x - disc.radius, y: top, width: disc.radius * 2, height: disc.radius * 2),
                words(name, factor: NetworkChart.boldness, centre: disc.centre.x, y: top - 19),
                words(caption, factor: 1, centre: disc.centre.x, y: bottom + 7),
            ]
        }
    }

    private static func words(_ text: String, factor: Double, centre: Double, y: Double) -> Frame {
        let width = TextMeasure.width(text) * factor
        return Frame(x: centre - width / 2, y: y, width: width, height: 14)
    }

    /// Along the way: straight, curve, straight.
    private static func points(of route: NetworkLayout.Route) -> [Point] {
        (0...40).flatMap { step -> [Point] in
            let share = Double(step) / 40
            let rest = 1 - share
            let inner = 3 * rest * share
            return [
                Point(x: route.from.x + (route.fromTurn - route.from.x) * share, y: route.from.y),
                Point(
                    x: rest * rest * rest * route.fromTurn + inner * route.bend + share * share * share * route.toTurn,
                    y: rest * rest * (rest + 3 * share) * route.from.y + share * share * (share + 3 * rest) * route.to.y
                ),
                Point(x: route.to.x + (route.toTurn - route.to.x) * share, y: route.to.y),
            ]
        }
    }

    private static func holds(_ frame: Frame, _ point: Point) -> Bool {
        point.x > frame.x && point.x < frame.maxX && point.y > frame.y && point.y < frame.maxY
    }

    private static func value(of token: String, in theme: Substring) -> Substring? {
        theme.range(of: "--\(token): #").map { theme[$0.upperBound...].prefix(6) }
    }

    /// CIE L*a*b* of an sRGB colour (IEC 61966-2-1, D65).
    private static func lab(_ hex: Substring) throws -> [Double] {
        let number = try #require(Int(hex, radix: 16))
        let linear = [16, 8, 0].map { shift -> Double in
            let part = Double(number >> shift & 255) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        let x = 0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]
        let y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        let z = 0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]
        let roots = [x / 0.9505, y, z / 1.089].map { $0 > 0.008856 ? cbrt($0) : 7.787 * $0 + 16 / 116 }
        return [116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])]
    }
}
