import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondStore

/// A message on its way into its table.
struct MessageRow: Sendable {
    static let columnCount = 15
    static let entryColumnCount = 7

    let id: ID<Message>
    let author: ImportedPeople.Known?
    /// Of a system line: whom the export names beside it.
    let label: ImportedPeople.Known?
    let message: ChatMessage
    let minute: Int64
    let fingerprint: Int64
    let replyTo: Int64?
    let mentioned: [ID<Member>]

    /// Its values for `insert(messages:)`.
    func append(to bindings: inout [SQLValue], community: ID<Community>, group: ID<Group>, importID: ID<Import>) {
        bindings.append(community.sqlValue)
        bindings.append(id.sqlValue)
        bindings.append(group.sqlValue)
        bindings.append(.integer(author?.member.rawValue))
        bindings.append(.integer((author ?? label)?.alias.rawValue))
        bindings.append(.integer(Int64(message.unknownKind ?? message.kind.rawValue)))
        bindings.append(.text(StoredText.clean(message.text)))
        bindings.append(message.sentAt.sqlValue)
        bindings.append(.integer(minute))
        bindings.append(.integer(replyTo))
        bindings.append(.text(message.reply.map { StoredText.encode(reply: $0) }))
        bindings.append(.text(message.notice.map { StoredText.encode($0) }))
        bindings.append(.text(message.sourceID))
        bindings.append(.integer(fingerprint))
        bindings.append(importID.sqlValue)
    }

    /// Its values for `insert(entries:)`.
    func appendEntry(
        to bindings: inout [SQLValue], community: ID<Community>, group: ID<Group>, importID: ID<Import>
    ) {
        bindings.append(community.sqlValue)
        bindings.append(group.sqlValue)
        bindings.append(message.sentAt.sqlValue)
        bindings.append(id.sqlValue)
        bindings.append(.text("message"))
        bindings.append(id.sqlValue)
        bindings.append(importID.sqlValue)
    }
}

extension WriteTransaction {
    /// Inserts messages; a line that is there already is left out.
    /// - Returns: how many were inserted.
    func insert(messages bindings: [SQLValue]) throws -> Int {
        try insert(
            into: """
                messages (community_id, id, group_id, author_id, author_alias_id, kind, body, sent_at, sent_minute, \
                reply_to_id, reply_source, notice, source_id, fingerprint, import_id)
                """,
            columns: MessageRow.columnCount, bindings, suffix: " ON CONFLICT DO NOTHING")
    }

    /// Inserts messages into the time line.
    func insert(entries bindings: [SQLValue]) throws {
        try insert(
            into: "timeline_entries (community_id, group_id, at, id, kind, subject_id, import_id)",
            columns: MessageRow.entryColumnCount, bindings)
    }
}

/// The parts of an imported message that have no column of their own, as JSON.
enum StoredText {
    /// PostgreSQL keeps no U+0000 in text.
    static func clean(_ text: String) -> String {
        var bytes = text
        let isClean = bytes.withUTF8 { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) == nil } ?? true }
        return isClean ? text : text.replacingOccurrences(of: "\0", with: "")
    }

    /// The answered message's platform id after a number sign, else the quote as JSON.
    static func encode(reply: ChatReply) -> String {
        if case .sourceID(let source) = reply { return "#" + source }
        return encode(reply)
    }

    static func decode(reply text: String) -> ChatReply? {
        text.hasPrefix("#") ? .sourceID(String(text.dropFirst())) : decode(ChatReply.self, text)
    }

    static func encode(_ value: some Encodable) -> String {
        guard let data = try? JSONEncoder().encode(value) else { return "{}" }
        return clean(String(decoding: data, as: UTF8.self))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
