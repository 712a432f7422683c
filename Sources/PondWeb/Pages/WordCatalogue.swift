import Foundation

/// The fixed words of templates, in both languages, from `Resources/Words/AREA.txt`:
///
/// ```
/// title
///   zh 登录
///   en Sign in
/// ```
/// A template writes `[[sign-in.title]]`; the words are put in when the templates are loaded, so a page costs nothing
/// for them. They may hold Mustache's own placeholders: `zh 你好，{{name}}`. Sentences that are composed in Swift are
/// `Phrase`s instead.
struct WordCatalogue: Sendable {
    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var words: [String: Phrase] = [:]

    /// - Throws: `Broken` for a key that is there twice or lacks a language.
    mutating func add(area: String, _ text: String) throws {
        var key: String?
        var chinese: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("  zh ") {
                chinese = String(line.dropFirst(5))
            } else if line.hasPrefix("  en ") {
                guard let name = key, let inChinese = chinese else {
                    throw Broken(description: "\(area): “\(line)” comes before its key and its Chinese")
                }
                guard words.updateValue(Phrase(inChinese, String(line.dropFirst(5))), forKey: name) == nil else {
                    throw Broken(description: "\(name) is there twice")
                }
                (key, chinese) = (nil, nil)
            } else {
                guard key == nil else { throw Broken(description: "\(key ?? "") lacks a language") }
                key = "\(area).\(line)"
            }
        }
        if let key { throw Broken(description: "\(key) lacks a language") }
    }

    /// A template's text with the words in it.
    /// - Throws: `Broken` for a key that is not there.
    func fill(_ template: String, _ language: ReportLanguage) throws -> String {
        var result = ""
        var rest = template[...]
        while let start = rest.range(of: "[[") {
            guard let end = rest.range(of: "]]", range: start.upperBound..<rest.endIndex) else {
                throw Broken(description: "“[[” without “]]”")
            }
            let key = String(rest[start.upperBound..<end.lowerBound])
            guard let phrase = words[key] else { throw Broken(description: "no words for \(key)") }
            result += rest[..<start.lowerBound]
            result += Self.escaped(phrase.text(language))
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    /// Mustache's placeholders stay.
    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: "\"", with: "&quot;")
    }
}
