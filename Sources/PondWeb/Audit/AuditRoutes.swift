import HTTPTypes
import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondPlatform

/// `/console/{community}/audit`: who did what, newest first, with what was there before and after.
struct AuditRoutes: Sendable {
    let trail: AuditTrail
    let shells: Shells

    var routes: [Route] {
        [
            .page("/console/{community}/audit", .inCommunity(.viewAudit), respond: list),
            .page("/console/{community}/audit/export", .inCommunity(.viewAudit), respond: export),
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let asked = AuditQuery(call.query)
        let page = try await trail.page(asked.filter, as: standing)
        let actors = try await trail.actors(as: standing)
        let words = ListWords(standing, call, now: shells.now)
        let address = "/console/\(standing.community.id)/audit"
        let isFull = page.entries.count == asked.filter.count
        let view = AuditPage(
            frame: call.pages.frame(ConsolePlace.audit.title, call.visit),
            shell: try await shells.console(standing, .audit, call), address: address,
            exportAddress: address + "/export" + asked.text(before: nil),
            actors: asked.actors(actors, words.language), actions: asked.actions(words.language),
            rows: page.entries.map { AuditRow($0, page, console: "/console/\(standing.community.id)", words) },
            isEmpty: page.entries.isEmpty, isFiltered: asked.isFiltered,
            older: isFull ? page.entries.last.map { address + asked.text(before: $0.id) } : nil)
        return try call.pages.response(view, template: "audit/list", call.visit)
    }

    /// All that the filter lets through as CSV, written page by page while it is read.
    private func export(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        var filter = AuditQuery(call.query).filter
        filter.before = nil
        filter.count = AuditFilter.countMax
        let firstFilter = filter
        let firstPage = try await trail.page(firstFilter, as: standing)
        let words = ListWords(standing, call, now: shells.now)
        let console = "/console/\(standing.community.id)"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"audit.csv\"",
            ],
            body: ResponseBody { [trail] writer in
                var page = firstPage
                var filter = firstFilter
                try await writer.write(ByteBuffer(string: "\u{FEFF}" + AuditRow.csvHeading(words.language)))
                while let last = page.entries.last {
                    let lines = page.entries.map { AuditRow($0, page, console: console, words).csvLine }
                    try await writer.write(ByteBuffer(string: lines.joined()))
                    guard page.entries.count == filter.count else { break }
                    filter.before = last.id
                    page = try await trail.page(filter, as: standing)
                }
                try await writer.finish(nil)
            })
    }
}

/// Which entries an address asks for: `?actor=7&action=member.removed&before=9`. What it says wrongly is as if it did
/// not say it.
struct AuditQuery {
    let filter: AuditFilter

    init(_ value: (String) -> String?) {
        var filter = AuditFilter()
        filter.actor = value("actor").flatMap { ID<Person>($0) }
        filter.action = value("action").flatMap { AuditWords.actions.contains($0) ? $0 : nil }
        filter.before = value("before").flatMap { ID<AuditEntry>($0) }
        self.filter = filter
    }

    var isFiltered: Bool { filter.actor != nil || filter.action != nil }

    /// The query of an address again, empty or with its question mark.
    func text(before: ID<AuditEntry>?) -> String {
        let parts = [
            filter.actor.map { "actor=\($0)" }, filter.action.map { "action=\($0)" }, before.map { "before=\($0)" },
        ]
        let said = parts.compactMap { $0 }
        return said.isEmpty ? "" : "?" + said.joined(separator: "&")
    }

    /// Staff; whoever is asked for and holds no post any more stays chosen.
    func actors(_ staff: [AuditTrail.Actor], _ language: ReportLanguage) -> [FormChoice] {
        let choices = staff.map { FormChoice("\($0.person)", $0.name, isChosen: $0.person == filter.actor) }
        guard let asked = filter.actor, !choices.contains(where: \.isChosen) else { return choices }
        let former = Phrase("不在岗的人", "somebody without a post")
        return choices + [FormChoice("\(asked)", former.text(language), isChosen: true)]
    }

    func actions(_ language: ReportLanguage) -> [FormChoice] {
        AuditWords.actions.map {
            FormChoice($0, AuditWords.name(of: $0).text(language), isChosen: $0 == filter.action)
        }
    }
}
