import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Pictures in the chat through the whole server, on both engines")
struct PicturePagesTests {
    private static let boundary = "----pond-test"

    /// A browser without script, and a program with the same person's key.
    private struct Visitor {
        let client: any TestClientProtocol
        let actor: Actor?

        private var headers: HTTPFields {
            actor.map { [.cookie: "session=\(ChatServer.token($0))"] } ?? [.cookie: "visitor=guest-visitor"]
        }

        func get(_ path: String, _ more: HTTPFields = [:]) async throws -> TestResponse {
            var all = headers
            for field in more { all[field.name] = field.value }
            return try await client.execute(uri: path, method: .get, headers: all)
        }

        func page(_ path: String) async throws -> String {
            let response = try await get(path)
            #expect(response.status == .ok)
            return String(buffer: response.body)
        }

        /// Sends the composer of a page as it stands there.
        func send(
            _ page: String, _ files: [[UInt8]], text: String = "", key: String = UUID().uuidString,
            fields: [(String, String)] = [], to path: String
        ) async throws -> TestResponse {
            let token =
                page.components(separatedBy: "name=\"_token\" value=\"").dropFirst().first?
                .components(separatedBy: "\"").first ?? ""
            let part = "--\(PicturePagesTests.boundary)\r\nContent-Disposition: form-data; "
            var body = ByteBuffer()
            for (name, value) in [("text", text)] + fields {
                body.writeString(part + "name=\"\(name)\"\r\n\r\n\(value)\r\n")
            }
            for file in files {
                body.writeString(part + "name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n")
                body.writeBytes(file)
                body.writeString("\r\n")
            }
            body.writeString("--\(PicturePagesTests.boundary)--\r\n")
            var all = headers
            all[.contentType] = "multipart/form-data; boundary=\(PicturePagesTests.boundary)"
            return try await client.execute(
                uri: "\(path)?_token=\(token)&_key=\(key)", method: .post, headers: all, body: body)
        }

        func call(
            _ method: HTTPRequest.Method, _ path: String, _ body: ByteBuffer, type: String = "application/json",
            key: String = UUID().uuidString
        ) async throws -> TestResponse {
            let all: HTTPFields = [
                .authorization: "Bearer \(actor.map(ChatServer.token) ?? "")", .contentType: type,
                .idempotencyKey: key,
            ]
            return try await client.execute(uri: path, method: method, headers: all, body: body)
        }
    }

    private struct Place: Sendable {
        let town: ChatTown
        let client: any TestClientProtocol
        let folder: String

        var room: String { "/c/\(town.community)/groups/\(town.group)" }

        var fileCount: Int {
            let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            return paths.count { path in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
        }

        func visitor(_ actor: Actor?) -> Visitor { Visitor(client: client, actor: actor) }

        /// 小满 sends a picture.
        /// - Returns: the address of its full size.
        func picture(_ bytes: [UInt8] = PictureFiles.png()) async throws -> String {
            let xiaoman = visitor(town.xiaoman)
            let sent = try await xiaoman.send(try await xiaoman.page(room), [bytes], to: room + "/messages")
            #expect(sent.status == .seeOther)
            let id = try await town.count("SELECT max(id) FROM media")
            return "/c/\(town.community)/media/\(id)"
        }
    }

