import Foundation
import PondWeb

/// Wording of the terminal: the program's own phrases live beside this, those that pages share in PondWeb.
extension Phrase {
    static func + (left: Phrase, right: Phrase) -> Phrase {
        Phrase(left.chinese + right.chinese, left.english + right.english)
    }

    /// `1 message`, `2 messages`.
    static func english(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

/// Where phrases go, and in which language.
struct Terminal: Sendable {
    let language: ReportLanguage

    /// What was asked for: to standard output.
    func say(_ phrase: Phrase) {
        print(phrase.text(language))
    }

    /// The same past the buffer that a pipe or a file gets, for processes that go on afterwards.
    /// - Throws: `AppError.outputNotWritable`.
    func sayAtOnce(_ phrase: Phrase) throws {
        try Output.write(Data((phrase.text(language) + "\n").utf8))
    }

    /// What went on beside it: to standard error.
    func tell(_ phrase: Phrase) {
        try? FileHandle.standardError.write(contentsOf: Data((phrase.text(language) + "\n").utf8))
    }
}
