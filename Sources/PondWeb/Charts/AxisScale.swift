import Foundation

/// A vertical axis from zero in round steps, with at most five hairlines above the baseline.
struct AxisScale: Equatable {
    static let linesMax = 4

    let step: Double
    let top: Double

    /// - Parameter largest: the largest value to show; zero or less gives an axis from 0 to 1.
    init(largest: Double) {
        guard largest > 0, largest.isFinite else {
            step = 1
            top = 1
            return
        }
        let rough = largest / Double(Self.linesMax)
        let magnitude = pow(10, floor(log10(rough)))
        let steps = [1, 2, 2.5, 5, 10].map { $0 * magnitude }
        let fitting = steps.first { $0 >= rough * 0.999 } ?? 10 * magnitude
        step = max(1, fitting)
        top = step * (largest / step).rounded(.up)
    }

    /// 0, step, 2·step … top.
    var ticks: [Double] {
        stride(from: 0, through: top + step / 2, by: step).map { $0 }
    }
}
