/// The two drawings of each chart. Which one is seen is decided by the style sheet.
enum ChartFormat: CaseIterable {
    case wide
    case narrow

    /// Width of the viewBox: the column's width in CSS pixels, so that 12 px of text are 12 px.
    var width: Double {
        switch self {
        case .wide: 940
        case .narrow: 350
        }
    }

    var className: String {
        switch self {
        case .wide: "chart chart-wide"
        case .narrow: "chart chart-narrow"
        }
    }
}
