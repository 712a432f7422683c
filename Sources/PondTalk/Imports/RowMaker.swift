import PondCommunity
import PondCore
import PondExchange
import PondStore

/// A message whose author is known.
struct AuthoredLine: Sendable {
    let message: ChatMessage
    let author: ImportedPeople.Known?
}

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
    var mentions: ImportMentions
    var windows: ImportWindows

    mutating func prepare(_ lines: ArraySlice<AuthoredLine>) -> PreparedRows {
        let rows = lines.map { row($0) }
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

    private mutating func row(_ line: AuthoredLine) -> MessageRow {
        let message = line.message
        var mentioned: [ID<Member>] = []
        if let author = line.author, let sender = message.sender {
            mentions.learn(sender.name, author.member)
            mentioned = mentions.read(message, author: author.member)
        }
        let row = MessageRow(
            id: newID(),
            author: line.author,
            message: message,
            minute: LineFingerprint.minute(of: message.sentAt),
            fingerprint: windows.lines.next(message, author: line.author?.member.rawValue ?? 0, chat: number),
            replyTo: message.reply.flatMap { windows.replies.target(of: $0, chat: number) },
            mentioned: mentioned)
        windows.replies.add(message, id: row.id.rawValue, chat: number)
        return row
    }
}
