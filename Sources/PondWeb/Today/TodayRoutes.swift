import HTTPTypes
import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondInsight
import PondStore

/// 今日: how the community does today, and what waits for somebody.
struct TodayRoutes: Sendable {
    static let pageCount = 50

    let reader: TodayReader
    let shells: Shells

    private static let root = "/console/{community}"

    var routes: [Route] {
        [
            .page(Self.root, .somewhereInCommunity(.viewConsole), respond: show),
            .page(Self.root + "/today", .somewhereInCommunity(.viewConsole), respond: show),
            .page(Self.root + "/today/people", .somewhereInCommunity(.viewConsole), respond: people),
            .page(Self.root + "/today/people/export", .somewhereInCommunity(.exportData), respond: export),
        ]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let stream = try await shells.stream(standing)
        let facts = try await reader.read(standing, now: shells.now)
        let shell = try await shells.console(standing, .today, call)
        let view = TodayView(standing: standing, call: call, facts: facts)
        return try call.pages.response(
            view.page(shell.with(fresh: view.fresh, stream: stream)), template: "today/show", call.visit)
    }

    // MARK: who wrote

    private struct Asked {
        let from: CalendarDay
        let to: CalendarDay
        let group: ID<Group>?
        let text: String?
        let after: ID<Member>?
    }

    /// - Throws: `AppError.notFound` for days that are none.
    private func asked(_ call: Call) throws -> Asked {
        guard let from = call.query("from").flatMap(CalendarDay.init(written:)),
            let to = call.query("to").flatMap(CalendarDay.init(written:))
        else { throw AppError(.notFound) }
        return Asked(
            from: from, to: to, group: call.query("group").flatMap { ID<Group>($0) }, text: call.query("q"),
            after: call.query("after").flatMap { ID<Member>($0) })
    }

    private func page(_ asked: Asked, after: ID<Member>?, count: Int, _ standing: Standing) async throws -> [DayMember]
    {
        try await reader.facts.people(
            standing, group: asked.group, from: asked.from, to: asked.to, text: asked.text, after: after,
            countMax: count)
    }

    @Sendable private func people(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let asked = try asked(call)
        let found = try await page(asked, after: asked.after, count: Self.pageCount + 1, standing)
        let shell = try await shells.console(standing, .today, call)
        let language = call.visit.language
        let base = "/console/\(standing.community.id)/today/people"
        let days = "from=\(asked.from)&to=\(asked.to)" + (asked.group.map { "&group=\($0)" } ?? "")
        let query = days + (asked.text.map { "&q=\(FormValues.encoded($0))" } ?? "")
        let shown = found.prefix(Self.pageCount)
        let title = PeopleSetWords.title(.days(asked.from, asked.to))
        let members = ConsolePlace.members.address(standing.community.id)
        let maySee = standing.allowsSomewhere(.viewMemberDetails)
        let page = BehindPage(
            frame: call.pages.frame(title, call.visit),
            shell: shell.with(
                back: ShellLink(
                    address: ConsolePlace.today.address(standing.community.id),
                    title: Phrase("今日", "Today").text(language))),
            heading: title.text(language),
            explanation: Phrase("按成员编号排。", "By member number.").text(language), count: nil,
            hidden: [
                .init(name: "from", value: asked.from.description), .init(name: "to", value: asked.to.description),
            ]
                + (asked.group.map { [.init(name: "group", value: $0.description)] } ?? []),
            hasDays: false, text: asked.text ?? "", address: base, everybodyAddress: "\(base)?\(days)",
            rows: shown.map { member in
                BehindPage.Row(
                    address: maySee ? "\(members)/\(member.id)" : nil, name: member.displayName,
                    portrait: Portrait(name: member.displayName, id: member.id.rawValue),
                    number: MemberWords.ordinal(member.number).text(language),
                    messages: NumberWords.count(member.messages), days: nil)
            }, isEmpty: shown.isEmpty, isSearched: asked.text != nil,
            next: found.count > shown.count ? shown.last.map { "\(base)?\(query)&after=\($0.id)" } : nil,
            first: asked.after != nil ? "\(base)?\(query)" : nil,
            exportAddress: standing.allows(.exportData) && !shown.isEmpty ? "\(base)/export?\(query)" : nil)
        return try call.pages.response(page, template: "insight/people", call.visit)
    }

    @Sendable private func export(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        try standing.require(.exportData)
        let asked = try asked(call)
        var after: ID<Member>?
        var text = "\u{FEFF}"
        let names = [Phrase("编号", "Number"), Phrase("名字", "Name"), Phrase("消息", "Messages")]
        text += CSVLine.text(names.map { $0.text(call.visit.language) })
        while true {
            let found = try await page(asked, after: after, count: DailyFacts.peopleCountMax, standing)
            for member in found {
                text += CSVLine.text([String(member.number), member.displayName, String(member.messages)])
            }
            guard found.count == DailyFacts.peopleCountMax, let last = found.last else { break }
            after = last.id
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"people.csv\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension CalendarDay {
    /// From `2025-11-20`; nil for what is no such day.
    init?(written: String) {
        let parts = written.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }
}
