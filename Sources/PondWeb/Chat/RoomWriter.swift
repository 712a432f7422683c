import PondCommunity
import PondCore
import PondTalk

/// Puts the page of a group together.
struct RoomWriter {
    let routes: ChatPageRoutes
    let group: GroupStanding
    let call: Call

    private var api: ChatAPI { routes.api }
    private var language: ReportLanguage { call.visit.language }

    func room(_ written: WrittenMessage, refusal: AppError?) async throws -> Room {
        let page = try await timeline()
        let address = routes.address(group)
        let entries = routes.writer(group, call).entries(page.lines, unreadAfter: group.membership?.read)
        let members = try await api.members.count(group)
        let quiet = group.settings.quietHours.map {
            (from: QuietHours.clock($0.fromMinute), until: QuietHours.clock($0.untilMinute))
        }
        let isMember = group.membership != nil
        let isArchived = group.settings.archivedAt != nil
        let console = ChatSide.console.groups(group.community.id)
        return Room(
            id: group.group.id.description, name: group.group.name,
            count: Phrase(
                "\(NumberWords.count(members)) 人", NumberWords.english(members, "member", "members")
            ).text(language),
            membersAddress: routes.side == .console && group.standing.allows(.viewMembers)
                ? "\(ConsolePlace.members.address(group.community.id))?group=\(group.group.id)" : nil,
            address: address, listAddress: routes.side.groups(group.community.id),
            settingsAddress: group.allows(.manageGroups) ? "\(console)/\(group.group.id)/settings" : nil,
            entries: entries,
            older: page.hasOlder ? page.first.map { "\(address)?before=\($0)" } : nil,
            newer: page.hasNewer ? page.last.map { "\(address)?after=\($0)" } : nil,
            fragment: address + "/entries", readings: isMember ? address + "/readings" : nil,
            mentions: address + "/mentions", postAction: address + "/messages", pictureAction: address + "/pictures",
            mayPost: isMember && !isArchived,
            closed: isArchived ? AppError(.groupArchived, group.group.name).wording.text(language) : nil,
            joinAction: isMember || isArchived || group.standing.member == nil ? nil : address + "/memberships",
            leaveAction: isMember ? address + "/departures" : nil,
            rules: ChatWords.rules(slowModeSeconds: group.settings.slowModeSeconds, quiet: quiet)?.text(language),
            text: written.text, attached: try await attached(written.pictures),
            quoted: try await quoted(written.quote), refusal: refusal.map { ChatWords.refusal($0).text(language) },
            way: refusal.flatMap { RefusalPage.way(on: $0, here: address, language) })
    }

    /// What was brought with a message that was refused.
    private func attached(_ drafts: [PictureDraft]) async throws -> [AttachedPicture] {
        let words = Dictionary(drafts.map { ($0.id, $0.description) }) { $1 }
        return try await api.intake.pictures.unshown(drafts.map(\.id), in: group).map { picture in
            AttachedPicture(picture, group.community.id, description: words[picture.id] ?? "")
        }
    }

    /// The newest lines, or those around a message, around what is unread, before or after a place.
    private func timeline() async throws -> TimelinePage {
        var window = try TimelineWindow(call)
        if let message = call.query("at").flatMap({ ID<Message>($0) }) {
            window = .around(try await api.conversations.place(of: message, in: group))
        }
        return try await api.conversations.timeline(group, window, countMax: ChatPageRoutes.lineCountMax)
    }

    private func quoted(_ message: ID<Message>?) async throws -> Room.QuotedDraft? {
        guard let message, let line = try await api.conversations.messages([message], in: group).first,
            case .message(let found) = line.content, found.recall == nil
        else { return nil }
        let name = found.author.map { $0.name + (language == .chinese ? "：" : ": ") } ?? ""
        return Room.QuotedDraft(
            id: message.description,
            text: name + ChatWords.words(of: found).text(language).prefix(QuotedLine.textCharactersMax),
            without: routes.address(group))
    }
}
