import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondTalk

/// `/console/{community}/reports`: what members reported, to be decided, and what was decided about it.
struct ReportRoutes: Sendable {
    private static let root = "/console/{community}/reports"

    let reports: Reports
    let shells: Shells

    var routes: [Route] {
        [
            .page(Self.root, .inCommunity(.reviewReports), respond: list),
            .form(Self.root + "/{report}/decisions", .inCommunity(.reviewReports), respond: decide),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let words = ListWords(standing, call, now: shells.now)
        let language = words.language
        let root = "/console/\(standing.community.id)/reports"
        let isDecided = call.query("state") == "decided"
        let before = call.query("before").flatMap { TimelinePlace($0) }
        let found =
            isDecided
            ? try await reports.decided(as: standing, before: before)
            : try await reports.open(as: standing, after: call.query("after").flatMap { ID<Report>($0) })
        let decision = call.query("done").flatMap(ReportDecision.init)
        let toast = decision.map { ShellToast(ChatWords.decided($0).text(language)) }
        let page = ReportsPage(
            frame: call.pages.frame(Phrase("举报", "Reports"), call.visit),
            shell: try await shells.console(standing, .reports, call).with(
                stream: shells.stream(standing), toast: toast),
            tabs: [
                TabLink(address: root, title: Phrase("待处理", "Waiting").text(language), isCurrent: !isDecided),
                TabLink(
                    address: root + "?state=decided", title: Phrase("处理过的", "Decided").text(language),
                    isCurrent: isDecided),
            ],
            rows: found.map { row($0, standing, words) }, isEmpty: found.isEmpty, isDecided: isDecided,
            older: found.count == Reports.pageCountMax ? found.last.map { root + Self.next($0) } : nil)
        return try call.pages.response(page, template: "chat/reports", call.visit)
    }

    /// The query of the page after the one that ends with this report.
    private static func next(_ last: Report) -> String {
        guard let at = last.decidedAt else { return "?after=\(last.id)" }
        return "?state=decided&before=\(TimelinePlace(at: at, id: last.id.rawValue))"
    }

    private func row(_ report: Report, _ standing: Standing, _ words: ListWords) -> ReportsPage.Row {
        let console = "/console/\(standing.community.id)"
        let language = words.language
        return ReportsPage.Row(
            reporter: report.reporter.name, author: report.author?.name, groupName: report.groupName,
            reason: ChatWords.name(of: report.reason).text(language),
            note: report.note.isEmpty ? nil : report.note, words: report.words,
            pictures: PicturesView(report.pictures, standing.community.id, language),
            time: words.time(report.createdAt),
            messageAddress: "\(console)/groups/\(report.group)?at=\(report.message)#m-\(report.message)",
            action: report.decision == nil ? "\(console)/reports/\(report.id)/decisions" : nil,
            decision: decision(report, words))
    }

    private func decision(_ report: Report, _ words: ListWords) -> ReportsPage.Decision? {
        guard let decision = report.decision, let at = report.decidedAt else { return nil }
        return ReportsPage.Decision(
            title: ChatWords.decided(decision).text(words.language), isRecalled: decision == .recalled,
            by: report.decidedBy?.name ?? Phrase("安装管理员", "Administrator").text(words.language),
            time: words.time(at), note: report.decisionNote.flatMap { $0.isEmpty ? nil : $0 })
    }

    @Sendable private func decide(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        guard let decision = ReportDecision(rawValue: call.values["decision"]) else {
            throw AppError(code: .fieldsInvalid, fields: [.init("decision", .missing)])
        }
        try await reports.decide(call.id("report"), decision, note: call.values["note"], as: standing)
        return .seeOther("/console/\(standing.community.id)/reports?done=\(decision.rawValue)")
    }
}
