import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform

/// One member as the staff sees them, and what is done about one of them.
struct MemberPersonRoutes: Sendable {
    let members: Members
    let staff: Staff
    let groups: Groups
    let invitations: Invitations
    let shells: Shells

    var routes: [Route] {
        [
            .page("/console/{community}/members/{member}", .somewhereInCommunity(.viewMemberDetails)) { call in
                try await show(call, errors: [:], status: .ok)
            },
            .form("/console/{community}/members/{member}/notes", .inCommunity(.viewMemberDetails), respond: note),
            .form("/console/{community}/members/{member}/posts", .inCommunity(.manageStaff)) { call in
                try await post(call) { post, member, group, standing in
                    _ = try await staff.give(post, to: member, in: group, as: standing)
                }
            },
            .form("/console/{community}/members/{member}/post-withdrawals", .somewhereInCommunity(.viewConsole)) {
                call in
                try await post(call) { post, member, group, standing in
                    _ = try await staff.withdraw(post, from: member, in: group, as: standing)
                }
            },
            .form("/console/{community}/members/{member}/claims", .inCommunity(.manageMembers)) { call in
                let standing = try call.standing()
                let id = try await invitations.make(
                    InvitationDraft(days: "30"), claiming: call.id("member"), as: standing,
                    key: call.visit.idempotencyKey)
                return .seeOther("/console/\(standing.community.id)/invitations/\(id)")
            },
        ]
    }

    private func show(
        _ call: Call, errors: [String: String], status: HTTPResponse.Status
    ) async throws -> Response {
        let standing = try call.standing()
        let record = try await members.record(call.id("member"), as: standing)
        let view = MemberPersonView(
            standing: standing, call: call, record: record, groups: try await groups.all(of: standing.community.id),
            now: shells.now, errors: errors)
        let shell = try await shells.console(standing, .members, call)
        return try call.pages.response(view.page(shell), template: "members/person", call.visit, status: status)
    }

    /// Shows the form again with what was wrong, or goes back to the member.
    private func carryOut(_ call: Call, _ act: () async throws -> Void) async throws -> Response {
        do {
            try await act()
            let standing = try call.standing()
            return .seeOther("/console/\(standing.community.id)/members/\(try call.id("member", of: Member.self))")
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await show(call, errors: error.texts(call.visit.language), status: .unprocessableContent)
        }
    }

    private func note(_ call: Call) async throws -> Response {
        try await carryOut(call) {
            _ = try await members.note(
                call.values["body"], on: call.id("member"), as: call.standing(), key: call.visit.idempotencyKey)
        }
    }

    private func post(
        _ call: Call, _ act: (Post, ID<Member>, ID<Group>?, Standing) async throws -> Void
    ) async throws -> Response {
        try await carryOut(call) {
            let form = call.values
            guard let post = Post(rawValue: form["post"]) else {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("post", .missing)])
            }
            let group = post == .leader ? ID<Group>(form["group"]) : nil
            try await act(post, call.id("member"), group, call.standing())
        }
    }
}

/// Puts the page of one member together.
struct MemberPersonView {
    let standing: Standing
    let call: Call
    let record: MemberRecord
    let groups: [Group]
    let now: Timestamp
    let errors: [String: String]

    private var language: ReportLanguage { call.visit.language }
    private var words: ListWords { ListWords(standing, call, now: now) }
    private var console: String { "/console/\(standing.community.id)" }

