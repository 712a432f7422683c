import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import PondCore

/// A browser's end of a live stream: a socket, and what came over it.
final class LiveClient: Sendable {
    private struct State {
        var text = ""
        var isClosed = false
        var waiting: [(@Sendable (String, Bool) -> Bool, CheckedContinuation<Void, Never>)] = []
    }

    private let state = Locked(State())
    private let channel: any Channel

    /// Opens the stream with a key, or with the cookie of a session.
    init(
        port: Int, path: String, token: String, isSession: Bool = false, lastEventID: String? = nil
    ) async throws {
        let state = self.state
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(Reader(state: state))
                }
            }
            .connect(host: "localhost", port: port).get()
        var headers = HTTPHeaders([("Host", "127.0.0.1")])
        if isSession {
            headers.add(name: "Cookie", value: "session=\(token)")
        } else {
            headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        if let lastEventID { headers.add(name: "Last-Event-ID", value: lastEventID) }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers)
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        try await channel.writeAndFlush(HTTPClientRequestPart.end(nil))
    }

    private final class Reader: ChannelInboundHandler {
        typealias InboundIn = HTTPClientResponsePart

        let state: Locked<State>

        init(state: Locked<State>) {
            self.state = state
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): change { $0.text += "status: \(head.status.code)\n\n" }
            case .body(let bytes): change { $0.text += String(buffer: bytes) }
            case .end: change { $0.isClosed = true }
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            change { $0.isClosed = true }
        }

        private func change(_ body: (inout State) -> Void) {
            let ready = state.withLock { state in
                body(&state)
                let (ready, waiting) = (
                    state.waiting.filter { $0.0(state.text, state.isClosed) },
                    state.waiting.filter { !$0.0(state.text, state.isClosed) }
                )
                state.waiting = waiting
                return ready
            }
            for (_, continuation) in ready { continuation.resume() }
        }
    }

    /// Waits for something in what came; also returns when the stream ends.
    func wait(until isThere: @escaping @Sendable (String) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.isClosed || isThere(state.text) { return true }
                state.waiting.append(({ text, isClosed in isClosed || isThere(text) }, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.isClosed { return true }
                state.waiting.append(({ _, isClosed in isClosed }, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    var text: String { state.withLock { $0.text } }

    /// The subjects of the events of a kind, in the order in which they came.
    func subjects(_ kind: String) -> [String] {
        text.components(separatedBy: "\n").filter { $0.hasPrefix("data: {\"kind\":\"\(kind)\"") }.compactMap { line in
            line.components(separatedBy: "\"subject\":\"").last?.components(separatedBy: "\"").first
        }
    }

    /// The id of the last event.
    var lastID: String? {
        text.components(separatedBy: "\n").last { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) }
    }

    func close() async {
        try? await channel.close()
    }
}
