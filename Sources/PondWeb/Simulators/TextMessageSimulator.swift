import Foundation
import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore
package import PondCore
package import PondPlatform

/// A gateway for short messages that sends nothing and shows what it was given: `POST /messages` takes them as a real
/// gateway would, `GET /` lists the newest.
package struct TextMessageSimulator: Sendable {
    package static let keptCount = 100
    static let bodyBytesMax = 64 * 1024

    private let secret: String
    private let clock: WallClock
    private let shown = Locked<[TextMessage]>([])
    private let onMessage: @Sendable (TextMessage) -> Void

    package init(secret: String, clock: WallClock = .system, onMessage: @escaping @Sendable (TextMessage) -> Void) {
        self.secret = secret
        self.clock = clock
        self.onMessage = onMessage
    }

    /// What came so far, oldest first.
    package var messages: [TextMessage] { shown.withLock { $0 } }

    package func application(
        host: String, port: Int, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let router = Router()
        router.post("/messages") { request, _ in try await take(request) }
        router.get("/") { _, _ in list() }
        return Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) }, logger: logger)
    }

    private func take(_ request: Request) async throws -> HTTPResponse.Status {
        let body = try await request.body.collect(upTo: Self.bodyBytesMax)
        func header(_ name: String) -> String { HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
        let isRight = GatewaySignature.isRight(
            header(GatewaySignature.header), "POST", request.uri.path, header(GatewaySignature.timeHeader),
            body: Array(body.readableBytesView), secret: secret, now: clock.now())
        guard isRight else { return .unauthorized }
        guard let message = try? JSONDecoder().decode(TextMessage.self, from: Data(body.readableBytesView)) else {
            return .badRequest
        }
        let isNew = shown.withLock { shown in
            guard !shown.contains(where: { $0.id == message.id }) else { return false }
            shown = Array((shown + [message]).suffix(Self.keptCount))
            return true
        }
        if isNew { onMessage(message) }
        return .accepted
    }

    private func list() -> String {
        messages.reversed().map { "\($0.to)\n\($0.text)\n" }.joined(separator: "\n")
    }
}
