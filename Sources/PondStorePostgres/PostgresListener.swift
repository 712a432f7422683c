import Foundation
import PondCore
import PondStore

/// Waits for other nodes' and our own commits (`NOTIFY pond_events`) on a connection and thread of its own, which start
/// with the first follower. A broken connection is made anew; meanwhile the consumers' polling is the net.
final class PostgresListener: Sendable {
    private struct State: Sendable {
        var isStarted = false
        var isStopping = false
    }

    private static let waitMilliseconds: Int32 = 500

    let bells = EventBells()
    private let address: String
    private let limits: PostgresLimits
    private let state = Locked(State())
    private let ended = DispatchSemaphore(value: 0)

    init(address: String, limits: PostgresLimits) {
        self.address = address
        self.limits = limits
    }

    /// Does nothing when it listens already.
    func start() {
        let mustStart = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted && !state.isStopping
        }
        guard mustStart else { return }
        let thread = Thread { [self] in
            while !isStopping { listenUntilBroken() }
            ended.signal()
        }
        thread.name = "pond-listener"
        thread.start()
    }

    func close() {
        let mustWait = state.withLock { state in
            defer { state.isStopping = true }
            return state.isStarted && !state.isStopping
        }
        if mustWait { ended.wait() }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func listenUntilBroken() {
        guard let connection = try? PostgresConnection(address: address, role: .listener, limits: limits),
            (try? connection.script("LISTEN pond_events")) != nil
        else {
            Thread.sleep(forTimeInterval: Double(Self.waitMilliseconds) / 1000)
            return
        }
        while !isStopping {
            var poll = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
            guard Foundation.poll(&poll, 1, Self.waitMilliseconds) > 0 else { continue }
            guard let notified = try? connection.takeNotifications() else { return }
            guard notified else { continue }
            bells.ring()
        }
    }
}
