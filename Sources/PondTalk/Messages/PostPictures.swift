import PondCommunity
import PondCore
import PondStore

/// What a batch of messages is judged by as to their pictures.
struct PostPictures {
    /// Whose pictures may be shown where: brought, not shown yet, not given up.
    private var owners: [ID<Media>: PostFacts.Author] = [:]
    /// The names of files: the same picture brought again has another id.
    private var names: [ID<Media>: String] = [:]
    /// The names that messages show, in order.
    private var shown: [Int64: [String]] = [:]

    /// - Parameter known: community and id of messages that were posted under keys of these requests.
    /// - Throws: `StoreError`.
    mutating func read(_ requests: [PostRequest], known: [SQLValue], _ transaction: WriteTransaction) throws {
        let places = requests.flatMap { request in
            request.pictures.flatMap { [.integer(request.community), $0.id.sqlValue] }
        }
        if !places.isEmpty { try readPictures(SQL.values(places, columns: 2), transaction) }
        if !known.isEmpty { try readShown(SQL.values(known, columns: 2), transaction) }
    }

    /// Takes hold of the pictures' rows, so that none is given up while its message is written.
    private mutating func readPictures(_ places: SQL, _ transaction: WriteTransaction) throws {
        _ = try transaction.query(
            """
            UPDATE media SET position = position WHERE (community_id, id) IN (VALUES \(places)) AND state <> 'released'
            RETURNING id, name, state, community_id, group_id, member_id
            """
        ) { row in
            let id = ID<Media>(row.integer(0))
            names[id] = row.text(1)
            guard row.text(2) == "uploaded" else { return }
            owners[id] = PostFacts.Author(
                community: row.integer(3), group: row.integer(4), member: row.integer(5))
        }
    }

    private mutating func readShown(_ messages: SQL, _ transaction: WriteTransaction) throws {
        _ = try transaction.query(
            """
            SELECT message_id, name FROM media
            WHERE (community_id, message_id) IN (VALUES \(messages)) AND message_id IS NOT NULL
            ORDER BY message_id, position
            """
        ) { shown[$0.integer(0), default: []].append($0.text(1)) }
    }

    /// - Parameter taken: by messages of the same batch.
    func refusal(of request: PostRequest, taken: Set<ID<Media>>) -> AppError? {
        let ids = request.pictures.map(\.id)
        let mayShow =
            Set(ids).count == ids.count
            && ids.allSatisfy { owners[$0] == PostFacts.Author(request) && !taken.contains($0) }
        return mayShow ? nil : AppError(code: .fieldsInvalid, fields: [.init("pictures", .notOffered)])
    }

    /// Whether a request shows what a message shows already.
    func isShown(by message: Int64, _ request: PostRequest) -> Bool {
        files(of: request) == shown[message, default: []]
    }

    func isSame(_ left: PostRequest, _ right: PostRequest) -> Bool { files(of: left) == files(of: right) }

    private func files(of request: PostRequest) -> [String] {
        request.pictures.map { names[$0.id] ?? $0.id.description }
    }
}
