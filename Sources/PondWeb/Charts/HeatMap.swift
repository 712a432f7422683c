/// Seven days by 24 hours (wide), or by six buckets of four hours with the number in the cell (narrow).
///
/// Colour is one hue in six steps of the largest value; cells without any message stay empty. Narrow cells print their
/// number and need no title.
struct HeatMap {
    static let stepCount = 6

    /// `counts[weekday][hour]`, Monday first, 7 × 24.
    var counts: [[Int]]
    /// Seven names, Monday first, short.
    var weekdays: [String]
    /// Cells to outline: the best slots.
    var best: [(weekday: Int, hour: Int)]
    var label: String
    /// Words for the hover of a cell: weekday, first hour, hours, count.
    var title: (Int, Int, Int, Int) -> String
    /// Where the people of a cell are: weekday, first hour, hours.
    var address: ((Int, Int, Int) -> String?)?
    /// A count short enough for a cell of 48 px.
    var shortNumber: (Int) -> String

    func svg(_ format: ChartFormat) -> String {
        switch format {
        case .wide: draw(format, hoursPerCell: 1, rowHeight: 27)
        case .narrow: draw(format, hoursPerCell: 4, rowHeight: 36)
        }
    }

    private func draw(_ format: ChartFormat, hoursPerCell: Int, rowHeight: Double) -> String {
        let cells = counts.map { row in
            stride(from: 0, to: row.count, by: hoursPerCell).map { start in
                row[start..<min(start + hoursPerCell, row.count)].reduce(0, +)
            }
        }
        let largest = cells.flatMap { $0 }.max() ?? 0
        let left = (weekdays.map(TextMeasure.width).max() ?? 30) + 10
        let cellWidth = (format.width - left) / Double(24 / hoursPerCell)
        var drawing = Drawing()
        let floor = Frame(x: left, y: 0, width: format.width - left, height: rowHeight * 7)
        drawing.rectangle(floor, class: "floor", radius: 4)
        for (weekday, row) in cells.enumerated() {
            let y = Double(weekday) * rowHeight
            drawing.text(weekdays[weekday], at: Point(x: 0, y: y + rowHeight / 2 + 4))
            for (column, count) in row.enumerated() where count > 0 {
                let frame = Frame(
                    x: left + Double(column) * cellWidth + 1, y: y + 1, width: cellWidth - 2, height: rowHeight - 2)
                let step = Self.step(count, largest: largest)
                let hour = column * hoursPerCell
                let words = title(weekday, hour, hoursPerCell, count)
                drawing.link(to: address?(weekday, hour, hoursPerCell) ?? nil, label: words) { drawing in
                    drawing.rectangle(
                        frame, class: "cell step-\(step)", radius: 3, title: format == .wide ? words : nil)
                    guard cellWidth >= 40 else { return }
                    drawing.text(
                        shortNumber(count), at: Point(x: frame.x + frame.width / 2, y: y + rowHeight / 2 + 4),
                        class: step >= 5 ? "on-dark" : "on-light", anchor: .middle)
                }
            }
        }
        drawBest(&drawing, hoursPerCell: hoursPerCell, left: left, cellWidth: cellWidth, rowHeight: rowHeight)
        drawHours(&drawing, hoursPerCell: hoursPerCell, left: left, cellWidth: cellWidth, y: rowHeight * 7 + 18)
        return drawing.svg(
            width: format.width, height: rowHeight * 7 + 24, class: format.className + " heat", label: label)
    }

    private func drawBest(
        _ drawing: inout Drawing, hoursPerCell: Int, left: Double, cellWidth: Double, rowHeight: Double
    ) {
        for slot in best {
            let column = Double(slot.hour / hoursPerCell)
            let frame = Frame(
                x: left + column * cellWidth + 1, y: Double(slot.weekday) * rowHeight + 1, width: cellWidth - 2,
                height: rowHeight - 2)
            drawing.rectangle(frame, class: "best", radius: 3)
        }
    }

    private func drawHours(_ drawing: inout Drawing, hoursPerCell: Int, left: Double, cellWidth: Double, y: Double) {
        let step = hoursPerCell == 1 ? 3 : hoursPerCell
        for hour in stride(from: 0, to: 24, by: step) {
            let x = left + Double(hour / hoursPerCell) * cellWidth + cellWidth / 2
            let words = hoursPerCell == 1 ? "\(hour)" : "\(hour)–\(hour + hoursPerCell)"
            drawing.text(words, at: Point(x: x, y: y), anchor: .middle)
        }
    }

    /// 1 … 6, linear in the largest count.
    static func step(_ count: Int, largest: Int) -> Int {
        guard largest > 0 else { return 1 }
        return min(stepCount, max(1, Int((Double(count) / Double(largest) * Double(stepCount)).rounded(.up))))
    }
}
