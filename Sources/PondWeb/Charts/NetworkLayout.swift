import Foundation

/// Where the circles of a ``NetworkChart`` lie and how the ties between them run.
///
/// Circles stand in two columns with a gutter between, each with a line of words above and below. A tie leaves its
/// circle sideways and turns in the gutter only, so that none can pass behind another circle or through words.
struct NetworkLayout {
    struct Disc {
        var centre: Point
        var radius: Double
        var isLeft: Bool

        /// How many people can be drawn in it without touching.
        var capacity: Int {
            min(NetworkChart.peoplePerCircleMax, max(5, Int(radius * radius / 64)))
        }
    }

    /// A tie from the rim of a disc to the rim of another one.
    struct Route {
        var from: Point
        var to: Point
        /// Where it enters and leaves the gutter.
        var fromTurn: Double
        var toTurn: Double
        /// The x of both control points of the curve in the gutter.
        var bend: Double

        /// As the `d` of an SVG path.
        var path: String {
            "M\(from.x.svg) \(from.y.svg)H\(fromTurn.svg)C\(bend.svg) \(from.y.svg) \(bend.svg) \(to.y.svg) "
                + "\(toTurn.svg) \(to.y.svg)H\(to.x.svg)"
        }
    }

    /// Room for one label above and one below each circle.
    static let labelHeight = 26.0
    /// Of the whole width.
    private static let gutterShare = 0.24
    private static let radiusMin = 22.0
    /// Between the ends of two ties on one rim.
    private static let portGap = 9.0
    private static let goldenAngle = Double.pi * (3 - 5.0.squareRoot())

    let width: Double
    let height: Double
    /// In the order of the circles.
    let discs: [Disc]
    /// Words beside a circle may be as wide as this.
    let columnWidth: Double

    /// Areas follow sizes; all radii shrink together until the taller column is no higher than the picture may be.
    ///
    /// - Parameter ties: how much two circles talk; circles that talk much stand close to each other.
    init(circles: [NetworkChart.Circle], ties: [NetworkChart.Tie] = [], width: Double) {
        self.width = width
        columnWidth = width * (1 - Self.gutterShare) / 2
        let rows = Self.rows(Self.seats(count: circles.count, ties: ties))
        let room = width > 400 ? width : width * 1.55
        let largest = Double(circles.map(\.size).max() ?? 1)
        var biggest = columnWidth / 2
        var radii: [Double] = []
        var tallest = 0.0
        repeat {
            radii = circles.map { max(Self.radiusMin, biggest * (Double($0.size) / max(largest, 1)).squareRoot()) }
            tallest = rows.map { Self.height(of: $0, radii) }.max() ?? 0
            biggest *= 0.95
        } while tallest > room && biggest > Self.radiusMin
        height = tallest
        var discs = radii.map { Disc(centre: Point(x: width / 2, y: 0), radius: $0, isLeft: true) }
        for (column, row) in rows.enumerated() {
            let spare = (tallest - Self.height(of: row, radii)) / Double(row.count)
            var y = spare / 2
            for index in row {
                discs[index].isLeft = column == 0
                discs[index].centre.y = y + Self.labelHeight + radii[index]
                if circles.count > 1 {
                    discs[index].centre.x = column == 0 ? columnWidth / 2 : width - columnWidth / 2
                }
                y += (radii[index] + Self.labelHeight) * 2 + spare
            }
        }
        self.discs = discs
    }

    private static func height(of column: [Int], _ radii: [Double]) -> Double {
        column.reduce(0) { $0 + (radii[$1] + labelHeight) * 2 }
    }

    /// Left column and right column, from the top.
    private static func rows(_ seats: [Int]) -> [[Int]] {
        let columns = [0, 1].map { side in seats.indices.filter { $0 % 2 == side }.map { seats[$0] } }
        return columns.filter { !$0.isEmpty }
    }

    /// Which circle sits where (even seats left, odd seats right, downwards): of all orders the one with the shortest
    /// ties, weighted by how much is said; the first such, so that the picture is the same each time.
    private static func seats(count: Int, ties: [NetworkChart.Tie]) -> [Int] {
        var best = Array(0..<count)
        guard count > 2, count <= NetworkChart.circlesMax else { return best }
        var bestLength = Double.infinity
        var order = best
        func visit(_ depth: Int) {
            guard depth < count else {
                let length = Self.length(of: ties, order)
                if length < bestLength - 0.000_1 { (best, bestLength) = (order, length) }
                return
            }
            for index in depth..<count {
                order.swapAt(depth, index)
                visit(depth + 1)
                order.swapAt(depth, index)
            }
        }
        visit(0)
        return best
    }

    private static func length(of ties: [NetworkChart.Tie], _ order: [Int]) -> Double {
        var seat = Array(repeating: 0, count: order.count)
        for (place, circle) in order.enumerated() { seat[circle] = place }
        return ties.reduce(0) { sum, tie in
            guard seat.indices.contains(tie.from), seat.indices.contains(tie.to) else { return sum }
            let (from, to) = (seat[tie.from], seat[tie.to])
            // A tie within a column has to go round.
            return sum + tie.weight * (Double(abs(from / 2 - to / 2)) + (from % 2 == to % 2 ? 1.5 : 1))
        }
    }

    /// A way for each pair of circles; those that end at one circle are spread over its rim, upper ones to the upper.
    func routes(_ pairs: [(from: Int, to: Int)]) -> [Route] {
        let gutter = (left: columnWidth, right: width - columnWidth)
        return pairs.enumerated().map { index, pair in
            let (from, to) = (discs[pair.from], discs[pair.to])
            let fromTurn = from.isLeft ? gutter.left : gutter.right
            let toTurn = to.isLeft ? gutter.left : gutter.right
            var bend = width / 2
            if from.isLeft == to.isLeft {
                bend = fromTurn + (gutter.right - gutter.left) * (from.isLeft ? 0.8 : -0.8)
            }
            return Route(
                from: port(of: index, at: pair.from, pairs), to: port(of: index, at: pair.to, pairs),
                fromTurn: fromTurn, toTurn: toTurn, bend: bend)
        }
    }

    private func port(of route: Int, at disc: Int, _ pairs: [(from: Int, to: Int)]) -> Point {
        let here = discs[disc]
        let ends = pairs.indices.filter { pairs[$0].from == disc || pairs[$0].to == disc }.sorted {
            let (first, second) = (otherEnd(of: pairs[$0], disc), otherEnd(of: pairs[$1], disc))
            return first.y == second.y ? $0 < $1 : first.y < second.y
        }
        let place = Double(ends.firstIndex(of: route) ?? 0) - Double(ends.count - 1) / 2
        let gap = min(Self.portGap, here.radius * 1.5 / Double(max(ends.count, 1)))
        let rise = place * gap
        let reach = max(0, here.radius * here.radius - rise * rise).squareRoot()
        return Point(x: here.centre.x + (here.isLeft ? reach : -reach), y: here.centre.y + rise)
    }

    private func otherEnd(of pair: (from: Int, to: Int), _ disc: Int) -> Point {
        discs[pair.from == disc ? pair.to : pair.from].centre
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