    private func withChat(
        _ dialect: Dialect, draft: GroupDraft = GroupDraft(name: "早起手冲"),
        _ body: @escaping @Sendable (Place) async throws -> Void
    ) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database, draft: draft)
            try await withFolder { folder in
                try await ChatServer.application(test.database, folder: folder).test(.router) { client in
                    try await body(Place(town: town, client: client, folder: folder))
                }
            }
        }
    }

    @Test("Somebody without a script sends pictures with words, once", arguments: Dialect.allCases)
    func form(_ dialect: Dialect) async throws {
        try await withChat(dialect) { place in
            let xiaoman = place.visitor(place.town.xiaoman)
            let page = try await xiaoman.page(place.room)
            #expect(page.contains("name=\"file\" multiple"))
            let files = [PictureFiles.png(), PictureFiles.jpegOfPhone]
            for _ in 1...2 {
                let sent = try await xiaoman.send(
                    page, files, text: "早上\r\n两张", key: "k", fields: [("about", "杯子 \"<b>")],
                    to: place.room + "/messages")
                #expect(sent.status == .seeOther)
            }
            #expect(try await place.town.count("SELECT count(*) FROM messages WHERE kind = 1") == 1)
            #expect(try await place.town.count("SELECT count(*) FROM media WHERE state = 'posted'") == 2)
            #expect(place.fileCount == 4)
            let shown = try await place.visitor(place.town.aze).page(place.room)
            #expect(shown.contains("pics pics-2") && shown.contains("alt=\"杯子 &quot;&lt;b&gt;\""))
            #expect(shown.contains("width=\"60\" height=\"40\"") && shown.contains("早上\n两张"))
            let groups = try await place.visitor(place.town.aze).page("/c/\(place.town.community)/groups")
            #expect(groups.contains("[图片] 早上 两张"))
            let id = try await place.town.count("SELECT id FROM messages")
            let quoting = try await xiaoman.page("\(place.room)?quote=\(id)")
            #expect(quoting.contains("：[图片] 早上"))
        }
    }

    @Test("A picture comes from our origin as what it is, may be kept, and runs nothing", arguments: Dialect.allCases)
    func headers(_ dialect: Dialect) async throws {
        try await withChat(dialect) { place in
            let address = try await place.picture(PictureFiles.jpegOfPhone)
            let aze = place.visitor(place.town.aze)
            for path in [address, address + "/thumbnail"] {
                let answer = try await aze.get(path)
                #expect(answer.status == .ok && answer.headers[.contentType] == "image/webp")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.headers[.contentDisposition] == "inline")
                #expect(answer.headers[.cacheControl] == "private, max-age=31536000, immutable")
                #expect(answer.headers[.contentSecurityPolicy]?.hasSuffix("sandbox") == true)
                let bytes = Array(buffer: answer.body)
                #expect(bytes.starts(with: Array("RIFF".utf8)) && answer.headers[.contentLength] == "\(bytes.count)")
                #expect(!String(decoding: bytes, as: UTF8.self).contains(PictureFiles.secret))
                let tag = try #require(answer.headers[.eTag])
                let again = try await aze.get(path, [.ifNoneMatch: tag])
                #expect(again.status == .notModified && again.body.readableBytes == 0)
            }
        }
    }

    @Test("Who may not read the message finds no picture", arguments: Dialect.allCases)
    func strangers(_ dialect: Dialect) async throws {
        try await withChat(dialect) { place in
            let town = place.town
            let address = try await place.picture()
            #expect(try await place.visitor(nil).get(address).status == .unauthorized)
            #expect(try await place.visitor(town.outsider).get(address).status == .notFound)
            let other = try await Communities(town.database).findOrFound(CommunityDraft(name: "隔壁"))
            let neighbour = try await ChatTown.join("邻居", number: 1, other.id, town.database)
            let elsewhere = address.replacing("/c/\(town.community)/", with: "/c/\(other.id)/")
            #expect(try await place.visitor(neighbour).get(elsewhere).status == .notFound)
            #expect([.notFound, .forbidden].contains(try await place.visitor(neighbour).get(address).status))
            #expect(try await place.visitor(town.aze).get(address).status == .ok)
            let member = try await town.standing(town.aze).asMember()
            try await town.database.write { try $0.execute("UPDATE communities SET member_count = 4") }
            _ = try await MemberRemovals(town.database).remove(
                .picked([member]), reason: "试试", as: try await town.standing(town.owner))
            #expect(try await place.visitor(town.aze).get(address).status != .ok)
            #expect(try await place.visitor(town.owner).get(address).status == .ok)
            let message = try await town.count("SELECT max(id) FROM messages")
            try await Conversations(town.database).recall(
                ID(Int64(message)), in: try await town.inGroup(town.xiaoman))
            for size in ["", "/thumbnail"] {
                #expect(try await place.visitor(town.xiaoman).get(address + size).status == .notFound)
            }
        }
    }

    @Test("Who decides a report sees the pictures it is about, while they are there", arguments: Dialect.allCases)
    func reported(_ dialect: Dialect) async throws {
        try await withChat(dialect) { place in
            let town = place.town
            let address = try await place.picture()
            let message = ID<Message>(Int64(try await town.count("SELECT max(id) FROM messages")))
            try await Reports(town.database).file(ReportDraft(reason: .other), on: message, in: town.inGroup(town.aze))
            let owner = place.visitor(town.owner)
            let queue = "/console/\(town.community)/reports"
            #expect(try await owner.page(queue).contains("src=\"\(address)/thumbnail\""))
            try await Conversations(town.database).recall(message, in: town.inGroup(town.xiaoman))
            let later = try await owner.page(queue)
            #expect(later.contains("举报人") && !later.contains("/thumbnail"))
        }
    }

    @Test(
        "Forged, damaged and hostile files are refused in words, and nothing of them stays", arguments: Dialect.allCases
    )
    func hostile(_ dialect: Dialect) async throws {
        try await withChat(dialect) { place in
            let xiaoman = place.visitor(place.town.xiaoman)
            let page = try await xiaoman.page(place.room)
            let png = PictureFiles.png()
            let cases: [([[UInt8]], HTTPResponse.Status, String)] = [
                ([Array("<!doctype html><script>".utf8)], .unprocessableContent, "这不是图片"),
                ([png, Array(png.prefix(png.count / 2))], .unprocessableContent, "已经损坏"),
                ([PictureFiles.bomb], .unprocessableContent, "50000 × 50000"),
                (Array(repeating: png, count: 10), .unprocessableContent, "最多 9 张"),
                (
                    [png, png + [UInt8](repeating: 0, count: Int(PictureWorkshop.fileBytesMax))], .contentTooLarge,
                    "每张图片最多 20 MB"
                ),
            ]
            for (files, status, words) in cases {
                let refused = try await xiaoman.send(page, files, text: "这句还在", to: place.room + "/messages")
                #expect(refused.status == status)
                let shown = String(buffer: refused.body)
                #expect(shown.contains(words) && shown.contains("这句还在") && shown.contains("id=\"refusal\""))
            }
            let wrong = try await xiaoman.send(page, [Array("GIF89a".utf8)], to: place.room + "/pictures")
            #expect(wrong.status == .unprocessableContent && String(buffer: wrong.body).contains("id=\"refusal\""))
            #expect(try await place.town.count("SELECT count(*) FROM media") == 0)
            #expect(try await place.town.count("SELECT count(*) FROM messages") == 0)
            #expect(place.fileCount == 0)
        }
    }

    @Test("What slow mode refuses keeps its pictures and goes out later", arguments: Dialect.allCases)
    func slow(_ dialect: Dialect) async throws {
        try await withChat(dialect, draft: GroupDraft(name: "慢群", slowModeSeconds: 3_600)) { place in
            let xiaoman = place.visitor(place.town.xiaoman)
            _ = try await place.picture()
            let page = try await xiaoman.page(place.room)
            let refused = try await xiaoman.send(
                page, [PictureFiles.png(red: 9)], text: "等一下", fields: [("about", "红的")],
                to: place.room + "/messages")
            #expect(refused.status == .tooManyRequests)
            let shown = String(buffer: refused.body)
            let id = try await place.town.count("SELECT id FROM media WHERE state = 'uploaded'")
            #expect(shown.contains("name=\"picture\" value=\"\(id)\" checked"))
            #expect(shown.contains("name=\"about-\(id)\" value=\"红的\"") && shown.contains("等一下"))
            try await place.town.database.write { transaction in
                try transaction.execute("UPDATE group_memberships SET posted_at = 0")
            }
            let sent = try await xiaoman.send(
                shown, [], text: "等一下", fields: [("picture", "\(id)"), ("about-\(id)", "红的")],
                to: place.room + "/messages")
            #expect(sent.status == .seeOther)
            #expect(try await place.town.count("SELECT count(*) FROM media WHERE state = 'posted'") == 2)
            #expect(try await xiaoman.page(place.room).contains("alt=\"红的\""))
        }
    }

    @Test("With a script each picture is brought at once and stands in the form", arguments: Dialect.allCases)
    func script(_ dialect: Dialect) async throws {
        try await withChat(dialect) { place in
            let xiaoman = place.visitor(place.town.xiaoman)
            let page = try await xiaoman.page(place.room)
            let brought = try await xiaoman.send(page, [PictureFiles.png()], to: place.room + "/pictures")
            #expect(brought.status == .created)
            let id = try await place.town.count("SELECT id FROM media")
            #expect(String(buffer: brought.body).contains("id=\"att-\(id)\""))
            let outsider = place.visitor(place.town.outsider)
            let refused = try await outsider.send(
                try await outsider.page("/c/\(place.town.community)"), [PictureFiles.png()],
                to: place.room + "/pictures")
            #expect(refused.status == .notFound)
        }
    }

    @Test("A program brings a picture and posts it; the line says where it is", arguments: Dialect.allCases)
    func api(_ dialect: Dialect) async throws {
        try await withChat(dialect) { place in
            let xiaoman = place.visitor(place.town.xiaoman)
            let root = "/api/v1/communities/\(place.town.community)/groups/\(place.town.group)"
            var answers: [PictureListAnswer] = []
            for _ in 1...2 {
                let brought = try await xiaoman.call(
                    .post, root + "/media", ByteBuffer(bytes: PictureFiles.png()), type: "image/png", key: "k")
                #expect(brought.status == .created)
                answers.append(
                    try JSONDecoder().decode(PictureListAnswer.self, from: Data(brought.body.readableBytesView)))
            }
            let picture = try #require(answers[0].pictures.first)
            #expect(answers[1].pictures.first?.id == picture.id)
            let input = "{\"text\":\"\",\"pictures\":[{\"id\":\"\(picture.id)\",\"description\":\"一杯\"}]}"
            let posted = try await xiaoman.call(.post, root + "/messages", ByteBuffer(string: input))
            #expect(posted.status == .created)
            let lines = try await xiaoman.call(.get, root + "/messages", ByteBuffer())
            let page = try JSONDecoder().decode(TimelineAnswer.self, from: Data(lines.body.readableBytesView))
            let shown = try #require(page.lines.last?.message?.pictures.first)
            #expect(shown.description == "一杯" && shown.width == 60)
            #expect(try await xiaoman.get(shown.thumbnailAddress).status == .ok)
            let forged = try await xiaoman.call(
                .post, root + "/media", ByteBuffer(string: "%PDF-1.4"), type: "image/png")
            #expect(forged.status == .unprocessableContent)
            #expect(forged.headers[.contentType] == "application/problem+json")
        }
    }
}
