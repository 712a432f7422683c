import Logging
package import PondStore

/// Keeps consumers at the head of the log until its task is cancelled: rung in by commits of any node, and once a
/// second in case a ring was lost.
package struct LogFollower: Sendable {
    package static let pollInterval: Duration = .seconds(1)
    /// After a ring, more commits are waited for so long, because taking many events costs hardly more than taking one.
    static let gatherInterval: Duration = .milliseconds(100)

    private let readers: [LogReader]
    private let database: Database
    private let logger = Logger(label: "pond.log")

    package init(_ consumers: [Consumer], database: Database) {
        readers = consumers.map { LogReader($0, database: database) }
        self.database = database
    }

    /// Returns when the surrounding task is cancelled; what is being written then is finished first.
    /// - Throws: `StoreError` when the consumers cannot be made known at the start.
    package func run() async throws {
        for reader in readers { try await reader.register() }
        await withTaskGroup(of: Void.self) { group in
            for reader in readers {
                group.addTask { await follow(reader) }
            }
        }
    }

    private func follow(_ reader: LogReader) async {
        await database.withEventBell { bell in
            while !Task.isCancelled {
                do {
                    try await reader.catchUp()
                } catch is CancellationError {
                    return
                } catch {
                    // A database that is away is back at some later look; the cursor has not moved meanwhile.
                    logger.warning("the log cannot be read", metadata: ["error": "\(error)"])
                }
                await bell.wait(atMost: Self.pollInterval)
                try? await Task.sleep(for: Self.gatherInterval)
            }
        }
    }
}
