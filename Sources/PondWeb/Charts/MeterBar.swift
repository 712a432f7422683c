/// A thin bar of a share, with the healthy range underlined when there is one. Widths are SVG attributes in per cent,
/// so the bar fits any column without a style attribute.
struct MeterBar {
    /// 0 … 1.
    var share: Double
    /// A `fill-…` class.
    var className: String
    /// Where a healthy value would lie, 0 … 1.
    var healthy: ClosedRange<Double>?
    /// The share drawn as the full width; 1 for a share of the whole.
    var full: Double = 1

    func svg() -> String {
        var drawing = Drawing()
        drawing.add("rect", [("class", "track"), ("width", "100%"), ("height", "8"), ("rx", "4")])
        let width = percent(share)
        if width > 0 {
            drawing.add(
                "rect", [("class", className), ("width", "\(width.svg)%"), ("height", "8"), ("rx", "4")])
        }
        if let healthy {
            let from = percent(healthy.lowerBound)
            drawing.add(
                "rect",
                [
                    ("class", "healthy"), ("x", "\(from.svg)%"), ("y", "11"),
                    ("width", "\((percent(healthy.upperBound) - from).svg)%"), ("height", "3"), ("rx", "1.5"),
                ])
        }
        let height = healthy == nil ? 8 : 14
        return "<svg class=\"meter\" height=\"\(height)\" aria-hidden=\"true\">\(drawing.marks)</svg>"
    }

    private func percent(_ value: Double) -> Double {
        min(100, max(0, value / max(full, 0.000_1) * 100))
    }
}
