import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform
import PondTalk

/// The picture of a community: shown, and brought by programs. Browsers bring it with `SettingsRoutes`.
struct MarkRoutes: Sendable {
    static let path = "/api/v1/communities/{community}/mark"
    private static let tag = "Communities"

    let marks: CommunityMarks
    let intake: MarkIntake

    static func address(_ mark: String, _ community: ID<Community>) -> String { "/c/\(community)/marks/\(mark)" }

    var routes: [Route] {
        [
            show,
            Route(
                .put, Self.path, .inCommunity(.manageSettings), audience: .programs, scope: .administer,
                operation: APIOperation(
                    id: "setMark", summary: "Make a picture the community's mark: multipart with `file`, or the bytes",
                    tag: Self.tag, query: [], request: .string(format: "binary"), response: nil, status: .noContent,
                    refusals: [.pictureUnreadable, .pictureTooLarge, .inputTooLarge, .fileMissing, .unavailable],
                    requestType: "application/octet-stream")
            ) { call in
                try await intake.take(call, mayBeBare: true)
                return Response(status: .noContent)
            }.streamed(),
            .api(
                .delete, Self.path, .inCommunity(.manageSettings), "removeMark", "Show Pond's mark again",
                tag: Self.tag, takes: Nothing.self, gives: Nothing.self, status: .noContent, scope: .administer
            ) { _, call in
                try await marks.remove(as: call.standing())
                return Nothing()
            },
        ]
    }

    private var show: Route {
        Route(
            .get, "/c/{community}/marks/{picture}", .inCommunity(.viewCommunity), audience: .programs,
            operation: APIOperation(
                id: "showMark", summary: "The picture that a community is known by; its number stands in `brand.mark`",
                tag: Self.tag, query: [], request: nil, response: .string(format: "binary"), status: .ok,
                refusals: [.pictureNotFound], responseType: MadePicture.type)
        ) { call in
            try await PictureRoutes.answer(try await marks.file(call.id("picture"), of: call.standing()), call)
        }
    }
}

/// Takes a mark out of a request.
struct MarkIntake: Sendable {
    private let marks: CommunityMarks
    private let receiver: UploadReceiver

    init(_ marks: CommunityMarks, spool: UploadSpool) {
        self.marks = marks
        receiver = UploadReceiver(
            spool: spool, bytesMax: PictureWorkshop.fileBytesMax + Int64(Route.formBytesMax),
            fileBytesMax: PictureWorkshop.fileBytesMax, fileCountMax: 1)
    }

    /// - Throws: `AppError.fileMissing`, `.inputTooLarge`, and what `CommunityMarks.set` throws.
    func take(_ call: Call, mayBeBare: Bool) async throws {
        guard mayBeBare || Route.Streaming.files.covers(call.request) else { throw AppError(.fileMissing) }
        let files = try await receiver.files(call, mayBeBare: mayBeBare)
        defer { for file in files { receiver.spool.remove(file.spoolName) } }
        try await marks.set(files[0], in: receiver.spool, as: call.standing(), key: call.visit.idempotencyKey)
    }
}
