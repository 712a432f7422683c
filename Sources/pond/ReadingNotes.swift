import PondExchange
import PondWeb

/// Says on standard error what a reader left out and what deserves a second look.
struct ReadingNotes {
    private static let skipsShownMax = 5

    let report: ChatReadReport
    /// Named in each note, where there are several.
    var file: String?

    func tell(_ terminal: Terminal) {
        for skip in report.skips.prefix(Self.skipsShownMax) { terminal.tell(ReadingWords.skipped(skip, file: file)) }
        if report.skippedCount > Self.skipsShownMax {
            terminal.tell(ReadingWords.skippedInAll(report.skippedCount, file: file))
        }
        for warning in report.warnings { terminal.tell(ReadingWords.note(warning, file: file)) }
    }
}
