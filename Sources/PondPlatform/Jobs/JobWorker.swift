package import Logging
package import PondStore
import ServiceLifecycle

/// Does jobs as they become due, until the process is asked to stop; the job under way is finished.
package struct JobWorker: Service {
    /// How long a job that is due may lie when nothing else is to be done.
    package static let pollInterval: Duration = .milliseconds(500)

    private let queue: JobQueue
    private let logger: Logger

    package init(_ handlers: [JobHandler], database: Database, logger: Logger) {
        queue = JobQueue(database: database, handlers: handlers, logger: logger)
        self.logger = logger
    }

    package func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var isIdle = true
            do {
                isIdle = try await queue.takeTurn() == .idle
            } catch {
                // A database that is away is back at some later turn.
                logger.warning("jobs wait for the database", metadata: ["error": "\(error)"])
            }
            if isIdle {
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pollInterval) }
            }
        }
    }
}
