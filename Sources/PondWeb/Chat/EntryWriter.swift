import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondTalk

/// Turns lines of a time line into what templates show.
struct EntryWriter {
    let group: GroupStanding
    /// The group's pages: `/c/7/groups/9`.
    let address: String
    /// Where members' pages are, for staff who may see them: `/console/7/members`.
    var members: String?
    /// Whether messages carry what one can do with them.
    var hasMenus = true
    let language: ReportLanguage
    let now: Timestamp

    private var zone: String { group.community.timeZone }

    /// The entries with a line for each new day and one before what is unread.
    func entries(_ lines: [TimelineLine], unreadAfter read: TimelinePlace? = nil) -> [EntryView] {
        var entries: [EntryView] = []
        var day = ""
        var isMarked = false
        for line in lines {
            let date = String(DateWords.minute(line.place.at, timeZone: zone).prefix(10))
            if date != day {
                day = date
                entries.append(
                    separator("day-\(date)", ChatWords.day(line.place.at, timeZone: zone), line, isNew: false))
            }
            if let read, !isMarked, line.place > read, !isOwn(line) {
                isMarked = true
                // Nothing above it on the page was read: the whole page is new.
                if line.place != lines.first?.place {
                    entries.append(separator("unread", Phrase("以下是新消息", "New"), line, isNew: true))
                }
            }
            entries.append(entry(line))
        }
        return entries
    }

    private func separator(_ id: String, _ text: Phrase, _ before: TimelineLine, isNew: Bool) -> EntryView {
        EntryView(
            id: id, order: Self.order(before.place, isBefore: true),
            separator: .init(text: text.text(language), isNew: isNew), system: nil, message: nil)
    }

    private func isOwn(_ line: TimelineLine) -> Bool {
        guard case .message(let message) = line.content else { return false }
        return message.author != nil && message.author?.id == group.standing.member
    }

    func entry(_ line: TimelineLine) -> EntryView {
        let order = Self.order(line.place)
        switch line.content {
        case .message(let message) where message.author == nil || message.kind == .system:
            return EntryView(
                id: "m-\(message.id)", order: order, separator: nil, system: message.text, message: nil)
        case .message(let message):
            return EntryView(
                id: "m-\(message.id)", order: order, separator: nil, system: nil, message: view(message))
        case .membership(let change, let person):
            let words = ChatWords.membership(change, person.name).text(language)
            return EntryView(id: "m-\(line.place.id)", order: order, separator: nil, system: words, message: nil)
        case .unknown(let kind):
            return EntryView(id: "m-\(line.place.id)", order: order, separator: nil, system: kind, message: nil)
        }
    }

    /// JavaScript's numbers hold the milliseconds and a few digits more.
    private static func order(_ place: TimelinePlace, isBefore: Bool = false) -> String {
        let fraction = isBefore ? 0 : 1 + (place.id & 4_095) * 990 / 4_096
        return "\(place.at.milliseconds).\(String(1_000 + fraction).dropFirst())"
    }

