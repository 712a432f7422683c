import PondCommunity
import PondCore
import PondInsight

/// Puts the page of the day together.
struct TodayView {
    typealias Page = TodayPage

    private static let shownDays = 14
    private static let weekDays = 7
    /// The chart has two thirds of the page.
    private static let chartWidth = 740.0

    let standing: Standing
    let call: Call
    let facts: TodayFacts

    private var language: ReportLanguage { call.visit.language }
    private var community: ID<Community> { standing.community.id }
    private func text(_ phrase: Phrase) -> String { phrase.text(language) }

    var fresh: String {
        let day = DateWords.plain(facts.today)
        let weekday = DateWords.weekday(facts.today.weekday)
        let time = DateWords.minute(facts.now, timeZone: standing.community.timeZone).suffix(5)
        return text(
            Phrase(
                "\(day.chinese) \(weekday.chinese) · 数据截至 \(time)",
                "\(weekday.english), \(day.english) · as of \(time)"))
    }

    func page(_ shell: ConsoleShell) -> TodayPage {
        let isNew = isNew
        let tasks = isNew ? [] : TodayTasks(facts: facts, standing: standing, language: language).tasks
        let chart = facts.days.flatMap { isNew ? nil : drawn($0) }
        return TodayPage(
            frame: call.pages.frame(Phrase("今日", "Today"), call.visit), shell: shell,
            inviteAddress: standing.allowsSomewhere(.manageInvitations) && !isNew
                ? ConsolePlace.invitations.address(community) : nil,
            beginnings: isNew ? beginnings : [], isNew: isNew, isCounting: facts.isCounting,
            figures: isNew ? [] : figures, hasFigures: !isNew && facts.days != nil, tasks: tasks,
            taskCount: text(Phrase("\(tasks.count) 件", NumberWords.english(tasks.count, "thing", "things"))),
            isDone: tasks.isEmpty && !isNew, chart: chart?.chart, chartFact: chart?.fact ?? "", table: chart?.table,
            groups: isNew ? [] : facts.groups.map(line), hasGroups: !isNew && !facts.groups.isEmpty,
            groupsFact: groupsFact, groupsAddress: ConsolePlace.groups.address(community),
            errors: isNew ? [] : errors, hasErrors: !isNew && !errors.isEmpty,
            insightAddress: ConsolePlace.insight.address(community))
    }

    /// Nobody has come and nobody has said anything.
    private var isNew: Bool {
        guard let days = facts.days else { return false }
        return facts.memberCount <= 1 && days.allSatisfy { $0.messages == 0 } && facts.errors == nil
    }

    private var beginnings: [Page.Beginning] {
        var steps: [(Phrase, Phrase, ConsolePlace, Phrase, Bool)] = []
        steps.append(
            (
                Phrase("发一张邀请", "Make an invitation"),
                Phrase("一条链接加一个二维码，第一批人从这里进来。", "A link with a QR code: the first people come in by it."),
                .invitations, Phrase("去邀请", "Invite"), standing.allowsSomewhere(.manageInvitations)
            ))
        steps.append(
            (
                Phrase("导入旧群的聊天记录", "Import the history of an old group"),
                Phrase(
                    "微信、QQ、Telegram 的导出都行；历史和人都会在，随时能撤回。",
                    "Exports of WeChat, QQ, Telegram and others; it can be undone."),
                .exchange, Phrase("去导入", "Import"), standing.allows(.importHistory)
            ))
        steps.append(
            (
                Phrase("在群里说第一句话", "Say the first words in the group"),
                Phrase("写下这个群为谁、做什么，后来的人先看到它。", "Say what the group is for: newcomers see that first."),
                .groups, Phrase("去群里", "Open the group"), true
            ))
        return steps.filter(\.4).enumerated().map { index, step in
            Page.Beginning(
                title: text(step.0), why: text(step.1), address: step.2.address(community), button: text(step.3),
                isFirst: index == 0)
        }
    }

    // MARK: figures

    private func listAddress(_ from: CalendarDay, _ to: CalendarDay, group: ID<Group>? = nil) -> String {
        "/console/\(community)/today/people?from=\(from)&to=\(to)" + (group.map { "&group=\($0)" } ?? "")
    }

