import PondInsight

/// 谁在撑着这个群: circles, roles, ranks, bridges, reach and a split.
extension CheckupReportWriter {
    private static let rankedMax = 10
    private static let bridgesMax = 5
    private static let stepsMax = 6

    var peopleSection: Page.People? {
        guard !checkup.people.isEmpty else { return nil }
        guard checkup.tells(.network) else { return speakersSection }
        return Page.People(
            heading: text(Phrase("谁在撑着这个群", "Who carries this group")),
            fact: text(CheckupWords.edgeSource(checkup.network.edgeSource)),
            meaning: text(words.peopleMeaning),
            advice: line(words.peopleAdvice),
            unknown: circlesUnknown,
            columns: peopleColumns,
            below: [circlesPart, peopleTablePart].compactMap { $0 })
    }

    /// Who was there, and nothing about what they are to the group.
    private var speakersSection: Page.People {
        Page.People(
            heading: text(Phrase("谁说了话", "Who spoke")),
            fact: text(NumberWords.people(checkup.totals.speaking)),
            meaning: text(
                checkup.noGroup == nil
                    ? Phrase(
                        "每个人说了多少在表格里；谁影响谁，这么点话看不出。",
                        "The table has who said how much; who moves whom cannot be told of so little.")
                    : Phrase("每个人说了多少在表格里。", "The table has who said how much.")),
            advice: nil, unknown: nil, columns: nil, below: [peopleTablePart])
    }

    /// The picture beside the ranking, or without one the ranking beside the mix, and without both beside who speaks
    /// most; the others fill both columns.
    private var peopleColumns: Page.Columns {
        let picture = networkPart
        var others = [rolesPart, bridgesPart, reachPart, splitPart].compactMap { $0 }
        var columns = PartColumns(width: picture == nil ? PartColumns.half : PartColumns.twoFifths)
        columns.side = [rankingPart]
        if let picture {
            columns.main = [picture.part]
        } else if checkup.tells(.roles) || !hasLeaders {
            columns.main = [others.removeFirst()]
        } else {
            columns.main = [busiestPart]
        }
        columns.pictureHeight = picture?.height ?? 0
        columns.fill(with: others)
        return Page.Columns(hasPicture: picture != nil, side: columns.side, main: columns.main)
    }

    // MARK: Ranking

    private var hasLeaders: Bool { checkup.network.leaders.first.map { $0.pageRank > 0 } ?? false }

    private var rankingPart: Page.Part {
        let leaders = checkup.network.leaders.prefix(Self.rankedMax)
        guard let strongest = leaders.first?.pageRank, hasLeaders else { return busiestPart }
        return part {
            $0.subheading = line(Phrase("说话最有人听的", "Most listened to"))
            $0.paragraph = line(words.passedOver)
            $0.ranking = .init(
                leaders.map { leader in
                    ranked(
                        leader.person, share: leader.pageRank / strongest,
                        note: CheckupWords.influence(leader))
                })
        }
    }

    /// All that can be said where nobody answers anybody. Bots are left out: what they say is nobody's.
    private var busiestPart: Page.Part {
        let busiest = checkup.people.indices.lazy.filter {
            !checkup.people[$0].isBot && checkup.people[$0].messages > 0
        }
        .prefix(Self.rankedMax)
        let most = Double(busiest.first.map { checkup.people[$0].messages } ?? 1)
        return part {
            $0.subheading = line(Phrase("话最多的", "Who speaks most"))
            if !hasLeaders { $0.paragraph = line(words.passedOver) }
            $0.ranking = .init(
                busiest.map { person in
                    let count = checkup.people[person].messages
                    return ranked(person, share: Double(count) / most, note: NumberWords.messages(count))
                })
        }
    }

    private func ranked(_ person: Int, share: Double, note: Phrase) -> Page.Ranked {
        let role = checkup.people.indices.contains(person) ? checkup.people[person].role : nil
        let tags: [EcologyRole: String] = [.soul: "tag-good", .thinker: "tag-good"]
        return Page.Ranked(
            name: words.name(person),
            role: role.flatMap {
                $0 == .spectator ? nil : .init(tagClass: tags[$0] ?? "", text: text(CheckupWords.name(of: $0)))
            },
            note: text(note),
            meter: MeterBar(share: share, className: "fill-1").svg(), address: links?.member(person))
    }

