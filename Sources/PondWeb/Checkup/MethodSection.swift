import PondInsight

/// The appendix: each number's formula in words.
extension CheckupReportWriter {
    var method: Page.Method {
        Page.Method(
            open: text(Phrase("展开每个数字的算法", "Show each formula")),
            formulas: .init(
                heading: text(Phrase("数字怎么来的", "How the numbers are made")),
                fact: text(Phrase("同样的聊天记录，算出来的永远一样。", "The same record always gives the same numbers.")),
                items: (indexFormulas + MethodWords.all).map {
                    Page.Named(name: text($0.name), text: text($0.formula))
                }))
    }

    private var indexFormulas: [(name: Phrase, formula: Phrase)] {
        guard let indices = checkup.indices else { return [] }
        return [
            (CheckupWords.participation, CheckupWords.composition(indices.participation)),
            (CheckupWords.activity, CheckupWords.composition(indices.activity)),
            (CheckupWords.contribution, CheckupWords.composition(indices.contribution)),
        ]
    }
}
