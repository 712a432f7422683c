import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform
import PondTalk

/// Imports and exports in the API.
struct ExchangeAPIRoutes: Sendable {
    private static let tag = "Imports"
    private static let base = "/api/v1/communities/{community}"

    let uploads: Uploads
    let imports: Imports
    let receiver: UploadReceiver
    let export: GroupExport

    var routes: [Route] { bringing + deciding + taken }

    private var bringing: [Route] {
        [
            Route(
                .post, "\(Self.base)/uploads", .inCommunity(.importHistory), audience: .programs, scope: .administer,
                operation: APIOperation(
                    id: "uploadChat", summary: "Bring a chat export: multipart with `file`, or the bytes themselves",
                    tag: Self.tag,
                    query: [APIParameter(name: "name", schema: .string(format: nil), summary: "Name of bare bytes")],
                    request: .string(format: "binary"), response: Schema.of(UploadReceipts.self), status: .created,
                    refusals: [.inputTooLarge, .fileMissing, .fileNotWritable],
                    requestType: "application/octet-stream")
            ) { call in
                let files = try await receiver.files(call, mayBeBare: true)
                let receipts = try await uploads.receive(
                    files, key: call.visit.idempotencyKey, as: call.standing())
                return try JSONAnswer.response(UploadReceipts(items: receipts), status: .created)
            }.streamed(),
            .api(
                .get, "\(Self.base)/uploads/{upload}", .inCommunity(.importHistory), "showUpload",
                "How far an upload is", tag: Self.tag, takes: Nothing.self, gives: UploadResource.self
            ) { _, call in
                UploadResource(
                    try await uploads.find(call.id("upload"), as: call.standing()), call.visit.language)
            },
        ]
    }

    private var deciding: [Route] {
        [
            .api(
                .post, "\(Self.base)/imports", .inCommunity(.importHistory), "startImport",
                "Import an upload that was looked at", tag: Self.tag, takes: ImportStart.self,
                gives: UploadResource.self, status: .accepted, refusals: [.uploadNotFound, .uploadNotWaiting],
                scope: .administer
            ) { request, call in try await start(request, call) },
            .api(
                .post, "\(Self.base)/uploads/{upload}/confirmations", .inCommunity(.importHistory), "confirmImport",
                "Agree to what a preview shows", tag: Self.tag, takes: Nothing.self, gives: Nothing.self,
                status: .noContent, refusals: [.uploadNotWaiting], scope: .administer
            ) { _, call in
                try await uploads.confirm(call.id("upload"), as: call.standing())
                return Nothing()
            },
            .api(
                .post, "\(Self.base)/uploads/{upload}/discards", .inCommunity(.importHistory), "discardImport",
                "Give an upload up; nothing of it stays", tag: Self.tag, takes: Nothing.self, gives: Nothing.self,
                status: .noContent, refusals: [.uploadNotWaiting], scope: .administer
            ) { _, call in
                try await uploads.discard(call.id("upload"), as: call.standing())
                return Nothing()
            },
        ]
    }

    private func start(_ request: ImportStart, _ call: Call) async throws -> UploadResource {
        let standing = try call.standing()
        let targets = (request.chats ?? []).map { chat in
            let group = chat.group?.description ?? UploadPlanDraft.ownGroup
            return (chat.place, chat.isLeftOut == true ? UploadPlanDraft.leftOut : group)
        }
        let draft = UploadPlanDraft(
            timeZone: request.timeZone ?? standing.community.timeZone,
            targets: Dictionary(targets) { $1 })
        try await uploads.begin(
            request.upload, draft, isConfirmed: request.withPreview != true, as: standing)
        return UploadResource(try await uploads.find(request.upload, as: standing), call.visit.language)
    }

    private static let paging = [
        APIParameter(name: "after", schema: .string(format: "int64"), summary: "The page after; from `next`"),
        APIParameter(name: "limit", schema: .integer, summary: "1 to 100"),
    ]

    private var taken: [Route] {
        [
            .api(
                .get, "\(Self.base)/imports", .inCommunity(.importHistory), "listImports",
                "The imports, newest first", tag: Self.tag, query: Self.paging, takes: Nothing.self,
                gives: ImportList.self
            ) { _, call in
                let page = try await imports.page(
                    after: call.query("after").flatMap { ID<Import>($0) },
                    count: call.query("limit").flatMap { Int($0) } ?? 30, as: call.standing())
                return ImportList(items: page.items.map(ImportResource.init), next: page.next)
            },
            .api(
                .get, "\(Self.base)/imports/{import}", .inCommunity(.importHistory), "showImport", "One import",
                tag: Self.tag, takes: Nothing.self, gives: ImportResource.self
            ) { _, call in
                ImportResource(try await imports.listing(call.id("import"), as: call.standing()))
            },
            .api(
                .post, "\(Self.base)/imports/{import}/undoings", .inCommunity(.importHistory), "undoImport",
                "Take an import back, within a day", tag: Self.tag, takes: Nothing.self,
                gives: ImportResource.self, status: .accepted,
                refusals: [.importAlreadyUndone, .undoTooLate], scope: .administer
            ) { _, call in
                let id: ID<Import> = try call.id("import")
                try await imports.askUndo(id, as: call.standing())
                return ImportResource(try await imports.listing(id, as: call.standing()))
            },
            Route(
                .get, "\(Self.base)/groups/{group}/export", .inCommunity(.exportData), audience: .programs,
                scope: .administer,
                operation: APIOperation(
                    id: "exportGroup", summary: "A group's history as ChatLab 0.0.2 JSON lines", tag: Self.tag,
                    query: [], request: nil, response: .string(format: nil), status: .ok,
                    refusals: [.groupNotFound], responseType: "application/x-ndjson")
            ) { call in try await export.group(call) },
        ]
    }
}
