import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import PondTestSupport
import Testing

@Suite("pond serve")
struct ServeTests {
    @Test("Says where it is, answers, and ends when it is asked to")
    func serve() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pond-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = folder.appendingPathComponent("pond.sqlite").path
        let process = try TestProcess("pond", ["serve", "--database", database, "--port", "0"])
        await process.waitForLines(2)
        let address = try #require(process.lines.first?.split(separator: " ").last)
        let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
        let link = try #require(process.lines.last?.split(separator: " ").first { $0.contains("/first-run?token=") })
        let path = "/" + link.split(separator: "/", maxSplits: 3).dropFirst(2).joined(separator: "/")

        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        func status(_ path: String) async throws -> UInt {
            let request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
            return try await client.execute(request, timeout: .seconds(30)).status.code
        }
        for (path, code) in [("/healthz", 200), ("/readyz", 200), (path, 200), ("/me", 401)] {
            #expect(try await status(path) == UInt(code), "\(path)")
        }
        try await client.shutdown()
        process.interrupt()
        #expect(process.wait() == 0)
    }
}
