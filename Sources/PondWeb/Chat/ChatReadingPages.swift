import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondTalk

extension ChatPageRoutes {
    /// A page in the shell of this side; the templates of the console begin with `console-`.
    func answer(
        _ call: Call, _ name: String, status: HTTPResponse.Status = .ok, toast: ShellToast? = nil,
        member: (MemberShell) -> some Sendable, console: (ConsoleShell) -> some Sendable
    ) async throws -> Response {
        let standing = try call.standing()
        let stream = try await shells.stream(standing)
        switch side {
        case .member:
            let shell = try await shells.member(standing, .chat, call).with(stream: stream, toast: toast)
            return try call.pages.response(member(shell), template: "chat/\(name)", call.visit, status: status)
        case .console:
            let shell = try await shells.console(standing, .groups, call).with(stream: stream, toast: toast)
            return try call.pages.response(
                console(shell), template: "chat/console-\(name)", call.visit, status: status)
        }
    }

    // MARK: lists

    @Sendable func list(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let groups = rows(try await api.reading.overview(of: standing), current: nil, call)
        let root = side.groups(standing.community.id)
        let joinable = try await api.members.joinable(by: standing).map { group in
            JoinRow(
                name: group.name, initial: String(group.name.prefix(1)), action: "\(root)/\(group.id)/memberships")
        }
        let title = side == .member ? Phrase("聊天", "Chat") : Phrase("群", "Groups")
        let frame = call.pages.frame(title, call.visit)
        let new = side == .console && standing.allows(.manageGroups) ? root + "/new" : nil
        func page<Shell: Sendable>(_ shell: Shell) -> GroupListPage<Shell> {
            GroupListPage(
                frame: frame, shell: shell, groups: groups, isEmpty: groups.isEmpty && joinable.isEmpty,
                joinable: joinable, hasJoinable: !joinable.isEmpty, searchAddress: root + "/search", newAddress: new)
        }
        return try await answer(call, "groups", member: page, console: page)
    }

    func rows(_ overview: [GroupOverview], current: ID<Group>?, _ call: Call) -> [GroupRow] {
        GroupRowWriter(side: side, now: shells.now, language: call.visit.language).rows(overview, current: current)
    }

    @Sendable func search(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let query = call.query("q") ?? ""
        let before = call.query("before").flatMap { ID<Message>($0) }
        let result = try await api.search.find(query, as: standing, before: before)
        let root = side.groups(standing.community.id)
        let words = ListWords(standing, call, now: shells.now)
        let found = result.found.compactMap { FoundRow($0, query: query, groups: root, words) }
        let next = result.next.map { "\(root)/search?q=\(FormValues.encoded(query))&before=\($0)" }
        let frame = call.pages.frame(Phrase("搜索消息", "Search messages"), call.visit)
        func page<Shell: Sendable>(_ shell: Shell) -> FoundMessagesPage<Shell> {
            FoundMessagesPage(
                frame: frame, shell: shell, listAddress: root, searchAddress: root + "/search", query: query,
                found: found, isEmpty: found.isEmpty && !query.isEmpty, next: next)
        }
        return try await answer(call, "found", member: page, console: page)
    }

    // MARK: a group

    func room(
        _ call: Call, refused: AppError? = nil, _ written: WrittenMessage? = nil
    ) async throws -> Response {
        let group = try await api.group(call)
        let written = written ?? WrittenMessage(quote: call.query("quote").flatMap { ID<Message>($0) })
        let room = try await RoomWriter(routes: self, group: group, call: call).room(written, refusal: refused)
        let frame = call.pages.frame(Phrase(same: group.group.name), call.visit)
        let status = refused?.kind.status ?? .ok
        let overview = side == .console ? try await api.reading.overview(of: group.standing) : []
        let groups = rows(overview, current: group.group.id, call)
        func page<Shell: Sendable>(_ shell: Shell) -> RoomPage<Shell> {
            RoomPage(frame: frame, shell: shell, room: room, groups: groups)
        }
        let toast = call.query("done") == "reported" ? ShellToast(ChatWords.thanks.text(call.visit.language)) : nil
        return try await answer(call, "room", status: status, toast: toast, member: page, console: page)
    }

    @Sendable func entries(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        let ids = (call.query("ids") ?? "").split(separator: ",").compactMap { ID<Message>(String($0)) }
        let lines = try await api.conversations.lines(Array(ids.prefix(TimelinePage.countMax)), in: group)
        let writer = writer(group, call)
        let page = EntriesPage(
            frame: call.pages.frame(Phrase(same: group.group.name), call.visit), entries: lines.map(writer.entry))
        return try call.pages.response(page, template: "chat/entries", call.visit)
    }

    @Sendable func mentions(_ call: Call) async throws -> Response {
        let group = try await api.group(call)
        let found = try await api.members.picks(
            group, nameBeginsWith: call.query("q") ?? "", speakers: api.conversations.speakers(in: group),
            countMax: Self.mentionCountMax + 1)
        let options = found.prefix(Self.mentionCountMax).map { pick in
            MentionsPage.Option(
                id: "mention-\(pick.member.id)", name: pick.member.displayName,
                post: CommunityWords.badge(pick.posts, in: group.group.id, call.visit.language))
        }
        let page = MentionsPage(
            frame: call.pages.frame(Phrase(same: "@"), call.visit), options: options,
            hasMore: found.count > Self.mentionCountMax)
        return try call.pages.response(page, template: "chat/mentions", call.visit)
    }

    // MARK: one message

    func message(_ call: Call, refused: AppError? = nil) async throws -> Response {
        let group = try await api.group(call)
        let id = try call.id("message", of: Message.self)
        guard let line = try await api.conversations.messages([id], in: group).first,
            case .message(let message) = line.content
        else { throw AppError(.messageNotFound) }
        let language = call.visit.language
        let chosen = refused == nil ? "" : call.values["reason"]
        let reasons = ReportReason.allCases.map {
            FormChoice($0.rawValue, ChatWords.name(of: $0).text(language), isChosen: $0.rawValue == chosen)
        }
        let isOwn = message.author != nil && message.author?.id == group.standing.member
        let may = MessageRights(message, group, now: shells.now)
        let report = may.report ? try await api.reports.own(on: id, in: group) : nil
        let errors =
            refused.map { error in
                error.fields.isEmpty ? [error.wording.text(language)] : error.fields.map { $0.wording.text(language) }
            } ?? []
        let frame = call.pages.frame(Phrase("消息", "Message"), call.visit)
        let base = "\(address(group))/messages/\(id)"
        var writer = writer(group, call)
        writer.hasMenus = false
        let entry = writer.entry(line)
        func page<Shell: Sendable>(_ shell: Shell) -> MessagePage<Shell> {
            MessagePage(
                frame: frame, shell: shell, entries: [entry], back: "\(address(group))?at=\(id)#m-\(id)",
                mayReport: may.report && report == nil,
                reported: report.map { ChatWords.reported($0).text(language) },
                reportAction: base + "/reports", reasons: reasons, note: refused == nil ? "" : call.values["note"],
                errors: errors, mayRecall: may.recall,
                recallAction: base + "/recalls", needsReason: !isOwn,
                recallRule: isOwn && message.recall == nil
                    ? ChatWords.recallRule(isOpen: may.recall, isTimed: may.recallAtOnce).text(language) : nil)
        }
        let status = refused?.kind.status ?? .ok
        return try await answer(call, "message", status: status, member: page, console: page)
    }
}
