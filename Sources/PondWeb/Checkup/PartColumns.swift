/// Puts the parts of a section into two columns so that both end at about the same height.
///
/// The page is written before anybody knows the reader's fonts, so heights are estimates; a line or two off is a
/// ragged foot and no hole.
struct PartColumns {
    /// Widths of a column in a report, in CSS pixels.
    static let half = 452.0
    static let twoFifths = 368.0

    /// Of the column that estimates are made for.
    var width: Double
    var side: [CheckupReportPage.Part] = []
    var main: [CheckupReportPage.Part] = []
    /// Of the picture in ``main``.
    var pictureHeight = 0.0

    /// Each part goes below one of the columns, in its order: of all ways the one with the least difference of heights.
    mutating func fill(with parts: [CheckupReportPage.Part]) {
        let heights = parts.map(height)
        let start = main.map(height).reduce(pictureHeight, +) - side.map(height).reduce(0, +)
        let ways = 0..<(1 << parts.count)
        let best = ways.min { abs(difference(start, heights, way: $0)) < abs(difference(start, heights, way: $1)) }
        for (index, part) in parts.enumerated() {
            if Self.isSide(index, way: best ?? 0) { side.append(part) } else { main.append(part) }
        }
    }

    private static func isSide(_ index: Int, way: Int) -> Bool { way & (1 << index) != 0 }

    private func difference(_ start: Double, _ heights: [Double], way: Int) -> Double {
        heights.enumerated().reduce(start) { $0 + (Self.isSide($1.offset, way: way) ? -$1.element : $1.element) }
    }

    private func height(of part: CheckupReportPage.Part) -> Double {
        var height = part.subheading == nil ? 24.0 : 58
        height += Double(part.ranking?.items.count ?? 0) * 66
        for bar in part.bars?.items ?? [] {
            height += 50 + (bar.hint.map { 5 + 19 * lines($0.text, size: 12) } ?? 0)
        }
        if let legend = part.chart?.legend, !legend.isEmpty {
            height += 24 * lines(legend.map(\.text).joined(separator: "    "), size: 12)
        }
        if let text = part.paragraph?.text { height += 12 + 21 * lines(text, size: 13) }
        return height
    }

    private func lines(_ text: String, size: Double) -> Double {
        (TextMeasure.width(text) * size / TextMeasure.fontSize / width).rounded(.up)
    }
}
