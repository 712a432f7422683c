import Foundation

/// nginx with nchan, as `bench/fanout` sets it up, and the load client `fan.c` that belongs to it.
final class NchanPeer {
    struct Outcome {
        /// Deliveries a CPU second of the worker.
        let rate: Double
        let p50: Double
        let p99: Double
        let bytesEach: Double
    }

    private static let port = "18081"
    private static let module = "/usr/lib/nginx/modules/ngx_nchan_module.so"
    private static let startMicroseconds: UInt32 = 700_000

    private let peer: Peer
    private let folder: TemporaryFolder

    /// - Throws: `Peer.Missing` where nginx, nchan or the peer's folder are not there.
    init(in folder: TemporaryFolder) throws {
        peer = try Peer("fanout", in: folder)
        self.folder = folder
        guard FileManager.default.fileExists(atPath: Self.module) else {
            throw Peer.Missing(description: "no nchan: apt-get install nginx-core libnginx-mod-nchan")
        }
        _ = try Child(["gcc", "-O2", "-o", peer.path("fan"), peer.path("fan.c"), "-lpthread"], in: folder)
    }

    func run(readers: Int, messages: Int, bytes: Int, window: Int) throws -> Outcome {
        let root = peer.folder.path()
        _ = try Child(
            ["taskset", "-c", String(Cores.server), "nginx", "-c", peer.path("nchan.conf"), "-p", root], in: folder)
        usleep(Self.startMicroseconds)
        defer { stop() }
        let master = try readMaster()
        let found = try Child(["ps", "-o", "pid=", "--ppid", String(master)], in: folder).output
        guard let worker = found.split(separator: "\n").first?.trimmingCharacters(in: .whitespaces) else {
            throw Peer.Missing(description: "nginx has no worker")
        }
        let line = try Child(
            [
                "taskset", "-c", String(Cores.client), peer.path("fan"), "sse", "127.0.0.1", Self.port, "/sub", "/pub",
                String(readers), String(messages), String(bytes), "w\(window)", worker,
            ], in: folder
        ).output
        func value(_ key: String) -> Double { Peer.value(key, in: line) ?? 0 }
        guard value("deliv/server_cpu_s") > 0 else { throw Peer.Missing(description: "nchan did not deliver: \(line)") }
        return Outcome(
            rate: value("deliv/server_cpu_s"), p50: value("p50"), p99: value("p99"),
            bytesEach: value("MB/s") * 1e6 * value("wall") / Double(readers * messages))
    }

    private func readMaster() throws -> pid_t {
        let text = try String(contentsOfFile: peer.path("nginx.pid"), encoding: .utf8)
        return pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    private func stop() {
        if let master = try? readMaster(), master > 0 { kill(master, SIGTERM) }
        usleep(Self.startMicroseconds)
    }
}
