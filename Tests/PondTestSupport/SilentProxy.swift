import Foundation
import PondCore

/// A TCP port before PostgreSQL's socket that can fall silent: it goes on accepting and says nothing, as a server whose
/// machine runs while it does not.
package final class SilentProxy: Sendable {
    package struct Failed: Error {
        let call: String
        let number: Int32
    }

    /// A connection that is left silent is closed after this, so that a test that waits for ever does not.
    private static let patience: Duration = .seconds(40)
    private static let pollMilliseconds: Int32 = 50

    package let port: UInt16
    private let listener: Int32
    private let target: String
    private let state = Locked((isSilent: false, isClosed: false))
    private let accepted = Locked(0)

    /// - Parameter target: the path of PostgreSQL's Unix socket.
    package init(target: String) throws {
        self.target = target
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound, listen(listener, 16) == 0 else { throw Failed(call: "bind", number: errno) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread { [self] in serve() }.start()
    }

    /// How many connections were made to it.
    package var acceptedCount: Int { accepted.withLock { $0 } }

    /// From now on nothing passes.
    package func fallSilent() { state.withLock { $0.isSilent = true } }

    /// From now on new connections are served.
    package func speak() { state.withLock { $0.isSilent = false } }

    package func close() {
        state.withLock { $0.isClosed = true }
    }

    private func serve() {
        while !state.withLock({ $0.isClosed }) {
            guard Self.isReadable(listener) else { continue }
            let client = accept(listener, nil, nil)
            guard client >= 0 else { continue }
            accepted.withLock { $0 += 1 }
            Thread { [self] in pass(client) }.start()
        }
        Foundation.close(listener)
    }

    /// Passes bytes both ways until one side ends or the proxy falls silent, and then holds the client.
    private func pass(_ client: Int32) {
        let server = Self.connect(to: target)
        var isOpen = server >= 0
        while isOpen, !state.withLock({ $0.isSilent || $0.isClosed }) {
            for (from, to) in [(client, server), (server, client)] where isOpen && Self.isReadable(from) {
                isOpen = Self.move(from, to)
            }
        }
        let deadline = ContinuousClock.now + Self.patience
        while isOpen, ContinuousClock.now < deadline, !state.withLock({ $0.isClosed }) {
            // Tells of nothing but errors: what the client says is not taken.
            var quiet = pollfd(fd: client, events: 0, revents: 0)
            if Foundation.poll(&quiet, 1, Self.pollMilliseconds) > 0 { break }
        }
        Foundation.close(client)
        if server >= 0 { Foundation.close(server) }
    }

    private static func isReadable(_ descriptor: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Foundation.poll(&poll, 1, pollMilliseconds / 10) > 0
    }

    private static func move(_ from: Int32, _ to: Int32) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(from, &bytes, bytes.count)
        return count > 0 && send(to, &bytes, count, Int32(MSG_NOSIGNAL)) == count
    }

    private static func connect(to path: String) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        if !isConnected { Foundation.close(descriptor) }
        return isConnected ? descriptor : -1
    }
}
