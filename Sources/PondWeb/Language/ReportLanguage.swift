/// The two languages that every page speaks.
package enum ReportLanguage: String, CaseIterable, Codable, Sendable {
    case chinese = "zh"
    case english = "en"

    /// The value of the `lang` attribute.
    var htmlCode: String {
        switch self {
        case .chinese: "zh-CN"
        case .english: "en"
        }
    }
}

extension ReportLanguage {
    /// Short for ``chinese``.
    package static let zh = ReportLanguage.chinese
    /// Short for ``english``.
    package static let en = ReportLanguage.english
}

/// Whether a page starts light, dark, or as the reader's system is set. The reader can switch.
package enum PageTheme: String, CaseIterable, Codable, Sendable {
    case system, light, dark
}

/// One thing said in both languages.
///
/// Wording lives in `Language/` as functions that return phrases and switch over the enums that they word, so the
/// compiler refuses a missing language and a case without words.
struct Phrase: Hashable, Sendable {
    let chinese: String
    let english: String

    init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The same in both languages: numbers, names.
    init(same text: String) {
        chinese = text
        english = text
    }

    func text(_ language: ReportLanguage) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    /// Several sentences after one another, with the space that each language wants.
    static func joined(_ phrases: [Phrase]) -> Phrase {
        Phrase(
            phrases.map(\.chinese).joined(), phrases.map(\.english).filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// Things in a row: 「甲、乙、丙」, "a, b and c".
    static func list(_ phrases: [Phrase]) -> Phrase {
        let english = phrases.map(\.english)
        let head = english.dropLast().joined(separator: ", ")
        return Phrase(
            phrases.map(\.chinese).joined(separator: "、"),
            english.count < 2 ? english.joined() : head + " and " + (english.last ?? ""))
    }
}
