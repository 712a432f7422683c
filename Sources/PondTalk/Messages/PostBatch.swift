import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Posts what waits, in a fixed number of statements however many messages there are. Each message is accepted or
/// refused by itself.
struct PostBatch {
    typealias Answer = Result<PostedMessage, AppError>

    let requests: [PostRequest]
    let transaction: WriteTransaction

    /// - Throws: `StoreError`.
    static func run(_ transaction: WriteTransaction, _ requests: [PostRequest]) throws -> [Answer] {
        let batch = PostBatch(requests: requests, transaction: transaction)
        let facts = try PostFacts(requests, transaction)
        return try batch.post(facts)
    }

    private struct Accepted {
        let index: Int
        let request: PostRequest
        let id: Int64
        let mentions: [Int64]
    }

    private func post(_ facts: PostFacts) throws -> [Answer] {
        let now = transaction.now
        var answers = [Answer?](repeating: nil, count: requests.count)
        var accepted: [Accepted] = []
        var posted: [PostFacts.Author: Timestamp] = [:]
        var keys: [PostFacts.Key: Int] = [:]
        var shown: Set<ID<Media>> = []
        for (index, request) in requests.enumerated() {
            if let earlier = request.key.flatMap({ keys[.init(request.community, request.author, $0)] }) {
                let isSame = facts.isSame(requests[earlier], request)
                answers[index] = isSame ? answers[earlier] : .failure(AppError(.keyReused))
                continue
            }
            if let known = facts.known(request) {
                answers[index] = known
                continue
            }
            let author = PostFacts.Author(request)
            if let refusal = facts.refusal(request, now: now, lastPost: posted[author], shown: shown) {
                answers[index] = .failure(refusal)
                continue
            }
            let id = transaction.newEventID()
            accepted.append(
                Accepted(index: index, request: request, id: id, mentions: facts.mentions(of: request)))
            answers[index] = .success(PostedMessage(id: ID(id), at: now, wasThere: false))
            posted[author] = now
            shown.formUnion(request.pictures.map(\.id))
            if let key = request.key { keys[.init(request.community, request.author, key)] = index }
        }
        try write(accepted, now)
        return answers.map { $0 ?? .failure(AppError(.unavailable)) }
    }

    private func write(_ accepted: [Accepted], _ now: Timestamp) throws {
        guard !accepted.isEmpty else { return }
        try insertMessages(accepted, now)
        try transaction.insert(
            into: "timeline_entries (community_id, group_id, at, id, kind, subject_id)", columns: 6,
            accepted.flatMap { message -> [SQLValue] in
                [
                    .integer(message.request.community), .integer(message.request.group), now.sqlValue,
                    .integer(message.id), .text("message"), .integer(message.id),
                ]
            })
        try transaction.insert(
            into: "message_mentions (community_id, message_id, member_id)", columns: 3,
            accepted.flatMap { message in
                message.mentions.flatMap { member -> [SQLValue] in
                    [.integer(message.request.community), .integer(message.id), .integer(member)]
                }
            })
        try showPictures(accepted)
        try moveAuthors(accepted, now)
        for message in accepted { record(message) }
    }

    private func insertMessages(_ accepted: [Accepted], _ now: Timestamp) throws {
        let minute = LineFingerprint.minute(of: now)
        try transaction.insert(
            into: """
                messages (community_id, id, group_id, author_id, kind, body, sent_at, sent_minute, reply_to_id, \
                idempotency_key)
                """,
            columns: 10,
            accepted.flatMap { message -> [SQLValue] in
                let request = message.request
                let kind: ChatMessageKind =
                    !request.pictures.isEmpty ? .image : request.replyTo != nil ? .reply : .text
                return [
                    .integer(request.community), .integer(message.id), .integer(request.group),
                    .integer(request.author), .integer(Int64(kind.rawValue)), .text(request.text), now.sqlValue,
                    .integer(minute), .integer(request.replyTo), .text(request.key),
                ]
            })
    }

    private func showPictures(_ accepted: [Accepted]) throws {
        let rows = accepted.flatMap { message in
            message.request.pictures.enumerated().flatMap { position, picture -> [SQLValue] in
                [
                    .integer(message.request.community), picture.id.sqlValue, .integer(message.id),
                    .integer(Int64(position)), .text(picture.description),
                ]
            }
        }
        guard !rows.isEmpty else { return }
        try transaction.execute(
            """
            WITH input (community, media, message, place, words) AS (VALUES \(SQL.values(rows, columns: 5)))
            UPDATE media SET state = 'posted', message_id = input.message, position = input.place,
                description = input.words FROM input
            WHERE media.community_id = input.community AND media.id = input.media
            """)
    }

    /// Whoever writes has read, and slow mode counts from here.
    private func moveAuthors(_ accepted: [Accepted], _ now: Timestamp) throws {
        var last: [PostFacts.Author: Int64] = [:]
        for message in accepted { last[.init(message.request)] = message.id }
        let rows = SQL.values(
            last.flatMap { author, id -> [SQLValue] in
                [.integer(author.community), .integer(author.group), .integer(author.member), .integer(id)]
            }, columns: 4)
        try transaction.execute(
            """
            WITH input (community, grp, member, message) AS (VALUES \(rows))
            UPDATE group_memberships SET posted_at = \(now), read_at = \(now), read_id = input.message FROM input
            WHERE group_memberships.community_id = input.community AND group_memberships.group_id = input.grp
                AND group_memberships.member_id = input.member
            """)
    }

    private func record(_ message: Accepted) {
        var data = "{\"mentions\":[\(message.mentions.map(String.init).joined(separator: ","))]"
        if let reply = message.request.replyTo { data += ",\"reply\":\(reply)" }
        transaction.record(
            NewEvent(
                "message.posted", community: message.request.community, group: message.request.group,
                actor: message.request.author, subject: message.id, data: data + "}"))
    }
}
