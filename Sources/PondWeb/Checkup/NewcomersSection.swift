import PondInsight

/// Newcomers and who of them stays.
extension CheckupReportWriter {
    private static let cohortRowsMax = 14
    private static let cohortColumnsMax = 12
    /// Columns beyond these are left out on phones.
    private static let cohortColumnsNarrow = 5
    /// Smaller cohorts show counts, like every estimate of too few.
    private static let cohortShareMin = Thresholds().estimateTotalMin

    /// nil where nobody can have come back yet.
    var newcomersBlock: Page.Block? {
        guard checkup.tells(.returning) else { return nil }
        return Page.Block(
            id: "newcomers",
            heading: text(Phrase("新人留下来了吗", "Do newcomers stay?")),
            fact: text(words.newcomersFact),
            meaning: text(CheckupWords.newcomersMeaning),
            advice: line(words.newcomersAdvice),
            isPaired: false,
            parts: [part { $0.figures = .init(newcomerFigures) }, cohortPart])
    }

    private var newcomerFigures: [Page.Figure] {
        let newcomers = checkup.newcomers
        func share(
            _ label: Phrase, _ estimate: Checkup.Estimate, of whom: Phrase, who trait: CheckupTrait
        ) -> Page.Figure {
            let said = CheckupWords.estimate(estimate, of: whom)
            return figure(label, text(said.value), unit: nil, against: said.against, of: .trait(trait))
        }
        var figures = [arrivals]
        if newcomers.basis == .joinLines {
            figures.append(
                share(
                    Phrase("开过口", "Ever spoke"), newcomers.spoke,
                    of: Phrase("进来满 7 天的", "in for at least 7 days"), who: .newcomerWhoSpoke))
        }
        let backs: [(Int, Checkup.Estimate, CheckupTrait)] = [
            (7, newcomers.backWithin7Days, .backWithin7Days), (30, newcomers.backWithin30Days, .backWithin30Days),
        ]
        for (days, estimate, trait) in backs {
            figures.append(
                share(
                    Phrase("\(days) 天内又来说话", "Spoke again within \(days) days"), estimate,
                    of: Phrase("开口满 \(days) 天的", "who first spoke at least \(days) days ago"), who: trait))
        }
        return figures
    }

    /// Everybody who came; by join lines also those who were never heard of again.
    private var arrivals: Page.Figure {
        let newcomers = checkup.newcomers
        guard newcomers.basis == .joinLines else {
            return figure(
                Phrase("新人", "Newcomers"), NumberWords.count(newcomers.count), unit: Phrase("位", ""),
                against: Phrase("头两周之后第一次发言的", "first spoke after the first two weeks"), of: .trait(.newcomer))
        }
        let unheard = NumberWords.count(newcomers.joinedOnly)
        return figure(
            Phrase("进群的人", "Joined"), NumberWords.count(newcomers.count + newcomers.joinedOnly),
            unit: Phrase("位", ""),
            against: newcomers.joinedOnly == 0
                ? nil
                : Phrase("其中 \(unheard) 位从没说过话，也不在名单里", "\(unheard) of them never spoke and are on no list"),
            of: .trait(.newcomer))
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
            let counts = line(Phrase(same: "\(cohort.active[index]) / \(cohort.size)"))
            let people = cohort.active[index] == 0 ? nil : address(Self.cell(cohort, later: index, period))
            // A share of three people says nothing, and full colour would say it loudly.
            guard cohort.size >= Self.cohortShareMin else {
                return Page.CohortCell(
                    value: "\(cohort.active[index])/\(cohort.size)", step: 0, detail: counts, isExtra: isExtra,
                    address: people)
            }
            let share = Double(cohort.active[index]) / Double(size)
            return Page.CohortCell(
                value: NumberWords.decimal(share * 100, places: 0) + "%",
                step: min(6, Int((share * 6).rounded(.up))),
                detail: counts, isExtra: isExtra, address: people)
        }
        let name = period == .week ? DateWords.short(cohort.day) : DateWords.month(cohort.day)
        let count = Page.CohortCell(
            value: NumberWords.count(cohort.size), step: 0, detail: nil, isExtra: false,
            address: address(Self.cell(cohort, later: 0, period)))
        return Page.CohortRow(name: text(name), cells: [count] + later)
    }

    private static func cell(
        _ cohort: Checkup.Cohort, later: Int, _ period: Checkup.CohortTable.Period
    ) -> PeopleSet {
        .cohort(cohort.day, length: period == .week ? 7 : 30, later: later)
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
            name: "retention", title: Phrase("留存人数", "retention, people"), newestLast: true,
            address: { row, column in
                column == 0 ? nil : address(Self.cell(table.cohorts[row], later: column - 1, table.period))
            }
        ).table(language)
    }
}
