/// Five segments, the first `severity + 1` filled: one for "looked at, nothing", five for grave.
struct SeverityBar {
    private static let segments = 5

    /// 0 … 4.
    var severity: Int

    func svg() -> String {
        var drawing = Drawing()
        let filled =
            switch severity {
            case ..<2: "fill-good"
            case 2: "fill-warn"
            default: "fill-koi"
            }
        for index in 0..<Self.segments {
            drawing.rectangle(
                Frame(x: Double(index) * 24.5, y: 0, width: 22, height: 6), class: index <= severity ? filled : "off",
                radius: 1.5)
        }
        return "<svg viewBox=\"0 0 120 6\" width=\"120\" height=\"6\" aria-hidden=\"true\">\(drawing.marks)</svg>"
    }
}
