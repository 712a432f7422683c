package import PondStore
import ServiceLifecycle

/// The consumers of a process as a service that stops when the process is asked to.
package struct LogConsumption: Service {
    private let follower: LogFollower

    package init(_ consumers: [Consumer], database: Database) {
        follower = LogFollower(consumers, database: database)
    }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await follower.run()
            // Without consumers there is nothing to wait for, and a service that ends would end the process.
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        }
    }
}
