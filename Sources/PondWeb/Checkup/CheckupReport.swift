import Crypto
import Foundation
import PondCore
package import PondInsight

/// A checkup as one HTML file that opens offline: both languages, light and dark, for screen, phone and paper.
///
/// The file loads nothing and runs nothing. Its Content-Security-Policy allows exactly one style sheet, by hash, so
/// even a hostile name from the export could not bring anything in. The language and theme switches are radio
/// buttons read by the style sheet.
package struct CheckupReport {
    private static let styleSheets = ["tokens", "base", "charts", "checkup", "report"]

    private let checkup: Checkup
    private let language: ReportLanguage
    private let theme: PageTheme

    /// - Parameters:
    ///   - checkup: what was found; anonymise it before, where wanted.
    ///   - language: the language shown first; the other one is a click away.
    ///   - theme: the theme shown first.
    package init(checkup: Checkup, language: ReportLanguage, theme: PageTheme = .system) {
        self.checkup = checkup
        self.language = language
        self.theme = theme
    }

    /// The whole file.
    /// - Throws: when Pond's own templates or style sheets are missing; the message says which.
    package func html() throws -> String {
        let templates = try PageTemplates(folder: "checkup")
        let style = try Self.styleSheets.map { try templates.styleSheet($0) }.joined(separator: "\n")
        return try templates.render(page(style: style, templates: templates), with: "checkup/page")
    }

    /// `style-src 'sha256-…'` of the only style sheet, and nothing else.
    static func policy(style: String) -> String {
        let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
        return "default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; base-uri 'none'; form-action 'none'"
    }

    private func page(style: String, templates: PageTemplates) throws -> CheckupReportPage {
        let order = [language] + ReportLanguage.allCases.filter { $0 != language }
        let fingerprint = Self.fingerprint(of: checkup)
        let words = CheckupWords(checkup: checkup)
        let sheets = try order.map { language in
            let version = CheckupReportWriter(words: words, language: language, fingerprint: fingerprint).version()
            let body = try templates.render(version, with: "checkup/report")
            return CheckupReportPage.Sheet(
                code: language.rawValue, htmlCode: language.htmlCode,
                body: language == .english ? ForeignWords.marked(body) : body)
        }
        return CheckupReportPage(
            htmlLanguage: language.htmlCode,
            languageCode: language.rawValue,
            startsInChinese: language == .chinese,
            themeIsSystem: theme == .system,
            themeIsLight: theme == .light,
            themeIsDark: theme == .dark,
            policy: Self.policy(style: style),
            generator: "Pond \(checkup.source.pondVersion)",
            documentTitle: words.documentTitle.text(language),
            style: style,
            versions: sheets)
    }

    /// The first 64 bits of the SHA-256 of the checkup's JSON, in four groups: two reports with the same fingerprint
    /// say the same. Without the time of writing, so that the same export gives the same fingerprint.
    static func fingerprint(of checkup: Checkup) -> String {
        var timeless = checkup
        timeless.source.generatedAt = .init(milliseconds: 0)
        guard let json = try? timeless.json() else { return "–" }
        let digits = SHA256.hash(data: json).prefix(8).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }
        return stride(from: 0, to: 8, by: 2).map { digits[$0] + digits[$0 + 1] }.joined(separator: " ")
    }
}
