import CLibArchive
import Crypto
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

@testable import PondWeb

/// A community with the means to import: a form posted as browsers post it, and the jobs behind the pages.
struct ExchangeSite {
    static let boundary = "----pond-test"

    let site: CommunitySite
    let community: ID<Community>
    let spool: String

    var base: String { "/console/\(community)/exchange" }
    var owner: String { CommunitySite.Person.yanqiu.token }

    static func run(
        _ dialect: Dialect, bytesMax: Int64 = UploadLimits.bytesMaxDefault,
        _ body: @escaping @Sendable (ExchangeSite) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "pond-spool-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let limits = UploadLimits(spool: UploadSpool(folder: folder), bytesMax: bytesMax)
        try await CommunitySite.run(dialect, uploads: limits) { site in
            let community = try await site.found().community
            try await body(ExchangeSite(site: site, community: community, spool: folder))
        }
    }

    /// A file of a form.
    struct File {
        let name: String
        let bytes: [UInt8]

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        init(_ name: String, _ text: String) {
            self.init(name, Array(text.utf8))
        }
    }

    func upload(
        _ files: [File], key: String = UUID().uuidString, as token: String? = nil, isCutOff: Bool = false
    ) async throws -> CommunitySite.Answer {
        var body = ByteBuffer()
        for file in files {
            body.writeString("--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"file\"; ")
            body.writeString("filename=\"\(file.name)\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        if !isCutOff { body.writeString("--\(Self.boundary)--\r\n") }
        let token = token ?? owner
        let formToken = FormGuard(secret: SymmetricKey(data: Array(repeating: UInt8(7), count: 32))).token(for: token)
        let type = HTTPField.Name.contentType
        return try await site.client.execute(
            uri: "\(base)/uploads?_token=\(formToken)&_key=\(key)", method: .post,
            headers: [
                .cookie: "session=\(token)", type: "multipart/form-data; boundary=\(Self.boundary)",
                .origin: CommunitySite.origin,
            ], body: body
        ) { response in
            .init(status: response.status, headers: response.headers, text: String(buffer: response.body))
        }
    }

    /// Does every job that is due.
    func work() async throws {
        let jobs = UploadJobs(site.database, spool: UploadSpool(folder: spool), leaseMilliseconds: 400)
        let queue = JobQueue(database: site.database, handlers: jobs.handlers)
        while true {
            switch try await queue.takeTurn() {
            case .idle: return
            case .done: continue
            case let turn: throw Unexpected(turn: "\(turn)")
            }
        }
    }

    struct Unexpected: Error {
        let turn: String
    }

    /// What lies in the spool.
    var spooled: [String] { (try? FileManager.default.contentsOfDirectory(atPath: spool)) ?? [] }

    /// The upload that an answer leads to.
    func place(_ answer: CommunitySite.Answer) -> String {
        String(answer.location.prefix { $0 != "?" })
    }

    /// Uploads, looks, maps everything to its own group, and writes.
    func written(_ file: File, plan: [(String, String)] = []) async throws -> String {
        let place = place(try await upload([file]))
        try await work()
        _ = try await site.post("\(place)/plans", [("timeZone", "Asia/Shanghai")] + plan, as: owner)
        try await work()
        return place
    }

    func messages(seen: Bool = true) async throws -> Int {
        let completed: SQL = seen ? " AND import_id IN (SELECT id FROM imports WHERE state = 'completed')" : ""
        return try await site.count(
            "SELECT count(*) FROM messages WHERE community_id = \(community) AND import_id IS NOT NULL" + completed)
    }

    /// A group of 露营 talk; the number makes one of so many messages.
    static func chatLab(_ count: Int, name: String = "露营闲聊", brokenLines: Int = 0) -> String {
        let head =
            #"{"_type":"header","chatlab":{"version":"0.0.2","exportedAt":1763000000,"generator":"test"},"#
            + #""meta":{"name":"\#(name)","platform":"wechat","type":"group","groupId":"\#(name)@chatroom"}}"#
        let lines = (0..<count).map { index in
            #"{"_type":"message","sender":"u\#(index % 5)","accountName":"营友\#(index % 5)","#
                + #""timestamp":\#(1_760_000_000 + index * 60),"type":0,"content":"第 \#(index) 句话"}"#
        }
        return ([head] + lines + Array(repeating: "{broken", count: brokenLines)).joined(separator: "\n") + "\n"
    }

    static let whatsApp = """
        2025/10/3, 21:14 - 江砚秋: 周六去青岚古道吗
        2025/10/3, 21:15 - 何以棠: 去，我带炉子
        2025/10/3, 21:17 - 小满: 算我一个

        """

    /// A zip of one entry.
    static func zip(_ entry: String, _ bytes: [UInt8]) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let archive = archive_write_new()
        archive_write_set_format_zip(archive)
        archive_write_open_filename(archive, path)
        let head = archive_entry_new()
        archive_entry_set_pathname_utf8(head, entry)
        archive_entry_set_size(head, la_int64_t(bytes.count))
        archive_entry_set_filetype(head, 0o100000)
        archive_entry_set_perm(head, 0o644)
        archive_write_header(archive, head)
        _ = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
        archive_entry_free(head)
        archive_write_free(archive)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
