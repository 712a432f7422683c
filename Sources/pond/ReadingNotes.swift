import Foundation
import PondExchange

/// Says on standard error what a reader left out and what deserves a second look.
struct ReadingNotes {
    private static let skipsShownMax = 5

    private let report: ChatReadReport
    private let file: String?

    /// - Parameter file: named in each note, where there are several.
    init(_ report: ChatReadReport, file: String? = nil) {
        self.report = report
        self.file = file
    }

    func tell() {
        for skip in report.skips.prefix(Self.skipsShownMax) { Self.complain("  skipped: \(wording(skip))") }
        if report.skippedCount > Self.skipsShownMax { Self.complain("  … \(report.skippedCount) skipped in all") }
        for warning in report.warnings { Self.complain("  note: \(wording(warning))") }
    }

    /// Writes a line to standard error.
    static func complain(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    private func wording(_ skip: ChatReadSkip) -> String {
        "\(place(skip.entry, skip.line))expected \(skip.expected)"
    }

    private func wording(_ warning: ChatReadWarning) -> String {
        let what =
            switch warning.kind {
            case .datesGoBackwards: "\(warning.count) messages are dated before the one above them; they were kept"
            case .twelveHourClockGuessed: "hours never pass 12, so a 12-hour clock was assumed"
            case .dateOrderGuessed: "day and month could be either way round; month first was assumed"
            case .yearGuessed: "dates name no year; the file's was assumed"
            case .dateGuessed: "times name no date; the file's was assumed"
            case .bytesReplaced: "bytes that are no text were replaced"
            case .encodingConverted: "the text was converted to UTF-8"
            case .cutOff: "the last line breaks off in the middle: the export seems to be cut off"
            }
        return place(warning.entry, warning.line) + what
    }

    private func place(_ entry: String?, _ line: Int?) -> String {
        [file, entry, line.map { "line \($0)" }].compactMap { $0 }.map { $0 + ": " }.joined()
    }
}
