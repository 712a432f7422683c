import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore

/// The console's pages about invitations.
struct InvitationRoutes: Sendable {
    let invitations: Invitations
    let groups: Groups
    let shells: Shells

    static let dayChoices = [1, 7, 30, 90]

    var routes: [Route] {
        [
            .page("/console/{community}/invitations", .somewhereInCommunity(.manageInvitations)) { call in
                try await list(call, errors: [:], status: .ok)
            },
            .form("/console/{community}/invitations", .somewhereInCommunity(.manageInvitations), respond: make),
            .page("/console/{community}/invitations/{invitation}", .somewhereInCommunity(.manageInvitations)) {
                call in
                try await show(call)
            },
            .form(
                "/console/{community}/invitations/{invitation}/revocations", .somewhereInCommunity(.manageInvitations)
            ) { call in
                let standing = try call.standing()
                try await invitations.revoke(call.id("invitation"), as: standing)
                return .seeOther("/console/\(standing.community.id)/invitations?done=revoked")
            },
        ]
    }

    private func list(
        _ call: Call, errors: [String: String], status: HTTPResponse.Status
    ) async throws -> Response {
        let standing = try call.standing()
        let language = call.visit.language
        let all = try await invitations.all(before: call.query("before").flatMap { ID($0) }, as: standing)
        let words = ListWords(standing, call, now: shells.now)
        let console = "/console/\(standing.community.id)"
        let open = try await groups.all(of: standing.community.id)
            .filter { standing.allows(.manageInvitations, in: $0.id) }
        let form = call.values
        let toast =
            call.query("done") == "revoked"
            ? ShellToast(Phrase("收回了，这个码不能再用", "Taken back: the code opens nothing any more").text(language)) : nil
        let page = InvitationListPage(
            frame: call.pages.frame(Phrase("邀请", "Invitations"), call.visit),
            shell: try await shells.console(standing, .invitations, call).with(toast: toast),
            rows: all.map {
                InvitationRow(
                    $0, console: console, origin: call.visit.origin,
                    showsMembers: standing.allowsSomewhere(.viewMemberDetails), words)
            },
            isEmpty: all.isEmpty, address: "\(console)/invitations",
            next: all.count == Invitations.listCountMax
                ? all.last.map { "\(console)/invitations?before=\($0.id)" } : nil,
            groups: open.map { FormChoice($0.id.description, $0.name, isChosen: form["group"] == $0.id.description) },
            hasGroups: !open.isEmpty, mayInviteToAll: standing.allows(.manageInvitations),
            mayMake: standing.member != nil, note: form["note"], usesMax: form["usesMax"],
            days: Self.dayChoices.map {
                FormChoice(
                    String($0), NumberWords.days(Double($0)).text(language),
                    isChosen: form["days"] == String($0) || (form["days"].isEmpty && $0 == 7))
            }, errors: errors)
        return try call.pages.response(page, template: "invitations/list", call.visit, status: status)
    }

    private func make(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let form = call.values
        do {
            let id = try await invitations.make(
                InvitationDraft(
                    group: ID<Group>(form["group"]), note: form["note"], usesMax: form.text("usesMax"),
                    days: form.text("days")), as: standing, key: call.visit.idempotencyKey)
            return .seeOther("/console/\(standing.community.id)/invitations/\(id)")
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await list(call, errors: error.texts(call.visit.language), status: .unprocessableContent)
        }
    }

    private func show(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let invitation = try await invitations.invitation(call.id("invitation"), as: standing)
        let console = "/console/\(standing.community.id)"
        let row = InvitationRow(
            invitation, console: console, origin: call.visit.origin,
            showsMembers: standing.allowsSomewhere(.viewMemberDetails), ListWords(standing, call, now: shells.now))
        let title = Phrase("邀请", "Invitations").text(call.visit.language)
        let page = InvitationShowPage(
            frame: call.pages.frame(Phrase("邀请 \(row.code)", "Invitation \(row.code)"), call.visit),
            shell: try await shells.console(standing, .invitations, call)
                .with(back: ShellLink(address: "\(console)/invitations", title: title)),
            row: row, qr: QRDrawing(row.link), communityName: standing.community.name)
        return try call.pages.response(page, template: "invitations/show", call.visit)
    }
}