    func page(_ shell: ConsoleShell) -> MemberPersonPage {
        let line = record.line
        let address = "\(console)/members/\(line.id)"
        let isSelf = line.id == standing.member
        let standingRemoval = record.removals.first { $0.undoneAt == nil }
        return MemberPersonPage(
            frame: call.pages.frame(Phrase(same: line.displayName), call.visit),
            shell: shell.with(
                back: ShellLink(address: "\(console)/members", title: Phrase("全部成员", "Members").text(language))),
            row: MemberRow(line, address: address, words), introduction: optional(record.introduction),
            firstSpoke: record.firstSpokeAt.milliseconds > 0 ? words.time(record.firstSpokeAt) : nil,
            firstAddress: place(of: record.firstMessage), lastAddress: place(of: record.lastMessage),
            aliases: optional(record.aliases.joined(separator: language == .chinese ? "、" : ", ")),
            platforms: optional(record.platforms.joined(separator: ", ")),
            invitedBy: record.invitedBy.map { ShellLink(address: "\(console)/members/\($0.id)", title: $0.name) },
            brought: brought,
            mutedUntil: record.mutedUntil > now ? words.time(record.mutedUntil).exact : nil, held: held,
            places: places, notes: notes, history: history, posts: posts,
            groups: groups.map { FormChoice($0.id.description, $0.name, isChosen: false) }, address: address,
            selection: "\(console)/member-selections",
            mayGive: standing.allows(.manageStaff) && line.leftAt == nil,
            mayNote: standing.allows(.viewMemberDetails) && standing.member != nil,
            mayRemove: standing.allows(.manageMembers) && line.leftAt == nil && !isSelf,
            mayClaim: standing.allows(.manageMembers) && standing.allows(.manageInvitations)
                && standing.member != nil && !line.hasLogin && line.leftAt == nil,
            isFormer: line.leftAt != nil, removal: line.leftAt == nil ? nil : standingRemoval.map(removed),
            readmission: line.leftAt != nil && standing.allows(.manageMembers) ? readmission : nil,
            note: call.values["body"], errors: errors)
    }

    private func place(of spoken: MemberRecord.Spoken?) -> String? {
        spoken.map { "\(console)/groups/\($0.groupId)?at=\($0.messageId)#m-\($0.messageId)" }
    }

    private var brought: ShellLink? {
        guard record.invitedCount > 0 else { return nil }
        return ShellLink(
            address: "\(console)/members?inviter=\(record.line.id)",
            title: NumberWords.people(record.invitedCount).text(language))
    }

    private func optional(_ text: String) -> String? { text.isEmpty ? nil : text }

    private var readmission: String? {
        record.removals.first { $0.undoneAt == nil }.map { "\(console)/member-removals/\($0.batchId)/undoings" }
    }

    private var held: [MemberPersonPage.Held] {
        record.line.posts.map { held in
            let group = held.group.flatMap { id in groups.first { $0.id == id }?.name }
            let name = CommunityWords.name(of: held.post).text(language)
            return .init(
                post: held.post.rawValue, title: group.map { "\(name) · \($0)" } ?? name,
                group: held.group?.description ?? "",
                mayWithdraw: standing.allows(.manageStaff) || record.line.id == standing.member)
        }
    }

    private var places: [MemberPersonPage.PlaceRow] {
        record.places.map { place in
            .init(
                name: place.name, address: "\(console)/groups/\(place.id)",
                platform: place.platform == "pond" ? nil : place.platform,
                joined: place.joinedAt.map { words.time($0) },
                isLed: record.line.posts.contains { $0.post == .leader && $0.group == place.id })
        }
    }

    private var notes: [MemberPersonPage.NoteRow] {
        record.notes.map { .init(author: $0.authorName, body: $0.body, time: words.time($0.createdAt)) }
    }

    private var posts: [FormChoice] {
        Post.staff.map { FormChoice($0.rawValue, CommunityWords.name(of: $0).text(language), isChosen: false) }
    }

    private func removed(_ removal: MemberRecord.Removal) -> MemberPersonPage.HistoryRow {
        .init(
            time: words.time(removal.removedAt), what: AuditWords.name(of: "member.removed").text(language),
            by: removal.byName, detail: removal.reason)
    }

    /// The reason of a removal, the posts after a change of posts.
    private func detail(of entry: AuditEntry) -> String? {
        let names = Dictionary(groups.map { ($0.id.rawValue, $0.name) }) { $1 }
        let changes = AuditChange.all(before: entry.before, after: entry.after, groups: names, language)
        let said = changes.map(\.after).filter { !$0.isEmpty }
        return said.isEmpty ? nil : Phrase.list(said.map { Phrase(same: $0) }).text(language)
    }

    /// The trail of decisions; where the installation keeps none, the removals.
    private var history: [MemberPersonPage.HistoryRow] {
        if record.decisions.isEmpty { return record.removals.map(removed) }
        return record.decisions.map {
            .init(
                time: words.time($0.at), what: AuditWords.name(of: $0.action).text(language), by: $0.actorName ?? "",
                detail: detail(of: $0))
        }
    }
}
