import Foundation
import PondCore

/// A line on the terminal that says how far a file is read, how fast, and how long it will take. Silent where standard
/// error is no terminal.
final class ProgressBar: Sendable {
    private struct State: Sendable {
        var records = 0
        var drawnAt: ContinuousClock.Instant?
        var isDrawn = false
    }

    private static let redrawAfter: Duration = .milliseconds(100)
    private static let cellCount = 24

    private let label: String
    private let started = ContinuousClock.now
    private let state = Locked(State())
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(_ label: String) {
        self.label = label
    }

    func count() {
        state.withLock { $0.records += 1 }
    }

    func update(_ bytesRead: Int64, _ bytesTotal: Int64) {
        guard isTerminal, bytesTotal > 0 else { return }
        let now = ContinuousClock.now
        let records: Int? = state.withLock { state in
            if let drawnAt = state.drawnAt, now - drawnAt < Self.redrawAfter { return nil }
            state.drawnAt = now
            state.isDrawn = true
            return state.records
        }
        guard let records else { return }
        let share = min(1, Double(bytesRead) / Double(bytesTotal))
        let seconds = (now - started) / .seconds(1)
        let full = Int(share * Double(Self.cellCount))
        let cells = String(repeating: "█", count: full) + String(repeating: "░", count: Self.cellCount - full)
        let rate = Int(Double(records) / max(seconds, 0.001))
        let left = share > 0.01 ? "\(Int(seconds / share - seconds) + 1) s left" : "…"
        write("\r\u{1B}[2K\(label) \(cells) \(Int(share * 100)) % · \(rate) lines/s · \(left)")
    }

    /// Takes the line away.
    func clear() {
        if state.withLock({ $0.isDrawn }) { write("\r\u{1B}[2K") }
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
