import PondInsight

/// What is said, and how the numbers are made.
extension CheckupReportWriter {
    private static let fieldsMax = 6
    private static let topicWordsMax = 16
    /// So few topics leave room for the words below them.
    private static let fieldsFew = 3

    var contentBlock: Page.Block {
        Page.Block(
            id: "content",
            heading: text(Phrase("都在聊什么", "What the talk is made of")),
            fact: text(words.contentFact),
            meaning: text(words.contentMeaning),
            advice: line(words.contentAdvice),
            isPaired: true,
            parts: [mixPart, fieldsPart, topicsPart].compactMap { $0 })
    }

    private var mixPart: Page.Part {
        let content = checkup.content
        let lines = max(0, checkup.totals.messages - checkup.totals.system)
        func bar(
            _ colour: String, _ name: Phrase, _ share: Double, hint: Phrase?, by people: CheckupTrait
        ) -> Page.Bar {
            let count = Int((share * Double(lines)).rounded())
            return Page.Bar(
                dot: "dot-\(colour)", name: text(name), value: NumberWords.percent(share),
                note: text(count == 0 ? Phrase("一条也没有", "none") : NumberWords.messages(count)),
                meter: MeterBar(share: share, className: "fill-\(colour)").svg(), hint: line(hint),
                address: count == 0 ? nil : address(.trait(people)))
        }
        return part {
            $0.isWide = !tellsFields
            $0.subheading = line(Phrase("按用处分", "By use"))
            $0.bars = .init([
                bar(
                    "1", Phrase("有用的话", "Of value"), content.valueDensity, hint: CheckupWords.valueHint,
                    by: .saidValue),
                bar(
                    "6", Phrase("灌水", "Small talk"), content.chatterShare, hint: CheckupWords.chatterHint,
                    by: .chattered),
                bar(
                    "3", Phrase("推广", "Promotion"), content.promotionShare, hint: words.promotionHint(), by: .promoted),
                bar("4", Phrase("链接", "Links"), content.linkShare, hint: nil, by: .linked),
                bar(
                    "5", Phrase("红包", "Red packets"), content.redPacketShare, hint: words.redPacketHint(),
                    by: .sentRedPacket),
            ])
            $0.table =
                TableWriter(
                    columns: [(Phrase("内容", "Content"), false), (Phrase("占发言", "Share of lines"), true)],
                    rows: [
                        [text(Phrase("有用的话", "Of value")), NumberWords.percent(content.valueDensity)],
                        [text(Phrase("灌水", "Small talk")), NumberWords.percent(content.chatterShare)],
                        [text(Phrase("推广", "Promotion")), NumberWords.percent(content.promotionShare)],
                        [text(Phrase("链接", "Links")), NumberWords.percent(content.linkShare)],
                        [text(Phrase("红包", "Red packets")), NumberWords.percent(content.redPacketShare)],
                    ],
                    name: "content", title: Phrase("内容构成", "content")
                ).table(language)
        }
    }

    private var tellsFields: Bool { (checkup.content.fields.first?.share ?? 0) > 0 }

    private var fieldsPart: Page.Part? {
        let fields = checkup.content.fields.prefix(Self.fieldsMax)
        guard tellsFields else {
            return part {
                $0.isWide = true
                $0.unknown = unknown(
                    Phrase("认得出话题的发言太少，不给比例。", "Too few lines could be told by topic; no shares are given."))
            }
        }
        let coverage = NumberWords.percent(checkup.content.fieldCoverage)
        return part {
            $0.subheading = line(Phrase("按话题分", "By topic"))
            $0.bars = .init(
                fields.map { field in
                    Page.Bar(
                        dot: "dot-1", name: text(CheckupWords.fieldName(field.field)),
                        value: NumberWords.percent(field.share), note: text(NumberWords.messages(field.lines)),
                        meter: MeterBar(share: field.share, className: "fill-1").svg(), hint: nil,
                        address: address(.field(field.field)))
                })
            $0.paragraph = line(
                Phrase("有用的话里 \(coverage) 认得出话题。", "The topic of \(coverage) of the useful lines could be told."))
        }
    }

    private var topicsPart: Page.Part? {
        let topics = checkup.content.topicWords.prefix(Self.topicWordsMax)
        guard !topics.isEmpty else { return nil }
        let isWide = !tellsFields || checkup.content.fields.count > Self.fieldsFew
        if let links {
            let linked = topics.compactMap { topic in
                links.search(topic.word).map {
                    Page.Named(name: ExportText.name(topic.word), text: String(topic.people), address: $0)
                }
            }
            if !linked.isEmpty {
                return part {
                    $0.isWide = isWide
                    $0.subheading = line(Phrase("很多人都在用的词，后面是人数", "Words that many use, with the number of people"))
                    $0.words = .init(linked)
                }
            }
        }
        let list = topics.map { "\(ExportText.name($0.word)) \($0.people)" }.joined(separator: " · ")
        return part {
            $0.isWide = isWide
            $0.paragraph = line(
                Phrase("很多人都在用的词（后面是人数）：\(list)", "Words that many use, with the number of people: \(list)"))
        }
    }
}
