/// The language of words that people wrote, for the `lang` of a part that is not in the page's language (WCAG 2.2,
/// 3.1.2): screen readers choose their voice by it, and browsers the shapes of Chinese characters.
enum TextLanguage {
    /// - Returns: `zh-CN` for words with Chinese characters, `en` for Latin letters alone; nil where it is the page's
    ///   own language, and where there are no letters.
    static func code(of text: String, besides page: ReportLanguage) -> String? {
        var isLatin = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isIdeographic { return page == .chinese ? nil : ReportLanguage.chinese.htmlCode }
            isLatin = isLatin || scalar.isASCII && scalar.properties.isAlphabetic
        }
        return isLatin && page == .chinese ? ReportLanguage.english.htmlCode : nil
    }
}
