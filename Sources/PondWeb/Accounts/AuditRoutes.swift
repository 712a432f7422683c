import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform

/// `/console/{community}/audit`: who did what, newest first, with what was there before and after.
struct AuditRoutes: Sendable {
    let context: AccountContext

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [.page("/console/{community}/audit", .inCommunity(.viewAudit), respond: audit)]
    }

    private func audit(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        try standing.require(.viewAudit)
        var filter = AuditFilter()
        filter.actor = call.query("actor").flatMap { ID<Person>($0) }
        filter.action = call.query("action")
        filter.before = call.query("before").flatMap { ID<AuditEntry>($0) }
        let community = standing.community
        let entries = try await context.parts.auditLog.entries(community: community.id.rawValue, filter)
        let address = "/console/\(community.id)/audit"
        let kept = ["actor", "action"].compactMap { name in
            call.query(name).map { "&\(name)=\($0.inQuery)" }
        }.joined()
        let language = call.visit.language
        let page = AuditPage(
            frame: call.pages.frame(AccountWords.audit, call.visit), shell: try await context.shell(call),
            address: address, community: community.name, actor: call.query("actor") ?? "",
            action: call.query("action") ?? "",
            entries: entries.map { entry in
                .init(
                    at: Moment.machine(entry.at), time: Moment.minute(entry.at, timeZone: community.timeZone),
                    actor: entry.actorName ?? Phrase("系统", "The machine").text(language), action: entry.action,
                    subject: entry.subject + (entry.subjectId.map { " \($0)" } ?? ""), before: entry.before,
                    after: entry.after)
            }, isEmpty: entries.isEmpty,
            older: entries.count == filter.count ? entries.last.map { "\(address)?before=\($0.id)\(kept)" } : nil)
        return try context.respond(page, "accounts/audit", call)
    }
}