    // MARK: Roles

    private var rolesPart: Page.Part {
        let fills: [EcologyRole: String] = [.soul: "1", .thinker: "4", .active: "3", .spectator: "6"]
        guard checkup.tells(.roles) else {
            return part {
                $0.subheading = line(Phrase("四种人的比例", "The mix of four kinds"))
                $0.paragraph = line(words.leftOut(.roles))
            }
        }
        return part {
            $0.subheading = line(Phrase("四种人的比例", "The mix of four kinds"))
            $0.bars = .init(checkup.ecology.roles.map { roleBar($0, colour: fills[$0.role] ?? "2") })
            $0.paragraph = line(
                .joined([seesMembers ? words.mixAdvice : CheckupWords.mixOfSpeakers, words.decentralisation]))
        }
    }

    /// Shares of who spoke cannot be held against a mix of all who are there.
    private var seesMembers: Bool { checkup.totals.silent != nil }

    private func roleBar(_ facts: Checkup.RoleFacts, colour: String) -> Page.Bar {
        Page.Bar(
            dot: "dot-\(colour)",
            name: text(CheckupWords.plural(of: facts.role)),
            value: NumberWords.percent(facts.share),
            note: text(NumberWords.people(facts.count))
                + (seesMembers ? " · \(text(CheckupWords.health(facts)))" : ""),
            meter: MeterBar(
                share: facts.share, className: "fill-\(colour)",
                healthy: seesMembers ? facts.healthyLow...max(facts.healthyLow, facts.healthyHigh) : nil
            ).svg(),
            hint: line(roleHint(facts)), address: facts.count == 0 ? nil : address(.role(facts.role)))
    }

    private func roleHint(_ facts: Checkup.RoleFacts) -> Phrase {
        let rule = CheckupWords.rule(facts.rule)
        guard facts.role != .spectator, !facts.people.isEmpty else { return rule }
        let who = words.names(facts.people, total: facts.count)
        return Phrase("\(who.chinese)。\(rule.chinese)", "\(who.english). Rule: \(rule.english)")
    }

    // MARK: Bridges and reach

    private var bridgesPart: Page.Part? {
        let bridges = words.bridges.prefix(Self.bridgesMax)
        guard let strongest = bridges.first?.shareOfTiesBetween, strongest > 0 else { return nil }
        return part {
            $0.subheading = line(Phrase("桥梁：跨圈往来靠谁", "Bridges: who ties the circles together"))
            $0.ranking = .init(
                bridges.map { bridge in
                    ranked(
                        bridge.person, share: bridge.shareOfTiesBetween / strongest,
                        note: CheckupWords.bridgeNote(bridge))
                })
        }
    }

    /// One bar for each step of passing a word on, up to the one after which it reaches nobody new.
    private var reachPart: Page.Part? {
        guard let reach = words.reach else { return nil }
        let shares = checkup.network.reachBySteps.prefix(Self.stepsMax)
        let last = shares.last.map { NumberWords.percent($0) }
        let steps = shares.prefix { NumberWords.percent($0) != last }.count + 1
        return part {
            $0.subheading = line(Phrase("六度之内，一句话能到多少人", "Within six steps, whom a word reaches"))
            $0.bars = .init(
                shares.prefix(steps).enumerated().map { index, share in
                    Page.Bar(
                        dot: "dot-4",
                        name: text(Phrase("\(index + 1) 步", NumberWords.english(index + 1, "step", "steps"))),
                        value: NumberWords.percent(share), note: "",
                        meter: MeterBar(share: share, className: "fill-4").svg(), hint: nil,
                        address: address(.trait(.inNetwork)))
                })
            $0.paragraph = line(reach)
        }
    }

    // MARK: Split

