import PondCommunity
import PondCore
import PondInsight

/// Puts the page of the day together.
struct TodayView {
    typealias Page = TodayPage

    let standing: Standing
    let call: Call
    let facts: TodayFacts

    var language: ReportLanguage { call.visit.language }
    var community: ID<Community> { standing.community.id }
    func text(_ phrase: Phrase) -> String { phrase.text(language) }

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
        let chart = facts.days.flatMap { isNew ? nil : TodayChart(view: self, days: $0) }
        return TodayPage(
            frame: call.pages.frame(Phrase("今日", "Today"), call.visit), shell: shell,
            inviteAddress: standing.allowsSomewhere(.manageInvitations) && !isNew
                ? ConsolePlace.invitations.address(community) : nil,
            beginnings: isNew ? beginnings : [], isNew: isNew, isCounting: facts.isCounting,
            figures: isNew ? [] : TodayFigures(view: self).figures, hasFigures: !isNew && facts.days != nil,
            figuresHint: text(TodayFigures.hint), tasks: tasks,
            taskCount: text(Phrase("\(tasks.count) 件", NumberWords.english(tasks.count, "thing", "things"))),
            isDone: tasks.isEmpty && !isNew, chart: chart?.chart, chartFact: chart?.fact ?? "",
            table: chart?.table(language),
            groups: isNew ? [] : facts.groups.map(line), hasGroups: !isNew && !facts.groups.isEmpty,
            groupsFact: groupsFact, groupsAddress: ConsolePlace.groups.address(community),
            errors: isNew ? [] : errors, hasErrors: !isNew && !errors.isEmpty,
            insightAddress: ConsolePlace.insight.address(community))
    }

    /// Nobody has come and nobody has said anything.
    private var isNew: Bool {
        guard let days = facts.days else { return false }
        return facts.memberCount <= 1 && days.allSatisfy { $0.messages == 0 } && facts.checkup == nil
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

    func listAddress(_ from: CalendarDay, _ to: CalendarDay, group: ID<Group>? = nil) -> String {
        "/console/\(community)/today/people?from=\(from)&to=\(to)" + (group.map { "&group=\($0)" } ?? "")
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
                "共 \(groups) 个 · 今日净增 \(TodayFigures.signed(net)) 人",
                "\(NumberWords.english(facts.groupCount, "group", "groups")) · net \(TodayFigures.signed(net)) today"))
    }

    private func line(_ sized: TodayFacts.SizedGroup) -> Page.GroupLine {
        let speakers = sized.span?.speakersOfLastDay ?? 0
        let isMore = sized.members >= GroupSizes.countedMax
        return Page.GroupLine(
            address: "\(ConsolePlace.groups.address(community))/\(sized.group.id)", name: sized.group.name,
            membersAddress: "\(ConsolePlace.members.address(community))?group=\(sized.group.id)",
            members: NumberWords.count(sized.members) + (isMore ? "+" : ""), speakers: NumberWords.count(speakers),
            share: sized.members > 0 && !isMore
                ? NumberWords.percent(Double(speakers) / Double(sized.members)) : "–",
            speakersAddress: speakers > 0 ? listAddress(facts.today, facts.today, group: sized.group.id) : nil,
            today: NumberWords.count(sized.span?.messagesOfLastDay ?? 0),
            week: NumberWords.count((sized.span?.messages ?? 0) - (sized.span?.messagesOfLastDay ?? 0)))
    }

    // MARK: errors

    /// What the last checkup found, with the figure that tells most and the next step.
    private var errors: [Page.ErrorCell] {
        guard let checkup = facts.checkup else { return [] }
        let words = CheckupWords(checkup: checkup.result)
        let links = CheckupLinks(checkup.id, checkup.traits, checkup.result.people, standing)
        return checkup.result.errors.map { finding in
            let telling = finding.evidence.first(where: \.isSign) ?? finding.evidence.first
            let people = PeopleSet.meant(by: finding.next).flatMap(links.people)
            return Page.ErrorCell(
                name: text(CheckupWords.name(of: finding.error)), tag: text(CheckupWords.tag(of: finding.verdict)),
                tagClass: CheckupReportWriter.tagClass(finding.verdict),
                meter: finding.verdict == .cannotTell ? nil : SeverityBar(severity: finding.severity).svg(),
                what: text(telling.map(words.sentence) ?? words.finding(finding)),
                step: text(words.instruction(finding.next)),
                stepAddress: people ?? ConsolePlace.insight.address(community))
        }
    }
}
