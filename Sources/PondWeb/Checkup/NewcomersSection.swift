import PondInsight

/// Newcomers and who of them stays.
extension CheckupReportWriter {
    private static let cohortRowsMax = 14
    private static let cohortColumnsMax = 12
    /// Columns beyond these are left out on phones.
    private static let cohortColumnsNarrow = 5

    var newcomersBlock: Page.Block {
        Page.Block(
            id: "newcomers",
            heading: text(Phrase("新人留下来了吗", "Do newcomers stay?")),
            fact: text(words.newcomersFact),
            meaning: text(CheckupWords.newcomersMeaning),
            advice: text(words.newcomersAdvice),
            isPaired: false,
            parts: [part { $0.figures = .init(newcomerFigures) }, cohortPart])
    }

    private var newcomerFigures: [Page.Figure] {
        let newcomers = checkup.newcomers
        func share(_ label: Phrase, _ estimate: Checkup.Estimate) -> Page.Figure {
            let said = CheckupWords.estimate(estimate)
            return figure(label, text(said.value), unit: nil, against: said.against)
        }
        var figures = [
            figure(
                Phrase("新人", "Newcomers"), NumberWords.count(newcomers.count), unit: Phrase("位", ""), against: nil)
        ]
        if newcomers.basis == .joinLines { figures.append(share(Phrase("开过口", "Ever spoke"), newcomers.spoke)) }
        figures.append(share(Phrase("7 天内又来说话", "Spoke again within 7 days"), newcomers.backWithin7Days))
        figures.append(share(Phrase("30 天内又来说话", "Spoke again within 30 days"), newcomers.backWithin30Days))
        return figures
    }

    private var cohortPart: Page.Part {
        let table = checkup.newcomers.cohorts
        let shown = table.cohorts.suffix(Self.cohortRowsMax)
        guard shown.contains(where: { $0.active.count > 1 }) else {
            return part {
                $0.unknown = unknown(Phrase("时间还短，看不出留存。", "The span is too short to see who stays."))
            }
        }
        let columns = min(Self.cohortColumnsMax, shown.map(\.active.count).max() ?? 0)
        return part {
            $0.subheading = line(Phrase("同一期来的人，后来还在说话的", "Of those who first spoke together, who still speaks"))
            $0.cohorts = Page.Cohorts(
                label: text(Phrase("留存表", "Retention table")),
                headers: cohortHeaders(columns, table.period),
                rows: shown.map { cohortRow($0, columns: columns, period: table.period) })
            $0.table = cohortTable(table)
        }
    }

    private func cohortHeaders(_ columns: Int, _ period: Checkup.CohortTable.Period) -> [Page.CohortHeader] {
        let first = text(
            period == .week ? Phrase("首次发言的周", "First spoke, week of") : Phrase("首次发言的月", "First spoke in"))
        let people = text(Phrase("人数", "People"))
        let later = (1..<max(columns, 1)).map { index in
            Page.CohortHeader(
                text: text(
                    period == .week
                        ? Phrase("第 \(index) 周", "wk \(index)") : Phrase("第 \(index) 月", "mo \(index)")),
                isExtra: index > Self.cohortColumnsNarrow - 1)
        }
        return [.init(text: first, isExtra: false), .init(text: people, isExtra: false)] + later
    }

    private func cohortRow(
        _ cohort: Checkup.Cohort, columns: Int, period: Checkup.CohortTable.Period
    ) -> Page.CohortRow {
        let size = max(cohort.size, 1)
        let later = (1..<max(columns, 1)).map { index -> Page.CohortCell in
            let isExtra = index > Self.cohortColumnsNarrow - 1
            guard cohort.active.indices.contains(index) else {
                return Page.CohortCell(value: "", step: 0, detail: nil, isExtra: isExtra)
            }
            let share = Double(cohort.active[index]) / Double(size)
            return Page.CohortCell(
                value: NumberWords.decimal(share * 100, places: 0) + "%",
                step: min(6, Int((share * 6).rounded(.up))),
                detail: line(Phrase(same: "\(cohort.active[index]) / \(cohort.size)")),
                isExtra: isExtra)
        }
        let name = period == .week ? DateWords.short(cohort.day) : DateWords.month(cohort.day)
        let count = Page.CohortCell(value: NumberWords.count(cohort.size), step: 0, detail: nil, isExtra: false)
        return Page.CohortRow(name: text(name), cells: [count] + later)
    }

    private func cohortTable(_ table: Checkup.CohortTable) -> Page.Table {
        let columns = table.cohorts.map(\.active.count).max() ?? 1
        return TableWriter(
            columns: [(Phrase("首次发言", "First spoke"), false)]
                + (0..<columns).map { (Phrase(same: "+\($0)"), true) },
            rows: table.cohorts.map { cohort in
                [cohort.day.description]
                    + (0..<columns).map { cohort.active.indices.contains($0) ? "\(cohort.active[$0])" : "" }
            },
            name: "retention", title: Phrase("留存人数", "retention, people"), newestLast: true
        ).table(language)
    }
}
