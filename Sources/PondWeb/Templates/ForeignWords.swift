/// Marks Chinese and Japanese words in an English page with their language, so that they are read aloud and drawn in
/// the right manner (WCAG 2.2, 3.1.2).
///
/// Works on our own finished page: names and topics come from the export and stand anywhere in it. Attributes and
/// the `<title>` of drawings can hold no mark and are left alone.
struct ForeignWords {
    private var result = String.UnicodeScalarView()
    private var run = String.UnicodeScalarView()
    private var tag = String.UnicodeScalarView()
    private var isInTag = false
    private var isInTitle = false
    private var drawings = 0

    /// The page with each run of ideographs or kana in a `<span lang>`, in drawings a `<tspan lang>`.
    static func marked(_ html: String) -> String {
        var words = ForeignWords()
        for scalar in html.unicodeScalars { words.add(scalar) }
        words.endRun()
        return String(words.result)
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        if isInTag {
            result.append(scalar)
            tag.append(scalar)
            if scalar == ">" { endTag() }
        } else if scalar == "<" {
            endRun()
            isInTag = true
            tag = String.UnicodeScalarView([scalar])
            result.append(scalar)
        } else if !isInTitle, Self.isForeign(scalar) {
            run.append(scalar)
        } else {
            endRun()
            result.append(scalar)
        }
    }

    /// Our attributes hold no `>`: it is escaped there.
    private mutating func endTag() {
        isInTag = false
        let name = String(tag.prefix(7))
        if name.hasPrefix("<svg") { drawings += 1 }
        if name.hasPrefix("</svg") { drawings -= 1 }
        if name.hasPrefix("<title") { isInTitle = true }
        if name.hasPrefix("</title") { isInTitle = false }
    }

    private mutating func endRun() {
        guard !run.isEmpty else { return }
        let element = drawings > 0 ? "tspan" : "span"
        let language = run.contains(where: Self.isKana) ? "ja" : "zh-CN"
        result.append(contentsOf: "<\(element) lang=\"\(language)\">".unicodeScalars)
        result.append(contentsOf: run)
        result.append(contentsOf: "</\(element)>".unicodeScalars)
        run = String.UnicodeScalarView()
    }

    private static func isKana(_ scalar: Unicode.Scalar) -> Bool { (0x3040...0x30FF).contains(scalar.value) }

    private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
        (0x3400...0x9FFF).contains(scalar.value) || isKana(scalar)
    }
}
