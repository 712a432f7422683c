import Foundation
import PondCore
import PondWeb

/// A line on the terminal that says how far something is, how fast, and how long it will take. Silent where standard
/// error is no terminal.
final class ProgressBar: Sendable {
    private struct State: Sendable {
        var lines = 0
        var drawnAt: ContinuousClock.Instant?
        var isDrawn = false
    }

    private static let redrawAfter: Duration = .milliseconds(100)
    private static let cellCount = 24

    private let label: String
    private let terminal: Terminal
    private let started = ContinuousClock.now
    private let state = Locked(State())
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(_ label: String, _ terminal: Terminal) {
        self.label = label
        self.terminal = terminal
    }

    func count() {
        state.withLock { $0.lines += 1 }
    }

    func count(_ lines: Int, of total: Int) {
        state.withLock { $0.lines = lines }
        update(Int64(lines), Int64(total))
    }

    /// - Parameters: of whatever unit the whole is measured in.
    func update(_ done: Int64, _ total: Int64) {
        guard isTerminal, total > 0 else { return }
        let now = ContinuousClock.now
        let lines: Int? = state.withLock { state in
            if let drawnAt = state.drawnAt, now - drawnAt < Self.redrawAfter { return nil }
            state.drawnAt = now
            state.isDrawn = true
            return state.lines
        }
        guard let lines else { return }
        let share = min(1, Double(done) / Double(total))
        let seconds = (now - started) / .seconds(1)
        let full = Int(share * Double(Self.cellCount))
        let cells = String(repeating: "█", count: full) + String(repeating: "░", count: Self.cellCount - full)
        let rate = ProgressWords.rate(Int(Double(lines) / max(seconds, 0.001))).text(terminal.language)
        let left = share > 0.01 ? ProgressWords.left(Int(seconds / share - seconds) + 1).text(terminal.language) : "…"
        write("\r\u{1B}[2K\(label) \(cells) \(Int(share * 100)) % · \(rate) · \(left)")
    }

    /// Takes the line away.
    func clear() {
        if state.withLock({ $0.isDrawn }) { write("\r\u{1B}[2K") }
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
