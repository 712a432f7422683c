import Foundation

/// A place on a canvas; y grows downwards.
struct CanvasPoint: Hashable, Sendable {
    let x: Double
    let y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// Pixels that simple shapes are painted on, one over the other, with smooth edges.
///
/// A shape is a signed distance: negative inside, in pixels. What lies within half a pixel of its edge is mixed.
struct Canvas: Sendable {
    let width: Int
    let height: Int
    /// Red, green and blue of each pixel, row after row.
    private(set) var pixels: [UInt8]

    /// - Parameter colour: `0xRRGGBB`, as everywhere here.
    init(width: Int, height: Int, _ colour: Int) {
        self.width = width
        self.height = height
        let parts = Self.parts(colour)
        pixels = []
        pixels.reserveCapacity(width * height * 3)
        for _ in 0..<width * height { pixels += [UInt8(parts.0), UInt8(parts.1), UInt8(parts.2)] }
    }

    private static func parts(_ colour: Int) -> (Int, Int, Int) {
        (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    }

    /// Mixes a colour in, by how much of each pixel the shape covers.
    private mutating func paint(
        x: ClosedRange<Double>, y: ClosedRange<Double>, _ colour: Int, _ opacity: Double,
        distance: (Double, Double) -> Double
    ) {
        let columns = max(0, Int(x.lowerBound) - 1)..<max(1, min(width, Int(x.upperBound) + 2))
        let rows = max(0, Int(y.lowerBound) - 1)..<max(1, min(height, Int(y.upperBound) + 2))
        let parts = [colour >> 16 & 255, colour >> 8 & 255, colour & 255].map(Double.init)
        for row in rows {
            for column in columns {
                let share = min(1, max(0, 0.5 - distance(Double(column) + 0.5, Double(row) + 0.5))) * opacity
                guard share > 0 else { continue }
                let place = (row * width + column) * 3
                for offset in 0..<3 {
                    let before = Double(pixels[place + offset])
                    pixels[place + offset] = UInt8(before + (parts[offset] - before) * share)
                }
            }
        }
    }

    /// From one colour above to another below.
    mutating func gradient(y: ClosedRange<Double>, _ above: Int, _ below: Int) {
        let (from, to) = (Self.parts(above), Self.parts(below))
        for row in max(0, Int(y.lowerBound))..<min(height, Int(y.upperBound)) {
            let share = (Double(row) - y.lowerBound) / (y.upperBound - y.lowerBound)
            func mixed(_ first: Int, _ second: Int) -> UInt8 { UInt8(Double(first) + Double(second - first) * share) }
            let colour = [mixed(from.0, to.0), mixed(from.1, to.1), mixed(from.2, to.2)]
            for column in 0..<width {
                let place = (row * width + column) * 3
                for offset in 0..<3 { pixels[place + offset] = colour[offset] }
            }
        }
    }

    mutating func ellipse(
        _ centre: CanvasPoint, _ radiusX: Double, _ radiusY: Double, _ colour: Int, opacity: Double = 1
    ) {
        paint(
            x: centre.x - radiusX...centre.x + radiusX, y: centre.y - radiusY...centre.y + radiusY, colour, opacity
        ) { x, y in
            let (away, down) = ((x - centre.x) / radiusX, (y - centre.y) / radiusY)
            return ((away * away + down * down).squareRoot() - 1) * min(radiusX, radiusY)
        }
    }

    mutating func circle(_ centre: CanvasPoint, _ radius: Double, _ colour: Int, opacity: Double = 1) {
        ellipse(centre, radius, radius, colour, opacity: opacity)
    }

    /// Straight lines with round ends, through all the points.
    mutating func line(_ points: [CanvasPoint], width: Double, _ colour: Int, opacity: Double = 1) {
        guard let (x, y) = Self.bounds(points) else { return }
        let reach = width / 2
        let parts = Array(zip(points, points.dropFirst()))
        paint(
            x: x.lowerBound - reach...x.upperBound + reach, y: y.lowerBound - reach...y.upperBound + reach, colour,
            opacity
        ) { x, y in
            var nearest = Double.infinity
            for (from, to) in parts { nearest = min(nearest, Self.distance(x, y, from, to)) }
            return nearest - reach
        }
    }

    mutating func polygon(_ points: [CanvasPoint], _ colour: Int, opacity: Double = 1) {
        guard let (x, y) = Self.bounds(points) else { return }
        let edges = Array(zip(points, points.dropFirst() + points.prefix(1)))
        paint(x: x, y: y, colour, opacity) { x, y in
            var isInside = false
            var nearest = Double.infinity
            for (from, to) in edges {
                nearest = min(nearest, Self.distance(x, y, from, to))
                let crosses = (from.y > y) != (to.y > y)
                if crosses, x < (to.x - from.x) * (y - from.y) / (to.y - from.y) + from.x { isInside.toggle() }
            }
            return isInside ? -nearest : nearest
        }
    }

    private static func bounds(_ points: [CanvasPoint]) -> (ClosedRange<Double>, ClosedRange<Double>)? {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return nil }
        return (left...right, top...bottom)
    }

    private static func distance(_ x: Double, _ y: Double, _ from: CanvasPoint, _ to: CanvasPoint) -> Double {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let length = dx * dx + dy * dy
        let share = length == 0 ? 0 : min(1, max(0, ((x - from.x) * dx + (y - from.y) * dy) / length))
        let (away, down) = (x - from.x - share * dx, y - from.y - share * dy)
        return (away * away + down * down).squareRoot()
    }
}
