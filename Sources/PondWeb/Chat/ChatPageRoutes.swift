import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondTalk

/// The chat as pages: for members and, with the same templates' parts, in the console. Works without a script: a form
/// sends, the page comes back with what was said.
struct ChatPageRoutes: Sendable {
    /// Lines on a page.
    static let lineCountMax = 50
    /// Names that the picker shows.
    static let mentionCountMax = 6

    let side: ChatSide
    let api: ChatAPI
    let shells: Shells

    var routes: [Route] {
        [
            .page(side.path(""), side.reading, respond: list),
            .page(side.path("/search"), side.reading, respond: search),
            .page(side.path("/{group}"), side.reading) { call in try await room(call) },
            .page(side.path("/{group}/entries"), side.reading, respond: entries),
            .page(side.path("/{group}/mentions"), side.reading, respond: mentions),
            .page(side.path("/{group}/messages/{message}"), side.reading) { call in try await message(call) },
            Route.form(side.path("/{group}/messages"), side.reading, respond: post).streamed(.files),
            Route.form(side.path("/{group}/pictures"), side.reading, respond: bring).streamed(.files),
            .form(side.path("/{group}/readings"), side.reading, respond: read),
            .form(side.path("/{group}/memberships"), side.reading, respond: join),
            .form(side.path("/{group}/departures"), side.reading, respond: leave),
            .form(side.path("/{group}/messages/{message}/reactions"), side.reading, respond: react),
            .form(side.path("/{group}/messages/{message}/recalls"), side.reading, respond: recall),
            .form(side.path("/{group}/messages/{message}/reports"), side.reading, respond: report),
        ]
    }

    func address(_ group: GroupStanding) -> String { "\(side.groups(group.community.id))/\(group.group.id)" }

    func writer(_ group: GroupStanding, _ call: Call) -> EntryWriter {
        let mayMeet = side == .console && group.standing.allowsSomewhere(.viewMemberDetails)
        return EntryWriter(
            group: group, address: address(group),
            members: mayMeet ? "/console/\(group.community.id)/members" : nil, language: call.visit.language,
            now: shells.now)
    }

    /// Where a message is shown, after something was done about it.
    private func place(of message: ID<Message>, in group: GroupStanding, done: String? = nil) -> Response {
        let told = done.map { "&done=\($0)" } ?? ""
        return .seeOther("\(address(group))?at=\(message)\(told)#m-\(message)")
    }

    // MARK: writing

    @Sendable private func post(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        _ = try group.asGroupMember()
        let taken = try await api.intake.form(call, group)
        let written = WrittenMessage(taken)
        do {
            if let refusal = taken.refusal { throw refusal }
            let posted = try await api.conversations.post(written.draft, to: group, key: call.visit.idempotencyKey)
            return place(of: posted.id, in: group)
        } catch let error as AppError where error.kind != .notFound {
            return try await room(call, refused: error, written)
        }
    }

    /// Brings pictures while the message is still being written, and shows them as they stand in its form.
    @Sendable private func bring(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        _ = try group.asGroupMember()
        let language = call.visit.language
        var pictures: [Picture] = []
        var refused: AppError?
        do {
            guard Route.Streaming.files.covers(call.request) else { throw AppError(.fileMissing) }
            pictures = try await api.intake.files(call, group)
        } catch let error as AppError where error.kind != .notFound {
            refused = error
        }
        let page = AttachedPage(
            frame: call.pages.frame(Phrase("图片", "Pictures"), call.visit),
            attached: pictures.map { AttachedPicture($0, group.community.id) },
            refusal: refused.map { ChatWords.refusal($0).text(language) })
        return try call.pages.response(
            page, template: "chat/attached", call.visit, status: refused?.kind.status ?? .created)
    }

    @Sendable private func read(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        guard let message = ID<Message>(call.values["message"]) else { throw AppError(.messageNotFound) }
        let place = try await api.conversations.place(of: message, in: group)
        try await api.reading.read(upTo: place, in: group)
        return .seeOther(address(group))
    }

    @Sendable private func join(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let group = try call.id("group", of: Group.self)
        try await api.members.join(group, as: standing)
        return .seeOther("\(side.groups(standing.community.id))/\(group)")
    }

    @Sendable private func leave(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        try await api.members.leave(group)
        return .seeOther(side.groups(group.community.id))
    }

    @Sendable private func react(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        let message = try call.id("message", of: Message.self)
        guard let reaction = Reaction(rawValue: call.values["reaction"]) else {
            throw AppError(code: .fieldsInvalid, fields: [.init("reaction", .notOffered)])
        }
        try await api.reactions.toggle(reaction, on: message, in: group)
        return place(of: message, in: group)
    }

    @Sendable private func recall(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        let message = try call.id("message", of: Message.self)
        do {
            try await api.conversations.recall(message, in: group, reason: call.values["reason"])
        } catch let error as AppError where error.code == .recallNeedsReason {
            return try await self.message(call, refused: error)
        }
        return place(of: message, in: group)
    }

    @Sendable private func report(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        let message = try call.id("message", of: Message.self)
        let form = call.values
        do {
            guard let reason = ReportReason(rawValue: form["reason"]) else {
                throw AppError(code: .fieldsInvalid, fields: [.init("reason", .missing)])
            }
            try await api.reports.file(ReportDraft(reason: reason, note: form["note"]), on: message, in: group)
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await self.message(call, refused: error)
        }
        return place(of: message, in: group, done: "reported")
    }
}
