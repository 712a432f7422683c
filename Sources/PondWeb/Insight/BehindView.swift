import PondCommunity
import PondCore
import PondInsight

/// Puts the list of the people behind a number together.
struct BehindView {
    let standing: Standing
    let call: Call
    let checkup: CheckupSnapshot
    let set: PeopleSet
    let text: String?
    let isLater: Bool
    let page: Checkups.People
    let count: Int
    let now: Timestamp

    private var language: ReportLanguage { call.visit.language }
    private var base: String { ConsolePlace.insight.address(standing.community.id) }

    func page(_ shell: ConsoleShell) -> BehindPage {
        let words = PeopleSetWords.title(set)
        let query = "checkup=\(checkup.id)&set=\(set)" + (text.map { "&q=\(FormValues.encoded($0))" } ?? "")
        let list = "\(base)/people?\(query)"
        let made = DateWords.minute(checkup.madeAt ?? checkup.askedAt, timeZone: standing.community.timeZone)
        let back = ShellLink(address: "\(base)?checkup=\(checkup.id)", title: Phrase("分析", "Insight").text(language))
        return BehindPage(
            frame: call.pages.frame(words, call.visit),
            shell: shell.with(
                back: back, fresh: Phrase("体检于 \(made)", "Checked \(made)").text(language)),
            heading: words.text(language), explanation: PeopleSetWords.explanation(set).text(language),
            count: NumberWords.people(count).text(language),
            hidden: [
                .init(name: "checkup", value: checkup.id.description), .init(name: "set", value: set.description),
            ],
            hasDays: true, text: text ?? "", address: "\(base)/people",
            everybodyAddress: "\(base)/people?checkup=\(checkup.id)&set=\(set)", rows: page.members.map(row),
            isEmpty: page.members.isEmpty,
            isSearched: text != nil, next: page.next.map { "\(list)&after=\($0)" }, first: isLater ? list : nil,
            exportAddress: standing.allows(.exportData) && count > 0 ? "\(base)/people/export?\(query)" : nil)
    }

    private func row(_ member: CheckupMember) -> BehindPage.Row {
        let maySee = standing.allowsSomewhere(.viewMemberDetails)
        return BehindPage.Row(
            address: maySee ? "\(ConsolePlace.members.address(standing.community.id))/\(member.id)" : nil,
            name: member.displayName, portrait: Portrait(name: member.displayName, id: member.id.rawValue),
            number: MemberWords.ordinal(member.number).text(language), messages: NumberWords.count(member.messages),
            days: .init(
                role: Self.role(member, language), first: Self.day(member.firstDay, language),
                last: Self.day(member.lastDay, language)))
    }

    private static func role(_ member: CheckupMember, _ language: ReportLanguage) -> String? {
        member.role.flatMap(EcologyRole.init).map { CheckupWords.name(of: $0).text(language) }
    }

    private static func day(_ day: Int?, _ language: ReportLanguage) -> String {
        day.map { CalendarDay(number: $0).description } ?? Phrase("没说过", "never").text(language)
    }

    // MARK: CSV

    static func heading(_ language: ReportLanguage) -> String {
        let names = [
            Phrase("编号", "Number"), Phrase("名字", "Name"), Phrase("角色", "Role"), Phrase("消息", "Messages"),
            Phrase("第一次发言", "First spoke"), Phrase("最近发言", "Last spoke"),
        ]
        return CSVLine.text(names.map { $0.text(language) })
    }

    static func line(_ member: CheckupMember, _ language: ReportLanguage) -> String {
        func day(_ day: Int?) -> String { day.map { CalendarDay(number: $0).description } ?? "" }
        return CSVLine.text([
            String(member.number), member.displayName, role(member, language) ?? "", String(member.messages),
            day(member.firstDay), day(member.lastDay),
        ])
    }
}
