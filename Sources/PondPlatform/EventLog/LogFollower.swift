package import PondStore

/// Keeps consumers at the head of the log until its task is cancelled: woken by commits of any node, and once a second
/// in case a wake-up was lost.
package struct LogFollower: Sendable {
    package static let pollInterval: Duration = .seconds(1)

    private let readers: [LogReader]
    private let database: Database

    package init(_ consumers: [Consumer], database: Database) {
        readers = consumers.map { LogReader($0, database: database) }
        self.database = database
    }

    /// Returns when the surrounding task is cancelled.
    package func run() async throws {
        for reader in readers { try await reader.register() }
        await withTaskGroup(of: Void.self) { group in
            for reader in readers {
                group.addTask { await follow(reader) }
            }
        }
    }

    private func follow(_ reader: LogReader) async {
        let (wakes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        database.onEvents { continuation.yield() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    continuation.yield()
                    try? await Task.sleep(for: Self.pollInterval)
                }
                continuation.finish()
            }
            for await _ in wakes {
                // A database that is away is back at some later tick; the cursor has not moved meanwhile.
                try? await reader.catchUp()
            }
        }
    }
}
