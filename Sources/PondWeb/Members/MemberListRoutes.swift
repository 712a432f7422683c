import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore

/// The console's list of members, and what is done with several of them at once.
struct MemberListRoutes: Sendable {
    let directory: MemberDirectory
    let removals: MemberRemovals
    let staff: Staff
    let groups: Groups
    let saved: SavedFilters
    let export: MemberExport
    let shells: Shells

    static let pageCount = 50
    /// Names that a decision shows before it says "and 37 more".
    static let shownNameCountMax = 12

    var routes: [Route] {
        [
            .page("/console/{community}/members", .somewhereInCommunity(.viewConsole), respond: list),
            .page("/console/{community}/members/export", .inCommunity(.exportData)) { call in
                try await export.response(call)
            },
            .form("/console/{community}/member-selections", .somewhereInCommunity(.viewConsole), respond: decide),
            .form("/console/{community}/member-removals", .inCommunity(.manageMembers), respond: remove),
            .form("/console/{community}/member-removals/{batch}/undoings", .inCommunity(.manageMembers)) { call in
                let standing = try call.standing()
                let count = try await removals.undo(call.id("batch"), as: standing)
                return .seeOther("/console/\(standing.community.id)/members?done=readmitted&n=\(count)")
            },
            .form("/console/{community}/group-placements", .somewhereInCommunity(.manageGroups), respond: place),
            .form("/console/{community}/member-posts", .inCommunity(.manageStaff), respond: give),
            .form("/console/{community}/saved-filters", .somewhereInCommunity(.viewConsole), respond: save),
            .form("/console/{community}/saved-filters/{filter}/removals", .somewhereInCommunity(.viewConsole)) { call in
                let standing = try call.standing()
                try await saved.remove(call.id("filter"), as: standing)
                return .seeOther("/console/\(standing.community.id)/members")
            },
        ]
    }

    // MARK: the list

    private func list(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let asked = MemberFilterQuery(call.query)
        let page = try await directory.page(
            asked.filter, after: asked.after, countMax: Self.pageCount, as: standing)
        let count = try await directory.count(asked.filter, as: standing)
        let everybody = try await directory.count(MemberFilter(), as: standing)
        let own = try await saved.all(as: standing)
        let all = try await groups.all(of: standing.community.id)
        let shell = try await shells.console(standing, .members, call)
        let view = MemberListView(
            standing: standing, call: call, filter: asked.filter, cursor: asked.after, page: page, count: count,
            everybody: everybody, saved: own, groups: all,
            invited: try await directory.invited(asked.filter, as: standing), now: shells.now)
        return try call.pages.response(
            view.page(
                shell.with(
                    fresh: MemberWords.fitting(everybody).text(call.visit.language),
                    searchText: asked.filter.text ?? "", toast: toast(call, standing))),
            template: "members/list", call.visit)
    }

    /// What the redirect says was done.
    private func toast(_ call: Call, _ standing: Standing) -> ShellToast? {
        let language = call.visit.language
        let count = call.query("n").flatMap { Int($0) } ?? 0
        switch call.query("done") {
        case "removed":
            let undo = call.query("batch").flatMap { ID<MemberRemoval>($0) }.map {
                ShellLink(
                    address: "/console/\(standing.community.id)/member-removals/\($0)/undoings",
                    title: Phrase("撤回", "Undo").text(language))
            }
            return ShellToast(MemberWords.removed(count).text(language), undo: count > 0 ? undo : nil)
        case "readmitted": return ShellToast(MemberWords.readmitted(count).text(language))
        case "placed": return ShellToast(MemberWords.placed(count).text(language))
        case "given": return ShellToast(MemberWords.given(count).text(language))
        case "saved": return ShellToast(Phrase("存好了，就在上面", "Kept: it stands above the list").text(language))
        default: return nil
        }
    }

    private func save(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let form = call.values
        let query = MemberFilterQuery.text(MemberFilterQuery.read(form["query"]))
        try await saved.save(query, name: form["name"], as: standing)
        return .seeOther("/console/\(standing.community.id)/members?\(query)&done=saved")
    }

    // MARK: several at once

    private func decide(_ call: Call) async throws -> Response {
        try await decision(call, errors: [:], status: .ok)
    }

    private func decision(
        _ call: Call, errors: [String: String], status: HTTPResponse.Status
    ) async throws -> Response {
        let standing = try call.standing()
        let form = call.values
        let selection = selection(form)
        let members: [MemberLine]
        let total: MemberDirectory.Count
        switch selection {
        case .picked(let ids):
            members = try await directory.lines(Array(ids.prefix(Self.shownNameCountMax)), as: standing)
            total = .init(value: ids.count, isMore: false)
        case .matching(let filter):
            members = try await directory.page(filter, countMax: Self.shownNameCountMax, as: standing).lines
            total = try await directory.count(filter, as: standing)
        }
        guard total.value > 0 else { return .seeOther("/console/\(standing.community.id)/members") }
        let shell = try await shells.console(standing, .members, call)
        let view = MemberDecisionView(
            standing: standing, call: call, form: form, selection: selection, members: members, total: total,
            groups: try await groups.all(of: standing.community.id), errors: errors)
        return try call.pages.response(view.page(shell), template: "members/decision", call.visit, status: status)
    }

    private func selection(_ form: FormValues) -> MemberSelection {
        if form.isOn("all") { return .matching(MemberFilterQuery.read(form["query"])) }
        return .picked(form.all("ids").compactMap { ID<Member>($0) })
    }

    /// Runs what a decision asks for; what is wrong with its fields comes back with the form.
    private func carryOut(_ call: Call, _ act: (FormValues, Standing) async throws -> String) async throws -> Response {
        let standing = try call.standing()
        do {
            let done = try await act(call.values, standing)
            return .seeOther("/console/\(standing.community.id)/members?\(done)")
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await decision(call, errors: error.texts(call.visit.language), status: .unprocessableContent)
        }
    }

    private func remove(_ call: Call) async throws -> Response {
        try await carryOut(call) { form, standing in
            let outcome = try await removals.remove(selection(form), reason: form["reason"], as: standing)
            return "done=removed&n=\(outcome.count)&batch=\(outcome.batch)"
        }
    }

    private func place(_ call: Call) async throws -> Response {
        try await carryOut(call) { form, standing in
            guard let group = ID<Group>(form["group"]) else {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("group", .missing)])
            }
            return "done=placed&n=\(try await removals.add(selection(form), to: group, as: standing))"
        }
    }

    private func give(_ call: Call) async throws -> Response {
        try await carryOut(call) { form, standing in
            guard case .picked(let members) = selection(form), let post = Post(rawValue: form["post"]) else {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("post", .missing)])
            }
            var count = 0
            for member in members.prefix(Self.pageCount) {
                let isNew = try await staff.give(
                    post, to: member, in: post == .leader ? ID<Group>(form["group"]) : nil, as: standing)
                if isNew { count += 1 }
            }
            return "done=given&n=\(count)"
        }
    }
}

extension AppError {
    /// What is wrong with each field, for a form that comes back filled.
    func texts(_ language: ReportLanguage) -> [String: String] {
        Dictionary(fields.map { ($0.field, $0.wording.text(language)) }) { first, _ in first }
    }
}