    private var figures: [Page.Figure] {
        guard let days = facts.days else { return [] }
        let week = Array(days.suffix(Self.weekDays))
        let before = Array(days.dropLast(Self.weekDays).suffix(Self.weekDays))
        func sum(_ days: [DailyFact], _ value: (DailyFact) -> Int) -> Int { days.reduce(0) { $0 + value($1) } }
        let net = sum(week) { $0.joined - $0.departed }
        let netBefore = sum(before) { $0.joined - $0.departed }
        let joined = sum(week, \.joined)
        let left = sum(week, \.departed)
        let speakers = Double(sum(week, \.speakers)) / Double(Self.weekDays)
        let speakersBefore = Double(sum(before, \.speakers)) / Double(Self.weekDays)
        let messages = sum(week, \.messages)
        let (mean, meanBefore) = (
            NumberWords.decimal(speakers, places: 1), NumberWords.decimal(speakersBefore, places: 1)
        )
        let (today, earlier) = (
            NumberWords.count(days.last?.messages ?? 0), NumberWords.count(sum(before, \.messages))
        )
        let members = ConsolePlace.members.address(community)
        let weekList = week.first.map { listAddress($0.day, facts.today) }
        return [
            figure(
                Phrase("成员", "Members"), NumberWords.count(facts.memberCount), Phrase("人", ""), members,
                course(days, \.joined), Double(net), Double(netBefore), signed: true,
                Phrase(
                    "7 天净增 \(Self.signed(net))：来 \(joined)，走 \(left)",
                    "7 days \(Self.signed(net)): \(joined) came, \(left) left")),
            figure(
                Phrase("今天发言人数", "Speaking today"), NumberWords.count(days.last?.speakers ?? 0), Phrase("人", ""),
                listAddress(facts.today, facts.today), course(days, \.speakers), speakers, speakersBefore,
                Phrase(
                    "7 天日均 \(mean)，前 7 天 \(meanBefore)", "7-day mean \(mean), \(meanBefore) before"
                )),
            figure(
                Phrase("7 天消息", "Messages in 7 days"), NumberWords.count(messages), Phrase("条", ""), weekList,
                course(days, \.messages), Double(messages), Double(sum(before, \.messages)),
                Phrase(
                    "今天 \(today)，前 7 天 \(earlier)", "\(today) today, \(earlier) the 7 days before"
                )),
            newcomers(members),
        ]
    }

    private func newcomers(_ members: String) -> Page.Figure {
        let (now, before) = (facts.arrivals, facts.arrivalsBefore)
        func share(_ count: Arrivals.Count) -> Double? {
            count.came == 0 ? nil : Double(count.spoke) / Double(count.came)
        }
        let value = share(now).map(NumberWords.percent) ?? "–"
        let words =
            now.came == 0
            ? Phrase("7 天里还没有新人", "no newcomers in 7 days")
            : Phrase(
                "7 天来的 \(now.came) 位里 \(now.spoke) 位说过话", "\(now.spoke) of \(now.came) who came in 7 days")
        return figure(
            Phrase("新人开口", "Newcomers who spoke"), value, Phrase("", ""), "\(members)?joined=7&origin=login", "",
            share(now).map { $0 * 100 } ?? 0, share(before).map { $0 * 100 } ?? share(now).map { $0 * 100 } ?? 0,
            signed: true, words)
    }

    private static func signed(_ value: Int) -> String { value > 0 ? "+\(value)" : NumberWords.count(value) }

    private func course(_ days: [DailyFact], _ value: (DailyFact) -> Int) -> String {
        Sparkline(values: days.suffix(Self.shownDays).map { Double(value($0)) }).svg()
    }

    /// - Parameter signed: shows the difference itself; otherwise how much it is of what was before.
    private func figure(
        _ label: Phrase, _ value: String, _ unit: Phrase, _ address: String?, _ spark: String, _ now: Double,
        _ before: Double, signed: Bool = false, _ against: Phrase
    ) -> Page.Figure {
        let difference = now - before
        let change =
            signed
            ? NumberWords.decimal(difference.magnitude, places: 0)
            : before > 0 ? NumberWords.percent(difference.magnitude / before) : ""
        let isShown = difference != 0 && !change.isEmpty
        return Page.Figure(
            label: text(label), value: value, unit: text(unit), address: address, spark: spark,
            change: isShown ? change : "", isUp: isShown && difference > 0, isDown: isShown && difference < 0,
            against: text(against))
    }

    // MARK: chart

    private func drawn(
        _ days: [DailyFact]
    ) -> (chart: CheckupReportPage.Chart, fact: String, table: CheckupReportPage.Table) {
        let now = Array(days.suffix(Self.shownDays))
        let before = Array(days.dropLast(Self.shownDays).suffix(Self.shownDays))
        let line = LineChart(
            data: now.enumerated().map { index, fact in datum(fact, before: before[index]) },
            before: before.map { Double($0.speakers) }, flags: [], trend: nil, wideWidth: Self.chartWidth,
            label: text(Phrase("近 14 天每天发言人数，可逐点看是谁", "People who spoke on each of 14 days; each point opens who")),
            axisLabel: { NumberWords.short(Int($0)) })
        let (mean, meanBefore) = (Self.mean(now), Self.mean(before))
        let chart = CheckupReportPage.Chart(
            wide: line.svg(.wide), narrow: line.svg(.narrow), hasLegend: true,
            legend: [
                .init(key: "key", text: text(Phrase("近 14 天", "last 14 days"))),
                .init(key: "key key-was", text: text(Phrase("再前 14 天", "the 14 days before"))),
            ])
        return (chart, text(Self.fact(mean, meanBefore)), table(now, before))
    }