    private var splitPart: Page.Part? {
        guard let split = checkup.network.split else { return nil }
        let colours = NetworkChart.colours
        let total = Double(max(split.activePeople, 1))
        return part {
            $0.subheading = line(Phrase("要分群的话", "If the group is to be divided"))
            $0.paragraph = line(words.split(split))
            guard split.followsCircles else { return }
            $0.bars = .init(
                split.parts.enumerated().map { index, piece in
                    let colour = colours[index % colours.count]
                    let leaders = words.names(Array(piece.leaderCandidates.prefix(CheckupWords.namesMax)))
                    let topics = piece.topicWords.prefix(3).map { ExportText.name($0) }
                    return Page.Bar(
                        dot: "dot-\(colour)",
                        name: text(Phrase("第 \(index + 1) 群", "Group \(index + 1)")),
                        value: text(NumberWords.people(piece.size)),
                        note: topics.joined(separator: text(Phrase("、", ", "))),
                        meter: MeterBar(share: Double(piece.size) / total, className: "fill-\(colour)").svg(),
                        hint: leaders.chinese.isEmpty
                            ? nil
                            : line(Phrase("可以请来带群：\(leaders.chinese)", "Could lead it: \(leaders.english)")),
                        address: address(.part(index)))
                })
        }
    }

    // MARK: Table

    /// The JSON has everybody; a report of twenty thousand people would be as large as their chat.
    private static let peopleRowsMax = 150

    /// A column of the table of people.
    private struct PeopleColumn {
        var name: Phrase
        var isNumber: Bool
        var cell: (Int, Checkup.Person) -> String
    }

    private var tableColumns: [PeopleColumn] {
        var columns = [
            PeopleColumn(name: Phrase("名字", "Name"), isNumber: false) { index, _ in words.fullName(index) },
            PeopleColumn(name: Phrase("消息", "Messages"), isNumber: true) { "\($1.messages)" },
            PeopleColumn(name: Phrase("说话的天数", "Active days"), isNumber: true) { "\($1.activeDays)" },
            PeopleColumn(name: Phrase("被回应", "Answered"), isNumber: true) { "\($1.repliesReceived)" },
            PeopleColumn(name: Phrase("有用占比", "Of value"), isNumber: true) { NumberWords.percent($1.valueShare) },
        ]
        // Fewer may be mistakes of the word lists, and beside a name they would accuse.
        if checkup.content.promotions >= Thresholds().promotionsMin {
            columns.append(PeopleColumn(name: Phrase("推广", "Promotions"), isNumber: true) { "\($1.promotions)" })
        }
        if checkup.tells(.roles) {
            columns.insert(
                PeopleColumn(name: Phrase("角色", "Role"), isNumber: false) { _, person in
                    person.role.map { text(CheckupWords.name(of: $0)) } ?? ""
                }, at: 1)
        }
        if checkup.tells(.network) {
            columns.append(
                PeopleColumn(name: Phrase("影响力 %", "Influence %"), isNumber: true) {
                    NumberWords.decimal($1.pageRank * 100, places: 2)
                })
        }
        if checkup.tells(.network), !checkup.network.circles.isEmpty {
            columns.append(
                PeopleColumn(name: Phrase("圈", "Circle"), isNumber: true) { $1.circle.map { "\($0 + 1)" } ?? "" })
        }
        return columns
    }

    private var peopleTablePart: Page.Part {
        let columns = tableColumns
        let rows = checkup.people.prefix(Self.peopleRowsMax).enumerated().map { index, person in
            columns.map { $0.cell(index, person) }
        }
        let most = NumberWords.count(Self.peopleRowsMax)
        let isCut = checkup.people.count > Self.peopleRowsMax
        return part {
            $0.isWide = true
            $0.table =
                TableWriter(
                    columns: columns.map { ($0.name, $0.isNumber) }, rows: rows, name: "people",
                    title: isCut
                        ? Phrase("话最多的 \(most) 人（全部在 --json 里）", "the \(most) busiest (everybody: --json)")
                        : Phrase("每个人", "everybody"),
                    shortened: [0], isListing: true,
                    address: { row, column in column == 0 ? links?.member(row) : nil }
                ).table(language)
        }
    }
}
