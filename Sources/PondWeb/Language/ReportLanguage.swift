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
package struct Phrase: Hashable, Sendable {
    package let chinese: String
    package let english: String

    package init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The same in both languages: numbers, names.
    package init(same text: String) {
        chinese = text
        english = text
    }

    package func text(_ language: ReportLanguage) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    /// The Chinese words after and before other Chinese words: a Latin letter or a digit at an end gets the space that
    /// belongs between the scripts, 「请 bob2、ekCo 各带」.
    var inline: String { "\(Self.gap(chinese.first))\(chinese)\(Self.gap(chinese.last))" }
    /// The same where only the word before is Chinese: 「主要是 bob2。」.
    var afterWords: String { Self.gap(chinese.first) + chinese }
    /// The same where only the word after is Chinese: 「，bob2 说了」.
    var beforeWords: String { chinese + Self.gap(chinese.last) }

    private static func gap(_ character: Character?) -> String {
        guard let character, let scalar = character.unicodeScalars.first, scalar.value < firstEastAsian else {
            return ""
        }
        return character.isLetter || character.isNumber ? " " : ""
    }

    private static let firstEastAsian: UInt32 = 0x2E80

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
