package import Logging
import ServiceLifecycle

/// Writes down now and then who was seen, and once more when the process stops.
package struct ActivityKeeper: Service {
    package static let interval: Duration = .seconds(30)

    private let parts: AccountParts
    private let logger: Logger

    package init(_ parts: AccountParts, logger: Logger) {
        self.parts = parts
        self.logger = logger
    }

    package func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
            do {
                try await parts.saveActivity()
            } catch {
                logger.warning("who was seen is not written", metadata: ["error": "\(error)"])
            }
        }
    }
}
