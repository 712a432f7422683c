import PondStats

/// Sentences of one subject, composed from templates once, then only picked.
struct TextBank: Sendable {
    private(set) var questions: [String]
    private(set) var answers: [String]
    private(set) var remarks: [String]

    /// Variants of each template that are composed.
    private static let variants = 24

    /// - Parameter slots: what may stand for `{name}`.
    init(_ source: TextSource, random: inout SeededRandom) {
        questions = Self.composed(source.questions, slots: source.slots, random: &random)
        answers = Self.composed(source.answers, slots: source.slots, random: &random)
        remarks = Self.composed(source.remarks, slots: source.slots, random: &random)
    }

    static func composed(_ templates: [String], slots: [String: [String]], random: inout SeededRandom) -> [String] {
        var texts: [String] = []
        for template in templates {
            let count = template.contains("{") ? variants : 1
            for _ in 0..<count { texts.append(filled(template, slots: slots, random: &random)) }
        }
        return texts
    }

    private static func filled(_ template: String, slots: [String: [String]], random: inout SeededRandom) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            text += slots[name].map { random.pick($0) } ?? name
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}

/// Templates of one subject.
struct TextSource: Sendable {
    let slots: [String: [String]]
    let questions: [String]
    let answers: [String]
    let remarks: [String]
}
