package import PondCommunity
package import PondCore
import PondPlatform
package import PondStore

/// What one can do in the conversation of a group: say something, take it back, read what was said.
package struct Conversations: Sendable {
    package static let recallMinutesMax: Int64 = 2
    package static let reasonCharactersMax = 200
    /// How far back one looks for who spoke lately.
    package static let speakerLinesMax = 100

    let database: Database
    private let posting: BatchedCommand<PostRequest, PostBatch.Answer>

    package init(_ database: Database) {
        self.database = database
        posting = BatchedCommand(database, batchCountMax: 400, run: PostBatch.run)
    }

    /// Says something in a group.
    /// - Parameter key: the same key again answers with the same message.
    /// - Throws: `AppError.fieldsInvalid`, `.groupMembershipNeeded`, `.groupArchived`, `.memberMuted`, `.quietHours`,
    ///   `.slowMode`, `.keyReused`, `.phoneNeeded`, `.guardianNeeded`.
    package func post(_ draft: MessageDraft, to group: GroupStanding, key: String? = nil) async throws -> PostedMessage
    {
        try group.require(.postMessages)
        let author = try group.asGroupMember()
        let draft = try draft.validated()
        guard (key ?? "").utf8.count <= MessageDraft.keyCharactersMax else { throw AppError(.keyReused) }
        let request = PostRequest(
            community: group.community.id.rawValue, group: group.group.id.rawValue, groupName: group.group.name,
            author: author.rawValue, isModerator: group.allows(.moderateMessages), key: key, text: draft.text,
            replyTo: draft.replyTo?.rawValue, pictures: draft.pictures, mentions: MentionNames(draft.text))
        do {
            return try await posting.submit(request, lane: .id(group.group.id)).get()
        } catch StoreError.unique where key != nil {
            // Another node posted it under the same key at the same moment: now it is there to be found.
            return try await posting.submit(request, lane: .id(group.group.id)).get()
        }
    }

    /// Takes a message back: its author within two minutes, staff at any time with a reason. Its place stays.
    /// - Throws: `AppError.messageNotFound`, `.recallTooLate`, `.recallNeedsReason`.
    package func recall(_ message: ID<Message>, in group: GroupStanding, reason: String = "") async throws {
        let reason = String(CleanText.line(reason).unicodeScalars.prefix(Self.reasonCharactersMax))
        try await database.write(lane: .id(group.group.id)) { transaction in
            try transaction.recall(message, in: group, reason: reason)
        }
    }
}

extension WriteTransaction {
    /// - Throws: `AppError.messageNotFound`, `.recallTooLate`, `.recallNeedsReason`, `.notAllowed`.
    func recall(
        _ message: ID<Message>, in group: GroupStanding, reason: String
    ) throws {
        let community = group.community.id
        let found = try first(
            """
            SELECT author_id, sent_at FROM messages
            WHERE community_id = \(community) AND id = \(message) AND group_id = \(group.group.id)
                AND recalled_at IS NULL
                AND (import_id IS NULL OR import_id IN (\(Imports.completed(in: community))))
            """
        ) { ($0.integerOrNull(0), $0.integer(1)) }
        guard let (author, sentAt) = found else { throw AppError(.messageNotFound) }
        try checkRecall(author: author, sentAt: sentAt, in: group, reason: reason)
        try execute(
            """
            UPDATE messages SET kind = \(RecalledMessage.kind), body = '', notice = NULL, reply_source = NULL,
                recalled_at = \(now), recalled_by = \(group.standing.member), recall_reason = \(reason)
            WHERE community_id = \(community) AND id = \(message) AND recalled_at IS NULL
            """)
        try execute(
            "DELETE FROM message_mentions WHERE community_id = \(community) AND message_id = \(message)")
        try execute(
            "DELETE FROM message_reactions WHERE community_id = \(community) AND message_id = \(message)")
        try releasePictures("message_id = \(message)", of: community)
        if author != group.standing.member?.rawValue {
            try audit(
                NewAuditEntry(
                    "message.recalled", "message", message.rawValue, after: StoredText.encode(["reason": reason])),
                as: group.standing)
        }
        record(
            NewEvent(
                "message.recalled", community: community.rawValue, group: group.group.id.rawValue,
                actor: group.standing.member?.rawValue, subject: message.rawValue))
    }

    private func checkRecall(author: Int64?, sentAt: Int64, in group: GroupStanding, reason: String) throws {
        let isOwn = author != nil && author == group.standing.member?.rawValue
        let window = Conversations.recallMinutesMax * 60_000
        if isOwn, now.milliseconds - sentAt <= window { return }
        guard group.allows(.moderateMessages) else {
            if isOwn { throw AppError(.recallTooLate, "\(Conversations.recallMinutesMax)") }
            return try group.require(.moderateMessages)
        }
        if !isOwn, reason.isEmpty { throw AppError(.recallNeedsReason) }
    }
}
