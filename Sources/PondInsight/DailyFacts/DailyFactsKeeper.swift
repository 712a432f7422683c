package import Logging
package import PondStore
import ServiceLifecycle

/// Counts imported days again whenever there are some to count, until the process is asked to stop.
package struct DailyFactsKeeper: Service {
    package static let pollInterval: Duration = .seconds(2)

    private let recount: DailyFactsRecount
    private let logger: Logger

    package init(_ database: Database, logger: Logger) {
        recount = DailyFactsRecount(database)
        self.logger = logger
    }

    package func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var isIdle = true
            do {
                isIdle = try await !recount.takeTurn()
            } catch {
                logger.warning("daily facts wait for the database", metadata: ["error": "\(error)"])
            }
            if isIdle {
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pollInterval) }
            }
        }
    }
}
