import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform
import PondTalk

/// Pictures of groups: brought by programs, and shown to who may read what shows them.
///
/// They come from our own origin, as what we made of them and never as what was brought. A picture never changes, so
/// browsers keep it; no cache in between does.
struct PictureRoutes: Sendable {
    static let root = "/c/{community}/media/{picture}"
    /// Nothing runs and nothing is loaded where one opens the address itself.
    static let policy = "default-src 'none'; img-src 'self'; sandbox"

    let api: ChatAPI

    static func address(_ picture: ID<Media>, _ community: ID<Community>) -> String {
        "/c/\(community)/media/\(picture)"
    }

    static func thumbnail(_ picture: ID<Media>, _ community: ID<Community>) -> String {
        address(picture, community) + "/thumbnail"
    }

    var routes: [Route] {
        [
            show(Self.root, .full, "showPicture", "A picture"),
            show(Self.root + "/thumbnail", .thumbnail, "showThumbnail", "A picture, small"),
            Route(
                .post, ChatAPI.groupRoot + "/media", .inCommunity(.postMessages), audience: .programs,
                operation: APIOperation(
                    id: "bringPicture",
                    summary: "Bring a picture for a message to show within a day: multipart with `file`, or the bytes",
                    tag: "chat", query: [], request: .string(format: "binary"),
                    response: Schema.of(PictureListAnswer.self), status: .created,
                    refusals: [
                        .pictureUnreadable, .pictureTooLarge, .inputTooLarge, .fileMissing, .groupArchived,
                        .unavailable,
                    ],
                    requestType: "application/octet-stream")
            ) { call in
                let group = try await api.group(call)
                _ = try group.asGroupMember()
                let pictures = try await api.intake.files(call, group)
                return try JSONAnswer.response(
                    PictureListAnswer(pictures: pictures.map { PictureAnswer($0, group.community.id) }),
                    status: .created)
            }.streamed(),
        ]
    }

    private func show(_ path: String, _ size: PictureSize, _ id: String, _ summary: String) -> Route {
        Route(
            .get, path, .inCommunity(.readGroups), audience: .programs,
            operation: APIOperation(
                id: id, summary: summary, tag: "chat", query: [], request: nil, response: .string(format: "binary"),
                status: .ok, refusals: [.pictureNotFound], responseType: MadePicture.type)
        ) { call in
            try await Self.answer(api.intake.pictures.file(call.id("picture"), size, as: call.standing()), call)
        }
    }

    static func answer(_ file: Pictures.File, _ call: Call) async throws -> Response {
        var headers: HTTPFields = [
            .eTag: file.tag, .cacheControl: "private, max-age=31536000, immutable", .contentSecurityPolicy: policy,
        ]
        if call.request.headers[.ifNoneMatch]?.contains(file.tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        let answer = try await FileAnswer(path: file.path, missing: .pictureNotFound)
        headers[.contentType] = file.type
        headers[.contentDisposition] = "inline"
        return Response(status: .ok, headers: headers, body: answer.body)
    }
}

/// A picture as the API tells it.
struct PictureAnswer: Codable, Sendable {
    let id: ID<Media>
    let width: Int
    let height: Int
    /// What it shows, in its author's words.
    let description: String
    let address: String
    let thumbnailAddress: String

    init(_ picture: Picture, _ community: ID<Community>) {
        id = picture.id
        width = picture.width
        height = picture.height
        description = picture.description
        address = PictureRoutes.address(picture.id, community)
        thumbnailAddress = PictureRoutes.thumbnail(picture.id, community)
    }
}

/// Pictures that were brought.
struct PictureListAnswer: Codable, Sendable {
    let pictures: [PictureAnswer]
}

/// A picture that a message is to show.
struct PictureInput: Codable, Sendable {
    let id: ID<Media>
    let description: String?
}
