import PondInsight

/// The picture of the circles, with its table.
extension CheckupReportWriter {
    /// Networks of thousands have hundreds of circles of three; the JSON has them all.
    private static let circleRowsMax = 40

    /// Why no circles are drawn; nil where they are.
    var circlesUnknown: Page.Unknown? {
        guard checkup.network.circles.isEmpty else { return nil }
        guard checkup.network.edgeSource != .none else {
            return unknown(
                Phrase(
                    "没有引用也没有点名，看不出谁在跟谁说话。", "With neither quotes nor mentions it is not visible who talks with whom."))
        }
        guard !words.isFullOfHoles else {
            return unknown(
                Phrase(
                    "缺的日子太多：没机会碰上的人，看着就像两个圈子，所以不分圈。",
                    "Too many days are missing: people who had no chance to meet would look like circles."))
        }
        return unknown(
            Phrase("分不出小圈子：这样的往来，随机连线也一样分得开。", "No circles: ties drawn at random would divide as well."))
    }

    /// The picture with its height in the wide drawing; nil without circles.
    var networkPart: (part: Page.Part, height: Double)? {
        guard !checkup.network.circles.isEmpty else { return nil }
        let chart = networkChart
        let part = part {
            $0.chart = picture(chart.svg(.wide), chart.svg(.narrow), legend: networkLegend(chart))
        }
        return (part, chart.layout(.wide).height)
    }

    private var networkChart: NetworkChart {
        let count = checkup.network.circles.count
        return NetworkChart(
            circles: drawnCircles, ties: drawnTies,
            strongest: checkup.network.strongestTies.map { .init(first: $0.first, second: $0.second) },
            label: text(
                Phrase(
                    "\(count) 个小圈子的互动图，数字在下面的表格里",
                    "Picture of \(NumberWords.english(count, "circle", "circles")); the numbers are in the tables below"
                )))
    }

    private func networkLegend(_ chart: NetworkChart) -> [Page.Key] {
        let circles = checkup.network.circles
        var legend = [
            Page.Key(key: "dot dot-1", text: text(dotMeaning(chart))),
            Page.Key(key: "key key-ring", text: text(Phrase("金圈：连着几个圈子的人", "gold ring: holds circles together"))),
            Page.Key(key: "key key-bridge", text: text(Phrase("金线：跨圈来往最多的", "gold line: strongest ties across"))),
        ]
        let hidden = circles.count - NetworkChart.circlesMax
        if hidden > 0 {
            let people = circles.dropFirst(NetworkChart.circlesMax).reduce(0) { $0 + $1.size }
            legend.append(
                Page.Key(
                    key: "dot",
                    text: text(
                        Phrase(
                            "另有 \(hidden) 个小圈子，共 \(NumberWords.count(people)) 人，没画出来",
                            "\(hidden) more circles with \(NumberWords.people(people).english) are not drawn"))))
        }
        return legend
    }

    /// nil without circles.
    var circlesPart: Page.Part? {
        guard !checkup.network.circles.isEmpty else { return nil }
        return part {
            $0.isWide = true
            $0.table = circlesTable
        }
    }

    /// A dot is a person; in large circles not every person has one.
    private func dotMeaning(_ chart: NetworkChart) -> Phrase {
        guard ChartFormat.allCases.allSatisfy(chart.drawsEverybody) else {
            return Phrase(
                "一个点一个人，越大影响越大；大圈只画影响最大的那些人",
                "a dot is a person, larger is more influence; of large circles only the most influential are drawn")
        }
        return Phrase("一个点一个人，越大影响越大", "one dot a person, larger is more influence")
    }

    private var circlesTable: Page.Table {
        TableWriter(
            columns: [
                (Phrase("圈", "Circle"), true), (Phrase("人数", "People"), true), (Phrase("带头的", "Leaders"), false),
                (Phrase("常用词", "Words"), false), (Phrase("圈内往来占比", "Ties inside"), true),
            ],
            rows: checkup.network.circles.prefix(Self.circleRowsMax).enumerated().map { index, circle in
                [
                    "\(index + 1)", "\(circle.size)",
                    circle.leaders.prefix(CheckupWords.namesMax).map(words.fullName).joined(separator: " · "),
                    circle.topicWords.prefix(4).map(ExportText.clean).joined(separator: " · "),
                    NumberWords.percent(circle.inwardShare),
                ]
            },
            name: "circles",
            title: checkup.network.circles.count > Self.circleRowsMax
                ? Phrase("最大的 \(Self.circleRowsMax) 个小圈子", "the \(Self.circleRowsMax) largest circles")
                : Phrase("小圈子", "circles"),
            shortened: [2], isListing: true,
            address: { row, column in column < 2 ? address(.circle(row)) : nil }
        ).table(language)
    }

    private var drawnCircles: [NetworkChart.Circle] {
        let bridges = Set(checkup.network.bridges.map(\.person))
        let members = Dictionary(grouping: checkup.people.indices.filter { checkup.people[$0].circle != nil }) {
            checkup.people[$0].circle ?? 0
        }
        let strongest = checkup.people.map(\.pageRank).max() ?? 0
        return checkup.network.circles.prefix(NetworkChart.circlesMax).enumerated().map { index, circle in
            let best = (members[index] ?? circle.leaders).sorted { left, right in
                let ranks = (checkup.people[left].pageRank, checkup.people[right].pageRank)
                return ranks.0 == ranks.1 ? left < right : ranks.0 > ranks.1
            }
            return NetworkChart.Circle(
                name: circle.leaders.first.map(words.name)
                    ?? text(Phrase("第 \(index + 1) 圈", "Circle \(index + 1)")),
                topic: circle.topicWords.first.map { ExportText.name($0, columns: 10) },
                caption: text(NumberWords.people(circle.size)),
                size: circle.size, address: address(.circle(index)),
                people: best.prefix(NetworkChart.peoplePerCircleMax).map { person in
                    .init(
                        id: person,
                        title: "\(words.name(person)) · \(text(NumberWords.messages(checkup.people[person].messages)))",
                        weight: strongest > 0 ? checkup.people[person].pageRank / strongest : 0,
                        isBridge: bridges.contains(person), address: links?.member(person))
                })
        }
    }

    private var drawnTies: [NetworkChart.Tie] {
        checkup.network.circleTies.map { tie in
            let count = NumberWords.count(tie.weight)
            return .init(
                from: tie.first, to: tie.second, weight: Double(tie.weight),
                title: text(Phrase("\(count) 次往来", "\(count) exchanges")))
        }
    }
}
