import Foundation
import PondWeb

/// One thing said at the terminal, in both languages.
///
/// Wording lives in `Language/` as functions that return sentences and switch over the enums that they word, so the
/// compiler refuses a missing language and a case without words.
struct Sentence: Hashable, Sendable {
    let chinese: String
    let english: String

    init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The same in both languages: names, numbers.
    init(_ both: String) {
        self.init(both, both)
    }

    func text(_ language: ReportLanguage) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    static func + (left: Sentence, right: Sentence) -> Sentence {
        Sentence(left.chinese + right.chinese, left.english + right.english)
    }

    /// `1 message`, `2 messages`.
    static func english(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

/// Where sentences go, and in which language.
struct Terminal: Sendable {
    let language: ReportLanguage

    /// What was asked for: to standard output.
    func say(_ sentence: Sentence) {
        print(sentence.text(language))
    }

    /// What went on beside it: to standard error.
    func tell(_ sentence: Sentence) {
        try? FileHandle.standardError.write(contentsOf: Data((sentence.text(language) + "\n").utf8))
    }
}
