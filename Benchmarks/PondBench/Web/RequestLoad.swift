import Foundation

/// Asks a server the same thing over many connections, one request at a time on each.
final class RequestLoad {
    struct Outcome {
        let rate: Double
        /// Requests a CPU second of the server.
        let perCPUSecond: Double
        let p50: Double
        let p99: Double
        let bytesEach: Int
    }

    private static let connectionCount = 32

    private var poller = Poller()
    private var connections: [Int32: LoopbackConnection] = [:]
    private var sentAt: [Int32: ContinuousClock.Instant] = [:]
    private let requests: [String]
    private var next = 0

    /// - Parameter requests: sent in turn; each of another person, so that nobody asks too often.
    init(port: Int, requests: [String]) throws {
        self.requests = requests
        for _ in 0..<Self.connectionCount {
            let connection = try LoopbackConnection(port: port)
            connection.makeNonBlocking()
            connections[connection.descriptor] = connection
            poller.watch(connection.descriptor)
        }
    }

    func run(seconds: Double, process: pid_t) throws -> Outcome {
        let clock = ContinuousClock()
        let cpu = ServerTimes.cpuSeconds(process)
        let started = clock.now
        var latencies: [Double] = []
        var bytesEach = 0
        for connection in connections.values { try send(connection, clock) }
        while (clock.now - started) / .seconds(1) < seconds {
            for descriptor in poller.ready(milliseconds: 1_000) {
                guard let connection = connections[descriptor], let answer = try connection.receive() else { continue }
                guard answer.status == 200 else {
                    throw PondServer.Failure(description: "answers \(answer.status): \(answer.body.prefix(300))")
                }
                bytesEach = answer.body.utf8.count
                if let sent = sentAt[descriptor] { latencies.append((clock.now - sent) / .milliseconds(1)) }
                try send(connection, clock)
            }
        }
        let elapsed = (clock.now - started) / .seconds(1)
        let spent = ServerTimes.cpuSeconds(process) - cpu
        latencies.sort()
        return Outcome(
            rate: Double(latencies.count) / elapsed, perCPUSecond: Double(latencies.count) / max(spent, 0.01),
            p50: latencies.percentile(0.5), p99: latencies.percentile(0.99), bytesEach: bytesEach)
    }

    private func send(_ connection: LoopbackConnection, _ clock: ContinuousClock) throws {
        sentAt[connection.descriptor] = clock.now
        try connection.send(requests[next % requests.count])
        next += 1
    }
}
