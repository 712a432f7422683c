import PondInsight

/// The hours of the week.
extension CheckupReportWriter {
    /// nil where not every weekday was met.
    var rhythmBlock: Page.Block? {
        guard checkup.tells(.hours) else { return nil }
        let slots = checkup.rhythm.bestSlots
        var parts: [Page.Part] = []
        if !slots.isEmpty {
            parts.append(
                part {
                    $0.slots = .init(
                        slots.prefix(3).map {
                            Page.Named(
                                name: text(CheckupWords.slot($0)), text: text(CheckupWords.slotNote($0)),
                                address: address(.hours(first: $0.hour + 24 * $0.weekday, count: 1)))
                        })
                })
        }
        parts.append(heatPart)
        return Page.Block(
            id: "hours",
            heading: text(Phrase("什么时候人都在", "When people are there")),
            fact: text(words.rhythmFact),
            meaning: text(words.rhythmMeaning),
            advice: line(words.rhythmAdvice),
            isPaired: false,
            parts: parts)
    }

    private var heatPart: Page.Part {
        let flat = checkup.rhythm.messages
        let slots = checkup.rhythm.bestSlots
        let counts = (0..<7).map { weekday in
            (0..<24).map { hour in
                let index = hour + 24 * weekday
                return flat.indices.contains(index) ? flat[index] : 0
            }
        }
        let map = HeatMap(
            counts: counts,
            weekdays: (0..<7).map { text(DateWords.weekdayShort($0)) },
            best: checkup.rhythm.bestSlots.prefix(3).map { ($0.weekday, $0.hour) },
            label: text(Phrase("星期与小时的发言热度图", "Heat map of messages by weekday and hour")),
            title: { text(CheckupWords.heatTitle(weekday: $0, hour: $1, hours: $2, messages: $3)) },
            address: links.map { links in { links.people(.hours(first: $1 + 24 * $0, count: $2)) } },
            shortNumber: NumberWords.short)
        let hours = (0..<24).map { (Phrase(same: "\($0)"), true) }
        let table = TableWriter(
            columns: [(Phrase("星期", "Weekday"), false)] + hours,
            rows: counts.enumerated().map { weekday, row in
                [text(DateWords.weekday(weekday))] + row.map(String.init)
            },
            name: "hours", title: Phrase("每小时消息数", "messages by hour"),
            address: { row, column in
                column == 0 ? nil : address(.hours(first: row * 24 + column - 1, count: 1))
            })
        return part {
            $0.chart = picture(map.svg(.wide), map.svg(.narrow), legend: [])
            $0.paragraph = slots.isEmpty ? nil : line(CheckupWords.slotBasis)
            $0.table = table.table(language)
        }
    }
}
