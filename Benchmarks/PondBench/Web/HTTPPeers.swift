import Foundation
import Hummingbird
import NIOCore

/// A Hummingbird that answers with the same bytes and looks at nothing: this program, started once more.
final class BareServer {
    /// The first argument that makes this program such a server.
    static let argument = "answer-bytes"

    let port: Int
    let process: pid_t

    init(bytes: Int, in folder: TemporaryFolder) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        port = try PondServer.freePort()
        process = try Child.spawn(
            ["taskset", "-c", String(Cores.server), own, Self.argument, String(port), String(bytes)],
            output: folder.path("bare-\(UUID().uuidString).txt"))
        try PondServer.wait(for: port, "/same")
    }

    func stop() {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    /// Serves until it is killed.
    static func serve(port: Int, bytes: Int) async throws {
        let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes)
        let router = Router()
        router.get("/same") { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
        }
        try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
            .runService()
    }
}

/// nginx with one file.
final class NginxPeer {
    let port: Int
    let worker: pid_t
    private let master: pid_t

    /// - Throws: `Peer.Missing` where there is no nginx.
    init(bytes: Int, in folder: TemporaryFolder) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx") else {
            throw Peer.Missing(description: "no nginx: apt-get install nginx-core")
        }
        port = try PondServer.freePort()
        let root = folder.url.appending(path: "nginx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path())
        try Data(repeating: UInt8(ascii: "x"), count: bytes).write(to: root.appending(path: "same"))
        let configuration = """
            worker_processes 1; pid nginx.pid; error_log error.log warn; events { worker_connections 1000; }
            http { access_log off; keepalive_requests 100000000; sendfile on; tcp_nopush on;
            default_type application/json;
            client_body_temp_path cb; proxy_temp_path pt; fastcgi_temp_path ft; uwsgi_temp_path ut; scgi_temp_path st;
            open_file_cache max=100;
            server { listen 127.0.0.1:\(port); root .; } }
            """
        try Data(configuration.utf8).write(to: root.appending(path: "nginx.conf"))
        _ = try Child(
            [
                "taskset", "-c", String(Cores.server), "nginx", "-c", root.appending(path: "nginx.conf").path(), "-p",
                root.path(),
            ], in: folder)
        try PondServer.wait(for: port, "/same")
        let text = try String(contentsOf: root.appending(path: "nginx.pid"), encoding: .utf8)
        master = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        let found = try Child(["ps", "-o", "pid=", "--ppid", String(master)], in: folder).output
        worker = pid_t(found.split(separator: "\n").first?.trimmingCharacters(in: .whitespaces) ?? "") ?? 0
    }

    func stop() {
        if master > 0 { kill(master, SIGTERM) }
    }
}
