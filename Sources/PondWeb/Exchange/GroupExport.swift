import HTTPTypes
import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondExchange
import PondPlatform
import PondStore
import PondTalk

/// Groups as ChatLab lines, written page by page while they are read: a slow reader slows the reading down.
struct GroupExport: Sendable {
    let database: Database
    let version: String

    /// One group's history.
    /// - Throws: `AppError.notAllowed`, `.groupNotFound`.
    func group(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        try standing.require(.exportData)
        let id: ID<PondCommunity.Group> = try call.id("group")
        let groups = try await Groups(database).all(of: standing.community.id)
        guard let group = groups.first(where: { $0.id == id }) else {
            throw AppError(.groupNotFound, id.description)
        }
        return try await response([group], NewAuditEntry("group.exported", "group", id.rawValue), standing)
    }

    /// All groups of the community, one after the other, each with a header of its own.
    /// - Throws: `AppError.notAllowed`, `.groupNotFound` when there is none.
    func community(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        try standing.require(.exportData)
        let groups = try await Groups(database).all(of: standing.community.id)
        guard !groups.isEmpty else { throw AppError(.groupNotFound, "") }
        return try await response(
            groups, NewAuditEntry("community.exported", "community", standing.community.id.rawValue), standing)
    }

    private func response(
        _ groups: [PondCommunity.Group], _ entry: NewAuditEntry, _ standing: Standing
    ) async throws -> Response {
        try await database.write { try $0.audit(entry, as: standing) }
        let name = groups.count == 1 ? "group-\(groups[0].id)" : "community-\(standing.community.id)"
        let community = standing.community.id
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/x-ndjson; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name).jsonl\"",
            ],
            body: ResponseBody { [database, version] writer in
                for group in groups {
                    let pieces = ExportPieces(exportedAt: database.clock.now(), version: version)
                    let history = GroupHistory(database, community: community, group: group)
                    try await history.read(
                        { try pieces.add($0) },
                        afterPage: { _ in
                            let bytes = pieces.take()
                            if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
                        })
                    try await writer.write(ByteBuffer(bytes: try pieces.finish()))
                }
                try await writer.finish(nil)
            })
    }
}

/// Lines that were made and not sent yet.
private final class ExportPieces {
    private var writer: ChatLabWriter?
    private var ready: [UInt8] = []
    private let exportedAt: Timestamp
    private let version: String

    init(exportedAt: Timestamp, version: String) {
        self.exportedAt = exportedAt
        self.version = version
    }

    func add(_ record: ChatRecord) throws {
        switch record {
        case .chat(let info):
            writer = try ChatLabWriter(
                to: { [unowned self] bytes in ready += bytes }, info: info, exportedAt: exportedAt,
                generator: "Pond \(version)")
        case .person(let person): try writer?.write(person: person)
        case .message(let message): try writer?.write(message: message)
        }
    }

    func take() -> [UInt8] {
        defer { ready = [] }
        return ready
    }

    func finish() throws -> [UInt8] {
        try writer?.finish()
        return take()
    }
}
