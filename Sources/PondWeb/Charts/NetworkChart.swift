import Foundation

/// Who talks with whom, as circles of people: each circle holds dots for its most influential people, lines between
/// circles are the talk across, and a ring marks those who carry it.
///
/// The picture says structure only; names of the many stay in the ranking and the tables. Labels sit outside the
/// circles in boxes of their own, which are packed so that no two can overlap.
struct NetworkChart {
    struct Person {
        /// What ``PersonTie`` refers to.
        var id: Int
        var title: String
        /// 0 … 1, relative to the most influential person drawn.
        var weight: Double
        var isBridge: Bool
        /// Their page; nil leads nowhere.
        var address: String?
    }

    struct Circle {
        /// Above the circle: who leads it.
        var leader: String
        /// Below the circle: its size.
        var caption: String
        /// All its people, those drawn and those not.
        var size: Int
        /// Where all its people are listed; nil leads nowhere.
        var address: String?
        /// The most influential first; at most ``NetworkChart/peoplePerCircleMax`` are drawn.
        var people: [Person]
    }

    /// Talk between two circles, as indices into ``circles``.
    struct Tie {
        var from: Int
        var to: Int
        var weight: Double
        var title: String
    }

    /// One of the strongest ties, between two people of ``circles``.
    struct PersonTie {
        var first: Int
        var second: Int
    }

    /// Lines between circles beyond these would hide the picture.
    static let strongestAcrossMax = 14

    /// Thinner ties, against the thickest, are left out.
    static let tieShareMin = 0.08

    static let circlesMax = 8
    static let peoplePerCircleMax = 24
    private static let fills = ["fill-1", "fill-4", "fill-3", "fill-5", "fill-6", "fill-2"]

    /// Largest first; at most ``circlesMax`` are drawn.
    var circles: [Circle]
    var ties: [Tie]
    /// Heaviest first; drawn where both ends are drawn.
    var strongest: [PersonTie]
    var label: String

    func svg(_ format: ChartFormat) -> String {
        let shown = Array(circles.prefix(Self.circlesMax))
        guard !shown.isEmpty else { return "" }
        let layout = NetworkLayout(circles: shown, width: format == .wide ? Self.wideWidth : format.width)
        var drawing = Drawing()
        drawTies(&drawing, layout)
        for (index, disc) in layout.discs.enumerated() {
            drawing.circle(at: disc.centre, radius: disc.radius, class: "paper")
            drawing.circle(
                at: disc.centre, radius: disc.radius, class: "soft \(Self.fills[index % Self.fills.count])")
        }
        drawStrongest(&drawing, shown, layout)
        for (index, circle) in shown.enumerated() {
            let fill = Self.fills[index % Self.fills.count]
            // Nothing hovers on the phones that the narrow drawing is for.
            drawPeople(of: circle, &drawing, layout.discs[index], fill: fill, isTitled: format == .wide)
        }
        for (circle, disc) in zip(shown, layout.discs) {
            drawLabels(of: circle, &drawing, disc)
        }
        return drawing.svg(
            width: layout.width, height: layout.height, class: format.className + " network", label: label)
    }

    /// Two thirds of the column; the ranking stands beside it.
    static let wideWidth = 610.0

    private func drawTies(_ drawing: inout Drawing, _ layout: NetworkLayout) {
        let drawn = ties.filter {
            $0.from != $0.to && layout.discs.indices.contains($0.from) && layout.discs.indices.contains($0.to)
        }
        let heaviest = drawn.map(\.weight).max() ?? 1
        for tie in drawn where tie.weight >= heaviest * Self.tieShareMin {
            let width = 1 + 5 * (tie.weight / max(heaviest, 0.000_1)).squareRoot()
            let from = layout.discs[tie.from].centre
            let to = layout.discs[tie.to].centre
            drawing.add(
                "line",
                [
                    ("class", "tie"), ("x1", from.x.svg), ("y1", from.y.svg), ("x2", to.x.svg), ("y2", to.y.svg),
                    ("stroke-width", width.svg),
                ], title: tie.title)
        }
    }

    private func drawStrongest(_ drawing: inout Drawing, _ shown: [Circle], _ layout: NetworkLayout) {
        var places: [Int: (point: Point, circle: Int)] = [:]
        for (index, circle) in shown.enumerated() {
            let people = circle.people.prefix(layout.discs[index].capacity)
            for (person, place) in zip(people, NetworkLayout.spiral(count: people.count, in: layout.discs[index])) {
                places[person.id] = (place, index)
            }
        }
        var across = 0
        for tie in strongest {
            guard let first = places[tie.first], let second = places[tie.second] else { continue }
            if first.circle != second.circle { across += 1 }
            if first.circle != second.circle, across > Self.strongestAcrossMax { continue }
            drawing.line(
                from: first.point, to: second.point, class: first.circle == second.circle ? "inner" : "bridge")
        }
    }

