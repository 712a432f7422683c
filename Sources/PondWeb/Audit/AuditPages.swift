import PondCommunity
import PondPlatform

/// `audit/list`: what staff did in a community.
struct AuditPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let address: String
    let exportAddress: String
    let actors: [FormChoice]
    let actions: [FormChoice]
    let rows: [AuditRow]
    let isEmpty: Bool
    let isFiltered: Bool
    let older: String?
}

/// One act of the log.
struct AuditRow: Sendable {
    let time: ShownTime
    let actor: String
    let actorAddress: String?
    let action: String
    /// Whom or what it was done to; nil for the community itself.
    let subject: String?
    let subjectAddress: String?
    let changes: [AuditChange]

    init(_ entry: AuditEntry, _ page: AuditTrail.Page, console: String, _ words: ListWords) {
        time = words.time(entry.at)
        actor = entry.actorName ?? Phrase("系统", "Pond itself").text(words.language)
        actorAddress = entry.actorId.map { "\(console)/audit?actor=\($0)" }
        action = AuditWords.name(of: entry.action).text(words.language)
        let id = entry.subjectId ?? 0
        switch entry.subject {
        case "member": (subject, subjectAddress) = (page.members[id], "\(console)/members/\(id)")
        case "invitation": (subject, subjectAddress) = (page.invitations[id], "\(console)/invitations/\(id)")
        case "group": (subject, subjectAddress) = (page.groups[id], "\(console)/groups/\(id)")
        case "message", "report":
            let line = page.messages[id]
            subject = line.map {
                AuditWords.message(by: $0.author, in: page.groups[$0.group] ?? "").text(words.language)
            }
            subjectAddress = line.map { "\(console)/groups/\($0.group)?at=\($0.message)#m-\($0.message)" }
        default: (subject, subjectAddress) = (nil, nil)
        }
        changes = AuditChange.all(before: entry.before, after: entry.after, groups: page.groups, words.language)
    }

    static func csvHeading(_ language: ReportLanguage) -> String {
        let names = [
            Phrase("时间", "When"), Phrase("谁", "Who"), Phrase("做了什么", "What"), Phrase("对象", "Of"),
            Phrase("变化", "Changes"),
        ]
        return CSVLine.text(names.map { $0.text(language) })
    }

    var csvLine: String {
        let changes = changes.map { change in
            "\(change.title): " + (change.hasBoth ? "\(change.before) → \(change.after)" : change.before + change.after)
        }
        return CSVLine.text([time.exact, actor, action, subject ?? "", changes.joined(separator: "; ")])
    }
}
