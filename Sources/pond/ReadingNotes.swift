import ArgumentParser
import PondExchange
import PondWeb

/// How much is said of what a reader left out.
struct NotesOption: ParsableArguments {
    private static let skipsShownMax = 5

    @Flag(help: "List every line that was left out, and not the first five alone.")
    var allNotes = false

    /// How many are listed.
    var skipsMax: Int { allNotes ? .max : Self.skipsShownMax }
}

/// Says on standard error what a reader left out and what deserves a second look.
struct ReadingNotes {
    let report: ChatReadReport
    /// Named in each note, where there are several.
    var file: String?
    let option: NotesOption

    /// A line each.
    var phrases: [Phrase] {
        var phrases = report.skips.prefix(option.skipsMax).map { ReadingWords.skipped($0, file: file) }
        if report.skippedCount > phrases.count {
            phrases.append(ReadingWords.skippedInAll(report.skippedCount, file: file))
        }
        return phrases + report.warnings.map { ReadingWords.note($0, file: file) }
    }

    func tell(_ terminal: Terminal) {
        for phrase in phrases { terminal.tell(phrase) }
    }
}
