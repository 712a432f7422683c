import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Rows that are ready to be inserted, with their values: the thread that holds the database only hands them on.
struct PreparedRows: Sendable {
    let rows: [MessageRow]
    let messages: [SQLValue]
    let entries: [SQLValue]
}

/// Makes rows of lines: whom they call, what they answer, how often they were said.
struct RowMaker: Sendable {
    let community: ID<Community>
    let group: ID<Group>
    let importID: ID<Import>
    /// Of the chat among those of the export.
    let number: Int64
    let newID: @Sendable () -> ID<Message>
    /// Everybody whom the lines are by.
    let people: ImportedPeople
    var mentions: ImportMentions
    var windows: ImportWindows

    /// Rows of the messages among the records.
    mutating func prepare(_ records: ArraySlice<ChatRecord>) -> PreparedRows {
        var rows: [MessageRow] = []
        rows.reserveCapacity(records.count)
        for case .message(let message) in records { rows.append(row(message)) }
        var messages: [SQLValue] = []
        var entries: [SQLValue] = []
        messages.reserveCapacity(rows.count * MessageRow.columnCount)
        entries.reserveCapacity(rows.count * MessageRow.entryColumnCount)
        for row in rows {
            row.append(to: &messages, community: community, group: group, importID: importID)
            row.appendEntry(to: &entries, community: community, group: group, importID: importID)
        }
        return PreparedRows(rows: rows, messages: messages, entries: entries)
    }

    private mutating func row(_ message: ChatMessage) -> MessageRow {
        let author = message.sender.flatMap { people[.init($0)] }
        var mentioned: [ID<Member>] = []
        if let author, let sender = message.sender {
            mentions.learn(sender.name, author.member)
            mentioned = mentions.read(message, author: author.member)
        }
        let row = MessageRow(
            id: newID(),
            author: author,
            label: message.label.flatMap { people[.init($0)] },
            message: message,
            minute: LineFingerprint.minute(of: message.sentAt),
            fingerprint: windows.lines.next(message, author: author?.member.rawValue ?? 0, chat: number),
            replyTo: message.reply.flatMap { windows.replies.target(of: $0, chat: number) },
            mentioned: mentioned)
        windows.replies.add(message, id: row.id.rawValue, chat: number)
        return row
    }
}

extension ImportedPeople.Identity {
    init(_ sender: ChatSender) {
        self.init(accountID: sender.accountID, name: sender.name)
    }
}
