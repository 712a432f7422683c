import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondTalk

/// The console's forms for groups.
struct GroupFormRoutes: Sendable {
    /// Seconds that slow mode offers.
    static let slowModes = [0, 10, 30, 60, 300, 900, 3_600]
    private static let root = "/console/{community}"

    let api: ChatAPI
    let shells: Shells

    var routes: [Route] {
        [
            .page(Self.root + "/groups/new", .inCommunity(.manageGroups)) { call in
                try await form(call, nil, GroupDraft(name: ""), [:], .ok)
            },
            .form(Self.root + "/groups", .inCommunity(.manageGroups), respond: create),
            .page(Self.root + "/groups/{group}/settings", .somewhereInCommunity(.manageGroups)) { call in
                let group = try await api.group(call)
                try group.require(.manageGroups)
                return try await form(call, group, GroupDraft(group), [:], .ok)
            },
            .form(Self.root + "/groups/{group}/settings", .somewhereInCommunity(.manageGroups), respond: change),
            .form(Self.root + "/groups/{group}/archivings", .somewhereInCommunity(.manageGroups)) { call in
                try await archive(call, true)
            },
            .form(Self.root + "/groups/{group}/reopenings", .somewhereInCommunity(.manageGroups)) { call in
                try await archive(call, false)
            },
        ]
    }

    // MARK: groups

    private func draft(_ call: Call) -> GroupDraft {
        let form = call.values
        return GroupDraft(
            name: form["name"], description: form["description"],
            slowModeSeconds: Int(form["slowModeSeconds"]) ?? (form["slowModeSeconds"].isEmpty ? 0 : -1),
            quietFrom: form["quietFrom"], quietUntil: form["quietUntil"], isOpen: form.isOn("isOpen"))
    }

    @Sendable private func create(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        do {
            let group = try await api.groups.create(
                draft(call), as: standing, key: call.visit.idempotencyKey)
            return .seeOther("\(ChatSide.console.groups(standing.community.id))/\(group)")
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await form(
                call, nil, draft(call), error.texts(call.visit.language), .unprocessableContent)
        }
    }

    @Sendable private func change(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        do {
            try await api.groups.change(group, to: draft(call))
            return .seeOther("\(ChatSide.console.groups(group.community.id))/\(group.group.id)")
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await form(
                call, group, draft(call), error.texts(call.visit.language), .unprocessableContent)
        }
    }

    private func archive(_ call: Call, _ isArchived: Bool) async throws -> Response {
        let group = try await api.group(call)
        try await api.groups.setArchived(isArchived, group)
        return .seeOther("\(ChatSide.console.groups(group.community.id))/\(group.group.id)/settings")
    }

    private func form(
        _ call: Call, _ group: GroupStanding?, _ draft: GroupDraft, _ errors: [String: String],
        _ status: HTTPResponse.Status
    ) async throws -> Response {
        let standing = try call.standing()
        let language = call.visit.language
        let root = ChatSide.console.groups(standing.community.id)
        let base = group.map { "\(root)/\($0.group.id)" }
        let isArchived = group?.settings.archivedAt != nil
        let title = group == nil ? Phrase("新建群", "New group") : Phrase("群设置", "Group settings")
        let back = ShellLink(
            address: base ?? root, title: group?.group.name ?? Phrase("群", "Groups").text(language))
        let offered =
            Self.slowModes.contains(draft.slowModeSeconds) || draft.slowModeSeconds < 0
            ? Self.slowModes : (Self.slowModes + [draft.slowModeSeconds]).sorted()
        let page = GroupFormPage(
            frame: call.pages.frame(title, call.visit),
            shell: try await shells.console(standing, .groups, call).with(back: back),
            action: base.map { $0 + "/settings" } ?? root, name: draft.name, description: draft.description,
            slowModes: offered.map { seconds in
                FormChoice(
                    String(seconds), ChatWords.slowMode(seconds).text(language),
                    isChosen: seconds == draft.slowModeSeconds)
            },
            quietFrom: draft.quietFrom, quietUntil: draft.quietUntil, isOpen: draft.isOpen,
            errors: GroupFormErrors(errors),
            archiving: base.map { $0 + (isArchived ? "/reopenings" : "/archivings") }, isArchived: isArchived)
        return try call.pages.response(page, template: "chat/group-form", call.visit, status: status)
    }
}
