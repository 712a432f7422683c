import Foundation

/// `pond serve` as a program of its own, asked over loopback.
final class PondServer {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let readySecondsMax = 60.0
    private static let stopSecondsMax = 15.0

    let port: Int
    let process: pid_t
    /// From the start of the program until `/readyz` says so.
    let readySeconds: Double
    private var isRunning = true

    /// - Parameters:
    ///   - database: a path, or a URL of PostgreSQL.
    ///   - core: the one that it may use; nil lets it use all.
    /// - Throws: `Failure` when it does not come up.
    init(database: String, core: Int? = Cores.server, roles: String = "web,worker", in folder: TemporaryFolder) throws {
        port = try Self.freePort()
        let output = folder.path("server-\(UUID().uuidString).txt")
        let command = try [
            "taskset", "-c", core.map(String.init) ?? Cores.all, PondProgram.path(), "serve", "--database", database,
            "--port", String(port), "--data", folder.path("data"), "--roles", roles,
        ]
        let clock = ContinuousClock()
        let started = clock.now
        process = try Child.spawn(command, output: output)
        var ready: Double?
        while ready == nil {
            let elapsed = (clock.now - started) / .seconds(1)
            if let answer = try? LoopbackConnection(port: port).ask("/readyz"), answer.status == 200 {
                ready = (clock.now - started) / .seconds(1)
            } else if elapsed > Self.readySecondsMax {
                kill(process, SIGKILL)
                let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
                throw Failure(description: "pond serve did not come up:\n\(said.suffix(2_000))")
            } else {
                usleep(1_000)
            }
        }
        readySeconds = ready ?? 0
    }

    var cpuSeconds: Double { ServerTimes.cpuSeconds(process) }
    var residentKilobytes: Int { ServerTimes.residentKilobytes(process) }

    /// Asks it to stop, and makes it when it does not.
    func stop() {
        guard isRunning else { return }
        isRunning = false
        kill(process, SIGTERM)
        let clock = ContinuousClock()
        let asked = clock.now
        while waitpid(process, nil, WNOHANG) == 0 {
            if (clock.now - asked) / .seconds(1) > Self.stopSecondsMax { kill(process, SIGKILL) }
            usleep(5_000)
        }
    }

    deinit { stop() }

    /// Waits until a peer answers.
    static func wait(for port: Int, _ path: String) throws {
        for _ in 0..<5_000 {
            if let answer = try? LoopbackConnection(port: port).ask(path), answer.status == 200 { return }
            usleep(2_000)
        }
        throw Failure(description: "nothing answers on port \(port)")
    }

    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = LoopbackConnection.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw Failure(description: "no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
