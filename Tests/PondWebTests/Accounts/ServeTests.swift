import Foundation
import HTTPTypes
import HummingbirdTesting
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

        let client = TestClient(host: "127.0.0.1", port: port, eventLoopGroupProvider: .createNew)
        client.connect()
        #expect(try await client.get("/healthz").status == .ok)
        #expect(try await client.get("/readyz").status == .ok)
        #expect(try await client.get(path).status == .ok)
        #expect(try await client.get("/me").status == .unauthorized)
        try await client.shutdown()
        process.interrupt()
        #expect(process.wait() == 0)
    }
}
