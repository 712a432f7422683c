import Crypto
import Foundation
import HTTPTypes
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

@Suite("The picture of a community, through the whole server on both engines")
struct MarkTests {
    private struct Place: Sendable {
        let site: CommunitySite
        let community: ID<Community>

        var settings: String { "/console/\(community)/settings" }

        func upload(_ file: [UInt8]?, as person: CommunitySite.Person) async throws -> CommunitySite.Answer {
            let token = FormGuard(secret: SymmetricKey(data: Array(repeating: UInt8(7), count: 32)))
                .token(for: person.token)
            let head = "--pond\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            var body = ByteBuffer(string: head + (file == nil ? "" : "mark.png") + "\"\r\n\r\n")
            body.writeBytes(file ?? [])
            body.writeString("\r\n--pond--\r\n")
            let headers: HTTPFields = [
                .cookie: "session=\(person.token)", .origin: CommunitySite.origin,
                .contentType: "multipart/form-data; boundary=pond",
            ]
            return try await site.client.execute(
                uri: "\(settings)/mark?_token=\(token)&_key=\(UUID().uuidString)", method: .post, headers: headers,
                body: body
            ) { .init(status: $0.status, headers: $0.headers, text: String(buffer: $0.body)) }
        }

        /// The address of the mark on a page.
        func mark(on path: String, as person: CommunitySite.Person?) async throws -> String? {
            let page = try await site.get(path, as: person?.token)
            return page.text.firstMatch(of: /<img class="sign" src="([^"]+)"/).map { String($0.1) }
        }
    }

    private func withPlace(_ dialect: Dialect, _ body: @escaping @Sendable (Place) async throws -> Void) async throws {
        try await CommunitySite.run(dialect) { site in
            let founded = try await site.found()
            try await body(Place(site: site, community: founded.community))
        }
    }

    @Test("It is brought, shown to guests too, replaced, and taken away", arguments: Dialect.allCases)
    func whole(_ dialect: Dialect) async throws {
        try await withPlace(dialect) { place in
            let landing = "/c/\(place.community)"
            #expect(try await place.mark(on: landing, as: nil) == nil)
            #expect(try await place.upload(PictureFiles.png(), as: .yanqiu).status == .seeOther)
            let first = try #require(try await place.mark(on: landing, as: nil))
            #expect(try await place.mark(on: place.settings, as: .yanqiu) == first)
            let shown = try await place.site.get(first)
            #expect(shown.status == .ok && shown.headers[.contentType] == "image/webp")
            #expect(shown.headers[.contentSecurityPolicy]?.contains("sandbox") == true)

            #expect(try await place.upload(PictureFiles.png(red: 9), as: .yanqiu).status == .seeOther)
            let second = try #require(try await place.mark(on: landing, as: nil))
            #expect(second != first)
            #expect(try await place.site.get(first).status == .notFound)
            #expect(try await place.site.count("SELECT count(*) FROM media WHERE state = 'released'") == 1)

            let saved = try await place.site.post(
                place.settings,
                [("version", "2"), ("name", "新名字"), ("timeZone", "Asia/Shanghai"), ("slogan", "慢一点")],
                as: CommunitySite.Person.yanqiu.token)
            #expect(saved.status == .seeOther)
            #expect(try await place.mark(on: landing, as: nil) == second, "the form of names leaves it alone")

            for _ in 1...2 {
                let removed = try await place.site.post(
                    place.settings + "/mark/removals", [], as: CommunitySite.Person.yanqiu.token)
                #expect(removed.status == .seeOther)
            }
            #expect(try await place.mark(on: landing, as: nil) == nil)
            #expect(try await place.site.get(second).status == .notFound)
            let entries: SQL = "SELECT count(*) FROM audit_entries WHERE action = 'brand.changed'"
            #expect(try await place.site.count(entries) == 4)
        }
    }

    @Test("What is no picture, or nothing, is told on the page, and nothing changes", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withPlace(dialect) { place in
            let forged = try await place.upload(Array("<svg onload=alert(1)>".utf8), as: .yanqiu)
            #expect(forged.status == .unprocessableContent)
            #expect(forged.text.contains("role=\"alert\"") && forged.text.contains("value=\"清晨手冲\""))
            #expect(try await place.upload(nil, as: .yanqiu).text.contains("role=\"alert\""))
            try await place.site.join(.xiaoman, place.community)
            #expect(try await place.upload(PictureFiles.png(), as: .xiaoman).status == .forbidden)
            #expect(try await place.site.count("SELECT count(*) FROM media") == 0)
        }
    }

    @Test("A program brings it as bytes, and no change of a brand smuggles another in", arguments: Dialect.allCases)
    func program(_ dialect: Dialect) async throws {
        try await withPlace(dialect) { place in
            let (path, token) = ("/api/v1/communities/\(place.community)", CommunitySite.Person.yanqiu.token)
            let put = try await place.site.client.execute(
                uri: path + "/mark", method: .put,
                headers: [.authorization: "Bearer \(token)", .contentType: "application/octet-stream"],
                body: ByteBuffer(bytes: PictureFiles.png()))
            #expect(put.status == .noContent)
            let mark = try #require(try await place.mark(on: "/c/\(place.community)", as: nil))
            let other = try await place.site.api(
                .patch, path, #"{"version":1,"brand":{"mark":"17"}}"#, as: token)
            #expect(other.status == .unprocessableContent && other.text.contains("\"mark\""))
            #expect(try await place.site.api(.delete, path + "/mark", as: token).status == .noContent)
            #expect(try await place.site.get(mark).status == .notFound)

            let hidden = try await place.site.found(name: "别的社群").community
            let foreign = mark.replacing("/c/\(place.community)/", with: "/c/\(hidden)/")
            #expect(try await place.site.get(foreign).status == .notFound)
        }
    }
}