    private func datum(_ fact: DailyFact, before: DailyFact) -> LineChart.Datum {
        let day = DateWords.short(fact.day)
        let (people, messages) = (NumberWords.people(fact.speakers), NumberWords.messages(fact.messages))
        let earlier = NumberWords.people(before.speakers)
        let title = Phrase(
            "\(day.chinese)：\(people.chinese)、\(messages.chinese)，14 天前 \(earlier.chinese)",
            "\(day.english): \(people.english), \(messages.english); 14 days before \(earlier.english)"
        )
        return LineChart.Datum(
            tick: text(day), title: text(title), value: Double(fact.speakers),
            label: text(NumberWords.people(fact.speakers)), address: listAddress(fact.day, fact.day))
    }

    private static func mean(_ days: [DailyFact]) -> Double {
        Double(days.reduce(0) { $0 + $1.speakers }) / Double(max(1, days.count))
    }

    private static func fact(_ mean: Double, _ before: Double) -> Phrase {
        let shown = NumberWords.decimal(mean, places: 1)
        guard before > 0 else { return Phrase("日均 \(shown) 人", "\(shown) people a day") }
        let change = NumberWords.percent((mean / before - 1).magnitude)
        if mean == before { return Phrase("日均 \(shown) 人，和前 14 天一样", "\(shown) a day, as in the 14 days before") }
        return mean > before
            ? Phrase("日均 \(shown) 人，比前 14 天多 \(change)", "\(shown) a day, \(change) more than in the 14 days before")
            : Phrase("日均 \(shown) 人，比前 14 天少 \(change)", "\(shown) a day, \(change) less than in the 14 days before")
    }

    private func table(_ now: [DailyFact], _ before: [DailyFact]) -> CheckupReportPage.Table {
        TableWriter(
            columns: [
                (Phrase("日期", "Day"), false), (Phrase("发言人数", "Speakers"), true), (Phrase("消息", "Messages"), true),
                (Phrase("加入", "Joined"), true), (Phrase("离开", "Left"), true),
                (Phrase("14 天前的发言人数", "Speakers 14 days before"), true),
            ],
            rows: zip(now, before).map { fact, earlier in
                [
                    fact.day.description, "\(fact.speakers)", "\(fact.messages)", "\(fact.joined)", "\(fact.departed)",
                    "\(earlier.speakers)",
                ]
            },
            name: "activity", title: Phrase("近 14 天", "14 days"), newestLast: true,
            address: { row, column in
                switch column {
                case 1: listAddress(now[row].day, now[row].day)
                case 5: listAddress(before[row].day, before[row].day)
                default: nil
                }
            }
        ).table(language)
    }

    // MARK: groups

    private var groupsFact: String {
        let today = facts.days?.last
        let net = (today?.joined ?? 0) - (today?.departed ?? 0)
        let groups = NumberWords.count(facts.groupCount)
        guard today != nil else {
            return text(Phrase("共 \(groups) 个", NumberWords.english(facts.groupCount, "group", "groups")))
        }
        return text(
            Phrase(
                "共 \(groups) 个 · 今日净增 \(Self.signed(net)) 人",
                "\(NumberWords.english(facts.groupCount, "group", "groups")) · net \(Self.signed(net)) today"))
    }

    private func line(_ sized: TodayFacts.SizedGroup) -> Page.GroupLine {
        let speakers = sized.span?.speakersOfLastDay ?? 0
        let isMore = sized.members >= GroupSizes.countedMax
        return Page.GroupLine(
            address: "\(ConsolePlace.groups.address(community))/\(sized.group.id)", name: sized.group.name,
            members: NumberWords.count(sized.members) + (isMore ? "+" : ""), speakers: NumberWords.count(speakers),
            share: sized.members > 0 && !isMore
                ? NumberWords.percent(Double(speakers) / Double(sized.members)) : "–",
            speakersAddress: speakers > 0 ? listAddress(facts.today, facts.today, group: sized.group.id) : nil,
            today: NumberWords.count(sized.span?.messagesOfLastDay ?? 0),
            week: NumberWords.count(sized.span?.messages ?? 0))
    }

    // MARK: errors

    private var errors: [Page.ErrorCell] {
        (facts.errors?.errors ?? []).map { standing in
            Page.ErrorCell(
                name: text(CheckupWords.name(of: standing.error)), tag: text(CheckupWords.tag(of: standing.verdict)),
                tagClass: CheckupReportWriter.tagClass(standing.verdict),
                meter: standing.verdict == .cannotTell ? nil : SeverityBar(severity: standing.severity).svg(),
                what: text(CheckupWords.meaning(of: standing.error)))
        }
    }
}
