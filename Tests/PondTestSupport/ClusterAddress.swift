import Foundation
import PondStore
import PondStorePostgres

/// Where the throw-away PostgreSQL cluster listens: the URL in `POND_TEST_POSTGRES`, whose database name is replaced.
package struct ClusterAddress: Sendable {
    package struct Missing: Error, CustomStringConvertible {
        package let description = "POND_TEST_POSTGRES is not set: run the tests with bin/test, which starts a cluster."
    }

    private let url: String

    package static func fromEnvironment() throws -> ClusterAddress {
        guard let url = ProcessInfo.processInfo.environment["POND_TEST_POSTGRES"], !url.isEmpty else {
            throw Missing()
        }
        return ClusterAddress(url: url)
    }

    /// The Unix socket that the server listens on.
    package var socketPath: String {
        let query = url.split(separator: "?").last?.split(separator: "&") ?? []
        func value(_ name: String) -> Substring? {
            query.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
        }
        return "\(value("host") ?? "")/.s.PGSQL.\(value("port") ?? "5432")"
    }

    /// `postgres://user@/NAME?host=…`.
    package func address(database: String) -> String {
        let parts = url.split(separator: "?", maxSplits: 1)
        var path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        if path.count > 3 { path[3] = Substring(database) }
        return path.joined(separator: "/") + (parts.count > 1 ? "?\(parts[1])" : "")
    }
}

/// A bare connection for what tests do behind the application's back: databases, killed sessions.
package struct PostgresAdministration {
    private let engine: PostgresEngine

    package init(address: String) throws {
        engine = try PostgresEngine(address: address, laneCount: 1, readerCount: 1)
    }

    package func run(_ sql: String) throws {
        try engine.withWriter(lane: 0) { try $0.script(sql) }
    }
}
