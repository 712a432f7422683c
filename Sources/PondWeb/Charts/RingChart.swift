/// Up to three concentric rings of 0 … 100 with a number in the middle: the three indices at a glance.
///
/// A ring without a value is a dashed circle: not zero, but unknown.
struct RingChart {
    struct Ring {
        /// 0 … 100; nil where the export cannot tell.
        var value: Double?
        /// `stroke-1`, `stroke-3` or `stroke-4`.
        var className: String
        var title: String
    }

    var rings: [Ring]
    /// The number in the middle; empty draws none.
    var centre: String
    var label: String

    static let size = 200.0
    private static let radii = [88.0, 69, 50]

    func svg() -> String {
        var drawing = Drawing()
        let middle = Point(x: Self.size / 2, y: Self.size / 2)
        for (ring, radius) in zip(rings, Self.radii) {
            guard let value = ring.value else {
                drawing.circle(at: middle, radius: radius, class: "unknown", title: ring.title)
                continue
            }
            drawing.circle(at: middle, radius: radius, class: "track", title: ring.title)
            let filled = min(100, max(0, value))
            guard filled > 0 else { continue }
            drawing.add(
                "circle",
                [
                    ("class", "ring \(ring.className)"), ("cx", middle.x.svg), ("cy", middle.y.svg), ("r", radius.svg),
                    ("pathLength", "100"), ("stroke-dasharray", "\(filled.svg) 100"),
                    ("transform", "rotate(-90 100 100)"),
                ], title: ring.title)
        }
        if !centre.isEmpty {
            drawing.text(centre, at: Point(x: middle.x, y: middle.y + 11), class: "number", anchor: .middle)
        }
        return drawing.svg(width: Self.size, height: Self.size, class: "chart rings", label: label)
    }
}
