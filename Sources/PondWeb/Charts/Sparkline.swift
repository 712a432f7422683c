/// A course without axes, 96 by 32, the last point marked; zero is the bottom.
struct Sparkline {
    var values: [Double]

    /// Empty for fewer than two values: a point is no course.
    func svg() -> String {
        guard values.count > 1, let largest = values.max() else { return "" }
        let points = values.enumerated().map { index, value in
            Point(
                x: 2 + 90 * Double(index) / Double(values.count - 1),
                y: 28 - 24 * (largest > 0 ? max(0, value) / largest : 0))
        }
        var drawing = Drawing()
        drawing.path(
            through: [Point(x: 2, y: 32)] + points + [Point(x: 92, y: 32)], class: "a", closed: true)
        drawing.path(through: points, class: "l")
        if let last = points.last { drawing.circle(at: last, radius: 3.5, class: "p") }
        return "<svg class=\"spark\" viewBox=\"0 0 96 32\" aria-hidden=\"true\">\(drawing.marks)</svg>"
    }
}