    private func drawPeople(
        of circle: Circle, _ drawing: inout Drawing, _ disc: NetworkLayout.Disc, fill: String, isTitled: Bool
    ) {
        let people = Array(circle.people.prefix(disc.capacity))
        let places = NetworkLayout.spiral(count: people.count, in: disc)
        let spacing = disc.radius * 1.6 / Double(max(people.count, 1)).squareRoot()
        drawing.group(class: "person \(fill)") { drawing in
            for (person, place) in zip(people, places).reversed() {
                let radius = min(spacing * 0.5, 3 + 10 * person.weight.squareRoot())
                drawing.link(to: person.address, label: person.title) { drawing in
                    if person.isBridge { drawing.circle(at: place, radius: radius + 3, class: "bridge-ring") }
                    drawing.circle(at: place, radius: radius, class: nil, title: isTitled ? person.title : nil)
                }
            }
        }
    }

    private func drawLabels(of circle: Circle, _ drawing: inout Drawing, _ disc: NetworkLayout.Disc) {
        let above = Point(x: disc.centre.x, y: disc.centre.y - disc.radius - 8)
        let below = Point(x: disc.centre.x, y: disc.centre.y + disc.radius + 18)
        for (label, point) in [(circle.leader, above), (circle.caption, below)] where !label.isEmpty {
            drawing.rectangle(Self.gap(for: label, at: point), class: "paper", radius: 3)
        }
        drawing.text(circle.leader, at: above, class: "strong", anchor: .middle)
        drawing.link(to: circle.address, label: "\(circle.leader) \(circle.caption)") {
            $0.text(circle.caption, at: below, anchor: .middle)
        }
    }

    /// Paper behind a label: a tie that passes there is interrupted instead of striking the words through.
    private static func gap(for label: String, at point: Point) -> Frame {
        let width = TextMeasure.width(label) * 1.06 + 8
        return Frame(x: point.x - width / 2, y: point.y - 13, width: width, height: 18)
    }

    /// Whether each person of each circle has a dot.
    func drawsEverybody(_ format: ChartFormat) -> Bool {
        let shown = Array(circles.prefix(Self.circlesMax))
        let layout = NetworkLayout(circles: shown, width: format == .wide ? Self.wideWidth : format.width)
        return zip(shown, layout.discs).allSatisfy { $0.size <= min($1.capacity, $0.people.count) }
    }
}

/// Where the circles of a ``NetworkChart`` lie.
struct NetworkLayout {
    struct Disc {
        var centre: Point
        var radius: Double

        /// How many people can be drawn in it without touching.
        var capacity: Int {
            min(NetworkChart.peoplePerCircleMax, max(5, Int(radius * radius / 64)))
        }
    }

    /// Room for one label above and one below each circle.
    private static let labelHeight = 26.0
    private static let radiusMin = 22.0
    private static let roundsMax = 32
    private static let goldenAngle = Double.pi * (3 - 5.0.squareRoot())

    let width: Double
    let height: Double
    let discs: [Disc]

    /// Areas follow sizes; all radii shrink together, and the arrangement grows taller,
    /// until the whole is no wider than `width`.
    init(circles: [NetworkChart.Circle], width: Double) {
        self.width = width
        let largest = Double(circles.map(\.size).max() ?? 1)
        var biggest = min(140, width / 3)
        var placed: (discs: [Disc], width: Double, height: Double) = ([], 0, 0)
        var aspect = width > 400 ? 0.62 : 1.25
        for _ in 0..<Self.roundsMax {
            let radii = circles.map { max(Self.radiusMin, biggest * (Double($0.size) / max(largest, 1)).squareRoot()) }
            placed = Self.place(circles, radii: radii, aspect: aspect)
            if placed.width <= width { break }
            biggest *= 0.93
            aspect *= 1.1
        }
        let shift = max(0, (width - placed.width) / 2)
        discs = placed.discs.map { Disc(centre: Point(x: $0.centre.x + shift, y: $0.centre.y), radius: $0.radius) }
        height = placed.height
    }

    private static func place(
        _ circles: [NetworkChart.Circle], radii: [Double], aspect: Double
    ) -> (discs: [Disc], width: Double, height: Double) {
        let boxes = zip(circles, radii).map { circle, radius in
            let words = max(TextMeasure.width(circle.leader) * 1.06, TextMeasure.width(circle.caption))
            return BoxPacking.Box(width: max(radius * 2, words), height: radius * 2 + labelHeight * 2)
        }
        let centres = BoxPacking(aspect: aspect, gap: 6).centres(boxes)
        let discs = zip(centres, radii).map { Disc(centre: $0, radius: $1) }
        let width = zip(centres, boxes).map { $0.x + $1.width / 2 }.max() ?? 0
        let height = zip(centres, boxes).map { $0.y + $1.height / 2 }.max() ?? 0
        return (discs, width, height)
    }

    /// Evenly spread places in a disc, the first in the middle (sunflower arrangement, Vogel 1979).
    static func spiral(count: Int, in disc: Disc) -> [Point] {
        guard count > 1 else { return count == 1 ? [disc.centre] : [] }
        return (0..<count).map { index in
            let distance = disc.radius * 0.84 * ((Double(index) + 0.25) / Double(count)).squareRoot()
            let angle = Double(index) * goldenAngle
            return Point(x: disc.centre.x + cos(angle) * distance, y: disc.centre.y + sin(angle) * distance)
        }
    }
}
