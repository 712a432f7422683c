/// Who talks with whom, as circles of people: each circle holds dots for its most influential people, lines between
/// circles are the talk across, and a ring marks those who carry it.
///
/// The picture says structure only; names of the many stay in the ranking and the tables. ``NetworkLayout`` keeps
/// lines, circles and words apart.
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
        /// Above the circle: who leads it, or its number.
        var name: String
        /// Below the circle, before its size: what it talks about; cut where there is no room.
        var topic: String?
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

    /// Strongest ties between people of two circles that make a tie between the circles a gold one.
    static let strongestAcrossMax = 14

    /// Thinner ties, against the thickest, are left out.
    static let tieShareMin = 0.08

    /// As many as there are colours that are told apart; the tables have all.
    static let circlesMax = 6
    static let peoplePerCircleMax = 24
    /// Ends of the `fill-…` and `dot-…` classes, in the order of the circles. Neither the grey of the previous period,
    /// too close to the sixth, nor the red of urgent things.
    static let colours = ["1", "4", "3", "5", "ink", "6"]

    /// Largest first; at most ``circlesMax`` are drawn.
    var circles: [Circle]
    var ties: [Tie]
    /// Heaviest first; drawn where both ends are drawn.
    var strongest: [PersonTie]
    var label: String

    func svg(_ format: ChartFormat) -> String {
        guard !shown.isEmpty else { return "" }
        let layout = layout(format)
        var drawing = Drawing()
        drawTies(&drawing, layout)
        for (index, disc) in layout.discs.enumerated() {
            drawing.circle(at: disc.centre, radius: disc.radius, class: "soft fill-\(Self.colours[index])")
        }
        // Hairlines between dots are only noise on a phone.
        if format == .wide { drawInner(&drawing, layout) }
        for (index, circle) in shown.enumerated() {
            // Nothing hovers on the phones that the narrow drawing is for.
            drawPeople(
                of: circle, &drawing, layout.discs[index], fill: "fill-\(Self.colours[index])",
                isTitled: format == .wide)
        }
        for (circle, disc) in zip(shown, layout.discs) {
            drawLabels(of: circle, &drawing, disc, room: layout.columnWidth)
        }
        return drawing.svg(
            width: layout.width, height: layout.height, class: format.className + " network", label: label)
    }

    /// Three fifths of the column; the ranking stands beside it.
    static let wideWidth = 552.0

    func layout(_ format: ChartFormat) -> NetworkLayout {
        NetworkLayout(circles: shown, ties: ties, width: format == .wide ? Self.wideWidth : format.width)
    }

    private var shown: [Circle] { Array(circles.prefix(Self.circlesMax)) }

    /// Ties between circles that are drawn and thick enough, each with whether strongest ties of people are in it.
    private var drawnTies: [(tie: Tie, isBridge: Bool)] {
        let known = ties.filter { $0.from != $0.to && max($0.from, $0.to) < shown.count }
        let heaviest = known.map(\.weight).max() ?? 1
        let gold = bridged
        return known.map { ($0, gold.contains([$0.from, $0.to])) }
            .filter { $0.isBridge || $0.tie.weight >= heaviest * Self.tieShareMin }
    }

    /// Pairs of circles between which the strongest ties of people run.
    private var bridged: Set<Set<Int>> {
        var homes: [Int: Int] = [:]
        for (index, circle) in shown.enumerated() {
            for person in circle.people { homes[person.id] = index }
        }
        let pairs = strongest.lazy.compactMap { tie -> Set<Int>? in
            guard let first = homes[tie.first], let second = homes[tie.second], first != second else { return nil }
            return [first, second]
        }
        return Set(pairs.prefix(Self.strongestAcrossMax))
    }

    private func drawTies(_ drawing: inout Drawing, _ layout: NetworkLayout) {
        let drawn = drawnTies
        let heaviest = max(drawn.map(\.tie.weight).max() ?? 1, 0.000_1)
        let routes = layout.routes(drawn.map { ($0.tie.from, $0.tie.to) })
        for ((tie, isBridge), route) in zip(drawn, routes) {
            let width = 1 + 4 * (tie.weight / heaviest).squareRoot()
            drawing.add(
                "path", [("class", "tie"), ("d", route.path), ("stroke-width", width.svg)], title: tie.title)
            if isBridge { drawing.add("path", [("class", "bridge"), ("d", route.path)], title: tie.title) }
        }
    }

    /// The strongest ties inside the circles.
    private func drawInner(_ drawing: inout Drawing, _ layout: NetworkLayout) {
        for (circle, disc) in zip(shown, layout.discs) {
            let people = circle.people.prefix(disc.capacity)
            let places = Dictionary(
                zip(people.map(\.id), NetworkLayout.spiral(count: people.count, in: disc))
            ) { first, _ in first }
            let lines = strongest.compactMap { tie -> String? in
                guard let first = places[tie.first], let second = places[tie.second] else { return nil }
                return "M\(first.x.svg) \(first.y.svg)L\(second.x.svg) \(second.y.svg)"
            }
            if !lines.isEmpty { drawing.add("path", [("class", "inner"), ("d", lines.joined())]) }
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

    private func drawLabels(of circle: Circle, _ drawing: inout Drawing, _ disc: NetworkLayout.Disc, room: Double) {
        let above = Point(x: disc.centre.x, y: disc.centre.y - disc.radius - 8)
        let below = Point(x: disc.centre.x, y: disc.centre.y + disc.radius + 18)
        drawing.text(Self.name(of: circle, room: room), at: above, class: "strong", anchor: .middle)
        drawing.link(to: circle.address, label: "\(circle.name) \(circle.caption)") {
            $0.text(Self.caption(of: circle, room: room), at: below, anchor: .middle)
        }
    }

    /// Bold words are a little wider than measured.
    static let boldness = 1.06

    static func name(of circle: Circle, room: Double) -> String {
        TextMeasure.clipped(circle.name, to: room / boldness)
    }

    /// The topic gives way to the size.
    static func caption(of circle: Circle, room: Double) -> String {
        let size = circle.topic == nil ? circle.caption : " · \(circle.caption)"
        let left = room - TextMeasure.width(size)
        guard let topic = circle.topic, left > TextMeasure.fontSize * 3 else { return circle.caption }
        return TextMeasure.clipped(topic, to: left) + size
    }

    /// Whether each person of each circle has a dot.
    func drawsEverybody(_ format: ChartFormat) -> Bool {
        zip(shown, layout(format).discs).allSatisfy { $0.size <= min($1.capacity, $0.people.count) }
    }
}