    private func view(_ message: MessageLine) -> MessageView {
        let messageAddress = "\(address)/messages/\(message.id)"
        let exact = DateWords.minute(message.sentAt, timeZone: zone)
        let isMine = message.author?.id == group.standing.member
        let isRecalled = message.recall != nil
        let isMember = group.membership != nil
        let may = MessageRights(message, group, now: now)
        let isLive = !isRecalled && group.settings.archivedAt == nil && isMember
        return MessageView(
            id: message.id.description, name: message.author?.name ?? "",
            member: members.flatMap { root in message.author.map { "\(root)/\($0.id)" } },
            post: message.author.flatMap { CommunityWords.badge($0.posts, in: group.group.id, language) },
            portrait: Portrait(name: message.author?.name ?? "", id: message.author?.id.rawValue ?? 0),
            clock: String(exact.suffix(5)),
            machine: DateWords.minute(message.sentAt, timeZone: "UTC").replacingOccurrences(of: " ", with: "T") + "Z",
            isMine: isMine, isRecalled: isRecalled,
            recalled: message.recall.map { ChatWords.recalled($0).text(language) } ?? "",
            parts: isRecalled ? [] : parts(message),
            language: TextLanguage.code(of: message.text, besides: language),
            hasBubble: !isRecalled && (!message.text.isEmpty || message.quote != nil),
            card: isRecalled ? nil : card(message),
            pictures: PicturesView(message.pictures, group.community.id, language),
            quote: message.quote.map(quote), reactions: message.reactions.map(reacted),
            hasReactions: !message.reactions.isEmpty, choices: Reaction.allCases.map { choice($0) },
            reactAction: "\(messageAddress)/reactions", mayReact: isLive && group.allows(.reactToMessages),
            quoteAddress: isLive ? "\(address)?quote=\(message.id)" : nil,
            recallAction: may.recallAtOnce ? "\(messageAddress)/recalls" : nil,
            recallAddress: may.recall && !may.recallAtOnce ? messageAddress + "#recall" : nil,
            reportAddress: may.report ? messageAddress : nil,
            hasMenu: hasMenus && (isLive || may.recall || may.report))
    }

    private func quote(_ quote: QuotedLine) -> MessageView.Quote {
        MessageView.Quote(
            name: quote.name,
            text: ChatWords.words(of: quote).text(language),
            address: quote.id.map { "\(address)?at=\($0)#m-\($0)" })
    }

    private func reacted(_ count: ReactionCount) -> MessageView.Reacted {
        MessageView.Reacted(
            value: count.reaction.rawValue, icon: ChatWords.icon(of: count.reaction),
            name: ChatWords.name(of: count.reaction).text(language), count: NumberWords.count(count.count),
            isOwn: count.isOwn)
    }

    private func choice(_ reaction: Reaction) -> MessageView.Reacted {
        MessageView.Reacted(
            value: reaction.rawValue, icon: ChatWords.icon(of: reaction),
            name: ChatWords.name(of: reaction).text(language),
            count: nil, isOwn: false)
    }

    private func card(_ message: MessageLine) -> MessageView.Card? {
        guard message.pictures.isEmpty, let (icon, title) = ChatWords.card(message.kind) else { return nil }
        return MessageView.Card(icon: icon, title: title.text(language))
    }

    /// The text cut at the names that it mentions.
    private func parts(_ message: MessageLine) -> [MessageView.Part] {
        var parts: [MessageView.Part] = []
        var rest = Substring(message.text)
        let names = message.mentions.sorted { $0.name.count > $1.name.count }
        while !rest.isEmpty {
            let hits = names.compactMap { person in rest.range(of: "@" + person.name).map { ($0, person) } }
            guard let (range, person) = hits.min(by: { $0.0.lowerBound < $1.0.lowerBound }) else { break }
            if range.lowerBound > rest.startIndex {
                parts.append(.init(text: String(rest[..<range.lowerBound]), isMention: false, isMe: false))
            }
            parts.append(
                .init(text: String(rest[range]), isMention: true, isMe: person.id == group.standing.member))
            rest = rest[range.upperBound...]
        }
        if !rest.isEmpty { parts.append(.init(text: String(rest), isMention: false, isMe: false)) }
        return parts
    }
}

extension EntryWriter {
    /// A line in a few words, for lists of groups.
    func summary(_ line: TimelineLine) -> String {
        switch line.content {
        case .membership(let change, let person): return ChatWords.membership(change, person.name).text(language)
        case .unknown(let kind): return kind
        case .message(let message):
            let name = message.author.map { $0.name + (language == .chinese ? "：" : ": ") } ?? ""
            if let recall = message.recall { return name + ChatWords.recalled(recall).text(language) }
            let words = ChatWords.words(of: message).text(language)
            let card = words.isEmpty ? ChatWords.card(message.kind)?.1.text(language) ?? "" : ""
            return name + card + words.prefix(60).replacingOccurrences(of: "\n", with: " ")
        }
    }
}
