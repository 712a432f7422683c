import PondInsight

/// Says the facts of one checkup in both languages. Each part of the report has its words in a file of this folder.
struct CheckupWords {
    static let namesMax = 3

    let checkup: Checkup

    /// Of a community that lives here, not of an export.
    var isLive: Bool { checkup.source.live != nil }

    /// What is said of an export, and what of a community that lives here.
    func either(_ export: Phrase, live: Phrase) -> Phrase { isLive ? live : export }

    /// A person's name, fit for a sentence.
    func name(_ person: Int) -> String {
        ExportText.name(fullName(person))
    }

    /// A person's whole name, for a spreadsheet.
    func fullName(_ person: Int) -> String {
        guard checkup.people.indices.contains(person) else { return "#" }
        let named = checkup.people[person]
        return [named.name, named.key].map(ExportText.clean).first { !$0.isEmpty } ?? "#\(person + 1)"
    }

    /// Up to three names: 「何以棠、阿泽、许南乔等 7 人」. `total` counts those not named too.
    func names(_ people: [Int], total: Int? = nil) -> Phrase {
        let shown = people.prefix(Self.namesMax).map { Phrase(same: name($0)) }
        let all = max(total ?? people.count, people.count)
        guard all > shown.count else { return .list(shown) }
        guard !shown.isEmpty else { return NumberWords.people(all) }
        let others = all - shown.count
        return Phrase(
            Phrase(same: shown.map(\.chinese).joined(separator: "、")).beforeWords + "等 \(NumberWords.count(all)) 人",
            shown.map(\.english).joined(separator: ", ") + " and "
                + NumberWords.english(others, "other", "others"))
    }

    /// The names, or 「他们」 where nobody is named.
    func namesOrThem(_ people: [Int]) -> Phrase {
        people.isEmpty ? Phrase("他们", "them") : names(people)
    }

    /// 「…」 with who said it and when.
    func quotation(_ excerpt: Checkup.Excerpt) -> Phrase {
        let said = ExportText.quotation(excerpt.text)
        let who = name(excerpt.person)
        let day = isLong ? DateWords.full(excerpt.day) : DateWords.short(excerpt.day)
        return Phrase("「\(said)」（\(who)，\(day.chinese)）", "\"\(said)\" (\(who), \(day.english))")
    }
}
